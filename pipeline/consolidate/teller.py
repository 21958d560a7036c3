"""From what was read of the documents to tellings."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.consolidate.government import Governments
from pipeline.consolidate.links import Linked
from pipeline.consolidate.offices import states_served
from pipeline.consolidate.patterns import SPACED
from pipeline.consolidate.quantities import Quantity, quantities
from pipeline.consolidate.sides import Side, sides
from pipeline.consolidate.telling import Part, Telling
from pipeline.consolidate.wording import claims_land, wording
from pipeline.consolidate.words import terms
from pipeline.consolidate.zones import dated, zones
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

SPOTS = frozenset({"city", "building"})
"""Kinds of places that are one spot."""


def tellings(extractions: Iterable[Extraction], links: Linked) -> list[Telling]:
    """All event candidates as tellings, ordered by source and place whatever the order of the extractions."""
    spots = frozenset(one.entity_id for one in links.entities if one.attributes.get("kind") in SPOTS)
    people = frozenset(one.entity_id for one in links.entities if one.kind == "person")
    named = {one.entity_id: one for one in links.named_events}
    extractions = list(extractions)
    served = states_served(extractions, links)
    shared = _Shared(links, Governments(links.entities), named, spots, people, sides(links.entities, served))
    found = [telling for extraction in extractions for telling in _Reader.of(extraction, shared).tellings()]
    return sorted(found, key=lambda telling: telling.key)


def mention_id(source_id: str, mention: Mention) -> str:
    """The id that the mentions table gives the mention."""
    return content_id("m", source_id, mention.kind, mention.start, mention.end)


@dataclass(frozen=True)
class _Shared:
    """What the readers of all sources use."""

    links: Linked
    governments: Governments
    named_events: Mapping[str, Entity]
    spots: frozenset[str]
    people: frozenset[str]
    sides: Mapping[str, Side]


@dataclass(frozen=True)
class _Reader:
    """Turns the candidates of one extraction into tellings; the lists of offsets are to find things by place."""

    extraction: Extraction
    shared: _Shared
    source_id: str
    near: Mapping[str, int]
    mention_starts: Sequence[int]
    date_starts: Sequence[int]
    token_starts: Sequence[int]
    dated: Sequence[tuple[int, str]]
    sentence_starts: Sequence[int]
    eventful: frozenset[int]
    words: Sequence[str]
    terms: frozenset[str]

    @classmethod
    def of(cls, extraction: Extraction, shared: _Shared) -> _Reader:
        source_id = extraction.document.source.source_id
        indices = range(len(extraction.mentions))
        tokens = [token for sentence in extraction.sentences for token in sentence.tokens]
        return cls(
            extraction,
            shared,
            source_id,
            Counter(shared.links.entity_of.get((source_id, index), "") for index in indices),
            [mention.start for mention in extraction.mentions],
            [date.start for date in extraction.dates],
            [token.start for token in tokens],
            dated(extraction),
            [sentence.start for sentence in extraction.sentences],
            frozenset(event.start for event in extraction.events),
            [(token.lemma or token.text).casefold() for token in tokens],
            terms(tokens),
        )

    def tellings(self) -> Iterable[Telling]:
        sentences: dict[tuple[int, int], list[EventCandidate]] = defaultdict(list)
        for candidate in self.extraction.events:
            sentences[candidate.start, candidate.end].append(candidate)
        for candidates in sentences.values():
            ordered = sorted(candidates, key=lambda one: (one.trigger_start, one.trigger_end))
            for candidate, (since, until) in zip(ordered, zones(ordered), strict=True):
                yield self._telling(candidate, since, until)

    def _telling(self, candidate: EventCandidate, since: int, until: int) -> Telling:
        document = self.extraction.document
        date = self.extraction.dates[candidate.date] if candidate.date >= 0 else None
        value = replace(date.value, basis="context") if date and candidate.date_basis == "context" else None
        value = value or (date.value if date and date.value.edtf else None)
        inside = self._inside(candidate)
        if candidate.date_basis == "event":
            value = self._date_of_frame(inside)
        around = self._date_around(candidate)
        named = self._entity(candidate.named) if candidate.named >= 0 else ""
        zone = document.text[since:until]
        parts = self._parts(candidate, value.edtf if value else around)
        trigger = (candidate.trigger_start - since, candidate.trigger_end - since)
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
            named=named if named in self.shared.named_events else "",
            parts=parts,
            context=frozenset(map(self._entity, inside)) - {""},
            confidence=candidate.confidence,
            trigger=self._trigger(candidate),
            wording=wording(zone, *trigger, candidate.language, document.text[until : candidate.end]),
            quantities=self._quantities(zone, since, candidate.language),
            spots=frozenset(part.entity_id for part in parts if part.role == "place") & self.shared.spots,
            people=frozenset(part.entity_id for part in parts) & self.shared.people,
            sides={
                one.entity_id: self.shared.sides[one.entity_id] for one in parts if one.entity_id in self.shared.sides
            },
            dates=self._dates(candidate),
            listed=self._listed(candidate),
            terms=self.terms,
        )

    def _entity(self, mention: int) -> str:
        return self.shared.links.entity_of.get((self.source_id, mention), "")

    def _inside(self, candidate: EventCandidate) -> list[int]:
        """The mentions of the candidate's sentence."""
        first = bisect_left(self.mention_starts, candidate.start)
        last = bisect_left(self.mention_starts, candidate.end)
        return [index for index in range(first, last) if self.extraction.mentions[index].end <= candidate.end]

    def _listed(self, candidate: EventCandidate) -> frozenset[str]:
        """What a claim to land names behind its verb; a next sentence that tells no event goes on with the list."""
        if candidate.event_type != "claim":
            return frozenset()
        following = bisect_left(self.sentence_starts, candidate.end)
        end = candidate.end
        if following < len(self.sentence_starts) and self.sentence_starts[following] not in self.eventful:
            end = self.extraction.sentences[following].end
        if not claims_land(self.extraction.document.text[candidate.trigger_start : end], candidate.language):
            return frozenset()
        first, last = (bisect_left(self.mention_starts, at) for at in (candidate.trigger_end, end))
        places = (at for at in range(first, last) if self.extraction.mentions[at].kind == "place")
        return frozenset(map(self._entity, places)) - {""}

    def _dates(self, candidate: EventCandidate) -> frozenset[str]:
        first, last = (bisect_left(self.date_starts, at) for at in (candidate.start, candidate.end))
        return frozenset(date.value.edtf for date in self.extraction.dates[first:last] if date.value.edtf)

    def _trigger(self, candidate: EventCandidate) -> str:
        first = bisect_left(self.token_starts, candidate.trigger_start)
        words = self.words[first : bisect_left(self.token_starts, candidate.trigger_end)]
        # the verb of "enter into"; a Thai verb is a series of words, of which the first says least
        return "".join(words[:1]) if candidate.language in SPACED else " ".join(words)

    def _quantities(self, zone: str, since: int, language: str) -> tuple[Quantity, ...]:
        first = max(0, bisect_left(self.date_starts, since) - 1)
        dates = self.extraction.dates[first : bisect_left(self.date_starts, since + len(zone))]
        taken = [(date.start - since, date.end - since) for date in dates]
        return tuple(quantity for _, quantity in quantities(zone, language, taken))

    def _parts(self, candidate: EventCandidate, edtf: str) -> tuple[Part, ...]:
        parts: list[Part] = []
        for role in candidate.roles:
            if role.states:
                state = self.shared.governments.called(role.states, edtf, self.near)
                parts += [Part(role.role, state, "", role.confidence)] if state else []
                continue
            entity_id = self._entity(role.mention)
            if not entity_id or entity_id in self.shared.named_events:
                continue
            if role.role == "actor" or (role.role != "place" and candidate.event_type in BETWEEN_GOVERNMENTS):
                entity_id = self.shared.governments.state_of(entity_id, edtf, self.near)
            mention = mention_id(self.source_id, self.extraction.mentions[role.mention])
            parts.append(Part(role.role, entity_id, mention, role.confidence))
        return tuple(parts)

    def _date_around(self, candidate: EventCandidate) -> str:
        """The date of the last event told before the candidate, else the last date before it: when the text is at."""
        if told := bisect_left(self.dated, (candidate.trigger_start, "")):
            return self.dated[told - 1][1]
        last = bisect_left(self.date_starts, candidate.end)
        dates = (self.extraction.dates[index] for index in range(last - 1, -1, -1))
        return next((date.value.edtf for date in dates if date.value.edtf), "")

    def _date_of_frame(self, inside: Sequence[int]) -> DateValue | None:
        """The date of the named event that frames the statement ("Under the Treaty of Paris, …"), where it is known."""
        for index in inside:
            entity = self.shared.named_events.get(self._entity(index))
            edtf = entity.attributes.get("date_edtf", "") if entity else ""
            if entity and edtf and is_valid(edtf):
                return DateValue(edtf, *bounds(edtf), precision=precision(edtf), basis="event", anchor=entity.name)
        return None
