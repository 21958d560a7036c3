"""How likely two tellings of two sources are of one event.

The evidence is weighed as in record linkage (Fellegi and Sunter 1969): agreement on something rare says
more than agreement on something common, and the weights, natural logarithms, add up. How common an entity,
a type, a word or a date is, is counted in the two sources alone, so that further sources change no verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from pipeline.consolidate.counts import Weights, month_and_day
from pipeline.consolidate.days import days, years
from pipeline.consolidate.story import same_word, story_weight, strangers, time_weight
from pipeline.consolidate.telling import Telling
from pipeline.events.ontology import closeness

NO = -math.inf
OF_A_PERSON = frozenset({"birth", "death"})
NEAR_TYPE, VAGUE_TYPE, UNLIKE_TYPE = 0.0, -1.0, -2.5
"""Weight of types that are near, of `other` beside a type, and, on the same day, of types that are not near."""
WORD_MOST = 3.0
"""Most that the same word weighs: authors share their rare words, too."""
UNLIKE_ACT = -2.0
"""The words tell two steps of a course: a signature and a ratification, a beginning and an end."""
SAME_DAY, SAME_MONTH = 1.5, 0.5
"""What is added to the weight of a day and a month: sources tell of far fewer days than there are."""
OVERLAP_ONLY = -1.0
"""What is taken off where dates overlap and neither lies in the other."""
MISSED = 0.3
"""Part of the weight of an entity that is taken off when only the telling with fewer entities has it."""
SIDE = 0.5
"""Part of the weight of an entity for which the other telling has one of the same side: the ruler for the state."""
NOBODY = -1.0
"""Both sentences name somebody or some place, and nobody and no place is in both."""
ELSEWHERE = -3.0
"""Both name a spot where it happened, no spot is the same, and nor is the day."""
AROUND = 0.3
"""Part of the weight of an entity that both sentences name without a part in the event; at most AROUND_MOST in all."""
AROUND_MOST = 1.5
NAMES_IT = 2.0
"""One sentence is about a named event, and the other names it."""
close_types = lru_cache(maxsize=1 << 10)(closeness)


def dates_agree(one: str, other: str) -> bool:
    """Whether two EDTF values ("" for no date) can mean a common day."""
    return one == other or days(one).meets(days(other))


def other_person(one: Telling, other: Telling) -> bool:
    """Whether both tell of a birth or death, and each of another person."""
    if one.event_type not in OF_A_PERSON or other.event_type not in OF_A_PERSON:
        return False
    return bool(one.people and other.people) and one.people.isdisjoint(other.people) and not same_day(one, other)


def same_day(one: Telling, other: Telling) -> bool:
    """Whether both name one day: on which it was, or until or since when."""
    return not one.days_named.isdisjoint(other.days_named)


def comparable(one: Telling, other: Telling) -> bool:
    """Whether anything speaks for one event: a quick test before `likeness`."""
    if one.named and other.named:
        return one.named == other.named
    if (one.polarity == "asserted") != (other.polarity == "asserted") or not one.days.meets(other.days):
        return False
    if other_person(one, other) or _cost(one, other) or _cost(other, one):
        return False
    if not one.entities.isdisjoint(other.entities) or same_day(one, other):
        return True
    return same_word(one, other) and (one.source_id != other.source_id or not strangers(one, other))


def likeness(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of all evidence that both tell one event; minus infinity where something rules it out."""
    return evidence(one, other, weights) if comparable(one, other) else NO


def evidence(one: Telling, other: Telling, weights: Weights) -> float:
    """The same for tellings that are comparable, without asking again."""
    if one.named and other.named:
        return math.inf
    return (
        type_weight(one, other, weights)
        + (_date_weight(one, other, weights) if one.edtf and other.edtf else time_weight(one, other, weights))
        + entity_weight(one, other, weights)
        + _context_weight(one, other, weights)
        + story_weight(one, other, weights)
    )


def type_weight(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of the types, and of the words that tell them."""
    unlike = UNLIKE_ACT if differ_in_act(one, other) else 0.0
    word = min(WORD_MOST, weights.word(one)) if same_word(one, other) else NO
    close = close_types(one.event_type, other.event_type)
    if close == 1.0:
        return max(word, weights.same_type(one.event_type) if one.event_type != "other" else NEAR_TYPE) + unlike
    if not close:
        return max(word, UNLIKE_TYPE if same_day(one, other) else NO) + unlike
    return max(word, VAGUE_TYPE if "other" in (one.event_type, other.event_type) else NEAR_TYPE) + unlike


def differ_in_act(one: Telling, other: Telling) -> bool:
    """Whether the words tell different steps of a course."""
    mine, theirs = one.wording.acts, other.wording.acts
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _cost(treaty: Telling, loss: Telling) -> bool:
    """Whether one tells of a treaty by name and the other what land it cost."""
    named = treaty.named != "" and not loss.named and treaty.named in loss.context
    return named and loss.wording.cedes and not treaty.wording.cedes


def _date_weight(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of dates that agree: of a day that both name, else of the coarser date and its most common year."""
    if shared := one.days_named & other.days_named:
        return SAME_DAY + max(weights.date(day) for day in sorted(shared))
    if one.edtf == other.edtf and (month := month_and_day(one.edtf)):
        return SAME_MONTH + weights.date(month[0])
    mine, theirs = years(one.edtf), years(other.edtf)
    common = max(mine, theirs, key=len) if mine and theirs else range(0)
    weight = min(map(weights.year, common), default=0.0)
    return max(0.0, weight if one.days.within(other.days) or other.days.within(one.days) else weight + OVERLAP_ONLY)


def entity_weight(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of who and what has a part in both, less that of who has a part in one alone."""
    mine, theirs = one.entities, other.entities
    shared = mine & theirs
    if not shared and strangers(one, other):
        return NOBODY
    if _elsewhere(one, other):
        return ELSEWHERE + sum(map(weights.entity, sorted(shared)))
    ours, others = mine - shared, theirs - shared
    weight = sum(map(weights.entity, sorted(shared)))
    for x, y in _same_side(one, other, ours, others):
        weight += SIDE * min(weights.entity(x), weights.entity(y))
        ours, others = ours - {x}, others - {y}
    missed = min(sum(map(weights.entity, sorted(ours))), sum(map(weights.entity, sorted(others))))
    return weight - MISSED * missed


def _same_side(one: Telling, other: Telling, ours: frozenset[str], others: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Of what only one names, a statesman or state and the state, or its successor, that the other has instead."""
    free = sorted(others & other.sides.keys())
    for x in sorted(ours & one.sides.keys()):
        code, state = one.sides[x]
        for y in free:
            if other.sides[y][0] == code and (state or other.sides[y][1]):
                free.remove(y)
                yield x, y
                break


def _elsewhere(one: Telling, other: Telling) -> bool:
    if "other" in (one.event_type, other.event_type) or same_day(one, other):
        return False
    return bool(one.spots and other.spots) and one.spots.isdisjoint(other.spots)


def _context_weight(one: Telling, other: Telling, weights: Weights) -> float:
    if (one.named and one.named in other.context) or (other.named and other.named in one.context):
        return NAMES_IT
    around = (one.context & other.context) - (one.entities & other.entities)
    return min(AROUND_MOST, AROUND * sum(map(weights.entity, sorted(around))))
