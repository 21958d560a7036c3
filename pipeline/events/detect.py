"""Finds the statements of a document that something happened.

Trigger words propose events, clause by clause. Of the triggers of one clause the strongest speaks for it,
and others only if they have a date of their own. A proposal is kept when the text dates it or names who
took part in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.events.anaphora import Memory
from pipeline.events.clauses import clause_at
from pipeline.events.dating import date_owners, frame_of
from pipeline.events.language import NAMED, Trigger, event_language
from pipeline.events.naming import brought_by_name, dated_names, framing_name, kind_of_name, named_event
from pipeline.events.notices import is_reported, performed
from pipeline.events.patterns import Match
from pipeline.events.peoples import States, of_states, parties, peoples_in
from pipeline.events.polarity import polarity
from pipeline.events.proposals import Proposal
from pipeline.events.reading import Reading, read
from pipeline.events.roles import GUESSED, arguments, fallback
from pipeline.records import DateMention, Document, EventCandidate, Mention, Role, Sentence

FRAGMENT = 90
"""A sentence without a verb that is no longer than this, in characters, lends its date to the next."""
SAID_BY = frozenset({"VERB", "AUX"})
SAYING = ("statement", "claim")
"""What somebody says in these is told as said, not as done."""
ALIKE = ("event_type", "polarity", "date", "named")
STOPS = frozenset(";:")
MUTUAL = ("agreement", "mobilization", "negotiation", "aid", "trade", "appointment")
"""What takes two, people or places: undated and of one alone it is mostly a manner of speaking."""
SURE, LIKELY, DOUBTFUL = 0.8, 0.6, 0.4
"""Confidence of an event with a date and participants, with one of them, and without a trigger word."""


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
    memory = Memory()
    frame = -1
    names = list(mentions)
    states: dict[int, tuple[States, ...]] = {}
    for sentence in sentences:
        language = event_language(sentence.language)
        if language is None or sentence.role != "prose" or not sentence.tokens:
            frame = -1
            continue
        for people in peoples_in(sentence, language.peoples, mentions):
            states[len(names)] = people.states
            names.append(people.mention(sentence))
        reading = read(sentence, language, names, dates, frame)
        events = [_with_roles(memory.completed(event, reading), reading) for event in _events(reading)]
        events = [event for event in events if event.roles or event.event_type != "other"]
        events = [_with_parties(event, reading) for event in events]
        memory.add(sentence, events)
        found += events
        frame = _lent(reading, events)
    return [replace(event, roles=of_states(event.roles, states)) for event in found]


def _with_roles(event: EventCandidate, reading: Reading) -> EventCandidate:
    """A dated event that its clause gives nobody takes the nearest name of its sentence."""
    if event.roles or event.date < 0 or event.named >= 0:
        return event
    return replace(event, roles=fallback(reading.names, reading.words, event.trigger_start))


def _with_parties(event: EventCandidate, reading: Reading) -> EventCandidate:
    """A named event takes in the states of its name."""
    tokens = [token for at, token in enumerate(reading.words.sentence.tokens) if reading.words.owner[at] == event.named]
    named = parties(tokens, reading.language.peoples) if event.named >= 0 else []
    return replace(event, roles=(*event.roles, *(Role("participant", -1, LIKELY, states) for states in named)))


def _lent(reading: Reading, events: Sequence[EventCandidate]) -> int:
    """The date that a fragment gives the next sentence: "Only in April 1944, under pressure." -1 without one."""
    sentence = reading.words.sentence
    if events or reading.triggers or len(reading.dates) != 1 or sentence.end - sentence.start > FRAGMENT:
        return -1
    return reading.dates[0].date


def _events(reading: Reading) -> list[EventCandidate]:
    said = [(match, event_type, named) for match in reading.triggers for event_type, named in _says(reading, match)]
    heads = [match.head for match, _, _ in said]
    proposals = [_propose(reading, heads, *each) for each in said]
    found: list[EventCandidate] = []
    reported = False
    for number, clause in enumerate(reading.clauses):
        ranked = sorted((one for one in proposals if one.clause == number), key=lambda one: one.rank)
        chosen = ranked[:1]
        for other in ranked[1:]:
            if other.tells(chosen[0]):
                chosen[0] = replace(chosen[0], date=other.date, owned=True, basis=other.basis)
            elif other.owned and all(other.date != one.date for one in chosen):
                chosen.append(other)
        brought = brought_by_name(reading.words, reading.language, clause, reading.names)
        reporting = not brought and is_reported(reading, number)
        if reporting and (act := performed(reading, found[-1:], (_event(reading, one) for one in ranked))):
            found[-1] = act
            continue
        if reported and reporting:
            chosen = [one for one in chosen if one.owned]
        events = [event for proposal in chosen if (event := _event(reading, proposal)) is not None]
        found += events
        reported = any(event.event_type in SAYING and _has_actor(event) for event in events)
    named = {event.named for event in found}
    found += [event for event in _dated_names(reading) if event.named not in named]
    found += _untriggered(reading, {event.date for event in found})
    return sorted(_united(found), key=lambda event: (event.trigger_start, event.trigger_end))


def _has_actor(event: EventCandidate) -> bool:
    return any(role.role == "actor" for role in event.roles)


def _says(reading: Reading, match: Match[Trigger]) -> list[tuple[str, int]]:
    """The event type that a trigger says and the named event it says it of (-1 if none); nothing for a light verb."""
    clause = reading.clauses[clause_at(reading.clauses, match.head.start)]
    named = named_event(reading.words, reading.language, match, clause, reading.names)
    if match.value.event_type != NAMED:
        return [(match.value.event_type, named)]
    return [(kind_of_name(reading.words, reading.language, named) or "other", named)] if named >= 0 else []


def _propose(reading: Reading, heads: Sequence[range], match: Match[Trigger], event_type: str, named: int) -> Proposal:
    number = clause_at(reading.clauses, match.head.start)
    stops = [at for at, key in enumerate(reading.words.keys) if key in STOPS]
    own = date_owners(reading.dates, heads, reading.clauses, stops)[match.head.start]
    if own:
        return Proposal(match, number, event_type, named, own[0].date, True, "explicit")
    if named < 0 and brought_by_name(reading.words, reading.language, reading.clauses[number], reading.names):
        return Proposal(match, number, event_type, named, -1, True, "event")
    frame = frame_of(reading.dates, heads)
    if frame >= 0 and not reading.clauses[number].relative:
        return Proposal(match, number, event_type, named, frame, False, "explicit")
    if reading.frame >= 0 and number == 0:
        return Proposal(match, number, event_type, named, reading.frame, False, "context")
    framed = not reading.dates and framing_name(reading.words, reading.language, match, reading.names)
    return Proposal(match, number, event_type, named, -1, False, "event" if framed else "")


def _event(reading: Reading, proposal: Proposal) -> EventCandidate | None:
    clause = reading.clauses[proposal.clause]
    told = polarity(reading, proposal.match.head, clause)
    where = (proposal.match, proposal.clause, reading.clauses, reading.names)
    roles = arguments(reading.words, reading.language, *where, reading.adjuncts(proposal.match))
    undated = proposal.date < 0 and not (proposal.owned and proposal.basis == "event")
    if undated and (proposal.event_type == "other" or told != "asserted" or _own(roles) < _least(proposal.event_type)):
        return None
    confidence = SURE if proposal.date >= 0 and roles else LIKELY
    event = _candidate(reading, proposal.match.head, proposal.event_type, proposal.date, roles, confidence)
    return replace(event, polarity=told, named=proposal.named, date_basis=proposal.basis)


def _dated_names(reading: Reading) -> Iterable[EventCandidate]:
    for mention, date, head in dated_names(reading.words, reading.names, reading.dates):
        event_type = kind_of_name(reading.words, reading.language, mention)
        if event_type:
            event = _candidate(reading, head, event_type, date, (), LIKELY)
            yield replace(event, named=mention)


def _untriggered(reading: Reading, told: set[int]) -> Iterable[EventCandidate]:
    """Clauses as events of type other, where they date what a named one did in words unknown here.

    `told` are the dates that events have already.
    """
    tokens = reading.words.sentence.tokens
    inside = {at for date in reading.dates for at in range(date.start, date.end)}
    for number, clause in enumerate(reading.clauses):
        dates = [date for date in reading.dates if date.start in clause and date.attached < 0 and date.date not in told]
        scope = range(clause.start, clause.end)
        verbs = [at for at in scope if tokens[at].tag in SAID_BY and reading.words.owner[at] < 0 and at not in inside]
        if not verbs or not dates:
            continue
        first = next((at for at in verbs if tokens[at].tag == "VERB"), verbs[0])  # "was shot": not the auxiliary
        head = range(first, first + 1)
        match = Match(Trigger("other", "verbal", "", ""), head, frozenset(head))
        roles = arguments(reading.words, reading.language, match, number, reading.clauses, reading.names)
        event = _candidate(reading, head, "other", dates[0].date, roles, DOUBTFUL)
        yield replace(event, polarity=polarity(reading, head, clause))


def _candidate(
    reading: Reading, head: range, event_type: str, date: int, roles: tuple[Role, ...], confidence: float
) -> EventCandidate:
    sentence = reading.words.sentence
    return EventCandidate(
        event_type=event_type,
        polarity="asserted",
        start=sentence.start,
        end=sentence.end,
        language=sentence.language,
        trigger_start=sentence.tokens[head.start].start,
        trigger_end=sentence.tokens[head.stop - 1].end,
        date=date,
        date_basis="explicit" if date >= 0 else "",
        roles=roles,
        confidence=confidence,
    )


def _own(roles: Iterable[Role]) -> int:
    """How many took part by what the clause itself names."""
    return sum(role.confidence > GUESSED for role in roles)


def _least(event_type: str) -> int:
    """How many must take part for a statement without a date to be an event."""
    return 2 if event_type in MUTUAL else 1


def _united(events: Iterable[EventCandidate]) -> list[EventCandidate]:
    """Statements of one sentence with the same type, polarity, date and somebody in common are one."""
    kept: list[EventCandidate] = []
    for event in events:
        names = {role.mention for role in event.roles}
        for at, other in enumerate(kept):
            theirs = {role.mention for role in other.roles}
            alike = all(getattr(event, field) == getattr(other, field) for field in ALIKE)
            if alike and (names & theirs or not names or not theirs):
                more = tuple(role for role in event.roles if role.mention not in theirs)
                kept[at] = replace(other, roles=other.roles + more)
                break
        else:
            kept.append(event)
    return kept
