"""The rows of the events, event_roles and evidence tables, typed; field names and order are the contract's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event, whatever the number of sources that tell it; empty strings and None where nothing is known."""

    event_id: str
    event_type: str
    title: str
    date_edtf: str = ""
    date_start: str = ""
    date_end: str = ""
    date_precision: str = ""
    date_basis: str = ""
    place_id: str = ""
    place_name: str = ""
    latitude: float | None = None
    longitude: float | None = None
    participant_ids: tuple[str, ...] = ()
    participant_names: tuple[str, ...] = ()
    number_of_sources: int = 0
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    corroboration: str = "single"
    polarity: str = "asserted"
    plover_type: str = ""
    confidence: float = 0.0
    wikidata_id: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class RoleRow:
    """The part that one entity has in one event; `mention_id` is the mention that says so."""

    event_id: str
    role: str
    entity_id: str
    mention_id: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One sentence of one source that tells the event; `field` is what it contradicts, "" when it supports.

    `statement_id` is what corrections call it by; `join_confidence` says how sure it is that it tells the same as the
    event's other sentences, None where it is alone.
    """

    event_id: str
    source_id: str
    language: str
    start: int
    end: int
    origin_start: int
    origin_end: int
    quote: str
    date_as_stated: str = ""
    date_edtf: str = ""
    stance: str = "supports"
    field: str = ""
    confidence: float = 0.0
    statement_id: str = ""
    join_confidence: float | None = None


@dataclass(frozen=True)
class Consolidated:
    """All rows in their final order, and the event that each mention of a named event refers to.

    `event_of` maps (source_id, index into the extraction's mentions) to an event_id.
    """

    events: tuple[EventRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    event_of: Mapping[tuple[str, int], str] = field(default_factory=dict)
