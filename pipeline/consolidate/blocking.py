"""Which tellings are worth comparing: those that share a rare enough key.

Keys go from coarse to fine (an entity; an entity in a year, a month, on a day), and a key that too many tellings
share is left to the finer ones. So the number of pairs grows with the number of tellings, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.consolidate.counts import month_and_day
from pipeline.consolidate.days import years
from pipeline.consolidate.telling import Telling

CROWD = 200
"""Tellings of a key above which sharing it says too little to be worth comparing."""
PARTIES = 6
"""Entities of a telling of which pairs are made."""
BucketKey = tuple[object, ...]


def pairs(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """The pairs that share a key, each once, in order; `tellings` are in their fixed order."""
    buckets: dict[BucketKey, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for key in keys(telling):
            buckets[key].append(at)
    shared: list[list[list[int]]] = [[] for _ in tellings]
    for bucket in buckets.values():
        if 1 < len(bucket) <= CROWD:
            for at in bucket:
                shared[at].append(bucket)
    buckets.clear()
    for at, mine in enumerate(shared):
        others: set[int] = set().union(*mine)
        for other in sorted(others):
            if other > at:
                yield tellings[at], tellings[other]


def keys(telling: Telling) -> set[BucketKey]:
    """The keys of a telling."""
    entities, edtf = telling.entities, telling.edtf
    found: set[BucketKey] = {(entity,) for entity in entities}
    found |= {(entity, year) for entity in entities for year in years(edtf)}
    dates = month_and_day(edtf)
    found |= {(entity, date) for entity in entities for date in dates}
    for day in telling.days_named:
        found |= {("day", day), ("day", day, telling.event_type)}
    found |= {(*pair, telling.event_type) for pair in combinations(sorted(entities)[:PARTIES], 2)}
    if telling.trigger:
        found |= {(telling.language, telling.root, name) for name in (*telling.names, "", *dates)}
    return found
