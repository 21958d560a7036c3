"""Which date of a sentence an event has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.events.clauses import Clause, clause_at
from pipeline.events.language import EventLanguage
from pipeline.events.patterns import Words
from pipeline.records import DateMention


@dataclass(frozen=True, slots=True)
class Dated:
    """A date mention (index into the document's) by its tokens in the sentence.

    `attached` is the token of the noun or name that the date describes ("the 1925 pact"), -1 when it says
    when something happened.
    """

    date: int
    start: int
    end: int
    attached: int = -1


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
    """The token that the date stands before as a modifier: "the [1925] pact", not "in [1925] the pact"."""
    tokens = words.sentence.tokens
    if end >= len(words) or start == 0:
        return -1
    determined = tokens[start - 1].tag in language.determiners
    if determined and tokens[end].tag in {"NOUN", "PROPN", "ADJ"}:
        return end
    return -1


def date_of(found: Sequence[Dated], head: range, clauses: list[Clause], heads: Sequence[int]) -> int:
    """The index of the event's date, -1 without one.

    The nearest date of its clause that no other trigger of that clause (`heads`) is nearer to; else a date
    that opens the sentence and so frames all of it.
    """
    own = clause_at(clauses, head.start)
    here = [one for one in found if clause_at(clauses, one.start) == own and (one.attached < 0 or one.attached in head)]
    if here:
        return min(here, key=lambda one: _distance(one, head)).date
    first = min(heads, default=head.start)
    frame = [one for one in found if one.end <= first and one.attached < 0]
    return frame[0].date if frame and clause_at(clauses, frame[0].start) == 0 else -1


def _distance(one: Dated, head: range) -> tuple[int, int]:
    gap = head.start - one.end if one.end <= head.start else one.start - head.stop
    return (max(gap, 0), one.start)
