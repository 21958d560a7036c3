"""What time expressions mean in their text: late resolution from the narrative, the document's date or an event.

A text is read from its start to its end. The narrative has a *now*, the last date that it told;
"in March", "two days later" and "the same year" are reckoned from it. Asides in brackets and
quotations see the narrative's now but do not move it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.dates import edtf
from pipeline.dates.fields import Expression, Fields
from pipeline.dates.relative import Now, moved, named_day
from pipeline.dates.timespan import OPEN
from pipeline.dates.values import Point, point
from pipeline.records import DateValue

EventFinder = Callable[[str, bool], tuple[str, Now] | None]
"""From the text after an expression, and whether it says before, to the event named there and its day."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """An expression with its value and how far it can be trusted."""

    expression: Expression
    value: DateValue
    confidence: float
    ends: tuple[DateValue, ...] = ()


@dataclass(slots=True)
class _Told:
    """Fields made complete, how that was done, from what, and over how many steps."""

    fields: Fields | None
    basis: str
    anchor: str = ""
    steps: int = 0


class Narrative:
    """Resolves the expressions of one text in order."""

    def __init__(self, published: Now | None, events: EventFinder | None = None, historical: bool = False) -> None:
        """`published` is the document's own date, `events` finds the date of an event named after an expression."""
        self.published = published
        self.events = events
        self.historical = historical
        self.now = Now()
        self.steps = 0
        self.said = ""
        self.opening = False
        self.outside: tuple[Now, int, str] | None = None

    @property
    def ancient(self) -> bool:
        """Whether the narrative is in years of three digits or fewer."""
        return self.now.year is not None and self.now.year < 1000

    def heading(self) -> None:
        """A new section begins."""
        self.outside = None

    def enter_aside(self) -> None:
        """A bracket or a quotation opens: what it dates is forgotten at its end."""
        self.outside = self.outside or (self.now, self.steps, self.said)

    def leave_aside(self) -> None:
        """It closes."""
        if self.outside:
            self.now, self.steps, self.said = self.outside
            self.outside = None

    def resolve(self, expression: Expression, surface: str, after: str, opening: bool = False) -> Resolved:
        """The value of the next expression; `after` is the text that follows it, `opening` that it begins a sentence."""
        self.opening = opening
        first = self._complete(expression.fields, after)
        if expression.other is not None:
            return self._joined(expression, first, after)
        reading = self._point(first)
        if not reading.edtf and expression.fields.origin == "event" and expression.ends:
            start, end = expression.ends[0]
            return Resolved(replace(expression, start=start, end=end), DateValue(), 0.5)
        self._tell(first, reading.edtf, surface, expression)
        value = _value(reading, first, expression.bound, _modifier(expression))
        return Resolved(expression, value, _confidence(first, value.edtf))

    def _joined(self, expression: Expression, first: _Told, after: str) -> Resolved:
        """The value of a range or list, which rests on the less certain of its ends."""
        a = self._point(first)
        before = self.now
        self._tell(first, a.edtf, "", expression)
        second = self._complete(expression.other or Fields(), after)
        b = self._point(second)
        self.now = before
        told = max(first, second, key=lambda end: end.steps)
        joined = _join(a.edtf, b.edtf, expression.join)
        other = _join(a.other or a.edtf, b.other or b.edtf, expression.join) if a.other or b.other else ""
        if joined:
            self._tell(first, a.edtf, "", expression)
        value = _value(Point(joined, other, b.calendar), told, "", _modifier(expression))
        ends = (_value(a, first, "", ""), _value(b, second, "", ""))
        return Resolved(expression, value, _confidence(told, joined), ends)

    def _point(self, told: _Told) -> Point:
        return point(told.fields, self.historical) if told.fields is not None else Point("")

    def _complete(self, fields: Fields, after: str) -> _Told:
        """The fields with all that the context knows of what they leave out."""
        if fields.direction is not None:
            return self._offset(fields, after)
        if fields.deixis is not None:
            return self._deictic(fields)
        if fields.count is not None or (fields.vague is not None and fields.day is None):
            return _Told(None, "explicit")
        if fields.year is not None or fields.decade is not None or fields.century is not None:
            return _Told(self._with_era(fields), "explicit")
        if fields.clock is not None and fields.day is None:
            day = self.now.day is not None
            return self._from_context(fields.with_values(self.now.parts()) if day else None)
        return self._from_context(self.now.complete(fields, self.published))

    def _with_era(self, fields: Fields) -> Fields:
        """A year below 1000 without an era lies before our era where the text does."""
        if fields.era is None and self.now.year is not None and self.now.year < 0:
            if (fields.year is not None and fields.year < 1000) or (fields.century or 99) <= 10:
                return replace(fields, era="bce")
        return fields

    def _deictic(self, fields: Fields) -> _Told:
        news = fields.deixis in ("this", "last") and self.published is not None
        now = self.published if news and self.published else self.now
        found = moved(now, fields)
        if news:
            return _Told(found, "document_date", self.published.text if self.published else "", 1)
        return self._from_context(found)

    def _offset(self, fields: Fields, after: str) -> _Told:
        """So many units before or after the narrative's now, the document's date or a named event."""
        if fields.origin in ("event", "ago"):
            found = self.events(after, (fields.direction or 0) < 0) if self.events else None
            if found is not None:
                name, day = found
                return _Told(moved(day, fields), "event", name, 1)
            if fields.origin == "event" and after.strip()[:1].isalpha():
                return _Told(None, "explicit")
        if fields.origin in ("document", "ago") and self.published is not None:
            return _Told(moved(self.published, fields), "document_date", self.published.text, 1)
        return self._from_context(moved(self.now, fields))

    def _from_context(self, fields: Fields | None) -> _Told:
        if self.now.year is None and self.published is not None and fields is not None and fields.has_year:
            return _Told(fields, "document_date", self.published.text, 1)
        return _Told(fields, "context", self.said, self.steps + 1)

    def _tell(self, told: _Told, value: str, surface: str, expression: Expression) -> None:
        """Move the narrative's now to a date that was told, unless it is only spoken of."""
        if not value or told.fields is None or told.fields.vague is not None:
            return
        now = named_day(value)
        if now is None or (expression.bound == "since" and self.now.year is not None):
            return
        if now.month is None and now.season is None and self._spoken_of(now, told.fields, expression):
            return
        self.now = now
        self.steps = 0 if told.basis == "explicit" else told.steps
        if told.basis == "explicit" and surface:
            self.said = surface

    def _spoken_of(self, now: Now, fields: Fields, expression: Expression) -> bool:
        """Whether a mere year (or decade, century) is an aside: the year itself again, or one far from the narrative."""
        if self.now.year is None or now.year is None:
            return False
        if fields.decade is not None or fields.century is not None:
            return not self.opening
        ahead = now.year - self.now.year
        if ahead == 0:
            return self.now.month is not None and not self.opening
        return not self.opening and (expression.bound in ("until", "after") or not -2 <= ahead <= 4)


def _value(reading: Point, told: _Told, bound: str, modifier: str) -> DateValue:
    """The record of a value, with its bounds and how it was found."""
    value = _bounded(reading.edtf, bound)
    start, end = edtf.bounds(value)
    return DateValue(
        edtf=value,
        start=start,
        end=end,
        precision=edtf.precision(value),
        calendar=reading.calendar,
        basis=told.basis if value else "explicit",
        anchor=told.anchor if value else "",
        modifier=modifier,
        other=_bounded(reading.other, bound),
    )


def _join(a: str, b: str, how: str) -> str:
    """Two values as one; empty where one is missing or the second lies before the first."""
    if not a or not b or "/" in a or "/" in b:
        return ""
    joined = {"range": f"{a}/{b}", "list": f"{{{a},{b}}}", "choice": f"[{a},{b}]"}[how]
    return joined if edtf.is_valid(joined) else ""


def _bounded(value: str, bound: str) -> str:
    if not value or "/" in value or "{" in value:
        return value
    if bound == "until":
        return f"{OPEN}/{value}"
    return f"{value}/{OPEN}" if bound == "since" else value


def _modifier(expression: Expression) -> str:
    if expression.bound in ("since", "until"):
        return {"since": "start", "until": "end"}[expression.bound]
    if expression.fields.part:
        return expression.fields.part
    if expression.bound in ("before", "by"):
        return "before"
    if expression.bound == "after":
        return "after"
    return expression.fields.modifier or ("approximate" if expression.fields.approximate == "~" else "")


def _confidence(told: _Told, value: str) -> float:
    """1 for what is stated; less with every step of reckoning."""
    if not value:
        return 0.5
    if told.basis == "explicit":
        return 1.0
    return round(max(0.3, 0.95 - 0.05 * told.steps), 2)


def share_years(expressions: Sequence[Expression], gaps: Sequence[str], connectors: frozenset[str]) -> list[Expression]:
    """Expressions in which "March and April 1918" has its year at both places."""
    found = list(expressions)
    for at in range(len(found) - 2, -1, -1):
        here, following = found[at], found[at + 1]
        if here.other is None and gaps[at].strip().lower() in connectors:
            wants = here.fields.shape in ("M", "DM", "S") and following.fields.shape in ("MY", "DMY", "SY")
            if wants:
                found[at] = replace(
                    here, fields=here.fields.filled_from(following.fields, ("year", "yy", "era", "style"))
                )
    return found


def asides(gap: str) -> Iterator[str]:
    """The brackets in the text between two expressions, in order."""
    yield from (character for character in gap if character in "()")


def moves(gap: Iterable[str], narrative: Narrative) -> None:
    """Tell the narrative of the brackets that opened and closed since the last expression."""
    for character in gap:
        if character == "(":
            narrative.enter_aside()
        else:
            narrative.leave_aside()
