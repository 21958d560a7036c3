"""How likely two tellings are of one event."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.consolidate.telling import Telling
from pipeline.dates.edtf import EDTFError, bounds, overlaps, within
from pipeline.events.ontology import closeness

SAME_DATE, WITHIN, OVERLAPPING, HALF_DATED, UNDATED, APART = 1.0, 0.85, 0.6, 0.35, 0.3, 0.0
"""How well two dates agree; undated tellings can agree, but prove nothing."""
WEIGHTS = (0.3, 0.3, 0.3, 0.1)
"""Of type, date, participants and the other names of the sentences."""


def date_agreement(one: str, other: str) -> float:
    """Agreement of two EDTF values ("" for no date)."""
    if not one and not other:
        return UNDATED
    if not one or not other:
        return HALF_DATED
    if one == other:
        return SAME_DATE
    try:
        if within(one, other) or within(other, one):
            return WITHIN
        return OVERLAPPING if overlaps(one, other) else APART
    except EDTFError:
        return APART


def years(edtf: str) -> tuple[int, int] | None:
    """First and last year of a value; None where an end is open."""
    try:
        first, last = bounds(edtf)
    except EDTFError:
        return None
    return (_year(first), _year(last)) if first and last else None


def _year(day: str) -> int:
    sign = -1 if day.startswith("-") else 1
    return sign * int(day.lstrip("-").split("-")[0])


@dataclass(frozen=True)
class Rarity:
    """The weight of an entity: an entity that takes part in everything says little about any one event."""

    count: Counter[str]
    total: int

    @classmethod
    def of(cls, tellings: Iterable[Telling]) -> Rarity:
        """Counts how many tellings each entity and named event stands in."""
        counted: Counter[str] = Counter()
        total = 0
        for telling in tellings:
            counted.update(telling.entities | telling.context)
            total += 1
        return cls(counted, total)

    def weight(self, entity_id: str) -> float:
        """Inverse document frequency, at least 0.25."""
        return max(0.25, math.log((1 + self.total) / (1 + self.count[entity_id])))

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The shared weight as a part of all weight (a weighted Jaccard index, 0 to 1)."""
        shared, union = one & other, one | other
        return sum(map(self.weight, shared)) / sum(map(self.weight, union)) if union else 0.0

    def containment(self, one: frozenset[str], other: frozenset[str]) -> float:
        """The shared weight as a part of the lighter side's weight."""
        sides = (sum(map(self.weight, one)), sum(map(self.weight, other)))
        return sum(map(self.weight, one & other)) / min(sides) if min(sides) else 0.0


def likeness(one: Telling, other: Telling, rarity: Rarity) -> float:
    """0 to 1; 0 where a type or a date rules it out, 1 for the same named event."""
    if one.named and other.named:
        return 1.0 if one.named == other.named else 0.0
    kind = closeness(one.event_type, other.event_type)
    date = date_agreement(one.edtf, other.edtf)
    if not kind or not date or (one.polarity == "asserted") != (other.polarity == "asserted"):
        return 0.0
    shared = one.entities & other.entities
    if not shared:
        return 0.0
    people = 0.5 * rarity.overlap(one.entities, other.entities) + 0.5 * rarity.containment(one.entities, other.entities)
    around = rarity.containment(one.context - shared, other.context - shared)
    if (one.named and one.named in other.context) or (other.named and other.named in one.context):
        around = 1.0
    return sum(weight * part for weight, part in zip(WEIGHTS, (kind, date, people, around), strict=True))
