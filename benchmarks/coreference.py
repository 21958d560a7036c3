"""How well clusters of mentions agree with the gold: MUC, B³ and CEAFe, and their mean, the CoNLL score.

Vilain et al. 1995; Bagga and Baldwin 1998; Luo 2005 with the entity similarity φ4, as defined in Pradhan et al. 2014,
"Scoring Coreference Partitions of Predicted Mentions".
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set
from dataclasses import dataclass

Clusters = Sequence[Set[Hashable]]
"""Each mention stands in one cluster; a mention that corefers with none is a cluster of its own."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, each a numerator and a denominator, so that documents can be added up."""

    right: float = 0.0
    found: float = 0.0
    recalled: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right,
            self.found + other.found,
            self.recalled + other.recalled,
            self.wanted + other.wanted,
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def muc(gold: Clusters, found: Clusters) -> Score:
    """Links: how many have to be added to one side to get the other."""
    return Score(*_links(found, gold), *_links(gold, found))


def b_cubed(gold: Clusters, found: Clusters) -> Score:
    """Mentions: the share of each one's cluster that is right."""
    return Score(*_shares(found, gold), *_shares(gold, found))


def ceaf_e(gold: Clusters, found: Clusters) -> Score:
    """Entities: the best one-to-one alignment of clusters by φ4 (twice what is shared over both sizes)."""
    total = _alignment(gold, found)
    return Score(total, len(found), total, len(gold))


def conll(scores: Mapping[str, Score]) -> float:
    """The mean F1 of the three."""
    return sum(scores[name].f1 for name in METRICS) / len(METRICS)


METRICS = {"MUC": muc, "B³": b_cubed, "CEAFe": ceaf_e}


def _owners(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: at for at, cluster in enumerate(clusters) for mention in cluster}


def _links(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    owner = _owners(others)
    kept = 0
    for cluster in clusters:
        missing = sum(mention not in owner for mention in cluster)
        kept += len(cluster) - missing - len({owner[mention] for mention in cluster if mention in owner})
    return kept, sum(len(cluster) - 1 for cluster in clusters)


def _shares(clusters: Clusters, others: Clusters) -> tuple[float, float]:
    owner = _owners(others)
    right = sum(
        len(cluster & others[owner[mention]]) / len(cluster)
        for cluster in clusters
        for mention in cluster
        if mention in owner
    )
    return right, sum(map(len, clusters))


def _alignment(gold: Clusters, found: Clusters) -> float:
    import networkx

    owner = _owners(found)
    graph = networkx.Graph()
    for at, cluster in enumerate(gold):
        for other in {owner[mention] for mention in cluster if mention in owner}:
            shared = 2 * len(cluster & found[other]) / (len(cluster) + len(found[other]))
            graph.add_edge(("gold", at), ("found", other), weight=shared)
    parts = (graph.subgraph(part) for part in networkx.connected_components(graph))
    pairs = [pair for part in parts for pair in networkx.max_weight_matching(part)]
    return float(sum(graph.edges[pair]["weight"] for pair in pairs))
