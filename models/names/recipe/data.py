"""Reads annotated text of the shared format into windows of text with flat spans.

Our own corpus (`corpus/*.txt`, the language first in the name, the style last) is marked in the line: `[PLACE Siam]`.
A set that does not annotate a label says nothing about it: `SETS` names the labels that each set
does annotate, and training leaves the others open there.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from views import LABELS, OURS, Span, views

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
    "pud": NAMES,
    "uner": NAMES,
    "pud_th": NAMES,
    "corpus": NAMES | {"EVENT", "DATE"},
}
WINDOW = {"th": 320, "en": 700, "ru": 600}
"""Characters of a window at most, about 180 pieces each."""
LINES = 5
"""Records that are joined to one text at most."""
BREAK = re.compile(r"\n+|(?<=[.!?…])\s+|(?<=[ฯๆ])\s+|\s{2,}")


@dataclass(frozen=True)
class Example:
    """One window: its text, flat spans, the labels that its set annotates, and in which style.

    Nothing is learned from the `unsure` stretches.
    """

    text: str
    spans: tuple[Span, ...]
    annotated: frozenset[str]
    style: str = OURS
    unsure: tuple[tuple[int, int], ...] = ()


def set_of(path: Path) -> str:
    """The name of the set a file belongs to: the longest in `SETS` that its name begins with.

    Of our corpus it is the set whose style the file is in, after the first dot of its name, or else "corpus".
    """
    name = path.name.split(".")[0]
    if path.suffix == ".txt":
        name = path.stem.partition(".")[2] or "corpus"
    known = [one for one in SETS if name.startswith(one)]
    if not known:
        raise SystemExit(f"{path}: no set of that name; add what it annotates to SETS")
    return max(known, key=len)


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
            if line.strip() and not line.startswith("# "):
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


def joined(found: Iterable[dict], rng: random.Random) -> Iterator[dict]:
    """Neighbouring records as the lines of one text, at random up to `LINES` of them: a run reads long stretches.

    >>> lines = [{"lang": "en", "text": text, "entities": []} for text in ("One.", "Two.")]
    >>> [one["text"] for one in joined(lines, random.Random(1))]
    ['One.\\nTwo.']
    """
    group: list[dict] = []
    wanted = rng.randint(1, LINES)
    for record in found:
        if group and (len(group) == wanted or record["lang"] != group[0]["lang"]):
            yield one_text(group)
            group, wanted = [], rng.randint(1, LINES)
        group.append(record)
    if group:
        yield one_text(group)


def one_text(group: Sequence[dict]) -> dict:
    """Records of one language as the lines of one."""
    text, entities = "", []
    for record in group:
        begin = len(text)
        entities += [one | {"start": one["start"] + begin, "end": one["end"] + begin} for one in record["entities"]]
        text += record["text"] + "\n"
    return {"lang": group[0]["lang"], "text": text[:-1], "entities": entities}


def examples(path: Path, scale: float = 1.0, rng: random.Random | None = None) -> Iterator[Example]:
    """All windows of a file, those of a set with a style of its own in both.

    With `rng`, neighbouring records are joined to longer texts at random.
    """
    source = set_of(path)
    found = records(path)
    for record in joined(found, rng) if rng else found:
        for view in views(record, source):
            if view.style != OURS and "augmented" in path.name:
                continue  # the names put in are annotated in our style
            for start, end in windows(record["text"], view.spans, int(scale * WINDOW[record["lang"]])):
                inside = tuple((a - start, b - start, label) for a, b, label in view.spans if start <= a and b <= end)
                unsure = tuple((a - start, b - start) for a, b in view.unsure if a < end and start < b)
                yield Example(record["text"][start:end], inside, SETS[source], view.style, unsure)


def windows(text: str, spans: Sequence[Span], size: int) -> Iterator[tuple[int, int]]:
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
