"""The lines of a paragraph: which of them run on, and which stand alone.

A paragraph may be hard-wrapped (a line end is only a space) or be made of lines that are each a
text of their own (headings, items of a list, verse). A line end was put in by wrapping only if the
next word had no room left on the line; that is the test here.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

NARROWEST, WIDEST = 40, 160
"""Nobody wraps prose at fewer or more characters than these: such lines were ended on purpose."""
LONGEST_WORD = 20
"""A first "word" is counted no longer than this: Thai writes many words without a space."""

LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
BULLET = re.compile(r"[•◦▪‣●○■□*]\s")
NUMBER = re.compile(r"[-–—]\s|\(?\d{1,3}[.)]\s|\(?\w[)]\s")
"""What begins an item of a list, but also, after a line that does not end a sentence, a line of prose."""
ENDED = re.compile(r"[.!?…:;]['\"”’»)\]]*$")
SOLID = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


def units(text: str, start: int, end: int) -> list[Span]:
    """The stretches of `text[start:end]` that no sentence crosses, trimmed of white space, in order.

    >>> text = "Contents\\nThe beginning of the war\\nThe war at sea"
    >>> [text[s:e] for s, e in units(text, 0, len(text))]
    ['Contents', 'The beginning of the war', 'The war at sea']
    """
    lines = [trimmed for line in LINE.finditer(text, start, end) if (trimmed := trim(text, *line.span()))]
    width = max((last - first for first, last in lines), default=0)
    found: list[Span] = []
    for number, line in enumerate(lines):
        if number and _runs_on(text, lines[number - 1], line, width):
            found[-1] = (found[-1][0], line[1])
        else:
            found.append(line)
    return found


def trim(text: str, start: int, end: int) -> Span | None:
    """The span without the white space at its ends; None when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _runs_on(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether `line` goes on with the line `before`, in a paragraph whose longest line has `width` characters."""
    if text.count("\n", before[1], line[0]) > 1 or not NARROWEST <= width <= WIDEST:
        return False
    if BULLET.match(text, *line) or (NUMBER.match(text, *line) and ENDED.search(text, *before)):
        return False
    word = SOLID.match(text, *line)
    room = min(word.end() - word.start(), LONGEST_WORD) if word else 0
    return before[1] - before[0] + 1 + room > width


def flatten(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The text with every run of white space or control characters as one space, and where each character stood.

    >>> flatten("a \\n b", 0, 5)
    ('a b', [0, 1, 4])
    """
    pieces: list[str] = []
    origins: list[int] = []
    for solid in SOLID.finditer(text, start, end):
        if pieces:
            pieces.append(" ")
            origins.append(origins[-1] + 1)
        pieces.append(solid.group())
        origins.extend(range(*solid.span()))
    return "".join(pieces), origins
