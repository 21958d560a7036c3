"""The same event told otherwise: tellings that agree in all but the date, or in all but whether it happened.

Dates that exclude each other speak against one event, so all else has to agree: the type, who and what has a part,
the step that is told. The dates have to be such as authors confuse, and neither source may tell another event that
the date of the other fits, nor a series of like events, of which each would have its own date.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pipeline.consolidate.actors import turned
from pipeline.consolidate.counts import Counts, Weights
from pipeline.consolidate.days import Days, year_of
from pipeline.consolidate.similarity import (
    NO,
    OF_A_PERSON,
    close_types,
    differ_in_act,
    entity_weight,
    likeness,
    type_weight,
)
from pipeline.consolidate.telling import Key, Telling

OTHERWISE = 6.0
"""Weight of evidence from which tellings whose dates exclude each other are one event."""
DENIED = 7.0
"""The same where one asserts and the other denies."""
TREATIES = frozenset({"agreement", "alliance", "trade"})
"""Types of one and the same treaty; other types that are near may be two steps, as talks are and what they end in."""
NOTICES = frozenset({"termination", "statement", "claim"})
"""Types that tell of the end of an agreement where their words say so."""
END = "end_agreement"
CLOSE, MONTH, YEAR = 14, 31, 366
"""Days between dates that may be two datings of one event."""
YEARS_AT_MOST = 5
"""Years between the dates of one event, unless they look like a slip."""
LIKELY_SLIP = 1.5
"""Weight of two dates from which they look like two datings of one thing: days apart, or one day of two years."""
ERAS = (543, 542)
"""Years between the Buddhist and the common era, whole and for the first months."""


@dataclass(frozen=True)
class Index:
    """The tellings of each source by entity, and how common things are in it."""

    by_entity: Mapping[tuple[str, str], list[Telling]]
    by_country: Mapping[tuple[str, str], dict[Key, Telling]]
    counts: Mapping[str, Counts]

    @classmethod
    def of(cls, tellings: Iterable[Telling], counts: Mapping[str, Counts]) -> Index:
        """The index of all tellings."""
        found: dict[tuple[str, str], list[Telling]] = defaultdict(list)
        countries: dict[tuple[str, str], dict[Key, Telling]] = defaultdict(dict)
        for telling in tellings:
            for entity in telling.entities:
                found[telling.source_id, entity].append(telling)
            for code in telling.countries:
                countries[telling.source_id, code][telling.key] = telling
        return cls(found, countries, counts)

    def alike(self, source_id: str, shared: Iterable[str]) -> Iterable[Telling]:
        """The tellings of a source with all of the `shared` entities."""
        wanted = frozenset(shared)
        rarest = min((self.by_entity.get((source_id, one), []) for one in sorted(wanted)), key=len)
        return (telling for telling in rarest if wanted <= telling.names)

    def between(self, source_id: str, countries: Iterable[str]) -> int:
        """How many tellings of a source are about all of these countries."""
        return len(set.intersection(*(set(self.by_country.get((source_id, code), ())) for code in countries)))


def may_differ(one: Telling, other: Telling) -> bool:
    """Whether two tellings may be one event told otherwise: a quick test before `told_otherwise`."""
    if one.source_id == other.source_id or not _one_type(one, other) or one.event_type == "other":
        return False
    if not one.days.known or not other.days.known or (one.named and other.named):
        return False
    if {one.polarity, other.polarity} == {"asserted", "negated"}:
        # two near types are told apart here: who signed a pact and did not go to war did both
        alike = one.event_type == other.event_type and one.days.meets(other.days)
        return alike and len(one.entities & other.entities) > 1
    return one.polarity == other.polarity == "asserted" and not one.days.meets(other.days)


def told_otherwise(one: Telling, other: Telling, index: Index) -> float:
    """The weight of evidence that both tell one event and contradict each other; minus infinity where they do not."""
    shared = one.entities & other.entities
    if not shared or (differ_in_act(one, other) and not _notices(one, other)):
        return NO
    weights = Weights(index.counts[one.source_id], index.counts[other.source_id])
    if one.polarity != other.polarity:
        told = likeness(one, _asserted(other, one), weights)
        return told if told >= DENIED else NO
    if one.wording.again or other.wording.again or turned(one, other):
        return NO
    slip = _slip(one, other, shared)
    if not _agree_but_for_the_date(one, other, shared, slip):
        return NO
    score = _type_weight(one, other, weights) + entity_weight(one, other, weights) + slip + told_of(one, other, index)
    if score < OTHERWISE or _has_partner(one, other, shared, index) or _has_partner(other, one, shared, index):
        return NO
    return score


def _agree_but_for_the_date(one: Telling, other: Telling, shared: frozenset[str], slip: float) -> bool:
    """Whether all that one names is in the other's sentence, or its ruler or envoy is; in a likely slip most of it."""
    if not _unnamed(one, other) or not _unnamed(other, one):
        return True
    elsewhere = bool(one.spots and other.spots) and one.spots.isdisjoint(other.spots)
    return slip >= LIKELY_SLIP and len(shared) > 1 and not elsewhere


def _unnamed(one: Telling, other: Telling) -> frozenset[str]:
    """Who and what has a part in one telling and neither stands in the other's sentence nor has its side there."""
    missing = one.entities - other.names
    return frozenset(each for each in missing if each not in one.sides or one.sides[each][0] not in other.countries)


def _asserted(telling: Telling, like: Telling) -> Telling:
    return replace(telling, polarity=like.polarity)


def told_of(one: Telling, other: Telling, index: Index) -> float:
    """The more both sources tell of two countries, the less will each tell another event of a type they tell once."""
    countries = one.countries & other.countries
    if len(countries) < 2:
        return 0.0
    return math.log(max(1, min(index.between(source_id, countries) for source_id in (one.source_id, other.source_id))))


def _slip(one: Telling, other: Telling, shared: frozenset[str]) -> float:
    """How well two dates that exclude each other may be two datings of one event."""
    apart = gap(one.days, other.days)
    if one.event_type in OF_A_PERSON:
        # people are born and die once: a second date contradicts however far it lies from the first
        return 2.0 if one.people & other.people else NO
    if apart > YEAR * ERAS[1]:
        return 2.0 if _years_between(one, other) in ERAS else NO
    if _same_day_of_year(one, other):
        return 2.0 if apart <= YEARS_AT_MOST * YEAR else 1.0
    if apart <= MONTH:
        return 2.0 if apart <= CLOSE else 1.5
    if len(shared) < 2 and len(one.countries & other.countries) < 2:
        return NO
    if one.edtf in other.dates or other.edtf in one.dates:
        return LIKELY_SLIP  # the date of something else that is told with it
    if apart <= YEARS_AT_MOST * YEAR:
        return -0.5 * math.log(max(1.0, apart / YEAR))
    return -1.0 if _one_digit(one, other) else NO


def gap(one: Days, other: Days) -> int:
    """The days between two stretches that do not meet."""
    return max(one.first, other.first) - min(one.last, other.last)


def _years_between(one: Telling, other: Telling) -> int:
    return abs(year_of(one.value.start) - year_of(other.value.start)) if one.value and other.value else 0


def _same_day_of_year(one: Telling, other: Telling) -> bool:
    return one.day != "" and one.day[-5:] == other.day[-5:]


def _one_digit(one: Telling, other: Telling) -> bool:
    """Whether the years differ in one digit, as in 1868 and 1886 or 1912 and 1921 in their order."""
    mine, theirs = (telling.edtf.split("-")[0] for telling in (one, other))
    if len(mine) != 4 or len(theirs) != 4 or not (mine + theirs).isdigit():
        return False
    apart = [at for at in range(4) if mine[at] != theirs[at]]
    return len(apart) == 1 or (
        len(apart) == 2
        and apart[1] - apart[0] == 1
        and mine[apart[0] : apart[1] + 1][::-1] == theirs[apart[0] : apart[1] + 1]
    )


def _has_partner(one: Telling, other: Telling, shared: frozenset[str], index: Index) -> bool:
    """Whether the other source tells an event that fits `one`'s date, or this source a series of such events.

    Between two countries, what one of them does with a third is no such event.
    """
    parties = one.countries & other.countries

    def of_them(telling: Telling) -> bool:
        return telling.days.known and (len(parties) < 2 or parties <= telling.countries)

    for telling in index.alike(other.source_id, sorted(shared)[:1]):
        if telling is not other and of_them(telling) and telling.days.meets(one.days) and _near(telling, one):
            return True
    if one.event_type in OF_A_PERSON:
        return False
    return any(
        of_them(telling) and not telling.days.meets(one.days) and _one_type(telling, one)
        for telling in index.alike(one.source_id, shared)
    )


def _one_type(one: Telling, other: Telling) -> bool:
    types = {one.event_type, other.event_type}
    return len(types) == 1 or types <= TREATIES or _notices(one, other)


def _notices(one: Telling, other: Telling) -> bool:
    """Whether both tell of the end of an agreement: that it was denounced, or notice of it given or demanded."""
    return is_notice(one) and is_notice(other)


def is_notice(telling: Telling) -> bool:
    """Whether it tells of the end of an agreement."""
    return telling.event_type in NOTICES and END in telling.wording.acts


def _type_weight(one: Telling, other: Telling, weights: Weights) -> float:
    return weights.same_type("termination") if _notices(one, other) else type_weight(one, other, weights)


def _near(one: Telling, other: Telling) -> bool:
    if END in other.wording.acts and other.event_type in NOTICES:
        return _notices(one, other)
    return close_types(one.event_type, other.event_type) > 0.5
