"""The sentence around a stretch of a source, for people to read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.compare import source_titles
from pipeline.export.sentences import kept_sentences
from pipeline.review.questions import Passage

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

LONGEST = 400
"""Characters shown before and after the marked stretch, where a sentence is longer than that."""
CUT = "…"


class Reader:
    """Reads passages of the sources of one run; each text is loaded once, when it is first asked for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._texts: dict[str, str] = {}
        self._starts: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return source_titles(self._tables)

    def passage(
        self, source_id: str, language: str, marks: Sequence[tuple[int, int]], note: str = "", whole: bool = False
    ) -> Passage:
        """The sentence (or what `whole` marks[0] spans) with the stretches `marks` of it marked.

        The first of `marks` decides which sentence; `whole` says that it is the sentence itself.
        """
        text = self._text(source_id)
        first, last = marks[0] if whole else self._sentence(source_id, *marks[0])
        marked = sorted(mark for mark in marks[1 if whole else 0 :] if first <= mark[0] and mark[1] <= last)
        if marked:
            begin, end = max(first, marked[0][0] - LONGEST), min(last, marked[-1][1] + LONGEST)
        else:
            begin, end = first, min(last, first + 2 * LONGEST)
        pieces, at = [(CUT, False)] if begin > first else [], begin
        for start, stop in marked:
            if start >= at:
                pieces += [(text[at:start], False), (text[start:stop], True)]
                at = stop
        pieces += [(text[at:end], False), (CUT if end < last else "", False)]
        kept = tuple((piece, is_marked) for piece, is_marked in pieces if piece)
        return Passage(self._titles.get(source_id, source_id), language, kept, note)

    def _text(self, source_id: str) -> str:
        if source_id not in self._texts:
            self._texts[source_id] = self._tables.text(source_id)
        return self._texts[source_id]

    def _sentence(self, source_id: str, start: int, end: int) -> tuple[int, int]:
        """The kept sentence around a stretch, else its line."""
        if source_id not in self._starts:
            kept = kept_sentences(self._tables.folder, source_id)
            self._starts[source_id] = [(one.start, one.end) for one in kept]
        spans = self._starts[source_id]
        at = bisect_right(spans, (start, len(self._text(source_id)))) - 1
        if at >= 0 and spans[at][0] <= start and end <= spans[at][1]:
            return spans[at]
        text = self._text(source_id)
        stop = text.find("\n", end)
        return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)
