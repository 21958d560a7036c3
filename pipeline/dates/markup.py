"""Texts with their time expressions marked: `on [3 March 1918|1918-03-03] they met`.

The examples of the rules and the gold files of the tests are written so. An empty value says that
the expression is a date whose value the text does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKED = re.compile(r"\[(?P<surface>[^\[\]|]+)\|(?P<value>\[[^\]]*\]|\{[^}]*\}|[^\]]*)\]")
_PUBLISHED = "# published:"
_BETWEEN = "\n---\n"


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, its expressions as (start, end, EDTF value), and the day it was published, if that is said."""

    text: str
    dates: tuple[tuple[int, int, str], ...]
    published: str = ""


def read_marked(marked: str, published: str = "") -> Marked:
    """The text without its marks, and what they mark."""
    pieces: list[str] = []
    dates: list[tuple[int, int, str]] = []
    at = length = 0
    for match in _MARKED.finditer(marked):
        pieces += [marked[at : match.start()], match["surface"]]
        start = length + match.start() - at
        length = start + len(match["surface"])
        dates.append((start, length, match["value"]))
        at = match.end()
    return Marked("".join([*pieces, marked[at:]]), tuple(dates), published)


def write_marked(text: str, dates: list[tuple[int, int, str]]) -> str:
    """The text with its expressions marked."""
    pieces, at = [], 0
    for start, end, value in dates:
        pieces += [text[at:start], f"[{text[start:end]}|{value}]"]
        at = end
    return "".join([*pieces, text[at:]])


def passages(file: str) -> Iterator[Marked]:
    """The passages of a gold file: parted by lines of three dashes; `#` begins a comment or the day of publication."""
    for passage in file.split(_BETWEEN):
        lines = passage.strip("\n").split("\n")
        published = [line.removeprefix(_PUBLISHED).strip() for line in lines if line.startswith(_PUBLISHED)]
        text = "\n".join(line for line in lines if not line.startswith("#")).strip("\n")
        yield read_marked(text, published[0] if published else "")
