"""Lines to paragraphs: which lines were broken to fit a page, and which paragraphs are headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.ingest.lines import Line, lines, width
from pipeline.records import Span

NARROW, WIDE = 45, 120
"""The least and the greatest width of a page whose lines are broken by hand, in columns."""

FULL_SHARE, ENDED_SHARE = 0.6, 0.5
"""Shares of a block's lines: so many must reach the margin, and no more may end a sentence, to be broken by hand."""

LONGEST_WORD = 25
THAI_WORD = 15
"""How much a line may fall short of the margin because the next word was longer; Thai writes no spaces."""

HEADING_WIDTH, THAI_HEADING_WIDTH = 90, 60
LEAST_PROSE = 80
"""Columns up to which a line may be a heading, and from which a paragraph below it counts as prose."""

BULLET = re.compile(r"[•·*‣–—-]\s|\(?(?:\d{1,3}|[a-zа-я])[.)]\s")
SENTENCE_END = re.compile(r"[.!?…;,:。][\"'»”’)\]]*$")
THAI = re.compile("[ก-๛]")


class Outline(NamedTuple):
    """A paragraph before its language is known: its place, and whether it is a heading."""

    start: int
    end: int
    heading: bool


def outline(readable: str, headings: Sequence[Span] = (), wrapped: bool = True) -> list[Outline]:
    """The paragraphs of a text whose chrome is blank.

    `headings` are the spans that markup says are headings. Lines that were broken by hand are joined
    where `wrapped` allows it; else each line is a paragraph.
    """
    found = lines(readable)
    groups = _unwrapped(readable, found) if wrapped else [[line] for line in found]
    spans = [Span(group[0].start, group[-1].end) for group in groups]
    marked = _overlapping(spans, headings)
    widths = [width(readable[span.start : span.end]) for span in spans]
    result: list[Outline] = []
    below = 0
    for index in range(len(spans) - 1, -1, -1):
        span = spans[index]
        heading = marked[index] or (len(groups[index]) == 1 and _is_heading(readable, span, widths[index], below))
        if not heading:
            below = widths[index]
        result.append(Outline(span.start, span.end, heading))
    return result[::-1]


def _overlapping(spans: Sequence[Span], headings: Sequence[Span]) -> list[bool]:
    marked, at = [], 0
    for span in spans:
        while at < len(headings) and headings[at].end <= span.start:
            at += 1
        marked.append(at < len(headings) and headings[at].start < span.end)
    return marked


def _is_heading(text: str, span: Span, columns: int, below: int) -> bool:
    """A short line, in no table, that ends no sentence and stands above prose; `below` is the prose's width."""
    if columns > HEADING_WIDTH or below < LEAST_PROSE:
        return False
    words = text[span.start : span.end]
    if "\t" in words or SENTENCE_END.search(words) or (BULLET.match(words) and not words[0].isalnum()):
        return False
    if THAI.search(words):
        return columns <= THAI_HEADING_WIDTH and below >= 2 * LEAST_PROSE
    first = next((character for character in words if character.isalnum()), "")
    return bool(first) and not first.islower()


def _unwrapped(text: str, found: Sequence[Line]) -> list[list[Line]]:
    """Lines in groups of those that make one paragraph."""
    page: list[list[Line]] = []
    for line in found:
        if line.apart or not page:
            page.append([])
        page[-1].append(line)
    margins = [_margin(text, block) for block in page]
    usual = max(margins, default=0)
    groups: list[list[Line]] = []
    for block, own in zip(page, margins, strict=True):
        margin = own or (usual if len(block) == 2 else 0)
        previous: Line | None = None
        for line in block:
            if previous is not None and margin and _continues(text, previous, line, margin):
                groups[-1].append(line)
            else:
                groups.append([line])
            previous = line
    return groups


def _margin(text: str, block: Sequence[Line]) -> int:
    """The width that the lines of a block were broken to fit, 0 when they were not."""
    if len(block) < 3:
        return 0
    widths = [width(text[line.start : line.end]) + line.indent for line in block]
    margin = max(widths)
    if not NARROW <= margin <= WIDE:
        return 0
    ended = sum(1 for line in block[:-1] if SENTENCE_END.search(text, max(line.start, line.end - 6), line.end))
    if ended > ENDED_SHARE * (len(block) - 1):
        return 0
    full = sum(1 for one, other in pairwise(block) if _is_full(text, one, other, margin))
    return margin if full >= FULL_SHARE * (len(block) - 1) else 0


def _is_full(text: str, line: Line, following: Line, margin: int) -> bool:
    """Whether the next line's first word would not have fitted."""
    words = text[following.start : following.end]
    room = margin - line.indent - width(text[line.start : line.end])
    if THAI.match(words):
        return room <= THAI_WORD
    return room <= min(len(words.split(maxsplit=1)[0]), LONGEST_WORD)


def _continues(text: str, line: Line, following: Line, margin: int) -> bool:
    """Whether a line goes on in the next: it reaches the margin and no new item or sentence begins below."""
    if not _is_full(text, line, following, margin):
        return False
    words = text[following.start : following.end]
    if following.indent > line.indent + 1 or BULLET.match(words):
        return words[:1] in "–—" and following.indent <= line.indent + 1
    return True
