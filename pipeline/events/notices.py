"""What a party does by giving notice of it: "informed Spain that it was leaving the league" ends the membership."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.events.reading import Reading
from pipeline.records import EventCandidate

PERFORMED = ("termination", "declaration_of_war", "neutrality", "claim")
"""Types of what is done by saying so."""
SAID = ("asserted", "future")
"""Polarities that are one in a notice: that one leaves, that one will leave."""
SPEAKERS = ("person", "people")
"""Kinds of mentions that speak for a state: a minister, and "the Spanish envoy"."""
STEM = 5
"""First letters that a state and its adjective share."""


def is_reported(reading: Reading, number: int) -> bool:
    """Whether the clause is what somebody says: "that" opens it, or stands in the clause before."""
    keys, reporting, clause = reading.words.keys, reading.language.reporting, reading.clauses[number]
    if keys[clause.start] in reporting:
        return True
    before = reading.clauses[number - 1] if number else clause
    last = max((match.head.stop for match in reading.triggers if match.head.start in before), default=before.end)
    return number > 0 and not clause.relative and any(keys[at] in reporting for at in range(last, before.end))


def performed(
    reading: Reading, before: Sequence[EventCandidate], reported: Iterable[EventCandidate | None]
) -> EventCandidate | None:
    """The reported act as done by the notice that ends `before`, at its date and by its parties.

    None where what comes before gives no notice, or another party did it.
    """
    if not before or not _gives_notice(reading, before[-1]):
        return None
    notice = before[-1]
    for act in reported:
        if act and act.event_type in PERFORMED and act.polarity in SAID and _of_the_speaker(reading, notice, act):
            mine = {role.mention for role in notice.roles}
            roles = tuple(role for role in notice.roles if role.role != "place")
            dated = notice if act.date < 0 else act
            return replace(
                act,
                polarity="asserted",
                roles=roles + tuple(role for role in act.roles if role.mention not in mine),
                date=dated.date,
                date_basis=dated.date_basis,
                confidence=max(act.confidence, notice.confidence),
            )
    return None


def _gives_notice(reading: Reading, event: EventCandidate) -> bool:
    tokens = reading.words.sentence.tokens
    heads = (match.head for match in reading.triggers if tokens[match.head.start].start == event.trigger_start)
    told = any(reading.words.keys[at] in reading.language.notices for head in heads for at in head)
    return event.event_type == "statement" and told


def _of_the_speaker(reading: Reading, notice: EventCandidate, act: EventCandidate) -> bool:
    """Whether who acts is who speaks: one of the two is not named, the name is the same, or a person speaks."""
    mentions = reading.words.mentions
    actors, speakers = ([mentions[role.mention] for role in one.roles if role.role == "actor"] for one in (act, notice))
    if not actors or not speakers or any(speaker.kind in SPEAKERS for speaker in speakers):
        return True
    said = [token.text for token in reading.words.sentence.tokens if token.end <= notice.trigger_end]
    return any(word.startswith(actor.surface[:STEM]) for actor in actors for word in said)
