"""How common entities, types, words and dates are in a source: what agreement on them weighs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pipeline.consolidate.days import years
from pipeline.consolidate.telling import Telling
from pipeline.dates.edtf import EDTFError, bounds

BACKGROUND = 40
"""Tellings of other things that are added to the count: two short notes with the same names do share something rare."""
FEW = 2
"""Years, and days, that a report dates things to at the most."""
DAY = len("1893-07-13")


@dataclass
class Counts:
    """How often one source's tellings have each entity, type, root of a word, year, month and day.

    `dated` and `total` are how many tellings there are; `dates` counts those within each month and day. `terms` are the
    names and numbers of the source.
    """

    entities: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    words: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    dated: int = 0
    total: int = 0
    terms: frozenset[str] = frozenset()

    @cached_property
    def size(self) -> float:
        """The length of the vector of entity counts."""
        return math.sqrt(sum(count * count for count in self.entities.values()))

    @cached_property
    def is_report(self) -> bool:
        """Whether the source tells of one occasion: of a year or two and a day or two."""
        return len(self.years) <= FEW and sum(len(date) == DAY for date in self.dates) <= FEW

    @classmethod
    def by_source(cls, tellings: Iterable[Telling]) -> Mapping[str, Counts]:
        """The counts of each source."""
        found: dict[str, Counts] = {}
        for telling in tellings:
            counts = found.setdefault(telling.source_id, cls())
            counts.entities.update(telling.names)
            counts.types[telling.event_type] += 1
            counts.words[telling.root] += 1
            counts.total += 1
            counts.terms = telling.terms
            if telling.edtf:
                counts.years.update(years(telling.edtf))
                counts.dates.update({*month_and_day(telling.edtf), *telling.days_named})
                counts.dated += 1
        return found


@dataclass(frozen=True)
class Weights:
    """The weights of agreement between two sources."""

    one: Counts
    other: Counts

    def entity(self, entity_id: str) -> float:
        """The weight of sharing an entity."""
        return _rarity(self.one.total + self.other.total, self.one.entities[entity_id] + self.other.entities[entity_id])

    def same_type(self, event_type: str) -> float:
        """The weight of having the same type."""
        return _rarity(self.one.total + self.other.total, self.one.types[event_type] + self.other.types[event_type])

    def word(self, telling: Telling) -> float:
        """The weight of being told by the telling's word."""
        count = self.one.words[telling.root] + self.other.words[telling.root]
        return _rarity(self.one.total + self.other.total, count)

    def repeats(self, telling: Telling) -> int:
        """How often the source that uses the telling's word most uses it."""
        return max(self.one.words[telling.root], self.other.words[telling.root])

    def year(self, year: int) -> float:
        """The weight of sharing a year."""
        return _rarity(self.one.dated + self.other.dated, self.one.years[year] + self.other.years[year])

    @cached_property
    def story(self) -> float:
        """How far both sources are about the same people and places: the cosine of their counts, 0 to 1."""
        mine, theirs = self.one.entities, self.other.entities
        if len(mine) > len(theirs):
            mine, theirs = theirs, mine
        product = sum(count * theirs[entity] for entity, count in mine.items() if entity in theirs)
        return product / (self.one.size * self.other.size) if product else 0.0

    @cached_property
    def topic(self) -> float:
        """How many of their names and numbers both have: the cosine of the sets, 0 to 1; without any, their story."""
        mine, theirs = self.one.terms, self.other.terms
        return len(mine & theirs) / math.sqrt(len(mine) * len(theirs)) if mine and theirs else self.story

    @cached_property
    def reports(self) -> bool:
        """Whether each source tells of one occasion."""
        return self.one.is_report and self.other.is_report

    def date(self, date: str) -> float:
        """The weight of sharing a day or a month (ISO)."""
        return _rarity(self.one.dated + self.other.dated, self.one.dates[date] + self.other.dates[date])


@lru_cache(maxsize=1 << 18)
def month_and_day(edtf: str) -> tuple[str, ...]:
    """The month that a value lies in, and the day; nothing where it is longer."""
    try:
        first, last = bounds(edtf)
    except EDTFError:
        return ()
    if not first or first[:-3] != last[:-3]:
        return ()
    return (first[:-3], first) if first == last else (first[:-3],)


@lru_cache(maxsize=1 << 16)
def _rarity(total: int, count: int) -> float:
    return math.log((BACKGROUND + total) / (1 + count))
