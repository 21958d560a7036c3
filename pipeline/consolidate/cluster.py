"""Joins tellings of the same event: first within each source, then one to one between the sources.

Only tellings that share an entity (in a crowd of them also a year) or a day are compared. Joins are made from the
likeliest down, so the result depends on no order of sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.consolidate.similarity import Counts, Weights, dates_agree, likeness, years
from pipeline.consolidate.telling import Telling

ACROSS = 5.4
"""Weight of evidence from which tellings of two sources are one event."""
SAME_SOURCE = 8.0
"""The same within a source: it repeats itself seldom, and tells many like events of the same actors."""
CROWD = 300
"""Members of a bucket above which what they share says too little to be worth comparing."""
Key = tuple[str, int, int, str]


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
    owner = {telling.key: Cluster([telling]) for telling in tellings}
    _join_named(owner, tellings)
    counts = Counts.by_source(tellings)
    scored = (
        (likeness(one, other, Weights(counts[one.source_id], counts[other.source_id])), one, other)
        for one, other in _pairs(tellings)
    )
    likely = [pair for pair in scored if pair[0] >= ACROSS]
    likely.sort(key=lambda pair: (-pair[0], pair[1].key, pair[2].key))
    for score, one, other in likely:
        if one.source_id == other.source_id and score >= SAME_SOURCE and one.start != other.start:
            _join(owner, one, other)
    for _, one, other in likely:
        if one.source_id != other.source_id and not owner[one.key].sources & owner[other.key].sources:
            _join(owner, one, other)  # one to one: each source tells an event once, or says so itself
    unique = {id(cluster): cluster for cluster in owner.values()}
    for cluster in unique.values():
        cluster.tellings.sort(key=lambda telling: telling.key)
    return sorted(unique.values(), key=lambda cluster: cluster.tellings[0].key)


def _join_named(owner: dict[Key, Cluster], tellings: Iterable[Telling]) -> None:
    first: dict[str, Telling] = {}
    for telling in tellings:
        if telling.named:
            _merge(owner, first.setdefault(telling.named, telling), telling)


def _join(owner: dict[Key, Cluster], one: Telling, other: Telling) -> None:
    """Joins the clusters of two tellings unless that would join what must stay apart."""
    a, b = owner[one.key], owner[other.key]
    if a.named and b.named:
        return
    if all(dates_agree(x.edtf, y.edtf) for x in a.tellings for y in b.tellings):
        _merge(owner, one, other)


def _merge(owner: dict[Key, Cluster], one: Telling, other: Telling) -> None:
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
    found: dict[tuple[Key, Key], tuple[Telling, Telling]] = {}
    for bucket in buckets.values():
        if len(bucket) > CROWD:
            continue
        for index, one in enumerate(bucket):
            for other in bucket[index + 1 :]:
                found[(one.key, other.key)] = (one, other)
    return list(found.values())


def _keys(telling: Telling) -> set[tuple[object, ...]]:
    keys: set[tuple[object, ...]] = {(entity,) for entity in telling.entities}
    if telling.day:
        keys.add(("day", telling.day))
    return keys | {(entity, year) for entity in telling.entities for year in years(telling.edtf)}
