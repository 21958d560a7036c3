"""How likely two tellings of two sources are of one event.

The evidence is weighed as in record linkage (Fellegi and Sunter 1969): agreement on something rare says
more than agreement on something common, and the weights, natural logarithms, add up. How common an entity,
a type, a word or a date is, is counted in the two sources alone, so that further sources change no verdict.
"""

from __future__ import annotations

import math
from functools import lru_cache

from pipeline.consolidate.counts import Weights
from pipeline.consolidate.days import days, year_of, years
from pipeline.consolidate.telling import Telling
from pipeline.dates.edtf import bounds
from pipeline.events.ontology import closeness

NO = -math.inf
NEAR_TYPE, VAGUE_TYPE, UNLIKE_TYPE = 0.0, -1.0, -2.5
"""Weight of types that are near, of `other` beside a type, and, on the same day, of types that are not near."""
UNLIKE_ACT = -2.0
"""The words tell two steps of a course: a signature and a ratification, a beginning and an end."""
SAME_DAY, SAME_MONTH = 1.5, 0.5
"""What is added to the weight of a day and a month: sources tell of far fewer days than there are."""
OVERLAP_ONLY = -1.0
"""What is taken off where dates overlap and neither lies in the other."""
MISSED = 0.3
"""Part of the weight of an entity that is taken off when only the telling with fewer entities has it."""
NOBODY = -1.0
"""Both sentences name somebody or some place, and nobody and no place is in both."""
ELSEWHERE = -3.0
"""Both name a spot where it happened, no spot is the same, and nor is the day."""
AROUND = 0.3
"""Part of the weight of an entity that both sentences name without a part in the event; at most AROUND_MOST in all."""
AROUND_MOST = 1.5
NAMES_IT = 2.0
"""One sentence is about a named event, and the other names it."""
SAME_TIME, YEARS_APART = 0.5, -0.5
"""Where one is undated: the weight of being told among dates of the same time, and that for each factor of e between
the years of the dates around them, from SOON years on."""
SOON = 3
close_types = lru_cache(maxsize=1 << 10)(closeness)


def dates_agree(one: str, other: str) -> bool:
    """Whether two EDTF values ("" for no date) can mean a common day."""
    return one == other or days(one).meets(days(other))


def same_word(one: Telling, other: Telling) -> bool:
    """Whether one and the same word of one language tells both."""
    return one.trigger != "" and one.trigger == other.trigger and one.language == other.language


def comparable(one: Telling, other: Telling) -> bool:
    """Whether anything speaks for one event: a quick test before `likeness`."""
    if one.named and other.named:
        return one.named == other.named
    if (one.polarity == "asserted") != (other.polarity == "asserted") or not one.days.meets(other.days):
        return False
    if not one.entities.isdisjoint(other.entities) or (one.day and one.day == other.day):
        return True
    return same_word(one, other) and not one.names.isdisjoint(other.names)


def likeness(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of all evidence that both tell one event; minus infinity where something rules it out."""
    if one.named and other.named:
        return math.inf if one.named == other.named else NO
    if not comparable(one, other):
        return NO
    return (
        type_weight(one, other, weights)
        + (_date_weight(one.edtf, other.edtf, weights) if one.edtf and other.edtf else _time_weight(one, other))
        + entity_weight(one, other, weights)
        + _context_weight(one, other, weights)
    )


def type_weight(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of the types, and of the words that tell them."""
    unlike = UNLIKE_ACT if differ_in_act(one, other) else 0.0
    word = weights.word(one.trigger) if same_word(one, other) else NO
    close = close_types(one.event_type, other.event_type)
    if close == 1.0:
        return max(word, weights.same_type(one.event_type) if one.event_type != "other" else NEAR_TYPE) + unlike
    if not close:
        return max(word, UNLIKE_TYPE if one.day and one.day == other.day else NO) + unlike
    return max(word, VAGUE_TYPE if "other" in (one.event_type, other.event_type) else NEAR_TYPE) + unlike


def differ_in_act(one: Telling, other: Telling) -> bool:
    """Whether the words tell different steps of a course."""
    mine, theirs = one.wording.acts, other.wording.acts
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _date_weight(one: str, other: str, weights: Weights) -> float:
    """The weight of two dates that agree: that of the coarser one, of its most common year."""
    if one == other and (weight := weights.date(one)) is not None:
        return weight + (SAME_DAY if days(one).length == 0 else SAME_MONTH)
    mine, theirs = days(one), days(other)
    common = max(years(one), years(other), key=len) if years(one) and years(other) else range(0)
    weight = min(map(weights.year, common), default=0.0)
    inside = (mine.first >= theirs.first and mine.last <= theirs.last) or (
        theirs.first >= mine.first and theirs.last <= mine.last
    )
    return max(0.0, weight if inside else weight + OVERLAP_ONLY)


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
    spans = [[year_of(day) for day in bounds(edtf) if day] for edtf in (one, other)]
    earlier, later = sorted(spans, key=min)
    return max(0, min(later) - max(earlier))


def entity_weight(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of who and what has a part in both, less that of who has a part in one alone."""
    mine, theirs = one.entities, other.entities
    shared = mine & theirs
    if not shared and one.names and other.names and one.names.isdisjoint(other.names):
        return NOBODY
    if _elsewhere(one, other):
        return ELSEWHERE + sum(map(weights.entity, sorted(shared)))
    missed = min(sum(map(weights.entity, mine - shared)), sum(map(weights.entity, theirs - shared)))
    return sum(map(weights.entity, sorted(shared))) - MISSED * missed


def _elsewhere(one: Telling, other: Telling) -> bool:
    if "other" in (one.event_type, other.event_type) or (one.day and one.day == other.day):
        return False
    return bool(one.spots and other.spots) and one.spots.isdisjoint(other.spots)


def _context_weight(one: Telling, other: Telling, weights: Weights) -> float:
    if (one.named and one.named in other.context) or (other.named and other.named in one.context):
        return NAMES_IT
    around = (one.context & other.context) - (one.entities & other.entities)
    return min(AROUND_MOST, AROUND * sum(map(weights.entity, sorted(around))))
