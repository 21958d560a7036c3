"""The last joining: clusters whose names are alike across languages, or but for their spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.knowledge import Entry
from pipeline.linking.across import Contexts
from pipeline.linking.blocking import Blocks
from pipeline.linking.candidates import Anchor
from pipeline.linking.cluster import Cluster
from pipeline.linking.compare import Comparer, View, readings
from pipeline.linking.people import clash
from pipeline.linking.similarity import Similarity
from pipeline.linking.sounds import sounds

LEAST = {"person": 0.74, "place": 0.74, "organization": 0.76, "event": 0.76}
"""The least score for joining across languages: precise to .98 on lists of 60 names of which half are shared."""
LOWEST = min(LEAST.values())
"""Less joins nothing."""
LEAST_ALONE, LEAST_STRANGE = 0.8, 0.88
"""The same for a person's lone name, and for sources that share no context."""
LEAST_SPELLING = 0.94
"""The same within one language: other spellings of one name."""
NEVER = 2.0
"""More than any score."""
MARGIN = 0.05
"""By how much the best partner must lead."""
LONG_ENOUGH = 4
"""Sounds that a name must have to be joined by likeness."""
NOT_CONTRARY = 0.6
"""What two names in one language must score for their clusters to be joined through a third."""
NEAR, CLOSE = 0.5, 0.8
"""The share of letters that names must have in common to be compared at all, across languages and within one."""
NAMES = 6
"""How many names of a cluster are compared, in each language."""


CHUNK = 50_000
"""Pairs of clusters that are compared at once."""


@dataclass(frozen=True)
class Edge:
    """Two clusters, by their places in the list, that may be one."""

    score: float
    a: int
    b: int
    languages: tuple[str, str]


def known_cluster(entry: Entry) -> Cluster:
    """A cluster without forms: something known that no text has named so far."""
    anchor = Anchor(f"knowledge:{entry.id}", entry.kind_of_table, entry, None, "knowledge file")
    return Cluster(entry.kind_of_table, (), anchor)


def views(cluster: Cluster) -> dict[str, list[View]]:
    """A cluster's names by language: of people, the fullest; of others, the most used; and the known ones."""
    found: defaultdict[str, dict[View, None]] = defaultdict(dict)

    def use(name: str, language: str) -> None:
        if len(found[language]) < NAMES:
            found[language] |= dict.fromkeys(readings(name, language, cluster.kind))

    most: dict[str, int] = {}
    for form in cluster.forms:
        most[form.language] = max(most.get(form.language, 0), len(form.words))
    for form in sorted(cluster.forms, key=lambda form: (-len(form.words), -len(form.mentions), form.key)):
        if cluster.kind != "person" or most[form.language] == 1 or len(form.words) > 1:
            use(form.name, form.language)
    if cluster.anchor and cluster.anchor.entry:
        for language, name in cluster.anchor.entry.all_names():
            use(name, language)
    return {language: list(seen) for language, seen in found.items()}


class Joiner:
    """Joins clusters pair by pair, the most alike first, where each is the other's best partner."""

    def __init__(self, clusters: Sequence[Cluster], contexts: Contexts, similarity: Similarity) -> None:
        self.clusters = sorted(clusters, key=lambda each: each.key)
        self.contexts = contexts
        self.similarity = similarity
        self.views = [views(cluster) for cluster in self.clusters]
        # whether some name of a cluster has a number that tells it from others: II, not I
        self.numbered = [
            any(seen.numbers not in ((), (1,)) for seen in self._all(at)) for at in range(len(self.clusters))
        ]

    def join(self) -> list[Cluster]:
        """The clusters after joining; those without forms are gone."""
        home = list(range(len(self.clusters)))
        found = dict(enumerate(self.clusters))

        def now(at: int) -> int:
            while home[at] != at:
                at = home[at]
            return at

        for edge in self._mutual(self._edges()):
            a, b = now(edge.a), now(edge.b)
            if a != b and self._compatible(found[a], found[b]):
                reason = "sounds like a name in another language" if edge.languages[0] != edge.languages[1] else ""
                found[a] = found[a].joined(found.pop(b), reason or "another spelling of a name", edge.score)
                home[b] = a
        return [cluster for cluster in found.values() if cluster.forms]

    def _edges(self) -> list[Edge]:
        pairs = sorted(self._candidates())
        return [edge for at in range(0, len(pairs), CHUNK) for edge in self._edges_of(pairs[at : at + CHUNK])]

    def _edges_of(self, pairs: Sequence[tuple[int, int]]) -> Iterator[Edge]:
        comparer = Comparer(self.similarity)
        comparer.prepare((x, y) for a, b in pairs for x in self._all(a) for y in self._all(b))
        for a, b in pairs:
            for x in self.views[a]:
                for y in self.views[b]:
                    score = max(comparer.score(v, w) for v in self.views[a][x] for w in self.views[b][y])
                    if score >= LOWEST and score >= self._least(a, b, x, y):
                        yield Edge(round(score, 6), a, b, (x, y))

    def _all(self, at: int) -> Iterable[View]:
        return (seen for found in self.views[at].values() for seen in found)

    def _candidates(self) -> set[tuple[int, int]]:
        """Pairs of one kind with names that are worth comparing; at most one of the two has an anchor."""
        named: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        for at, cluster in enumerate(self.clusters):
            for language, found in self.views[at].items():
                named[cluster.kind, language] += ((at, " ".join(seen.words)) for seen in found)
        asking = {key: [row for row in rows if not self.clusters[row[0]].anchor] for key, rows in named.items()}
        pairs: set[tuple[int, int]] = set()
        for (kind, language), rows in sorted(named.items()):
            # what no text names is known in all languages, so that only other spellings in its own may lead to it
            pairs |= _pairs(rows, asking[kind, language], CLOSE)
            others = [
                row for key, asked in sorted(asking.items()) if key[0] == kind and key[1] != language for row in asked
            ]
            pairs |= _pairs([row for row in rows if self.clusters[row[0]].forms], others, NEAR)
        return pairs

    def _least(self, a: int, b: int, x: str, y: str) -> float:
        """The least score for two clusters by their names in the languages `x` and `y`."""
        one, other = self.clusters[a], self.clusters[b]
        names = [v for at, code in ((a, x), (b, y)) for v in self.views[at][code]]
        heard = min(len("".join(sounds(v.whole[0]))) for v in names)
        if heard < LONG_ENOUGH or (x == y and heard < LONG_ENOUGH + 2):
            return NEVER
        lone = one.kind == "person" and any(
            all(len(v.words) == 1 and not v.numbers for v in self.views[at][code]) for at, code in ((a, x), (b, y))
        )
        shared = self.contexts.shared(one, other)
        if lone and not shared:
            return NEVER
        known = other if self.numbered[a] else one
        if self.numbered[a] != self.numbered[b] and known.anchor:
            return NEVER  # Muhammad II is not the Muhammad whom everybody knows
        if x == y:
            return LEAST_SPELLING
        if not shared:
            return LEAST_STRANGE
        return LEAST_ALONE if lone else LEAST[one.kind]

    def _mutual(self, edges: Sequence[Edge]) -> list[Edge]:
        """The edges that are the best of both their ends, by a margin, for their pair of languages."""
        scores: defaultdict[tuple[int, str, str], dict[int, float]] = defaultdict(dict)
        for edge in edges:
            x, y = edge.languages
            for one, other, mine, theirs in ((edge.a, edge.b, x, y), (edge.b, edge.a, y, x)):
                row = scores[one, mine, theirs]
                row[other] = max(row.get(other, 0.0), edge.score)
        kept = []
        for edge in edges:
            x, y = edge.languages
            rivals = self._rivals(edge.a, edge.b, scores[edge.a, x, y]) + self._rivals(
                edge.b, edge.a, scores[edge.b, y, x]
            )
            if edge.score >= max(rivals, default=0.0) + MARGIN:
                kept.append(edge)
        return sorted(kept, key=lambda edge: (-edge.score, edge.a, edge.b, edge.languages))

    def _rivals(self, one: int, other: int, scores: Mapping[int, float]) -> list[float]:
        """The scores of the further partners that `one` could have instead of `other`.

        Something known may well have several names in several sources: only those of one source are rivals for it.
        """
        known, own = self.clusters[one].anchor is not None, set(self.clusters[other].sources)
        return [
            score
            for at, score in scores.items()
            if at != other and not (known and own.isdisjoint(self.clusters[at].sources))
        ]

    def _compatible(self, a: Cluster, b: Cluster) -> bool:
        if a.kind != b.kind or (a.anchor and b.anchor):
            return False
        if {(form.source_id, form.language) for form in a.forms} & {
            (form.source_id, form.language) for form in b.forms
        }:
            return False  # one source that has both names in one language holds them apart
        mine, theirs = views(a), views(b)
        comparer = Comparer(self.similarity)
        for language in mine.keys() & theirs.keys():
            pairs = [(v, w) for v in mine[language] for w in theirs[language]]
            if a.kind == "person" and any(clash(v.words, w.words) for v, w in pairs) and not (a.anchor or b.anchor):
                return False
            if max(comparer.score(v, w) for v, w in pairs) < NOT_CONTRARY:
                return False
        return True


def _pairs(rows: Sequence[tuple[int, str]], asking: Sequence[tuple[int, str]], least: float) -> set[tuple[int, int]]:
    """The clusters of `asking`, each with those of `rows` that have a name near one of its own.

    Many clusters may have one name: each name is looked up once.
    """
    homes, askers = _by_name(rows if asking else ()), _by_name(asking)
    blocks = Blocks((name, name) for name in homes)
    return {
        (min(at, one), max(at, one))
        for name, asked in askers.items()
        for near in blocks.near(name, least)
        for one in homes[near]
        for at in asked
        if one != at
    }


def _by_name(rows: Sequence[tuple[int, str]]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, name in rows:
        found[name].append(at)
    return found
