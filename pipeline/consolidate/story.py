"""What the stories of two sources say of two tellings: whether they are told of one time, people and occasion.

A source that dates all it tells to a year or two, and a day or two, reports one occasion, as news does. Its words are
of that occasion, however often it uses them, unless each time with other parties; and another report with the same
names and numbers is of the same one. A source of many dates is a history, where the same word again tells most often
another event.
"""

from __future__ import annotations

import math
from functools import lru_cache

from pipeline.consolidate.counts import Weights
from pipeline.consolidate.days import year_of
from pipeline.consolidate.telling import Telling
from pipeline.dates.edtf import bounds
from pipeline.events.ontology import closeness

STORY = 5.0
"""The weight of the same word in two sources that are about just the same people and places; in proportion for others,
and less where a source uses the word again and again."""
REPEATED = 4.0
"""The same within a source, where one of the two has nobody and no place a part that the other does not name."""
REPORT, PARTLY = 16.0, 10.0
"""The weight of the same word in two reports with just the same names and numbers, and where each telling has parts of
its own; in proportion for others."""
RETOLD = 8.0
"""The same within a report, where one of the two has nobody and no place a part that the other does not name."""
SAME_TIME, YEARS_APART = 0.5, -1.5
"""Where one is undated: the weight of being told among dates of the time of the other, and that for each factor of e
between the years of the dates around them, from SOON years on."""
STRANGERS, RELATED = -3.0, 0.33
"""Where one is undated: the weight of two sources with no names in common, and from which cosine of their names on it
is nothing."""
SOON = 3
LONE = -2.0
"""Where one is undated: the weight of other words and fewer than two people and places with a part in both. Whoever
acts has done much else."""


def same_word(one: Telling, other: Telling) -> bool:
    """Whether one and the same word of one language tells both, or its verb the one and its noun the other."""
    if one.root != other.root or one.language != other.language or not one.root:
        return False
    return one.trigger == other.trigger or closeness(one.event_type, other.event_type) > 0


def story_weight(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of being told by the same word, in view of what the sources are about."""
    if not same_word(one, other):
        return 0.0
    across = one.source_id != other.source_id
    if weights.reports:
        if across:
            return (REPORT if fits(one, other) else PARTLY) * weights.topic
        return RETOLD if fits(one, other) else 0.0
    often = max(1, weights.repeats(one) - 1)
    if across:
        return STORY * weights.story / often
    return REPEATED / often if fits(one, other) else 0.0


def fits(one: Telling, other: Telling) -> bool:
    """Whether one of two tellings has nobody and no place a part in it that the other does not name."""
    return one.entities <= other.names or other.entities <= one.names


def strangers(one: Telling, other: Telling) -> bool:
    """Whether both sentences name somebody or some place, and nobody and no place is in both."""
    return bool(one.names and other.names) and one.names.isdisjoint(other.names)


def time_weight(one: Telling, other: Telling, weights: Weights) -> float:
    """The weight of the dates around two tellings of which at most one is dated, and of the sources' common story."""
    if one.language != other.language:
        common = weights.story
    else:
        common = weights.topic if weights.reports else max(weights.story, weights.topic)
    story = STRANGERS * max(0.0, 1 - common / RELATED)
    if len(one.entities & other.entities) < 2 and not same_word(one, other):
        story += LONE
    apart = _years_apart(one.edtf or one.around, other.edtf or other.around)
    if apart is None or SOON > apart > 1:
        return story
    if apart > 1:
        return story + YEARS_APART * math.log(apart)
    return story + (SAME_TIME if one.edtf or other.edtf else 0.0)


@lru_cache(maxsize=1 << 16)
def _years_apart(one: str, other: str) -> int | None:
    """The years between two dates, 0 if they overlap; None where one is unknown."""
    if not one or not other:
        return None
    # of what is said to last until a year the text is at that year
    spans = [[year_of(day) for day in bounds(edtf) if day] for edtf in (one, other)]
    if not all(spans):
        return None
    earlier, later = sorted(spans, key=min)
    return max(0, min(later) - max(earlier))
