"""A telling: one event candidate of one source with its names resolved to entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.consolidate.government import Governments
from pipeline.consolidate.links import Linked
from pipeline.ids import content_id
from pipeline.records import DateMention, EventCandidate, Extraction, Mention


@dataclass(frozen=True, slots=True)
class Part:
    """An entity's part in a telling, with the mention that says so."""

    role: str
    entity_id: str
    mention_id: str
    confidence: float


@dataclass(frozen=True)
class Telling:
    """What one sentence of one source says happened.

    `named` is the id of the named event it is about, "" if none; `context` are all entities and named
    events of its sentence.
    """

    source_id: str
    language: str
    event_type: str
    polarity: str
    start: int
    end: int
    trigger_start: int
    origin: tuple[int, int]
    quote: str
    date: DateMention | None
    date_basis: str
    named: str
    parts: tuple[Part, ...]
    context: frozenset[str]
    confidence: float

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Orders tellings; no two of one run share it."""
        return (self.source_id, self.start, self.trigger_start, self.event_type)

    @property
    def edtf(self) -> str:
        """The date's value, "" without one."""
        return self.date.value.edtf if self.date else ""

    @property
    def entities(self) -> frozenset[str]:
        """Everyone and everywhere with a part in it."""
        return frozenset(part.entity_id for part in self.parts)

    def by_role(self, role: str) -> frozenset[str]:
        """The entities with this role."""
        return frozenset(part.entity_id for part in self.parts if part.role == role)


def tellings(extractions: Iterable[Extraction], links: Linked) -> list[Telling]:
    """All event candidates as tellings, ordered by source and place whatever the order of the extractions."""
    governments = Governments(links.entities)
    events = {entity.entity_id for entity in links.named_events}
    found: list[Telling] = []
    for extraction in extractions:
        source_id = extraction.document.source.source_id
        near = Counter(links.entity_of.get((source_id, index), "") for index, _ in enumerate(extraction.mentions))
        found += [
            _telling(extraction, candidate, links.entity_of, governments, near, events)
            for candidate in extraction.events
        ]
    return sorted(found, key=lambda telling: telling.key)


def mention_id(source_id: str, mention: Mention) -> str:
    """The id that the mentions table gives the mention."""
    return content_id("m", source_id, mention.kind, mention.start, mention.end)


def _telling(
    extraction: Extraction,
    candidate: EventCandidate,
    entity_of: Mapping[tuple[str, int], str],
    governments: Governments,
    near: Mapping[str, int],
    events: set[str],
) -> Telling:
    document = extraction.document
    source_id = document.source.source_id
    date = extraction.dates[candidate.date] if candidate.date >= 0 else None
    edtf = date.value.edtf if date else ""
    named = entity_of.get((source_id, candidate.named), "") if candidate.named >= 0 else ""
    parts: list[Part] = []
    for role in candidate.roles:
        entity_id = entity_of.get((source_id, role.mention), "")
        if not entity_id or entity_id in events:
            continue
        if role.role != "place":
            entity_id = governments.state_of(entity_id, edtf, near)
        mention = extraction.mentions[role.mention]
        parts.append(Part(role.role, entity_id, mention_id(source_id, mention), role.confidence))
    return Telling(
        source_id=source_id,
        language=candidate.language,
        event_type=candidate.event_type,
        polarity=candidate.polarity,
        start=candidate.start,
        end=candidate.end,
        trigger_start=candidate.trigger_start,
        origin=document.origin.span(candidate.start, candidate.end),
        quote=document.text[candidate.start : candidate.end],
        date=date if edtf else None,
        date_basis=candidate.date_basis,
        named=named if named in events else "",
        parts=tuple(parts),
        context=_context(extraction.mentions, candidate, source_id, entity_of),
        confidence=candidate.confidence,
    )


def _context(
    mentions: Sequence[Mention],
    candidate: EventCandidate,
    source_id: str,
    entity_of: Mapping[tuple[str, int], str],
) -> frozenset[str]:
    inside = (
        entity_of.get((source_id, index), "")
        for index, mention in enumerate(mentions)
        if candidate.start <= mention.start and mention.end <= candidate.end
    )
    return frozenset(inside) - {""}
