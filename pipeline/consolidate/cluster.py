"""Joins tellings of the same event: first within each source, then one to one between the sources.

Only tellings that share an entity and a year (or an entity and no date) or a named event are compared.
Joins are made from the likeliest down, so the result depends on no order of sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.consolidate.similarity import Rarity, date_agreement, likeness, years
from pipeline.consolidate.telling import Telling

SAME_SOURCE = 0.9
"""A source repeats itself seldom, and tells many like events of the same actors; so the bar is high."""
ACROSS = 0.62
SPAN = 12
"""Years of a dated telling that are looked up; a longer one is found by its entities alone."""
CROWD = 400
"""Members of a bucket above which it says too little to be worth comparing."""


@dataclass
class Cluster:
    """Tellings of one event, in their fixed order."""

    tellings: list[Telling] = field(default_factory=list)

    @property
    def sources(self) -> set[str]:
        """The sources it has tellings from."""
        return {telling.source_id for telling in self.tellings}

    @property
    def named(self) -> str:
        """The named event it is, "" if none."""
        return next((telling.named for telling in self.tellings if telling.named), "")


def clusters(tellings: Sequence[Telling]) -> list[Cluster]:
    """The tellings grouped by event; every telling is in exactly one group."""
    rarity = Rarity.of(tellings)
    owner = {telling.key: Cluster([telling]) for telling in tellings}
    _join_named(owner, tellings)
    pairs = [(likeness(one, other, rarity), one, other) for one, other in _pairs(tellings)]
    likely = sorted(
        (pair for pair in pairs if pair[0] >= ACROSS), key=lambda pair: (-pair[0], pair[1].key, pair[2].key)
    )
    for score, one, other in likely:
        if one.source_id == other.source_id and score >= SAME_SOURCE and one.start != other.start:
            _join(owner, one, other, across=False)
    for _, one, other in likely:
        if one.source_id != other.source_id:
            _join(owner, one, other, across=True)
    unique = {id(cluster): cluster for cluster in owner.values()}
    found = list(unique.values())
    for cluster in found:
        cluster.tellings.sort(key=lambda telling: telling.key)
    return sorted(found, key=lambda cluster: cluster.tellings[0].key)


def _join_named(owner: dict[tuple[str, int, int, str], Cluster], tellings: Iterable[Telling]) -> None:
    first: dict[str, Telling] = {}
    for telling in tellings:
        if telling.named:
            _merge(owner, first.setdefault(telling.named, telling), telling)


def _join(owner: dict[tuple[str, int, int, str], Cluster], one: Telling, other: Telling, across: bool) -> None:
    """Joins the clusters of two tellings unless that would join what must stay apart."""
    a, b = owner[one.key], owner[other.key]
    if a is b or (a.named and b.named):
        return
    if across and a.sources & b.sources:
        return  # one to one: each source tells an event once, or says so itself
    dates = [(x.edtf, y.edtf) for x in a.tellings for y in b.tellings if x.edtf and y.edtf]
    if all(date_agreement(*pair) for pair in dates):
        _merge(owner, one, other)


def _merge(owner: dict[tuple[str, int, int, str], Cluster], one: Telling, other: Telling) -> None:
    a, b = owner[one.key], owner[other.key]
    if a is b:
        return
    a.tellings.extend(b.tellings)
    for telling in b.tellings:
        owner[telling.key] = a


def _pairs(tellings: Iterable[Telling]) -> list[tuple[Telling, Telling]]:
    """The pairs worth comparing, each once, the smaller key first."""
    buckets: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    for telling in tellings:
        for key in _keys(telling):
            buckets[key].append(telling)
    found: dict[tuple[object, ...], tuple[Telling, Telling]] = {}
    for bucket in buckets.values():
        if len(bucket) > CROWD:
            continue
        for index, one in enumerate(bucket):
            for other in bucket[index + 1 :]:
                found[(one.key, other.key)] = (one, other)
    return list(found.values())


def _keys(telling: Telling) -> set[tuple[object, ...]]:
    keys: set[tuple[object, ...]] = {(entity,) for entity in telling.entities}
    reach = years(telling.edtf) if telling.edtf else None
    if reach and reach[1] - reach[0] <= SPAN:
        keys |= {(entity, year) for entity in telling.entities for year in range(reach[0], reach[1] + 1)}
    return keys
