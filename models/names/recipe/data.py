"""Reads annotated text of the shared format into windows of text with flat spans.

Our own corpus (`corpus/*.txt`, the language first in the name) is marked up in the line: `[PLACE Siam]`.
A set that does not annotate a label says nothing about it: `SETS` names the labels that each set
does annotate, and training leaves the others open there.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.names.conventions import conventions

LABELS = ("PERSON", "PLACE", "ORG", "EVENT", "DATE", "TRIGGER")
"""TRIGGER is an event without a name ("signed the treaty"), which NEREL annotates as EVENT too."""
TAGS = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))
NAMES = frozenset({"PERSON", "PLACE", "ORG"})
SETS = {
    "thainer15": NAMES | {"DATE"},
    "thai_nner_sample": NAMES | {"DATE", "EVENT"},
    "nerel": frozenset(LABELS),
    "factrueval": NAMES,
    "gum": NAMES | {"EVENT", "DATE"},
    "litbank": frozenset({"PERSON", "PLACE"}),
    "wikigold": NAMES,
    "uner_ewt": NAMES,
    "pud": NAMES,
    "corpus": NAMES | {"EVENT", "DATE"},
    "silver": NAMES | {"EVENT", "DATE"},
}
TITLED = frozenset({"gum", "litbank", "wikigold"})
"""English sets that count titles and appositions to a person's name; ours ends the name before them."""
WINDOW = {"th": 320, "en": 700, "ru": 600}
"""Characters of a window at most, about 180 pieces each."""
BREAK = re.compile(r"\n+|(?<=[.!?…])\s+|(?<=[ฯๆ])\s+|\s{2,}")


@dataclass(frozen=True)
class Example:
    """One window: its text, flat spans (start, end, label) and the labels that its set annotates."""

    text: str
    spans: tuple[tuple[int, int, str], ...]
    annotated: frozenset[str]


def set_of(path: Path) -> str:
    """The name of the set a file belongs to: the part of its name before the first dot that `SETS` knows."""
    name = "corpus" if path.suffix == ".txt" else path.name.split(".")[0]
    known = [one for one in SETS if name.startswith(one)]
    if not known:
        raise SystemExit(f"{path}: no set of that name; add what it annotates to SETS")
    return max(known, key=len)


def outermost(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans that lie in no longer one; names and dates win over triggers that touch them."""
    kept: list[tuple[int, int, str]] = []
    for start, end, label in sorted(spans, key=lambda span: (span[2] == "TRIGGER", span[0] - span[1], span[0])):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, label))
    return sorted(kept)


def spans_of(record: dict, source: str) -> list[tuple[int, int, str]]:
    """The flat spans of one record, with unnamed events told apart from named ones."""
    spans = []
    for entity in record["entities"]:
        label, start, end = entity["label"], entity["start"], entity["end"]
        surface = record["text"][start:end]
        if label == "EVENT" and source == "nerel" and not re.search(r"[A-ZА-ЯЁ«\"]", surface):
            label = "TRIGGER"
        if label == "PERSON" and source in TITLED:
            start, end = bare(record["text"], start, end)
        if label in LABELS and start < end:
            spans.append((start, end, label))
    return outermost(spans)


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


MARK = re.compile(r"\[([A-Z]+) ([^\]]+)\]")


def marked(line: str) -> tuple[str, list[dict]]:
    """Text and entities of a line of our corpus.

    >>> marked("In [DATE 1648] the [EVENT Peace of Westphalia] came.")[0]
    'In 1648 the Peace of Westphalia came.'
    """
    text, entities, at = "", [], 0
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        entities.append({"start": len(text), "end": len(text) + len(match[2]), "label": match[1]})
        text += match[2]
        at = match.end()
    return text + line[at:], entities


def records(path: Path) -> Iterator[dict]:
    """The records of a file: of the shared format (two for a parallel one), or of our marked-up corpus."""
    if path.suffix == ".txt":
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                text, entities = marked(line.strip())
                yield {"lang": path.name[:2], "text": text, "entities": entities}
        return
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            if "text" in record:
                yield record
            else:
                for language in ("en", "ru"):
                    yield {"lang": language, **record[language]}


def examples(path: Path) -> Iterator[Example]:
    """All windows of a file."""
    source = set_of(path)
    for record in records(path):
        spans = spans_of(record, source)
        for start, end in windows(record["text"], spans, WINDOW[record["lang"]]):
            inside = tuple((a - start, b - start, label) for a, b, label in spans if start <= a and b <= end)
            yield Example(record["text"][start:end], inside, SETS[source])


def windows(text: str, spans: list[tuple[int, int, str]], size: int) -> Iterator[tuple[int, int]]:
    """Cuts a text at sentence and line ends, at spaces where need be, and never inside a span."""
    points = [match.end() for match in BREAK.finditer(text)] + [len(text)]
    inside = {at for start, end, _ in spans for at in range(start + 1, end)}
    start, last = 0, 0
    for point in points:
        if point in inside:
            continue
        while point - start > size:
            cut = last if last > start else space_before(text, start, start + size, inside)
            yield start, cut
            start = last = cut
        last = point
    if start < len(text):
        yield start, len(text)


def space_before(text: str, start: int, limit: int, inside: set[int]) -> int:
    """The last place to cut between `start` and `limit`: a space, or else any place outside the spans."""
    for at in range(limit, start, -1):
        if at not in inside and text[at - 1].isspace():
            return at
    return next((at for at in range(limit, len(text)) if at not in inside), len(text))
