"""A telling: one event candidate of one source with its names resolved to entities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.consolidate.government import Governments
from pipeline.consolidate.links import Linked
from pipeline.dates.edtf import bounds, is_valid, precision
from pipeline.ids import content_id
from pipeline.records import DateValue, Entity, EventCandidate, Extraction, Mention

BETWEEN_GOVERNMENTS = frozenset(
    {
        "agreement",
        "aid",
        "alliance",
        "claim",
        "declaration_of_war",
        "neutrality",
        "sanction",
        "statement",
        "termination",
        "trade",
    }
)
"""In events of these types a capital stands for its government on either side; in others only as the actor: who
"attacked Paris" or "visited Paris" was in the city."""


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

    `value` is its date and `stated` that date in the words of the source ("" where it follows from a named
    event's), `around` (EDTF) the last date its source gave before, which tells roughly when a telling without
    a date is set. `named` is the id of the named event it is about, "" if none; `context` are all entities and
    named events of its sentence.
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
    value: DateValue | None
    stated: str
    around: str
    named: str
    parts: tuple[Part, ...]
    context: frozenset[str]
    confidence: float

    @cached_property
    def key(self) -> tuple[str, int, int, str]:
        """Orders tellings; no two of one run share it."""
        return (self.source_id, self.start, self.trigger_start, self.event_type)

    @property
    def edtf(self) -> str:
        """The date's value, "" without one."""
        return self.value.edtf if self.value else ""

    @property
    def day(self) -> str:
        """The day it happened, where it is dated to the day."""
        return self.value.start if self.value and self.value.start == self.value.end else ""

    @cached_property
    def entities(self) -> frozenset[str]:
        """Everyone and everywhere with a part in it."""
        return frozenset(part.entity_id for part in self.parts)

    def by_role(self, role: str) -> frozenset[str]:
        """The entities with this role."""
        return frozenset(part.entity_id for part in self.parts if part.role == role)


def tellings(extractions: Iterable[Extraction], links: Linked) -> list[Telling]:
    """All event candidates as tellings, ordered by source and place whatever the order of the extractions."""
    readers = [_Reader.of(extraction, links) for extraction in extractions]
    found = [reader.telling(candidate) for reader in readers for candidate in reader.extraction.events]
    return sorted(found, key=lambda telling: telling.key)


def mention_id(source_id: str, mention: Mention) -> str:
    """The id that the mentions table gives the mention."""
    return content_id("m", source_id, mention.kind, mention.start, mention.end)


@dataclass(frozen=True)
class _Reader:
    """Turns the candidates of one extraction into tellings."""

    extraction: Extraction
    source_id: str
    entity_of: Mapping[tuple[str, int], str]
    governments: Governments
    near: Mapping[str, int]
    named_events: Mapping[str, Entity]

    @classmethod
    def of(cls, extraction: Extraction, links: Linked) -> _Reader:
        source_id = extraction.document.source.source_id
        indices = range(len(extraction.mentions))
        near = Counter(links.entity_of.get((source_id, index), "") for index in indices)
        named = {entity.entity_id: entity for entity in links.named_events}
        return cls(extraction, source_id, links.entity_of, Governments(links.entities), near, named)

    def telling(self, candidate: EventCandidate) -> Telling:
        document = self.extraction.document
        date = self.extraction.dates[candidate.date] if candidate.date >= 0 else None
        value = replace(date.value, basis="context") if date and candidate.date_basis == "context" else None
        value = value or (date.value if date and date.value.edtf else None)
        if candidate.date_basis == "event":
            value = self._date_of_frame(candidate)
        around = self._date_around(candidate)
        named = self._entity(candidate.named) if candidate.named >= 0 else ""
        return Telling(
            source_id=self.source_id,
            language=candidate.language,
            event_type=candidate.event_type,
            polarity=candidate.polarity,
            start=candidate.start,
            end=candidate.end,
            trigger_start=candidate.trigger_start,
            origin=document.origin.span(candidate.start, candidate.end),
            quote=document.text[candidate.start : candidate.end],
            value=value,
            stated=date.surface if date and value else "",
            around=around,
            named=named if named in self.named_events else "",
            parts=self._parts(candidate, value.edtf if value else around),
            context=frozenset(map(self._entity, self._inside(candidate))) - {""},
            confidence=candidate.confidence,
        )

    def _entity(self, mention: int) -> str:
        return self.entity_of.get((self.source_id, mention), "")

    def _inside(self, candidate: EventCandidate) -> list[int]:
        """The mentions of the candidate's sentence."""
        mentions = self.extraction.mentions
        return [i for i, one in enumerate(mentions) if candidate.start <= one.start and one.end <= candidate.end]

    def _parts(self, candidate: EventCandidate, edtf: str) -> tuple[Part, ...]:
        parts: list[Part] = []
        for role in candidate.roles:
            entity_id = self._entity(role.mention)
            if not entity_id or entity_id in self.named_events:
                continue
            if role.role == "actor" or (role.role != "place" and candidate.event_type in BETWEEN_GOVERNMENTS):
                entity_id = self.governments.state_of(entity_id, edtf, self.near)
            mention = mention_id(self.source_id, self.extraction.mentions[role.mention])
            parts.append(Part(role.role, entity_id, mention, role.confidence))
        return tuple(parts)

    def _date_around(self, candidate: EventCandidate) -> str:
        """The last date before the candidate: roughly when the text is at."""
        before = [date.value.edtf for date in self.extraction.dates if date.start < candidate.end and date.value.edtf]
        return before[-1] if before else ""

    def _date_of_frame(self, candidate: EventCandidate) -> DateValue | None:
        """The date of the named event that frames the statement ("Under the Treaty of Paris, …"), where it is known."""
        for index in self._inside(candidate):
            entity = self.named_events.get(self._entity(index))
            edtf = entity.attributes.get("date_edtf", "") if entity else ""
            if entity and edtf and is_valid(edtf):
                return DateValue(edtf, *bounds(edtf), precision=precision(edtf), basis="event", anchor=entity.name)
        return None
