"""How a set annotates names, and how the project would have annotated the same text.

The sets disagree: NEREL marks adjectives of countries as places, GUM counts titles and appositions to
a person's name. Training reads such a set twice: as it is, told in which style it reads, and as the
project would have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.names.conventions import conventions
from pipeline.names.encoder import OURS, STYLES

LABELS = ("PERSON", "PLACE", "ORG", "EVENT", "DATE", "TRIGGER")
"""TRIGGER is an event without a name ("signed the treaty"), which NEREL annotates as EVENT too."""
OWN = {style: style for style in STYLES if style != OURS} | {"pud": "uner"}
"""Sets that are read in a style of their own too, with that style."""
TITLED = frozenset({"gum", "litbank", "wikigold"})
"""English sets that count titles and appositions to a person's name; ours ends the name before them."""
OPENING = re.compile(r"(?:(?<![^\n])|(?<=[.!?…]\s))(\w+(?:ск|цк)(?:ий|ой|ая|ое|ие|ого|их|им|ими|ую|ом|ому)) (?=[а-яё])")
"""A Russian adjective whose capital only says that a sentence begins."""
UNTOLD = re.compile(r"\[FACILITY\].*?\[/FACILITY\]")
"""Names that ThaiNER left out of its entities, with the signs of their annotation in the text."""

Span = tuple[int, int, str]


@dataclass(frozen=True)
class View:
    """The flat spans of a text in one style, and the stretches where that style's answer is not known."""

    style: str
    spans: tuple[Span, ...]
    unsure: tuple[tuple[int, int], ...] = ()


def views(record: dict, source: str) -> Iterator[View]:
    """The record as the project would annotate it, and in the set's own style if it has one."""
    marked = list(labelled(record, source))
    ours: list[Span] = []
    unsure: list[tuple[int, int]] = []
    for span in marked:
        kept = of_ours(record["text"], span, source)
        if kept is None:
            unsure.append(span[:2])
        elif kept[0] < kept[1]:
            ours.append(kept)
    unsure += [match.span() for match in UNTOLD.finditer(record["text"])]
    yield View(OURS, tuple(outermost(ours)), tuple(unsure))
    if source in OWN:
        named = [(start, end, "EVENT" if label == "TRIGGER" else label) for start, end, label in marked]
        yield View(OWN[source], tuple(outermost(named)))


def labelled(record: dict, source: str) -> Iterator[Span]:
    """The record's spans, with unnamed events told apart from named ones."""
    for entity in record["entities"]:
        label, start, end = entity["label"], entity["start"], entity["end"]
        if label == "EVENT" and source == "nerel" and not re.search(r"[A-ZА-ЯЁ«\"]", record["text"][start:end]):
            label = "TRIGGER"
        if label in LABELS and start < end:
            yield start, end, label


def of_ours(text: str, span: Span, source: str) -> Span | None:
    """The span in the project's style: empty where that has none, None where it cannot be told.

    >>> of_ours("американских войск", (0, 12, "PLACE"), "nerel")
    (0, 0, 'PLACE')
    >>> of_ours("Французский посол", (0, 11, "PLACE"), "nerel")
    (0, 0, 'PLACE')
    >>> of_ours("столицы США", (0, 11, "PLACE"), "nerel") is None
    True
    """
    start, end, label = span
    surface = text[start:end]
    if source in TITLED and label == "PERSON":
        return (*bare(text, start, end), label)
    if source in {"thainer15", "thai_nner_sample"} and label == "PERSON":
        return untitled(text, start, end), end, label
    if source == "nerel" and label in {"PLACE", "ORG"} and surface.islower():
        return (start, start, label)  # an adjective, or a body without a name of its own
    if source == "nerel" and label == "PLACE" and (opening := OPENING.match(text, start)) and opening.end(1) == end:
        return (start, start, label)
    if source == "nerel" and label in {"PLACE", "ORG"} and surface[0].islower():
        return None
    return span


def outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no longer one; names and dates win over triggers that touch them."""
    kept: list[Span] = []
    for start, end, label in sorted(spans, key=lambda span: (span[2] == "TRIGGER", span[0] - span[1], span[0])):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, label))
    return sorted(kept)


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A person's name without the titles before it and what explains it; empty where nothing is left.

    >>> bare("Dr. Anna Lee, a dean", 0, 20)
    (4, 12)
    """
    if cut := re.search(r", | \(| who |;", text[start:end]):
        end = start + cut.start()
    titles = conventions("en").titles
    while start < end:
        title = next((one for one in titles if text.startswith(one, start, end) and text[start + len(one)] in " ,"), "")
        first = text[start:end].partition(" ")[0]
        if not title and (first[:1].isupper() or first == text[start:end]):
            break
        start = min(end, start + len(title or first) + 1)
        if title and text.startswith("of ", start, end):
            start = end  # an office without a name
    return (start, end) if text[start : start + 1].isupper() and text[start:end] not in titles else (end, end)


DEPENDENT = frozenset("ะัาำิีึืุู็่้๊๋์ๅ")
"""Thai signs that no word begins with."""


def untitled(text: str, start: int, end: int) -> int:
    """Where a Thai person's name begins after the titles before it.

    >>> untitled("พล.อ.นายสมชาย ใจดี", 0, 18)
    8
    >>> untitled("นางาซากิ", 0, 8)
    0
    """
    for title in (*conventions("th").titles, " ") * 2:
        after = start + len(title)
        if text.startswith(title, start, end) and after + 1 < end and text[after] not in DEPENDENT:
            start = after
    return start
