"""Finds the statements of a document that something happened.

Trigger words propose events, clause by clause; a proposal is kept when the text dates it or names who
took part in it. Of the verbs of one clause the first that says more than "said" or "began" speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.events.clauses import Clause, clause_at, clauses
from pipeline.events.dating import Dated, date_of, dates_of
from pipeline.events.language import NAMED, EventLanguage, Trigger, event_language
from pipeline.events.naming import dated_names, kind_of_name, named_event
from pipeline.events.patterns import Match, Words, longest
from pipeline.events.polarity import polarity
from pipeline.events.roles import ACTING, GUESSED, Name, names_of, roles_of
from pipeline.records import DateMention, Document, EventCandidate, Mention, Role, Sentence

WEAK = frozenset({"other", "statement", NAMED})
"""Types whose triggers give way to another trigger of their clause: they often only introduce it."""


@dataclass(frozen=True)
class _Reading:
    """One sentence with everything the detector has found in it."""

    words: Words
    language: EventLanguage
    triggers: list[Match[Trigger]]
    clauses: list[Clause]
    names: list[Name]
    dates: list[Dated]


def find_events(
    document: Document,  # noqa: ARG001  (part of the contract between the rooms; sentences carry all that is read)
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention],
) -> list[EventCandidate]:
    """The event candidates of a document in text order; headings hold none.

    `mentions` and `dates` are those of the whole document in text order: candidates refer to them by index.
    """
    found: list[EventCandidate] = []
    for sentence in sentences:
        language = event_language(sentence.language)
        if language is not None and sentence.role == "prose" and sentence.tokens:
            found += _events(_read(sentence, mentions, dates, language))
    return found


def _read(
    sentence: Sentence, mentions: Sequence[Mention], dates: Sequence[DateMention], language: EventLanguage
) -> _Reading:
    words = Words.of(sentence, mentions)
    triggers = longest(match for match in language.triggers.matches(words) if _fits(words, language, match))
    verbs = {match.head.start for match in triggers if match.value.form == "verbal"}
    return _Reading(
        words,
        language,
        triggers,
        clauses(words, language, verbs),
        names_of(words, language),
        dates_of(words, language, dates),
    )


def _fits(words: Words, language: EventLanguage, match: Match[Trigger]) -> bool:
    """Whether the words that matched are what the trigger means: no part of a name, and the right part of speech."""
    if any(words.owner[at] >= 0 for at in match.head):
        return False
    tags = language.tags[match.value.form]
    return not tags or not tags.isdisjoint(words.sentence.tokens[at].tag for at in match.head)


def _events(reading: _Reading) -> list[EventCandidate]:
    found: list[EventCandidate] = []
    for number in range(len(reading.clauses)):
        triggers = [match for match in reading.triggers if clause_at(reading.clauses, match.head.start) == number]
        found += [event for match in _spokesmen(triggers) if (event := _event(reading, number, match)) is not None]
    named = {event.named for event in found}
    found += [event for event in _dated_names(reading) if event.named not in named]
    return sorted(_once(found), key=lambda event: (event.trigger_start, event.trigger_end))


def _spokesmen(triggers: list[Match[Trigger]]) -> list[Match[Trigger]]:
    """The triggers that speak for the clause: one verb, and nouns where it has none or they have their own date."""
    verbs = [match for match in triggers if match.value.form == "verbal"]
    nouns = [match for match in triggers if match.value.form == "nominal"]
    strong = [match for match in verbs if match.value.event_type not in WEAK]
    if strong:
        return strong[:1]
    if nouns:
        return nouns[:1]
    return verbs[:1]


def _event(reading: _Reading, number: int, match: Match[Trigger]) -> EventCandidate | None:
    words, language = reading.words, reading.language
    event_type = match.value.event_type
    named = named_event(words, language, match, reading.clauses[number], reading.names)
    if event_type == NAMED:
        if named < 0:
            return None
        event_type = kind_of_name(words, language, named) or "other"
    cues = list(language.cues.matches(words))
    heads = [trigger.head.start for trigger in reading.triggers]
    date = date_of(reading.dates, match.head, reading.clauses, heads)
    roles = _roles(reading, number, match)
    if date < 0 and not roles:
        return None
    if event_type == "other" and (date < 0 or not roles):
        return None
    return _candidate(
        reading,
        match.head,
        event_type,
        polarity(cues, match.head, reading.clauses[number]),
        date,
        named,
        roles,
        0.8 if date >= 0 and roles else 0.6,
    )


def _roles(reading: _Reading, number: int, match: Match[Trigger]) -> tuple[Role, ...]:
    """The roles in the clause; a clause without a subject borrows that of the clause before."""
    clause = reading.clauses[number]
    arguments = (reading.words, reading.language, match.head, match.value.form)
    roles = roles_of(*arguments, clause, reading.names)
    if number == 0 or any(role.role == "actor" for role in roles) or match.value.form != "verbal":
        return roles
    previous = reading.clauses[number - 1]
    if clause.relative:
        nearest = [name for name in reading.names if name.end <= clause.start and name.kind != "event"][-1:]
        return (*(Role("actor", name.mention, GUESSED) for name in nearest), *roles)
    subject = [name for name in reading.names if name.start in previous and name.kind in ACTING and not name.marker][:1]
    known = {role.mention for role in roles}
    return (*(Role("actor", name.mention, GUESSED) for name in subject if name.mention not in known), *roles)


def _dated_names(reading: _Reading) -> Iterable[EventCandidate]:
    for mention, date, head in dated_names(reading.words, reading.names, reading.dates):
        event_type = kind_of_name(reading.words, reading.language, mention)
        if event_type:
            yield _candidate(reading, head, event_type, "asserted", date, mention, (), 0.6)


def _candidate(
    reading: _Reading,
    head: range,
    event_type: str,
    polarity: str,
    date: int,
    named: int,
    roles: tuple[Role, ...],
    confidence: float,
) -> EventCandidate:
    sentence = reading.words.sentence
    return EventCandidate(
        event_type=event_type,
        polarity=polarity,
        start=sentence.start,
        end=sentence.end,
        language=sentence.language,
        trigger_start=sentence.tokens[head.start].start,
        trigger_end=sentence.tokens[head.stop - 1].end,
        date=date,
        date_basis="explicit" if date >= 0 else "",
        named=named,
        roles=roles,
        confidence=confidence,
    )


def _once(events: Iterable[EventCandidate]) -> list[EventCandidate]:
    """One event for each type and date that a sentence tells with the same names."""
    kept: dict[tuple[object, ...], EventCandidate] = {}
    for event in events:
        names = frozenset(role.mention for role in event.roles)
        kept.setdefault((event.event_type, event.date, event.named, names), event)
    return list(kept.values())
