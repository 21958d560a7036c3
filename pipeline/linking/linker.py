"""Linking: which mentions, in all sources and languages, name one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.knowledge import load
from pipeline.linking.across import Contexts, across_sources
from pipeline.linking.anchors import Anchors
from pipeline.linking.candidates import Candidates
from pipeline.linking.cluster import Cluster, within_source
from pipeline.linking.crosslingual import Joiner, known_cluster
from pipeline.linking.entities import entity
from pipeline.linking.forms import by_source, collect
from pipeline.linking.gazetteer import Gazetteer, gazetteer
from pipeline.linking.similarity import Similarity, SoundSimilarity
from pipeline.linking.spellings import with_spellings
from pipeline.records import Entity, Extraction

Place = tuple[str, int]
"""Where a mention stands: the id of its source and its index in `Extraction.mentions`."""


@dataclass(frozen=True)
class Links:
    """The entities that the sources name, and which mention names which.

    `entities` are people, places and organizations, `named_events` named events, both in the order of
    kind, name and id. `entity_of`, `confidence` (0..1) and `reason` (a few words) have a row for every
    mention of these four kinds.
    """

    entities: tuple[Entity, ...] = ()
    named_events: tuple[Entity, ...] = ()
    entity_of: dict[Place, str] = field(default_factory=dict)
    confidence: dict[Place, float] = field(default_factory=dict)
    reason: dict[Place, str] = field(default_factory=dict)


def link(extractions: Sequence[Extraction], similarity: Similarity | None = None, own: str = "") -> Links:
    """Links the mentions of all extractions; their order does not matter.

    `similarity` compares names across scripts; the rules alone (`SoundSimilarity`) unless given. `BlendedSimilarity`
    finds more on long lists of names, but joined no more in marked sources (card of `models/similarity`). `own` is the
    path of a gazetteer of the user, whose places are known besides those of the packages.
    """
    clusters = clustered(extractions, similarity or SoundSimilarity(), own)
    rows = sorted(((entity(each), each) for each in clusters), key=lambda row: _order(row[0]))
    links = Links(
        entities=tuple(row for row, _ in rows if row.kind != "event"),
        named_events=tuple(row for row, _ in rows if row.kind == "event"),
    )
    for row, cluster in rows:
        for form in cluster.forms:
            reason, confidence = cluster.why.get(form, ("", 1.0))
            for index in form.mentions:
                links.entity_of[form.source_id, index] = row.entity_id
                links.confidence[form.source_id, index] = round(confidence, 3)
                links.reason[form.source_id, index] = reason
    return links


def _gazetteer(own: str) -> Gazetteer:
    if not own:
        return gazetteer()
    from pipeline.linking.importers.extended import ExtendedGazetteer
    from pipeline.linking.importers.user_gazetteer import UserGazetteer

    return ExtendedGazetteer(gazetteer(), UserGazetteer(own))


def clustered(extractions: Sequence[Extraction], similarity: Similarity, own: str = "") -> list[Cluster]:
    """The clusters of all extractions."""
    knowledge = load()
    candidates = Candidates(knowledge, _gazetteer(own))
    anchors = Anchors(candidates)
    clusters: list[Cluster] = []
    read = {extraction.document.source.source_id: extraction for extraction in extractions}
    for source_id, forms in by_source(collect(extractions, candidates)).items():
        clusters += with_spellings(within_source(forms, anchors.of_source(forms)), read[source_id])
    contexts = Contexts(clusters)
    clusters = across_sources(clusters, contexts)
    named = {cluster.anchor.key for cluster in clusters if cluster.anchor}
    silent = [each for each in map(known_cluster, knowledge.entries) if each.anchor and each.anchor.key not in named]
    return Joiner([*clusters, *silent], contexts, similarity).join()


def _order(row: Entity) -> tuple[str, str, str]:
    return row.kind, row.name, row.entity_id
