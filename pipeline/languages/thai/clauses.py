"""Thai sentence ends: PyThaiNLP's crfcut proposes, rules and brackets correct, length decides the rest.

Thai has no mark for the end of a sentence; a space ends a sentence, a clause or only a phrase. A
sentence that is cut in two loses its date or its actor, one that runs on keeps them, so in doubt
these rules join.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from threading import Lock

from pipeline.languages.breaks import SPACE, BreakRules
from pipeline.languages.layout import flatten, trim

Span = tuple[int, int]

LONGEST = 600
"""Characters of a sentence beyond which it is cut at a space: some authors set no other for a page."""
WINDOW = 2_000
"""Characters that crfcut reads at once; its time grows faster than the text."""
LOCK = Lock()
"""crfcut has one tagger for all threads."""
OPENING, CLOSING = "([{“‘«", ")]}”’»"
REACH = 300
"""Characters within which an open bracket or quotation mark must close to hold a sentence together."""


def sentence_starts(text: str, spans: Sequence[Span], rules: BreakRules) -> list[int]:
    """The places where a new sentence starts, the first one left out, in a unit with the words `spans`."""
    if not spans:
        return []
    start, end = spans[0][0], spans[-1][1]
    edges = {edge for span in spans for edge in span}
    enclosed = _enclosed(text, start, end)
    places = rules.breaks(text, start, end, _proposed(text, start, end), edges)
    starts = [place for place in places if place not in enclosed]
    found: list[int] = []
    for first, last in zip([start, *starts], [*starts, end], strict=True):
        found += [first, *_cuts(text, first, last, rules, edges)]
    return found[1:]


def _proposed(text: str, start: int, end: int) -> Iterator[int]:
    """The places where crfcut starts a sentence; it sees every run of white space as one space."""
    from pythainlp.tokenize import crfcut

    for first, last in _windows(text, start, end):
        shown, origins = flatten(text, first, last)
        if not shown:
            continue
        with LOCK:
            pieces = crfcut.segment(shown)
        at = 0
        for piece in pieces[:-1]:
            at += len(piece)
            yield origins[at + 1 if shown[at] == " " else at]


def _windows(text: str, start: int, end: int) -> Iterator[Span]:
    """`text[start:end]` in parts of no more than WINDOW characters, cut at a space where there is one."""
    while end - start > WINDOW:
        cut = text.rfind(" ", start + WINDOW // 2, start + WINDOW)
        cut = cut if cut > 0 else start + WINDOW
        yield start, cut
        start = cut
    if trim(text, start, end):
        yield start, end


def _enclosed(text: str, start: int, end: int) -> set[int]:
    """The places inside brackets or quotation marks that close within REACH characters."""
    found: set[int] = set()
    opened: list[int] = []
    straight = -1
    for place in range(start, end):
        mark = text[place]
        if mark in OPENING:
            opened.append(place)
        elif mark in CLOSING and opened:
            first = opened.pop()
            if place - first <= REACH:
                found.update(range(first + 1, place + 1))
        elif mark == '"':
            if straight >= 0 and place - straight <= REACH:
                found.update(range(straight + 1, place + 1))
                straight = -1
            else:
                straight = place
    return found


def _cuts(text: str, start: int, end: int, rules: BreakRules, edges: Container[int]) -> list[int]:
    """Places that cut a sentence longer than LONGEST into shorter ones, at the spaces nearest to its middle.

    Spaces where no rule forbids an end are taken first. A sentence without a space stays whole.
    """
    gaps = [gap.span() for gap in SPACE.finditer(text, start, end) if start < gap.start() and gap.end() < end]
    free = [gap for gap in gaps if not rules.joined(text, gap, end, edges)] if end - start > LONGEST else []
    return sorted(_halves([gap[1] for gap in gaps], {gap[1] for gap in free}, start, end))


def _halves(places: Sequence[int], free: Container[int], start: int, end: int) -> Iterator[int]:
    """The places among `places` that cut `start`..`end` in two again and again until no part is too long."""
    inside = [place for place in places if start < place < end]
    if end - start <= LONGEST or not inside:
        return
    middle = (start + end) // 2
    cut = min(inside, key=lambda place: (place not in free, abs(place - middle)))
    yield cut
    yield from _halves(inside, free, start, cut)
    yield from _halves(inside, free, cut, end)
