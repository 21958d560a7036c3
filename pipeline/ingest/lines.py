"""The lines of a text, with where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
TWO_ENDS = re.compile(r"(?>\r\n|[\r\n\x85\u2028])[^\S\r\n\x85\u2028\u2029]*[\r\n\x85\u2028]|[\x0b\x0c\u2029]")
COMBINING = re.compile("[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


class Line(NamedTuple):
    """A line that is not blank, without the white space around it.

    `indent` counts the white space before it; `apart` says that a blank line stands before it (the
    first line stands apart).
    """

    start: int
    end: int
    indent: int
    apart: bool


def lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank; CRLF, CR, LF and Unicode's line ends all end a line."""
    found: list[Line] = []
    previous = 0
    for match in LINE.finditer(text):
        raw = match[0]
        kept = raw.strip()
        if not kept:
            continue
        indent = len(raw) - len(raw.lstrip())
        start = match.start() + indent
        apart = not found or TWO_ENDS.search(text, previous, match.start()) is not None
        previous = start + len(kept)
        found.append(Line(start, previous, indent, apart))
    return found


def width(text: str) -> int:
    """How many columns a line takes: Thai vowels and tones above and below take none."""
    return len(text) - len(COMBINING.findall(text)) if len(text) < 1000 else len(text)
