"""The map from an extracted text back to the decoded original."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OriginMap:
    """Where each character of an extracted text stands in the original.

    The text is cut into runs: run `i` covers the text from `starts[i]` to `starts[i + 1]` and stands
    in the original from `origins[i]` to `ends[i]`, character by character. A character that is
    written longer in the original (`&amp;`) is a run of its own. `starts` has one entry more than
    the others: the length of the text.
    """

    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def identity(cls, length: int) -> OriginMap:
        """The map of a text that is its own original."""
        return cls((0, length), (0,), (length,))

    def _run(self, position: int) -> int:
        return min(bisect_right(self.starts, position), len(self.origins)) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's span of the text's non-empty span `start`..`end`.

        It runs from the origin of the first character to the end of the origin of the last one, so
        tags and soft hyphens between them lie inside it. Raises ValueError on an empty span.
        """
        if start >= end:
            raise ValueError(f"a span needs at least one character: {start}..{end}")
        first, last = self._run(start), self._run(end - 1)
        begin = self.origins[first] + start - self.starts[first]
        if self.starts[last + 1] == end:
            return begin, self.ends[last]
        return begin, self.origins[last] + end - self.starts[last]
