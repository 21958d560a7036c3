"""Events as all sources together tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.consolidate.apart import Apart, Pair
from pipeline.consolidate.cluster import Cluster, clusters
from pipeline.consolidate.days import day_number
from pipeline.consolidate.links import Linked
from pipeline.consolidate.merge import Known, event_id, merge
from pipeline.consolidate.rows import Consolidated, EventRow, EvidenceRow, RoleRow
from pipeline.consolidate.teller import tellings
from pipeline.records import Extraction


def consolidate(extractions: Sequence[Extraction], links: Linked, apart: Iterable[Pair] = ()) -> Consolidated:
    """Joins the event candidates of all documents into events, with roles and evidence.

    `apart` are pairs of ids of statements that tell two events. Every named event has a row; one that is
    only mentioned has no evidence. The rows are ordered by date and id and depend on no order of the
    extractions.
    """
    entities = {entity.entity_id: entity for entity in links.entities}
    named = {entity.entity_id: entity for entity in links.named_events}
    events: list[EventRow] = []
    roles: list[RoleRow] = []
    evidence: list[EvidenceRow] = []
    told: set[str] = set()
    for cluster in clusters(tellings(extractions, links), Apart.of(apart)):
        identity = cluster.named or event_id(cluster.tellings)
        told.add(identity)
        row, its_roles, its_evidence = merge(identity, cluster, Known(entities, named.get(cluster.named)))
        events.append(row)
        roles += its_roles
        evidence += its_evidence
    for identity in sorted(set(named) - told):
        events.append(merge(identity, Cluster(), Known(entities, named[identity]))[0])
    return Consolidated(
        tuple(sorted(events, key=_order)),
        tuple(sorted(set(roles), key=lambda row: (row.event_id, row.role, row.entity_id, row.mention_id))),
        tuple(_once(evidence)),
        {key: identity for key, identity in links.entity_of.items() if identity in named},
    )


def _order(row: EventRow) -> tuple[bool, int, int, str]:
    """By first day, then last day; events without a date come last."""
    days = [day_number(day) if day else 0 for day in (row.date_start or row.date_end, row.date_end)]
    return (not row.date_edtf, days[0], days[1], row.event_id)


def _once(evidence: Iterable[EvidenceRow]) -> list[EvidenceRow]:
    """One row for each sentence and field: two statements of one sentence are one piece of evidence."""
    kept: dict[tuple[object, ...], EvidenceRow] = {}
    for row in sorted(evidence, key=lambda row: (row.event_id, row.source_id, row.start, row.stance, row.field)):
        kept.setdefault((row.event_id, row.source_id, row.start, row.end, row.stance, row.field), row)
    return list(kept.values())
