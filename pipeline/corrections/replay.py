"""Replays the ledger on what was read and linked, the same way on every run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.corrections.ledger import Correction
from pipeline.dates.edtf import bounds, precision
from pipeline.ids import content_id
from pipeline.linking import Links
from pipeline.records import DateMention, Entity, Extraction, Mention

Place = tuple[str, int]
"""A mention: its source and its index among the mentions of the extraction."""


def mention_id(source_id: str, mention: Mention | DateMention) -> str:
    """The id of a mention: where it stands and what it was taken for."""
    kind = mention.kind if isinstance(mention, Mention) else "date"
    return content_id("m", source_id, kind, mention.start, mention.end)


@dataclass(frozen=True)
class Unapplied:
    """A correction that no longer fits, and why; it stays in the ledger."""

    correction: Correction
    reason: str


@dataclass
class _State:
    extractions: list[Extraction]
    entities: dict[str, Entity]
    entity_of: dict[Place, str]
    confidence: dict[Place, float]
    reason: dict[Place, str]
    now: dict[str, str] = field(default_factory=dict)
    """Where a row went that was joined to another."""
    dropped: set[Place] = field(default_factory=set)

    def find(self, identity: str) -> str:
        while identity in self.now:
            identity = self.now[identity]
        return identity

    @property
    def mentions(self) -> dict[Place, Mention]:
        return {
            (one.document.source.source_id, index): mention
            for one in self.extractions
            for index, mention in enumerate(one.mentions)
        }

    def places_of(self, identity: str) -> list[Place]:
        return [place for place, of in self.entity_of.items() if of == identity and place not in self.dropped]

    def named(self, identity: str, surface: str) -> list[Place]:
        mentions = self.mentions
        return [place for place in self.places_of(identity) if mentions[place].surface == surface]

    def move(self, places: Iterable[Place], identity: str, why: str) -> None:
        for place in places:
            self.entity_of[place], self.confidence[place], self.reason[place] = identity, 1.0, why


def replay(
    extractions: Sequence[Extraction], links: Links, corrections: Sequence[Correction]
) -> tuple[list[Extraction], Links, list[Unapplied]]:
    """Applies the corrections in their order; returns what they made of the input, and what did not fit."""
    if not corrections:
        return list(extractions), links, []
    entities = {entity.entity_id: entity for entity in (*links.entities, *links.named_events)}
    state = _State(list(extractions), entities, dict(links.entity_of), dict(links.confidence), dict(links.reason))
    unapplied = [
        Unapplied(correction, reason)
        for correction in corrections
        if (reason := _ACTIONS[correction.action](state, correction))
    ]
    return _without(state), _links(state), unapplied


def _same(state: _State, correction: Correction) -> str:
    kept, gone = state.find(correction.subject), state.find(correction.object)
    one, other = state.entities.get(kept), state.entities.get(gone)
    if one is None or other is None:
        return f"there is no row {correction.subject if one is None else correction.object}"
    if kept == gone:
        return ""
    if one.kind != other.kind:
        return f"{kept} is a {one.kind}, {gone} a {other.kind}"
    state.entities[kept] = replace(
        one,
        names={**other.names, **one.names},
        aliases=tuple(sorted({*one.aliases, *other.aliases, other.name} - {one.name})),
        wikidata_id=one.wikidata_id or other.wikidata_id,
        attributes={**other.attributes, **one.attributes},
    )
    state.move(state.places_of(gone), kept, _said(correction))
    del state.entities[gone]
    state.now[gone] = kept
    return ""


def _different(state: _State, correction: Correction) -> str:
    identity, target = state.find(correction.subject), state.find(correction.object)
    entity = state.entities.get(identity)
    if entity is None or (target and target not in state.entities):
        return f"there is no row {correction.subject if entity is None else correction.object}"
    places = state.named(identity, correction.value)
    if not places:
        return f"{correction.value!r} does not name {identity}"
    if not target:
        target = content_id(identity[0], "different", identity, correction.value)
        languages = sorted({state.mentions[place].language for place in places})
        names = dict.fromkeys(languages, correction.value)
        state.entities[target] = Entity(target, entity.kind, correction.value, names)
    state.entities[identity] = replace(entity, aliases=tuple(a for a in entity.aliases if a != correction.value))
    state.move(places, target, _said(correction))
    return ""


def _rename(state: _State, correction: Correction) -> str:
    identity = state.find(correction.subject)
    entity = state.entities.get(identity)
    if entity is None:
        return f"there is no row {correction.subject}"
    language = correction.field.partition("_")[2]
    names = {**entity.names, language: correction.value} if language else entity.names
    name = correction.value if language in ("", "en") else entity.name
    aliases = tuple(sorted({*entity.aliases, entity.name} - {name}))
    state.entities[identity] = replace(entity, name=name, names=names, aliases=aliases)
    return ""


def _set(state: _State, correction: Correction) -> str:
    identity = state.find(correction.subject)
    entity = state.entities.get(identity)
    if entity is None:
        return f"there is no row {correction.subject}"
    if correction.field == "wikidata_id":
        state.entities[identity] = replace(entity, wikidata_id=correction.value)
    else:
        state.entities[identity] = replace(entity, attributes={**entity.attributes, correction.field: correction.value})
    return ""


def _date(state: _State, correction: Correction) -> str:
    start, end = bounds(correction.value)
    for at, extraction in enumerate(state.extractions):
        source_id = extraction.document.source.source_id
        for index, date in enumerate(extraction.dates):
            if mention_id(source_id, date) == correction.subject:
                value = replace(
                    date.value, edtf=correction.value, start=start, end=end, precision=precision(correction.value),
                    anchor=_said(correction),
                )  # fmt: skip
                dates = list(extraction.dates)
                dates[index] = replace(date, value=value, confidence=1.0)
                state.extractions[at] = replace(extraction, dates=tuple(dates))
                return ""
    return f"there is no date mention {correction.subject}"


def _drop(state: _State, correction: Correction) -> str:
    identity = state.find(correction.subject)
    if identity in state.entities:
        state.dropped.update(state.places_of(identity))
        del state.entities[identity]
        return ""
    for place, mention in state.mentions.items():
        if mention_id(place[0], mention) == correction.subject:
            state.dropped.add(place)
            return ""
    for at, extraction in enumerate(state.extractions):
        source_id = extraction.document.source.source_id
        gone = [i for i, date in enumerate(extraction.dates) if mention_id(source_id, date) == correction.subject]
        if gone:
            state.extractions[at] = _without_date(extraction, gone[0])
            return ""
    return f"there is no row and no mention {correction.subject}"


def _confirm(state: _State, correction: Correction) -> str:
    if correction.field != "link":  # dates and contradictions stay as they are: nobody is asked again
        return ""
    identity = state.find(correction.subject)
    places = state.named(identity, correction.value)
    state.move(places, identity, _said(correction, "confirmed"))
    return "" if places else f"{correction.value!r} does not name {identity}"


_ACTIONS = {
    "same": _same, "different": _different, "rename": _rename, "set": _set, "date": _date, "drop": _drop,
    "confirm": _confirm,
}  # fmt: skip


def _said(correction: Correction, word: str = "corrected") -> str:
    return word + (f" by {correction.who}" if correction.who else "")


def _without_date(extraction: Extraction, gone: int) -> Extraction:
    dates = extraction.dates[:gone] + extraction.dates[gone + 1 :]
    events = [
        replace(event, date=-1, date_basis="")
        if event.date == gone
        else replace(event, date=event.date - (event.date > gone))
        for event in extraction.events
    ]
    return replace(extraction, dates=dates, events=tuple(events))


def _kept(state: _State, extraction: Extraction) -> dict[int, int]:
    """The new index of every mention that stays."""
    source_id = extraction.document.source.source_id
    stay = [index for index in range(len(extraction.mentions)) if (source_id, index) not in state.dropped]
    return {old: new for new, old in enumerate(stay)}


def _without(state: _State) -> list[Extraction]:
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


def _links(state: _State) -> Links:
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
