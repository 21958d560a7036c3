"""Replays the ledger on what was read and linked, the same way on every run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.corrections.ledger import Correction
from pipeline.corrections.state import State, extractions_left, links_left, mention_id
from pipeline.dates.edtf import bounds, precision
from pipeline.ids import content_id
from pipeline.linking import Links
from pipeline.records import Entity, Extraction


@dataclass(frozen=True)
class Unapplied:
    """A correction that no longer fits, and why; it stays in the ledger."""

    correction: Correction
    reason: str


def replay(
    extractions: Sequence[Extraction], links: Links, corrections: Sequence[Correction]
) -> tuple[list[Extraction], Links, list[Unapplied]]:
    """Applies the corrections in their order; returns what they made of the input, and what did not fit."""
    if not corrections:
        return list(extractions), links, []
    entities = {entity.entity_id: entity for entity in (*links.entities, *links.named_events)}
    state = State(list(extractions), entities, dict(links.entity_of), dict(links.confidence), dict(links.reason))
    unapplied = [
        Unapplied(correction, reason)
        for correction in corrections
        if (reason := _ACTIONS[correction.action](state, correction))
    ]
    return extractions_left(state), links_left(state), unapplied


def kept_apart(corrections: Iterable[Correction]) -> list[tuple[str, str]]:
    """The ids of the statements that do not tell one event, in pairs."""
    return [(one.subject, one.object) for one in corrections if one.action == "apart"]


def _same(state: State, correction: Correction) -> str:
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


def _different(state: State, correction: Correction) -> str:
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


def _apart(state: State, correction: Correction) -> str:
    """Only looks whether the statements are there: they are kept apart when the events are joined."""
    gone = [one for one in (correction.subject, correction.object) if one not in state.statements]
    return f"there is no statement {gone[0]}" if gone else ""


def _rename(state: State, correction: Correction) -> str:
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


def _set(state: State, correction: Correction) -> str:
    identity = state.find(correction.subject)
    entity = state.entities.get(identity)
    if entity is None:
        return f"there is no row {correction.subject}"
    if correction.field == "wikidata_id":
        state.entities[identity] = replace(entity, wikidata_id=correction.value)
    else:
        state.entities[identity] = replace(entity, attributes={**entity.attributes, correction.field: correction.value})
    return ""


def _date(state: State, correction: Correction) -> str:
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


def _drop(state: State, correction: Correction) -> str:
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


def _confirm(state: State, correction: Correction) -> str:
    if correction.field != "link":  # dates, contradictions and joins stay as they are: nobody is asked again
        return ""
    identity = state.find(correction.subject)
    places = state.named(identity, correction.value)
    state.move(places, identity, _said(correction, "confirmed"))
    return "" if places else f"{correction.value!r} does not name {identity}"


_ACTIONS: Mapping[str, Callable[[State, Correction], str]] = {
    "same": _same,
    "different": _different,
    "apart": _apart,
    "rename": _rename,
    "set": _set,
    "date": _date,
    "drop": _drop,
    "confirm": _confirm,
}


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
