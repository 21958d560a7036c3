"""The same name in several sources: what each speaks of decides whether it is the same bearer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.linking.cluster import Cluster, as_one
from pipeline.linking.people import clash

SOURCES = 8
"""How many sources of a cluster are looked at for context."""
SHARED = 0.2
"""The share of its anchors that a source must have in common with another to speak of the same things."""


class Contexts:
    """What each source speaks of, for judging whether two sources mean the same bearer of a name."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        numbers: dict[str, int] = {}
        self._anchors: defaultdict[str, int] = defaultdict(int)  # a bit for each thing known: quick to intersect
        for cluster in clusters:
            if cluster.anchor:
                bit = 1 << numbers.setdefault(cluster.anchor.key, len(numbers))
                for source in cluster.sources:
                    self._anchors[source] |= bit

    def shared(self, a: Cluster, b: Cluster) -> bool:
        """Whether a source of one and a source of the other speak of the same things."""
        return self.of_sources(a.sources, b.sources)

    def of_sources(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """The same by the ids of their sources, of which the first SOURCES count."""
        for one in a[:SOURCES]:
            for other in b[:SOURCES]:
                mine, theirs = self._anchors[one], self._anchors[other]
                least = SHARED * min(mine.bit_count(), theirs.bit_count())
                if one == other or (mine & theirs).bit_count() > least:
                    return True
        return False


class _Home:
    """Clusters without an anchor that are one, and what must be asked of them again and again."""

    def __init__(self, cluster: Cluster) -> None:
        self.clusters = [cluster]
        self.names = set(cluster.names)
        self.sources = list(cluster.sources)

    def add(self, cluster: Cluster) -> None:
        self.clusters.append(cluster)
        self.names |= cluster.names
        self.sources = sorted({*self.sources, *cluster.sources})[:SOURCES]

    def fits(self, cluster: Cluster, contexts: Contexts) -> bool:
        """Whether a cluster with a name of this one is the same, as far as the names and the sources tell."""
        if cluster.kind != "person":
            return True
        if any(x == y and clash(mine, theirs) for x, mine in self.names for y, theirs in cluster.names):
            return False
        lone = all(len(words) == 1 for _, words in (*self.names, *cluster.names))
        return not lone or contexts.of_sources(self.sources, cluster.sources)


def across_sources(clusters: Sequence[Cluster], contexts: Contexts) -> list[Cluster]:
    """Joins clusters with one anchor, then those without that share a name and do not contradict each other."""
    anchored: defaultdict[str, list[Cluster]] = defaultdict(list)
    homes: list[_Home] = []
    index: defaultdict[tuple[str, str, str], dict[int, None]] = defaultdict(dict)
    for cluster in sorted(clusters, key=lambda each: each.key):
        if cluster.anchor:
            anchored[cluster.anchor.key].append(cluster)
            continue
        near = sorted({at for name in _telling(cluster) for at in index[name]})
        fitting = [at for at in near if homes[at].fits(cluster, contexts)]
        if len(fitting) == 1:
            homes[fitting[0]].add(cluster)
        else:
            homes.append(_Home(cluster))
            fitting = [len(homes) - 1]
        for name in _telling(cluster):
            index[name][fitting[0]] = None
    known = [as_one(same) for same in anchored.values()]
    return [*known, *(as_one(home.clusters, "same name in another source", 0.9) for home in homes)]


def _telling(cluster: Cluster) -> Iterator[tuple[str, str, str]]:
    """The names by which a cluster may be recognized: of people, the full ones, or the lone one that is all it has."""
    most = max(len(form.words) for form in cluster.forms)
    for form in cluster.forms:
        if cluster.kind != "person" or len(form.words) > 1 or most == 1:
            yield cluster.kind, form.language, form.key
