"""What time expressions mean in their text: late resolution from the narrative, the document's date or an event.

What an expression leaves unsaid ("in March", "two days later", "the same year") is filled from the
narrative's now (see `narrative`), in news from the document's date, or from a named event's own date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.dates.fields import Expression, Fields
from pipeline.dates.narrative import Timeline, Told
from pipeline.dates.outcome import confidence, joined, modifier_of, record
from pipeline.dates.relative import Now, in_century_of, moved, named_day, year_near
from pipeline.dates.values import Point, first_month, point
from pipeline.records import DateValue

EventFinder = Callable[[str, bool], tuple[str, Now] | None]
"""From the text after an expression, and whether it says before, to the event named there and its day."""


_THIS_CENTURY = 1900
"""Years of two digits in a text that names no other year are taken for years of the twentieth century."""
_HALF_CENTURY = 50
_BUDDHIST = 543
_GUESSED = 10
"""Steps of reckoning that such a guess counts for."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression with its value and how far it can be trusted; for two joined dates also the values of both."""

    expression: Expression
    value: DateValue
    confidence: float
    ends: tuple[DateValue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """Fields made complete, how that was done, from what, and over how many steps."""

    fields: Fields | None
    basis: str
    anchor: str = ""
    steps: int = 0


class Resolver:
    """Resolves the expressions of one text in order."""

    def __init__(self, published: Now | None, events: EventFinder | None = None, historical: bool = False) -> None:
        """`published` is the document's own date, `events` finds the date of an event named after an expression."""
        self.published = published
        self.events = events
        self.historical = historical
        self.timeline = Timeline()
        self.ahead = False
        self.era = ""
        self.near: int | None = None

    @property
    def ancient(self) -> bool:
        """Whether the text is in years of three digits or fewer."""
        here = self.timeline.now.year
        year = self.near if here is None else here
        return year is not None and year < 1000

    def dateline(self, expression: Expression) -> None:
        """Take a full date that the document prints as its own for the document's date."""
        value = self._point(_Reckoned(expression.fields, "explicit")).edtf
        self.published = named_day(value) if value else None

    def resolve(self, expression: Expression, surface: str, after: str, opening: bool = False) -> Resolved:
        """The value of the next expression; `after` is the text after it, `opening` that it begins a sentence."""
        first = self._complete(expression.fields, after, onward=expression.bound == "until")
        if expression.other is not None:
            return self._joined(expression, first, after, opening)
        reading = self._point(first)
        if not reading.edtf and expression.fields.origin == "event" and expression.ends:
            start, end = expression.ends[0]
            return Resolved(replace(expression, start=start, end=end), DateValue(), confidence("", 0, ""))
        self._tell(first, reading.edtf, surface, expression, opening)
        value = record(reading, first.basis, first.anchor, expression.bound, modifier_of(expression))
        return Resolved(expression, value, confidence(first.basis, first.steps, value.edtf))

    def _joined(self, expression: Expression, first: _Reckoned, after: str, opening: bool) -> Resolved:
        """The value of a range or list, which rests on the less certain of its ends."""
        a = self._point(first)
        self._tell(first, a.edtf, "", expression, opening)
        last = expression.other or Fields()
        if first.basis == "context" and last.deixis in ("next", "previous"):
            last = replace(last, deixis="same")  # both lie in the year that the first was moved to
        second = self._complete(last, after)
        b = self._point(second)
        if expression.join == "range" and expression.fields.is_mere_year and _next_year(first, second):
            self.timeline.turn()
        told = max(first, second, key=lambda end: end.steps)
        both = joined(a.edtf, b.edtf, expression.join)
        other = joined(a.other or a.edtf, b.other or b.edtf, expression.join) if a.other or b.other else ""
        reading = Point(both, other, b.calendar)
        value = record(reading, told.basis, told.anchor, "", modifier_of(expression))
        if expression.other is not None and not expression.other.is_mere_year:
            self._tell(second, b.edtf, "", expression, opening)
        ends = tuple(record(point, end.basis, end.anchor, "", "") for point, end in ((a, first), (b, second)))
        return Resolved(expression, value, confidence(told.basis, told.steps, both), ends)

    def _point(self, told: _Reckoned) -> Point:
        return point(told.fields, self.historical) if told.fields is not None else Point("")

    def _complete(self, fields: Fields, after: str, onward: bool = False) -> _Reckoned:
        """The fields with all that the context knows of what they leave out; `onward` for a date not before now."""
        if fields.direction is not None:
            return self._offset(fields, after)
        if fields.deixis is not None:
            return self._deictic(fields)
        if fields.count is not None or (fields.vague is not None and fields.day is None):
            return _Reckoned(None, "explicit")
        if fields.year is not None or fields.decade is not None or fields.century is not None:
            return _Reckoned(self._with_era(fields), "explicit")
        if fields.clock is not None and fields.day is None:
            day = self.timeline.now.day is not None
            return self._from_context(fields.with_values(self.timeline.now.parts()) if day else None)
        if (fields.yy is not None or fields.dd is not None) and fields.era is None:
            return self._of_century(fields)
        if fields.month is not None:
            self.timeline.take_up(fields.month)
        return self._from_context(self.timeline.now.complete(fields, self.published, self.ahead, onward))

    def _of_century(self, fields: Fields) -> _Reckoned:
        """A year or decade of two digits, in the century that was last spoken of."""
        base = self.near or (self.published.year if self.published else None)
        full = in_century_of(fields, base or _THIS_CENTURY + _HALF_CENTURY)
        told = self.timeline.told
        return _Reckoned(full, "context", told.said, told.steps + 1 if base else _GUESSED)

    def _with_era(self, fields: Fields) -> Fields:
        """A year below 1000 without an era lies before our era where the text does."""
        if fields.era == "be_or_ce":
            return self._of_nearer_era(fields)
        if fields.era is not None:
            self.era = fields.era
        before_our_era = fields.era is None and self.era == "bce" and (self.timeline.now.year or 0) < 0
        small = (fields.year is not None and fields.year < 1000) or (fields.century or 99) <= 10
        return replace(fields, era="bce") if before_our_era and small else fields

    def _of_nearer_era(self, fields: Fields) -> Fields:
        """A Thai year that either era can have: Buddhist where the text is in years of that age, else common."""
        year, near = fields.year or 0, self.near
        buddhist = self.era == "be" and near is not None and abs(year - _BUDDHIST - near) < abs(year - near)
        return replace(fields, era="be" if buddhist else None)

    def _deictic(self, fields: Fields) -> _Reckoned:
        coming = fields.deixis == "coming" or (fields.deixis == "next" and self.ahead)
        news = self.published is not None and (coming or fields.deixis in ("this", "last"))
        now = self.timeline.now
        if self.published is None and fields.deixis == "last":  # last year, from an unknown day of writing
            return _Reckoned(None, "explicit")
        if self.published is not None and (news or now.year is None):
            news, now = True, self.published
        found = moved(now, fields)
        if news:
            return _Reckoned(found, "document_date", self.published.text if self.published else "", 1)
        return self._from_context(found)

    def _offset(self, fields: Fields, after: str) -> _Reckoned:
        """So many units before or after the narrative's now, the document's date or a named event."""
        if fields.origin in ("event", "ago"):
            found = self.events(after, (fields.direction or 0) < 0) if self.events else None
            if found is not None:
                name, day = found
                return _Reckoned(moved(day, fields), "event", name, 1)
            if fields.origin == "event" and after.strip()[:1].isalpha():
                return _Reckoned(None, "explicit")
        if fields.origin == "publication" and self.published is None:
            return _Reckoned(None, "explicit")
        if fields.origin in ("document", "publication", "ago") and self.published is not None:
            return _Reckoned(moved(self.published, fields), "document_date", self.published.text, 1)
        return self._from_context(moved(self.timeline.now, fields))

    def _from_context(self, fields: Fields | None) -> _Reckoned:
        if self.timeline.now.year is None and self.published is not None and fields is not None and fields.has_year:
            return _Reckoned(fields, "document_date", self.published.text, 1)
        return _Reckoned(fields, "context", self.timeline.told.said, self.timeline.told.steps + 1)

    def _tell(self, told: _Reckoned, value: str, surface: str, expression: Expression, opening: bool) -> None:
        """Let the narrative know of a date that was told; that something lasted into the next year is kept apart."""
        self.near = year_near(value) or self.near
        now = named_day(value) if value and told.fields is not None and told.fields.vague is None else None
        if now is None or (expression.fields.modifier == "name" and not expression.fields.has_year):
            return
        if expression.fields.modifier == "title" and self.timeline.now.year is not None:
            return
        if told.fields is not None and told.fields.is_mere_year:
            now = replace(now, turns=first_month(told.fields, self.historical))
        explicit = told.basis == "explicit"
        if told.basis == "document_date" or (self.published is not None and now.text == self.published.text):
            return
        said = (surface or value) if explicit else told.anchor
        looks_back = expression.fields.looks_back or expression.bound == "since"
        until = expression.bound == "until"
        found = Told(now, said, 0 if explicit else told.steps)
        if until and not explicit and (now.year or 0) > (self.timeline.now.year or now.year or 0):
            self.timeline.reach(found)
        else:
            self.timeline.tell(found, opening, passing=looks_back or (until and now.is_mere_year))


def _next_year(first: _Reckoned, second: _Reckoned) -> bool:
    """Whether the second of two mere years follows the first one: 1882–83."""
    a, b = first.fields, second.fields
    if a is None or b is None or a.year is None or not b.is_mere_year:
        return False
    return a.era == b.era and b.year == a.year + 1


def share_years(expressions: Sequence[Expression], gaps: Sequence[str], connectors: frozenset[str]) -> list[Expression]:
    """Expressions in which "March and April 1918" has its year at both places."""
    found = list(expressions)
    for at in range(len(found) - 2, -1, -1):
        here, following = found[at], found[at + 1]
        if here.other is None and gaps[at].strip().lower() in connectors:
            if here.fields.shape == "D" and following.fields.month is not None:
                names = ("month", "year", "yy", "era", "style", "deixis", "unit")
                found[at] = replace(here, fields=here.fields.filled_from(following.fields, names))
            wants = here.fields.shape in ("M", "DM", "S") and following.fields.shape in ("MY", "DMY", "SY")
            if wants:
                found[at] = replace(
                    here, fields=here.fields.filled_from(following.fields, ("year", "yy", "era", "style"))
                )
    return found
