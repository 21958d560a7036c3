"""Which date of a sentence an event has."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.events.clauses import Clause, clause_at
from pipeline.events.language import EventLanguage
from pipeline.events.patterns import Words
from pipeline.records import DateMention

ATTACHED_TO_NOTHING = -1
OPENING = 7
"""A date that begins among the first tokens of a sentence like "By a convention of 1904, …" dates the sentence."""
BRACKETED = 4
"""A date among so many first tokens of a bracket belongs to the word before it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date mention (index into the document's) by its tokens in the sentence.

    `attached` is the token of the noun or name that the date describes ("the 1925 pact"), -1 when it says
    when something happened.
    """

    date: int
    start: int
    end: int
    attached: int = ATTACHED_TO_NOTHING


def dates_of(words: Words, language: EventLanguage, dates: Sequence[DateMention]) -> list[Dated]:
    """The dates of the sentence in text order."""
    found: list[Dated] = []
    tokens = words.sentence.tokens
    for index, date in enumerate(dates):
        at = [i for i, token in enumerate(tokens) if token.start < date.end and date.start < token.end]
        if at and date.value.edtf:
            found.append(Dated(index, at[0], at[-1] + 1, _attached(words, language, at[0], at[-1] + 1)))
    return found


def _attached(words: Words, language: EventLanguage, start: int, end: int) -> int:
    """The token that the date describes: "the [1925] pact", "the pact of [1925]", "the pact ([1925])"; else -1."""
    tokens = words.sentence.tokens
    opening = next((at for at in range(start - 1, -1, -1) if words.keys[at] in "()"), -1)
    if opening > 0 and words.keys[opening] == "(" and start - opening <= BRACKETED:
        return ATTACHED_TO_NOTHING if _frames(words, language, opening - 1) else opening - 1
    if start > 1 and words.keys[start - 1] in language.attaching and tokens[start - 2].tag in {"NOUN", "PROPN"}:
        return ATTACHED_TO_NOTHING if words.keys[0] in language.frames and start <= OPENING else start - 2
    if end >= len(words) or start == 0:
        return ATTACHED_TO_NOTHING
    determined = tokens[start - 1].tag in language.determiners
    if determined and tokens[end].tag in {"NOUN", "PROPN", "ADJ"}:
        return end
    return ATTACHED_TO_NOTHING


def _frames(words: Words, language: EventLanguage, at: int) -> bool:
    """Whether token `at` ends the name of an event that dates its sentence: "At the Congress of Vienna ([1815]), …"."""
    start = at
    while start > 0 and words.owner[start - 1] == words.owner[at]:
        start -= 1
    before = words.keys[max(0, start - 2) : start]
    return words.kind(at) == "event" and any(key in language.frames for key in before)


def date_owners(
    dates: Sequence[Dated], heads: Sequence[range], clauses: list[Clause], stops: Collection[int] = ()
) -> dict[int, list[Dated]]:
    """The dates that belong to each head (by its first token), nearest first.

    A date of a clause before all its heads belongs to all of them; another to the head it follows, or to
    one that follows it closely; not to one beyond a stop (a token: colon, semicolon) if there is another.
    """
    owned: dict[int, list[Dated]] = {head.start: [] for head in heads}
    for date in dates:
        near = [head for head in heads if clause_at(clauses, head.start) == clause_at(clauses, date.start)]
        if date.attached >= 0:
            near = [head for head in near if date.attached in head]
        elif near and date.end <= min(head.start for head in near):
            for head in near:
                owned[head.start].append(date)
            continue
        near = [head for head in near if not _apart(date, head, stops)] or near
        if near:
            owned[min(near, key=lambda head: _distance(date, head)).start].append(date)
    for head in heads:
        owned[head.start].sort(key=lambda date: _distance(date, head))
    return owned


def frame_of(dates: Sequence[Dated], heads: Sequence[range]) -> int:
    """The date that opens the sentence, before every head, and so frames all of it; -1 without one."""
    first = min((head.start for head in heads), default=0)
    return next((date.date for date in dates if date.end <= first and date.attached < 0), -1)


def _apart(date: Dated, head: range, stops: Collection[int]) -> bool:
    return any(min(date.end, head.stop) <= stop < max(date.start, head.start) for stop in stops)


def _distance(date: Dated, head: range) -> tuple[int, int]:
    """Dates mostly follow what they date: one that stands before it counts as farther."""
    if date.start >= head.stop:
        return (date.start - head.stop, date.start)
    return (2 * (head.start - date.end) + 2, date.start)
