"""Lines of a page's text that know where in the page they stand, and the text they make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.origin import OriginMap


@dataclass(slots=True)
class Block:
    """A line of visible text: pieces with the place of each in the page, and what the markup says of it.

    `aside` says that it stands in an element around an article, `navigation` that it can be nothing else;
    `marks` are spans of the block's text that are footnote marks.
    """

    pieces: list[str] = field(default_factory=list)
    origins: list[tuple[int, int, int]] = field(default_factory=list)
    length: int = 0
    heading: bool = False
    aside: bool = False
    navigation: bool = False
    marks: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The block's text."""
        return "".join(self.pieces)

    def add(self, piece: str, start: int, end: int) -> None:
        """Append text that stands in the page from `start` to `end`."""
        if len(piece) != 1 and len(piece) != end - start:
            for character in piece:
                self.add(character, start, end)
            return
        exact = len(piece) == end - start
        if exact and self.origins and self.origins[-1][2] == start and self._exact():
            offset, begin, _ = self.origins[-1]
            self.origins[-1] = (offset, begin, end)
        else:
            self.origins.append((self.length, start, end))
        self.pieces.append(piece)
        self.length += len(piece)

    def _exact(self) -> bool:
        offset, start, end = self.origins[-1]
        return end - start == self.length - offset

    def ends_in_space(self) -> bool:
        """Whether more white space would be too much."""
        return not self.pieces or self.pieces[-1][-1] in " \t"

    def trim(self) -> None:
        """Take off white space at the end; it is always a piece of its own."""
        while self.pieces and self.pieces[-1] in (" ", "\t"):
            self.pieces.pop()
            self.length -= 1
            offset, start, end = self.origins.pop()
            if offset < self.length:
                self.origins.append((offset, start, end - 1))


def join(chosen: Sequence[Block]) -> tuple[str, OriginMap]:
    """The text of some blocks, one a line, and its map to the page.

    The line end between two blocks stands for everything that lies between them in the page.
    """
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    length = 0
    for block in chosen:
        if runs:
            runs.append((length, runs[-1][2], block.origins[0][1]))
            pieces.append("\n")
            length += 1
        runs.extend((length + offset, start, end) for offset, start, end in block.origins)
        pieces.extend(block.pieces)
        length += block.length
    starts, origins, ends = (tuple(column) for column in zip(*runs, strict=True)) if runs else ((), (), ())
    return "".join(pieces), OriginMap((*starts, length), origins, ends)
