"""The nouns of a review: a question, the passages it is about, and the choices that answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.corrections import Correction
from pipeline.ids import content_id

KINDS = ("link", "date", "contradiction", "join")
DOUBTFUL = 0.1
"""Doubts below this are not asked."""
INPUT = "?"
"""Stands in a choice's corrections where the text goes that the person types."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a source in pieces; the pieces that are marked are what the question is about."""

    source: str
    language: str
    pieces: tuple[tuple[str, bool], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: its key on the keyboard, and the corrections it writes to the ledger.

    `asks` says which text the person has to give ("" none), `asks_row` that it is the id of a row of this kind; where
    it `may_be_empty` the empty text counts.
    """

    key: str
    label: str
    corrections: tuple[Correction, ...]
    asks: str = ""
    asks_row: str = ""
    may_be_empty: bool = False

    def answered(self, text: str) -> tuple[Correction, ...]:
        """The corrections with the text filled in."""
        return tuple(
            replace(one, **{name: text for name in ("subject", "object", "value") if getattr(one, name) == INPUT})
            for one in self.corrections
        )


@dataclass(frozen=True)
class Answers:
    """What a ledger says, for looking up.

    Judged forms and values, moved forms, joined and dropped rows, new dates, and statements taken apart.
    """

    judged: frozenset[tuple[str, str]]
    moved: frozenset[tuple[str, str]]
    joined: frozenset[str]
    dropped: frozenset[str]
    dated: Mapping[str, str]
    apart: frozenset[frozenset[str]]

    @classmethod
    def of(cls, ledger: Sequence[Correction]) -> Answers:
        """The answers of a ledger; of two dates of one mention the later counts."""
        return cls(
            frozenset((one.subject, one.value) for one in ledger if one.action in ("confirm", "different")),
            frozenset((one.subject, one.value) for one in ledger if one.action == "different"),
            frozenset(one.object for one in ledger if one.action == "same"),
            frozenset(one.subject for one in ledger if one.action == "drop"),
            {one.subject: one.value for one in ledger if one.action == "date"},
            frozenset(frozenset((one.subject, one.object)) for one in ledger if one.action == "apart"),
        )


@dataclass(frozen=True)
class Question:
    """Something that the pipeline decided and is not sure of.

    `value` is what was decided, as `confirm` will remember it; `doubt` is in 0..1. `mentions` are the ids it is
    about, `dates` the values that date mentions in its passages have now, `forms` the rows and
    forms of names in them that may be at fault, `statements` the statements that it takes for one event. `look` reads
    the passages.
    """

    kind: str
    subject: str
    value: str
    doubt: float
    ask: str
    decided: tuple[tuple[str, str], ...]
    look: Callable[[], tuple[Passage, ...]]
    choices: tuple[Choice, ...]
    mentions: tuple[str, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    forms: frozenset[tuple[str, str]] = frozenset()
    statements: frozenset[str] = frozenset()

    @property
    def question_id(self) -> str:
        """The same as long as the pipeline decides the same."""
        return content_id("q", self.kind, self.subject, self.value)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences, read from the sources when they are asked for."""
        return self.look()

    def choice(self, key: str) -> Choice | None:
        """The choice of this key, if there is one."""
        return next((one for one in self.choices if one.key == key), None)

    def is_settled(self, answers: Answers) -> bool:
        """Whether a person has answered it, be it that the answer is still to be applied."""
        return (
            (self.subject, self.value) in answers.judged
            or self.subject in answers.joined
            or not answers.dropped.isdisjoint((self.subject, *self.mentions, *self.dates))
            or (self.kind == "date" and self.subject in answers.dated)
            or not answers.moved.isdisjoint(self.forms)
            or any(pair <= self.statements for pair in answers.apart)
            or any(answers.dated.get(one, now) != now for one, now in self.dates.items())
        )
