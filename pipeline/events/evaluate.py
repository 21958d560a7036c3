"""How well events are found in texts whose events people have marked.

Two kinds of files are read. A text file holds a passage a line, each a document of its own; in it
`[agreement signed]` marks the trigger of an event, its type, and after a colon its polarity where that is not
"asserted": `[alliance:negated join]`. Lines that begin with # are comments. The language is the end of the
file's name: `ru.txt`, `held_out_ru.txt`. The other kind is gzipped JSON, a document a line:
{"text", "lang", "events": [{"trigger_start", "trigger_end", "type"}]}, offsets in code points; its types are
taken for the project's own where they are so named.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.events.ontology import POLARITIES
from pipeline.names.recognizer import Recognizer
from pipeline.origin import OriginMap
from pipeline.records import Document, Paragraph, Source

MARK = re.compile(r"\[(?P<type>[a-z_]+)(?::(?P<polarity>[a-z]+))? (?P<trigger>[^\]]+)\]")
LANGUAGE = re.compile(r"(?:^|_)([a-z]{2})$")
MEASURES = ("trigger", "type", "polarity")
"""What must be right: the place of the trigger; the type too; the polarity too."""


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An event by its trigger, as it is marked in a text or was found there."""

    start: int
    end: int
    event_type: str
    polarity: str = POLARITIES[0]


@dataclass(frozen=True)
class MarkedText:
    """A passage and its events in text order."""

    text: str
    language: str
    events: tuple[MarkedEvent, ...]


@dataclass
class Score:
    """Counts of events: right in a measure, found and marked in all; found in passages that hold none."""

    right: dict[str, int]
    found: int = 0
    marked: int = 0
    passages: int = 0
    empty: int = 0
    alarms: int = 0

    def f1(self, measure: str) -> float:
        """The harmonic mean of precision and recall in a measure."""
        return 2 * self.right[measure] / (self.found + self.marked) if self.found + self.marked else 0.0

    @property
    def precision(self) -> float:
        """The share of the found events whose trigger is marked."""
        return self.right["trigger"] / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the marked events whose trigger was found."""
        return self.right["trigger"] / self.marked if self.marked else 0.0


def unmarked(line: str, language: str) -> MarkedText:
    """The passage without its marks.

    >>> unmarked("Chile [declaration_of_war declared war].", "en").events
    (MarkedEvent(start=6, end=18, event_type='declaration_of_war', polarity='asserted'),)
    """
    text, events, at = "", [], 0
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        start = len(text)
        text += mark["trigger"]
        events.append(MarkedEvent(start, len(text), mark["type"], mark["polarity"] or POLARITIES[0]))
        at = mark.end()
    return MarkedText(text + line[at:], language, tuple(events))


def marked_texts(file: Path) -> Iterator[MarkedText]:
    """The passages of a file of either kind.

    Raises SettingsError where a text file's name does not tell the language.
    """
    if file.suffix == ".gz":
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                events = (MarkedEvent(e["trigger_start"], e["trigger_end"], e["type"]) for e in row["events"])
                yield MarkedText(row["text"], row["lang"], tuple(sorted(events, key=lambda event: event.start)))
        return
    language = LANGUAGE.search(file.stem)
    if language is None:
        raise SettingsError(
            f"{file.name} does not say its language", "End its name in it, as in ru.txt or notes_ru.txt"
        )
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield unmarked(line, language[1])


def events_in(recognizers: Sequence[Recognizer]) -> Callable[[MarkedText], list[MarkedEvent]]:
    """A function that finds the events of a passage as a run would, with names and dates found by the program."""
    from pipeline.runner.extract import extract

    def found(passage: MarkedText) -> list[MarkedEvent]:
        text, language = passage.text, passage.language
        source = Source("", "", language=language, languages=(language,))
        document = Document(source, text, text, OriginMap.identity(len(text)), (Paragraph(0, len(text), language),))
        events = extract(document, recognizers).events
        return [MarkedEvent(e.trigger_start, e.trigger_end, e.event_type, e.polarity) for e in events]

    return found


def score(passages: Iterable[MarkedText], find: Callable[[MarkedText], list[MarkedEvent]]) -> Score:
    """Counts over the passages; a found event is right when its trigger overlaps a marked one, each used once."""
    total = Score(dict.fromkeys(MEASURES, 0))
    for passage in passages:
        found = find(passage)
        total.found += len(found)
        total.marked += len(passage.events)
        total.passages += 1
        total.empty += not passage.events
        total.alarms += len(found) if not passage.events else 0
        for marked, one in aligned(passage.events, found):
            total.right["trigger"] += 1
            if one.event_type == marked.event_type:
                total.right["type"] += 1
                total.right["polarity"] += one.polarity == marked.polarity
    return total


def aligned(marked: Sequence[MarkedEvent], found: Sequence[MarkedEvent]) -> list[tuple[MarkedEvent, MarkedEvent]]:
    """The pairs of marked and found events with overlapping triggers, one to one, of like types first."""
    pairs = [(m, f) for m in marked for f in found if m.start < f.end and f.start < m.end]
    pairs.sort(key=lambda pair: (pair[0].event_type != pair[1].event_type, pair[0].start, pair[1].start))
    taken: set[tuple[str, MarkedEvent]] = set()
    chosen = []
    for one, other in pairs:
        if ("marked", one) not in taken and ("found", other) not in taken:
            taken |= {("marked", one), ("found", other)}
            chosen.append((one, other))
    return chosen
