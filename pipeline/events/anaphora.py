"""Who "they" are and whose "the pact" is: participants taken over from the sentences before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.events.markers import ACTING
from pipeline.events.ontology import closeness
from pipeline.events.reading import Reading
from pipeline.records import EventCandidate, Role, Sentence

REACH = 3
"""Sentences back that a pronoun or "the treaty" may refer to."""
BEGINNING = 3
"""Words, dates not counted, among which a pronoun or "the treaty" can be the subject: "In (1588) he …"."""
INHERITED = 0.4
CLOSE_ENOUGH = 0.6


@dataclass
class Memory:
    """The events of the last sentences, the latest last."""

    recent: list[tuple[Sentence, list[EventCandidate]]] = field(default_factory=list)

    def add(self, sentence: Sentence, events: Sequence[EventCandidate]) -> None:
        """Remembers the events of a sentence; sentences of another language are forgotten."""
        kept = [pair for pair in self.recent if pair[0].language == sentence.language]
        self.recent = [*kept, (sentence, list(events))][-REACH:]

    def completed(self, event: EventCandidate, reading: Reading) -> EventCandidate:
        """The event with the participants its sentence only points to."""
        if not any(role.role != "place" for role in event.roles) and _points(reading.language.anaphors, reading):
            found = self._latest(event)
            if found:
                roles = tuple(
                    replace(role, role="participant", confidence=INHERITED)
                    for role in found.roles
                    if role.role != "place"
                )
                return replace(event, roles=event.roles + roles)
        if event.named >= 0 or any(role.role == "actor" for role in event.roles):
            return event
        ruler = _points(reading.language.rulers, reading) and not _names_before(event, reading)
        if ruler or _points(reading.language.pronouns, reading) or _without_subject(event, reading):
            mentions = reading.words.mentions
            actors = [role.mention for old in self._events() for role in old.roles if role.role == "actor"]
            actors = [at for at in actors if not ruler or mentions[at].kind == "person"]
            if actors and all(role.mention != actors[0] for role in event.roles):
                return replace(event, roles=(Role("actor", actors[0], INHERITED), *event.roles))
        return event

    def _events(self) -> list[EventCandidate]:
        """The remembered events, the latest first."""
        return [event for _, events in reversed(self.recent) for event in reversed(events)]

    def _latest(self, event: EventCandidate) -> EventCandidate | None:
        return next(
            (
                old
                for old in self._events()
                if old.roles and closeness(old.event_type, event.event_type) >= CLOSE_ENOUGH
            ),
            None,
        )


def _names_before(event: EventCandidate, reading: Reading) -> bool:
    tokens = reading.words.sentence.tokens
    return any(name.kind in ACTING and tokens[name.end - 1].end <= event.trigger_start for name in reading.names)


def _without_subject(event: EventCandidate, reading: Reading) -> bool:
    """Whether nothing but dates and particles stands before the trigger, in a language that leaves out who is known."""
    if reading.language.joint:
        return False
    inside = {at for date in reading.dates for at in range(date.start, date.end)}
    words = reading.words
    before = [at for at, token in enumerate(words.sentence.tokens) if token.end <= event.trigger_start]
    return all(at in inside or words.keys[at] in reading.language.particles for at in before)


def _points(words: frozenset[str], reading: Reading) -> bool:
    """Whether one of the words stands at the beginning of the sentence, dates not counted."""
    inside = {at for date in reading.dates for at in range(date.start, date.end)}
    first = [at for at in range(len(reading.words)) if at not in inside][:BEGINNING]
    return any(
        reading.words.keys[at] in words and reading.words.owner[at] < 0 and _may_act(reading, at) for at in first
    )


def _may_act(reading: Reading, at: int) -> bool:
    """Whether a word may be a subject: «король», not «королю»."""
    cases = reading.language.cases(reading.words.sentence.tokens[at].text) if reading.language.cases else frozenset()
    return not cases or "nomn" in cases
