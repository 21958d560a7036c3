"""Joins tellings of the same event: first within each source, then one to one between the sources.

Joins are made from the likeliest down, so the result depends on no order of sources. What sources tell otherwise is
joined last, when what agrees has found its partner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.consolidate.apart import NOTHING_APART, Apart
from pipeline.consolidate.blocking import pairs
from pipeline.consolidate.counts import Counts, Weights
from pipeline.consolidate.days import Days
from pipeline.consolidate.otherwise import Index, may_differ, told_otherwise
from pipeline.consolidate.similarity import NO, comparable, evidence
from pipeline.consolidate.story import fits
from pipeline.consolidate.telling import Key, Telling
from pipeline.consolidate.undated import undated_claims

ACROSS = 5.0
"""Weight of evidence from which tellings of two sources are one event."""
SAME_SOURCE = 8.0
"""The same within a source: it repeats itself seldom, and tells many like events of the same actors."""
SURER = 2.0
"""Weight of evidence that makes the odds of a right join e times better."""
Scored = tuple[float, Telling, Telling]
Cast = tuple[str, frozenset[str], frozenset[str]]
"""The source of a telling, who and what has a part in it, and whom and what its sentence names."""


@dataclass
class Cluster:
    """Tellings of one event, in their fixed order, and the weight of evidence by which each was joined.

    `sources`, `dates` and `casts` are those of all its tellings, each once: a text may say the same a thousand times.
    """

    tellings: list[Telling] = field(default_factory=list)
    joined: dict[Key, float] = field(default_factory=dict)
    sources: set[str] = field(init=False)
    dates: set[Days] = field(init=False)
    casts: dict[Cast, Telling] = field(init=False)

    def __post_init__(self) -> None:
        self.sources = {telling.source_id for telling in self.tellings}
        self.dates = {telling.days for telling in self.tellings}
        self.casts = {(telling.source_id, telling.entities, telling.names): telling for telling in self.tellings}

    def absorb(self, other: Cluster) -> None:
        """Takes the tellings of another."""
        self.tellings.extend(other.tellings)
        self.sources |= other.sources
        self.dates |= other.dates
        self.casts |= other.casts

    def sure(self, telling: Telling) -> float | None:
        """How sure it is that a telling tells the same as those in other sentences, 0 to 1; None where there are none.

        One half at the weight from which tellings are joined.
        """
        if all((one.source_id, one.start) == (telling.source_id, telling.start) for one in self.tellings):
            return None
        if telling.named:
            return 1.0
        return round(1 / (1 + math.exp((ACROSS - self.joined.get(telling.key, NO)) / SURER)), 3)

    @property
    def named(self) -> str:
        """The named event it is, "" if none."""
        return next((telling.named for telling in self.tellings if telling.named), "")

    def takes(self, other: Cluster) -> bool:
        """Whether no date of one excludes one of the other; where one contradicts itself, whether one date agrees."""
        meet = [x.meets(y) for x in self.dates for y in other.dates]
        return all(meet) or (any(meet) and (self.contradicts_itself() or other.contradicts_itself()))

    def told_of_others(self, other: Cluster) -> bool:
        """Whether a source tells the one of some and the other of others, though it may tell a third of either."""
        return any(
            x.source_id == y.source_id and not fits(x, y) for x in self.casts.values() for y in other.casts.values()
        )

    def contradicts_itself(self) -> bool:
        """Whether not all of its dates can be one."""
        return max(one.first for one in self.dates) > min(one.last for one in self.dates)


@dataclass
class _Joiner:
    """The cluster of each telling, by the telling's key, and what may not be joined."""

    owner: dict[Key, Cluster]
    apart: Apart

    def together(self, one: Telling, other: Telling) -> bool:
        """Whether both are in one cluster."""
        return self.owner[one.key] is self.owner[other.key]

    def share_a_source(self, one: Telling, other: Telling) -> bool:
        """Whether one source tells something in both clusters."""
        return not self.owner[one.key].sources.isdisjoint(self.owner[other.key].sources)

    def join_named(self, tellings: Iterable[Telling]) -> None:
        """Joins the tellings of each named event."""
        first: dict[str, Telling] = {}
        for telling in tellings:
            if telling.named:
                self.merge(first.setdefault(telling.named, telling), telling)

    def join(self, one: Telling, other: Telling) -> None:
        """Joins the clusters of two tellings unless dates or names in them speak against it."""
        a, b = self.owner[one.key], self.owner[other.key]
        if a is not b and a.takes(b) and not a.told_of_others(b):
            self.merge(one, other)

    def merge(self, one: Telling, other: Telling) -> None:
        """Joins the clusters of two tellings unless they are two named events, or a person keeps them apart."""
        a, b = self.owner[one.key], self.owner[other.key]
        if a is b or (a.named and b.named and a.named != b.named) or self.apart.parts(a.tellings, b.tellings):
            return
        if len(a.tellings) < len(b.tellings):
            a, b = b, a
        a.absorb(b)
        for telling in b.tellings:
            self.owner[telling.key] = a


def clusters(tellings: Sequence[Telling], apart: Apart = NOTHING_APART) -> list[Cluster]:
    """The tellings grouped by event; every telling is in exactly one group."""
    tellings = apart.without_names(tellings)
    joiner = _Joiner({telling.key: Cluster([telling]) for telling in tellings}, apart)
    joiner.join_named(tellings)
    likely, otherwise = _scored(tellings, apart)
    for score, one, other in likely:
        if one.source_id == other.source_id and score >= SAME_SOURCE and one.start != other.start:
            joiner.join(one, other)
    for _, one, other in likely:
        if not joiner.share_a_source(one, other):
            joiner.join(one, other)  # one to one: each source tells an event once, or says so itself
    for _, one, other in _best_of_both(otherwise):
        if not joiner.share_a_source(one, other):
            joiner.merge(one, other)
    for score, one, other in (*likely, *otherwise):
        if joiner.together(one, other):
            for telling in (one, other):
                joined = joiner.owner[telling.key].joined
                joined[telling.key] = max(score, joined.get(telling.key, NO))
    unique = {id(cluster): cluster for cluster in joiner.owner.values()}
    for cluster in unique.values():
        cluster.tellings.sort(key=lambda telling: telling.key)
    return sorted(unique.values(), key=lambda cluster: cluster.tellings[0].key)


def _scored(tellings: Sequence[Telling], apart: Apart) -> tuple[list[Scored], list[Scored]]:
    """The pairs that are likely one event, and those that tell one otherwise, likeliest first."""
    counts = Counts.by_source(tellings)
    index = Index.of(tellings, counts)
    likely: list[Scored] = []
    otherwise: list[Scored] = []

    @lru_cache(maxsize=1 << 10)
    def weights(one: str, other: str) -> Weights:
        return Weights(counts[one], counts[other])

    for one, other in pairs(tellings):  # source by source
        if apart.pairs and apart.parts((one,), (other,)):
            continue
        if comparable(one, other):
            score = evidence(one, other, weights(one.source_id, other.source_id))
            score += undated_claims(one, other, index)
            if score >= ACROSS:
                likely.append((score, one, other))
        elif may_differ(one, other) and (score := told_otherwise(one, other, index)) > NO:
            otherwise.append((score, one, other))
    for found in (likely, otherwise):
        found.sort(key=lambda pair: (-pair[0], pair[1].key, pair[2].key))
    return likely, otherwise


def _best_of_both(scored: Iterable[Scored]) -> list[Scored]:
    """The pairs of which each is the other's best in its source; `scored` are likeliest first."""
    best: dict[tuple[Key, str], Key] = {}
    kept = []
    for score, one, other in scored:
        mine = best.setdefault((one.key, other.source_id), other.key)
        theirs = best.setdefault((other.key, one.source_id), one.key)
        if mine == other.key and theirs == one.key:
            kept.append((score, one, other))
    return kept
