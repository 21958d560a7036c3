"""What was read and linked while the corrections are applied to it, and what they leave of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.ids import content_id, statement_id
from pipeline.linking import Links
from pipeline.records import DateMention, Entity, Extraction, Mention

Place = tuple[str, int]
"""A mention: its source and its index among the mentions of the extraction."""


def mention_id(source_id: str, mention: Mention | DateMention) -> str:
    """The id of a mention: where it stands and what it was taken for."""
    kind = mention.kind if isinstance(mention, Mention) else "date"
    return content_id("m", source_id, kind, mention.start, mention.end)


@dataclass
class State:
    """What was read and linked, in the making."""

    extractions: list[Extraction]
    entities: dict[str, Entity]
    entity_of: dict[Place, str]
    confidence: dict[Place, float]
    reason: dict[Place, str]
    now: dict[str, str] = field(default_factory=dict)
    """Where a row went that was joined to another."""
    dropped: set[Place] = field(default_factory=set)

    @cached_property
    def statements(self) -> frozenset[str]:
        """The ids of all that the sources say."""
        return frozenset(
            statement_id(one.document.source.source_id, event.trigger_start)
            for one in self.extractions
            for event in one.events
        )

    def find(self, identity: str) -> str:
        """The row that an id means now."""
        while identity in self.now:
            identity = self.now[identity]
        return identity

    @property
    def mentions(self) -> dict[Place, Mention]:
        """All mentions by place."""
        return {
            (one.document.source.source_id, index): mention
            for one in self.extractions
            for index, mention in enumerate(one.mentions)
        }

    def places_of(self, identity: str) -> list[Place]:
        """Where a row is named."""
        return [place for place, of in self.entity_of.items() if of == identity and place not in self.dropped]

    def named(self, identity: str, surface: str) -> list[Place]:
        """Where a row is named by a form."""
        mentions = self.mentions
        return [place for place in self.places_of(identity) if mentions[place].surface == surface]

    def move(self, places: Iterable[Place], identity: str, why: str) -> None:
        """Makes mentions name a row, for certain."""
        for place in places:
            self.entity_of[place], self.confidence[place], self.reason[place] = identity, 1.0, why


def _kept(state: State, extraction: Extraction) -> dict[int, int]:
    """The new index of every mention that stays."""
    source_id = extraction.document.source.source_id
    stay = [index for index in range(len(extraction.mentions)) if (source_id, index) not in state.dropped]
    return {old: new for new, old in enumerate(stay)}


def extractions_left(state: State) -> list[Extraction]:
    """What was read, without the mentions that were dropped."""
    found = []
    for extraction in state.extractions:
        at = _kept(state, extraction)
        events = [
            replace(
                event,
                named=at.get(event.named, -1),
                roles=tuple(
                    role if role.states else replace(role, mention=at[role.mention])
                    for role in event.roles
                    if role.states or role.mention in at
                ),
            )
            for event in extraction.events
        ]
        mentions = tuple(extraction.mentions[index] for index in at)
        found.append(replace(extraction, mentions=mentions, events=tuple(events)))
    return found


def links_left(state: State) -> Links:
    """The links of the mentions that are left."""
    at = {one.document.source.source_id: _kept(state, one) for one in state.extractions}
    places = {place: (place[0], at[place[0]][place[1]]) for place in state.entity_of if place[1] in at[place[0]]}
    used = {state.entity_of[place] for place in places}
    rows = [entity for identity, entity in sorted(state.entities.items()) if identity in used]
    return Links(
        entities=tuple(row for row in rows if row.kind != "event"),
        named_events=tuple(row for row in rows if row.kind == "event"),
        entity_of={new: state.entity_of[old] for old, new in places.items()},
        confidence={new: state.confidence[old] for old, new in places.items() if old in state.confidence},
        reason={new: state.reason[old] for old, new in places.items() if old in state.reason},
    )
