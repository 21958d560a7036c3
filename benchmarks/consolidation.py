"""Time and peak memory of consolidating many event candidates, from tellings to the written tables.

    python benchmarks/consolidation.py [--candidates 25000 50000 100000]

Events happen at a fixed number a day, so more events are more days. A fifth of them is told by two to four sources,
in other words, and some of these with another date; an event has two to four names, the common ones in a great part
of all events. A source tells 25 events. Each size runs in a process of its own, so that the peak is its own.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from pipeline.consolidate import consolidate
from pipeline.dates.edtf import bounds, precision
from pipeline.events.ontology import event_types
from pipeline.linking import Links
from pipeline.origin import OriginMap
from pipeline.records import (
    DateMention,
    DateValue,
    Document,
    Entity,
    EventCandidate,
    Extraction,
    Mention,
    Role,
    Sentence,
    Source,
    Token,
)
from pipeline.tables.rows import table_rows
from pipeline.tables.write import write_tables

A_DAY = 20
PER_SOURCE = 25
STATES, OTHERS_A_YEAR = 200, 400
FIRST = date(1800, 1, 1)
WORDS = [
    "then",
    "there",
    "was",
    "word",
    "of",
    "what",
    "the",
    "envoys",
    "and",
    "the",
    "troops",
    "of",
    "both",
    "had",
    "done",
]


@dataclass
class Draft:
    """A source in the making."""

    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    events: list[EventCandidate] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def add(self, event_type: str, edtf: str, names: list[str], trigger: str) -> None:
        """A sentence that tells an event."""
        start = len(self.text)
        words = [trigger, *WORDS, *names, edtf]
        tokens, at = [], start
        for word in words:
            tokens.append(Token(at, at + len(word), word, word))
            at += len(word) + 1
        self.text += " ".join(words) + " "
        roles = []
        for token, name in zip(tokens[1 + len(WORDS) :], names, strict=False):
            roles.append(
                Role(("actor", "recipient", "participant", "participant")[len(roles)], len(self.mentions), 0.8)
            )
            kind = "place" if name.startswith("State") else "person"
            self.mentions.append(Mention(kind, token.start, token.end, name, "en"))
            self.names.append(name)
        value = DateValue(edtf, *bounds(edtf), precision=precision(edtf))
        self.dates.append(DateMention(tokens[-1].start, tokens[-1].end, edtf, "en", value))
        self.sentences.append(Sentence(start, at - 1, "en", tuple(tokens)))
        self.events.append(
            EventCandidate(
                event_type, "asserted", start, at - 1, "en", start, start + len(trigger), len(self.dates) - 1,
                "explicit", -1, tuple(roles), 0.8,
            )
        )  # fmt: skip


def told(count: int, numbers: random.Random) -> Iterator[tuple[str, str, list[str], int]]:
    """`count` tellings: type, date, names, and the number of their event."""
    types = [name for name in event_types() if name != "other"]
    weights = list(accumulate(1 / (rank + 1) for rank in range(STATES)))
    made = number = 0
    while made < count:
        day = FIRST + timedelta(days=number // A_DAY)
        states = {f"State{at}" for at in numbers.choices(range(STATES), cum_weights=weights, k=numbers.randint(1, 2))}
        others = {f"Person{day.year}x{numbers.randrange(OTHERS_A_YEAR)}" for _ in range(numbers.randint(1, 2))}
        names, event_type = sorted(states) + sorted(others), numbers.choice(types)
        for _ in range(numbers.choice((1, 1, 1, 1, numbers.randint(2, 4)))):
            said = day + timedelta(days=numbers.choice((0, 0, 0, 0, 0, 0, 0, 0, 0, 5)))
            edtf = said.isoformat() if numbers.random() < 0.7 else said.isoformat()[: numbers.choice((4, 7))]
            yield event_type, edtf, names[: numbers.randint(min(2, len(names)), len(names))], number
            made += 1
            if made == count:
                return
        number += 1


def corpus(count: int) -> tuple[list[Extraction], Links]:
    """Extractions with `count` candidates in all, and their links."""
    numbers = random.Random(7)
    rows = list(told(count, numbers))
    sources = max(8, count // PER_SOURCE)
    drafts = [Draft() for _ in range(sources)]
    for at, (event_type, edtf, names, _) in enumerate(rows):
        # neighbours in time go to different sources, each of which keeps to a time of its own
        group = at * sources // len(rows) // 8 * 8
        drafts[min(group + at % 8, sources - 1)].add(event_type, edtf, names, f"{numbers.randrange(9)}{event_type}")
    extractions, entity_of = [], {}
    for at, draft in enumerate(drafts):
        name = f"s{at:06}"
        document = Document(Source(name, f"{name}.txt"), draft.text, draft.text, OriginMap.identity(len(draft.text)))
        parts = (draft.sentences, draft.mentions, draft.dates, draft.events)
        extractions.append(Extraction(document, *map(tuple, parts)))
        entity_of |= {(name, index): entity for index, entity in enumerate(draft.names)}
    entities = tuple(
        Entity(name, "place", name, {"en": name}, attributes={"kind": "country"})
        if name.startswith("State")
        else Entity(name, "person", name, {"en": name})
        for name in sorted(set(entity_of.values()))
    )
    return extractions, Links(entities, (), entity_of)


def measure(count: int) -> str:
    """A line of the table."""
    extractions, links = corpus(count)
    started = time.perf_counter()
    result = consolidate(extractions, links)
    joined = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        sources = [extraction.document.source for extraction in extractions]
        rows = table_rows(sources, extractions, links, result)
        write_tables(Path(folder), rows, {}, {})
    written = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    several = sum(row.number_of_sources > 1 for row in result.events)
    against = sum(row.corroboration == "contradicted" for row in result.events)
    return (
        f"{count:11,}{len(result.events):9,}{several:14,}{against:14,}"
        f"{joined - started:14.1f}{written - joined:10.1f}{peak:10.2f}"
    )


def main() -> None:
    """Prints one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--candidates", type=int, nargs="+", default=[25_000, 50_000, 100_000])
    given = parser.parse_args()
    if len(given.candidates) == 1:
        print(measure(given.candidates[0]), flush=True)
        return
    print("candidates   events   two or more  contradicted  consolidate s   write s  peak GiB", flush=True)
    for count in given.candidates:
        subprocess.run([sys.executable, __file__, "--candidates", str(count)], check=True)


if __name__ == "__main__":
    main()
