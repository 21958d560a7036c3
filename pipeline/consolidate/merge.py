"""From a cluster of tellings to one event row with its roles and evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.consolidate.cluster import Cluster
from pipeline.consolidate.dating import chosen, when
from pipeline.consolidate.disputes import disputed
from pipeline.consolidate.rows import EventRow, EvidenceRow, RoleRow
from pipeline.consolidate.telling import Part, Telling
from pipeline.consolidate.titles import title
from pipeline.events.ontology import event_types
from pipeline.ids import content_id
from pipeline.records import Entity

ENGLISH = re.compile("[A-Za-zÀ-ɏ0-9“‘]")
"""What a name in English begins with."""
ORDER = ("actor", "recipient", "participant", "place")
ASSERTED_FIRST = ("asserted", "future", "negated", "hypothetical")


@dataclass(frozen=True)
class Known:
    """What is known of the entities: by id, and the named event of the cluster, if it is one."""

    entities: Mapping[str, Entity]
    named: Entity | None


def event_id(tellings: Sequence[Telling]) -> str:
    """The id of an event without a name: that of its first telling by source and place."""
    first = min(tellings, key=lambda telling: telling.key)
    return content_id("e", *first.key)


def merge(identity: str, cluster: Cluster, known: Known) -> tuple[EventRow, list[RoleRow], list[EvidenceRow]]:
    """The rows of one event; the cluster may be empty for a named event."""
    tellings = cluster.tellings
    event_type = _event_type(tellings, known)
    dated = chosen(tellings)
    date = when(dated, known.named)
    parts = _parts(tellings)
    disputes = disputed(tellings, dated, known.entities)
    sources = sorted({telling.source_id for telling in tellings})
    place = next((known.entities.get(part.entity_id) for part in parts if part.role == "place"), None)
    participants = [part.entity_id for part in parts if part.role != "place"]
    row = EventRow(
        event_id=identity,
        event_type=event_type,
        title=_title(event_type, date.edtf, _polarity(tellings), parts, known, [each.trigger for each in tellings]),
        date_edtf=date.edtf,
        date_start=date.start,
        date_end=date.end,
        date_precision=date.precision,
        date_basis=date.basis,
        place_id=place.entity_id if place else "",
        place_name=_name(place) if place else "",
        latitude=_degrees(place, "latitude"),
        longitude=_degrees(place, "longitude"),
        participant_ids=tuple(participants),
        participant_names=tuple(_name(known.entities[one]) if one in known.entities else one for one in participants),
        number_of_sources=len(sources),
        sources=tuple(sources),
        languages=tuple(sorted({telling.language for telling in tellings})),
        corroboration=_corroboration(sources, bool(disputes)),
        polarity=_polarity(tellings),
        plover_type=event_types()[event_type].plover,
        confidence=_confidence(tellings, len(sources)),
        wikidata_id=known.named.wikidata_id if known.named else "",
        summary=_best(tellings, dated).quote if tellings else "",
    )
    roles = [RoleRow(identity, part.role, part.entity_id, part.mention_id, round(part.confidence, 3)) for part in parts]
    evidence = [
        line
        for telling in tellings
        for line in _evidence(identity, telling, disputes.get(telling.key, ()), cluster.sure(telling))
    ]
    return row, roles, evidence


def _event_type(tellings: Sequence[Telling], known: Known) -> str:
    if known.named and known.named.attributes.get("event_type") in event_types():
        return known.named.attributes["event_type"]
    counted = Counter(telling.event_type for telling in tellings if telling.event_type != "other")
    if not counted:
        return "other"
    best = max(counted.values())
    return next(telling.event_type for telling in tellings if counted[telling.event_type] == best)


def _parts(tellings: Sequence[Telling]) -> list[Part]:
    """One part for each entity: the role that most sources give it, surest mention first."""
    heard: dict[str, list[Part]] = {}
    for telling in tellings:
        for part in telling.parts:
            heard.setdefault(part.entity_id, []).append(part)
    chosen = []
    for given in heard.values():
        counted: Counter[str] = Counter()
        for part in given:
            counted[part.role] += round(100 * part.confidence)
        role = max(ORDER, key=lambda name: counted[name])
        chosen.append(max((part for part in given if part.role == role), key=lambda part: part.confidence))
    return sorted(chosen, key=lambda part: ORDER.index(part.role))


def _degrees(place: Entity | None, column: str) -> float | None:
    text = place.attributes.get(column, "") if place else ""
    return float(text) if text else None


def _corroboration(sources: Sequence[str], contradicted: bool) -> str:
    if contradicted:
        return "contradicted"
    return "corroborated" if len(sources) > 1 else "single"


def _name(entity: Entity) -> str:
    return entity.names.get("en") or entity.name


def _polarity(tellings: Sequence[Telling]) -> str:
    told = {telling.polarity for telling in tellings}
    return next((name for name in ASSERTED_FIRST if name in told), "asserted")


def _confidence(tellings: Sequence[Telling], sources: int) -> float:
    doubt = 1.0 - max((telling.confidence for telling in tellings), default=0.5)
    return round(1.0 - doubt / max(1, sources), 3)


def _best(tellings: Sequence[Telling], dated: Telling | None) -> Telling:
    return dated or max(tellings, key=lambda telling: (telling.confidence, [-ord(c) for c in telling.source_id]))


def _evidence(identity: str, telling: Telling, disputes: tuple[str, ...], sure: float | None) -> list[EvidenceRow]:
    return [
        EvidenceRow(
            event_id=identity,
            source_id=telling.source_id,
            language=telling.language,
            start=telling.start,
            end=telling.end,
            origin_start=telling.origin[0],
            origin_end=telling.origin[1],
            quote=telling.quote,
            date_as_stated=telling.stated,
            date_edtf=telling.edtf,
            stance="contradicts" if field else "supports",
            field=field,
            confidence=round(telling.confidence, 3),
            statement_id=telling.statement_id,
            join_confidence=sure,
        )
        for field in disputes or ("",)
    ]


def _title(
    event_type: str, edtf: str, polarity: str, parts: Sequence[Part], known: Known, triggers: Sequence[str]
) -> str:
    named = _name(known.named) if known.named else ""
    linked = [part for part in parts if part.entity_id in known.entities]
    if named and (ENGLISH.match(named) or not linked):
        return named
    actors = [_name(known.entities[part.entity_id]) for part in linked if part.role == "actor"]
    second = [known.entities[part.entity_id] for part in linked if part.role in ("recipient", "participant")]
    others, places = [_name(one) for one in second], all(one.kind == "place" for one in second)
    place = next((_name(known.entities[part.entity_id]) for part in linked if part.role == "place"), "")
    told = title(event_type, actors, others, place, edtf, polarity, triggers, places)
    return f"{told} ({named})" if named else told  # a name that no source gives in English says little by itself
