"""A telling: one event candidate of one source with its names resolved to entities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.consolidate.days import Days, days, days_named
from pipeline.consolidate.quantities import Quantity
from pipeline.consolidate.sides import Side
from pipeline.consolidate.wording import NOTHING_SAID, Wording
from pipeline.consolidate.words import root
from pipeline.ids import statement_id
from pipeline.records import DateValue

Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Part:
    """An entity's part in a telling, with the mention that says so ("" where it is named by its people)."""

    role: str
    entity_id: str
    mention_id: str
    confidence: float


@dataclass(frozen=True)
class Telling:
    """What one sentence of one source says happened.

    `value` is its date and `stated` that date in the words of the source ("" where it follows from a named
    event's), `around` (EDTF) the last date its source gave before, which tells roughly when a telling without
    a date is set. `named` is the id of the named event it is about, "" if none; `context` are all entities and
    named events of its sentence. `trigger` is the word that tells it, in its dictionary form, `spots` are the
    cities and buildings where it happened, `people` the persons with a part in it, and `sides` tells for which
    country its states and statesmen stand. `dates` are all dates (EDTF) of its sentence, `terms` all names and
    numbers of its source, `listed` the places behind a claim to land, to the end of a list in the next sentence.
    """

    source_id: str
    language: str
    event_type: str
    polarity: str
    start: int
    end: int
    trigger_start: int
    origin: tuple[int, int]
    quote: str
    value: DateValue | None
    stated: str
    around: str
    named: str
    parts: tuple[Part, ...]
    context: frozenset[str]
    confidence: float
    trigger: str = ""
    wording: Wording = NOTHING_SAID
    quantities: tuple[Quantity, ...] = ()
    spots: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    sides: Mapping[str, Side] = field(default_factory=dict, hash=False)
    dates: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()

    @cached_property
    def key(self) -> Key:
        """Orders tellings; no two of one run share it."""
        return (self.source_id, self.start, self.trigger_start, self.event_type)

    @cached_property
    def statement_id(self) -> str:
        """What the tables and the corrections call it by."""
        return statement_id(self.source_id, self.trigger_start)

    @cached_property
    def root(self) -> str:
        """What the word that tells it shares with the others of its family."""
        return root(self.trigger, self.language)

    @property
    def edtf(self) -> str:
        """The date's value, "" without one."""
        return self.value.edtf if self.value else ""

    @property
    def day(self) -> str:
        """The day it happened, where it is dated to the day."""
        return self.value.start if self.value and self.value.start == self.value.end else ""

    @cached_property
    def days_named(self) -> frozenset[str]:
        """The days that its date names: the day, or the ends of a range of days."""
        return days_named(self.edtf)

    @cached_property
    def days(self) -> Days:
        """The first and last day that its date can mean."""
        return days(self.edtf)

    @cached_property
    def entities(self) -> frozenset[str]:
        """Everyone and everywhere with a part in it."""
        return frozenset(part.entity_id for part in self.parts)

    @cached_property
    def names(self) -> frozenset[str]:
        """Everyone and everywhere in its sentence, with a part or without."""
        return self.entities | self.context

    @cached_property
    def countries(self) -> frozenset[str]:
        """The codes of the countries for which its states and statesmen stand."""
        return frozenset(code for code, _ in self.sides.values())

    def by_role(self, role: str) -> frozenset[str]:
        """The entities with this role."""
        return frozenset(part.entity_id for part in self.parts if part.role == role)
