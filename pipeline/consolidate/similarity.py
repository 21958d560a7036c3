"""How likely two tellings of two sources are of one event.

The evidence is weighed as in record linkage (Fellegi and Sunter 1969): agreement on something rare says
more than agreement on something common, and the weights, natural logarithms, add up. How common an entity,
a type or a year is, is counted in the two sources alone, so that further sources change no verdict.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.consolidate.telling import Telling
from pipeline.dates.edtf import EDTFError, bounds, overlaps, within
from pipeline.events.ontology import closeness

NO = -math.inf
BACKGROUND = 40
"""Tellings of other things that are added to the count: two short notes with the same names do share something rare."""
NEAR_TYPE, VAGUE_TYPE, UNLIKE_TYPE = 0.0, -1.0, -2.5
"""Weight of types that are near, of `other` beside a type, and, on the same day, of types that are not near."""
SAME_DAY, SAME_MONTH = 2.0, 1.0
"""What an equal day or month adds to the weight of the year."""
OVERLAP_ONLY = -1.0
"""What is taken off where dates overlap and neither lies in the other."""
MISSED = 0.3
"""Part of the weight of an entity that is taken off when only the telling with fewer entities has it."""
AROUND = 0.3
"""Part of the weight of an entity that both sentences name without a part in the event; at most AROUND_MOST in all."""
AROUND_MOST = 1.5
NAMES_IT = 2.0
"""One sentence is about a named event, and the other names it."""
SAME_TIME, YEARS_APART = 0.5, -0.5
"""Where one is undated: the weight of being told among dates of the same time, and that for each factor of e between
the years of the dates around them, from SOON years on."""
SOON = 3
SPAN = 12
"""Years of a date beyond which it is too long to tell one event from another."""


@lru_cache(maxsize=1 << 16)
def dates_agree(one: str, other: str) -> bool:
    """Whether two EDTF values ("" for no date) can mean a common day."""
    if not one or not other or one == other:
        return True
    try:
        return overlaps(one, other)
    except EDTFError:
        return False


@lru_cache(maxsize=1 << 16)
def years(edtf: str) -> range:
    """The years of a value; empty where it is open, unknown or longer than SPAN."""
    try:
        first, last = bounds(edtf)
    except EDTFError:
        return range(0)
    if not first or not last:
        return range(0)
    found = range(_year(first), _year(last) + 1)
    return found if len(found) <= SPAN else range(0)


def _year(day: str) -> int:
    sign = -1 if day.startswith("-") else 1
    return sign * int(day.lstrip("-").split("-")[0])


@dataclass
class Counts:
    """How often one source's tellings have each entity, type and year; `dated` and `total` are how many there are."""

    entities: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    dated: int = 0
    total: int = 0

    @classmethod
    def by_source(cls, tellings: Iterable[Telling]) -> Mapping[str, Counts]:
        """The counts of each source."""
        found: dict[str, Counts] = {}
        for telling in tellings:
            counts = found.setdefault(telling.source_id, cls())
            counts.entities.update(telling.entities | telling.context)
            counts.types[telling.event_type] += 1
            counts.years.update(years(telling.edtf) if telling.edtf else ())
            counts.dated += bool(telling.edtf)
            counts.total += 1
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

    def year(self, year: int) -> float:
        """The weight of sharing a year."""
        return _rarity(self.one.dated + self.other.dated, self.one.years[year] + self.other.years[year])


def _rarity(total: int, count: int) -> float:
    return math.log((BACKGROUND + total) / (1 + count))


def likeness(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of all evidence that both tell one event; minus infinity where something rules it out."""
    if one.named and other.named:
        return math.inf if one.named == other.named else NO
    opposed = (one.polarity == "asserted") != (other.polarity == "asserted")
    if opposed or not dates_agree(one.edtf, other.edtf):
        return NO
    same_day = one.day != "" and one.day == other.day
    if not same_day and not one.entities & other.entities:
        return NO
    return (
        _type_weight(one.event_type, other.event_type, same_day, weights)
        + (_date_weight(one.edtf, other.edtf, weights) if one.edtf and other.edtf else _time_weight(one, other))
        + _entity_weight(one.entities, other.entities, weights)
        + _context_weight(one, other, weights)
    )


def _type_weight(one: str, other: str, same_day: bool, weights: Weights) -> float:
    close = closeness(one, other)
    if close == 1.0:
        return weights.same_type(one) if one != "other" else NEAR_TYPE
    if not close:
        return UNLIKE_TYPE if same_day else NO
    return VAGUE_TYPE if "other" in (one, other) else NEAR_TYPE


@lru_cache(maxsize=1 << 16)
def _same_month(edtf: str) -> tuple[bool, bool]:
    """Whether a value lies within one day, and within one month."""
    first, last = bounds(edtf)
    return first == last, first[:-3] == last[:-3]


def _date_weight(one: str, other: str, weights: Weights) -> float:
    """The weight of two dates that agree: that of the most common year of the coarser one."""
    common = max(years(one), years(other), key=len) if years(one) and years(other) else range(0)
    weight = min(map(weights.year, common), default=0.0)
    if one != other:
        return max(0.0, weight if within(one, other) or within(other, one) else weight + OVERLAP_ONLY)
    day, month = _same_month(one)
    return weight + (SAME_DAY if day else SAME_MONTH if month else 0.0)


def _time_weight(one: Telling, other: Telling) -> float:
    """The weight of the dates around two tellings of which at most one is dated."""
    apart = _years_apart(one.edtf or one.around, other.edtf or other.around)
    if apart is None or SOON > apart > 1:
        return 0.0
    return SAME_TIME if apart <= 1 else YEARS_APART * math.log(apart)


@lru_cache(maxsize=1 << 16)
def _years_apart(one: str, other: str) -> int | None:
    """The years between two dates, 0 if they overlap; None where one is unknown."""
    if not one or not other:
        return None
    if dates_agree(one, other):
        return 0
    spans = [[_year(day) for day in bounds(edtf) if day] for edtf in (one, other)]
    earlier, later = sorted(spans, key=min)
    return max(0, min(later) - max(earlier))


def _entity_weight(one: frozenset[str], other: frozenset[str], weights: Weights) -> float:
    shared = one & other
    missed = min(sum(map(weights.entity, one - shared)), sum(map(weights.entity, other - shared)))
    return sum(map(weights.entity, sorted(shared))) - MISSED * missed


def _context_weight(one: Telling, other: Telling, weights: Weights) -> float:
    if (one.named and one.named in other.context) or (other.named and other.named in one.context):
        return NAMES_IT
    around = (one.context & other.context) - (one.entities & other.entities)
    return min(AROUND_MOST, AROUND * sum(map(weights.entity, sorted(around))))
