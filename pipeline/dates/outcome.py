"""The record that a resolved time expression becomes."""

from __future__ import annotations

from pipeline.dates import edtf
from pipeline.dates.fields import Expression
from pipeline.dates.timespan import OPEN
from pipeline.dates.values import Point
from pipeline.records import DateValue


def record(reading: Point, basis: str, anchor: str, bound: str, modifier: str) -> DateValue:
    """The record of a value, with its bounds and how it was found."""
    value = _bounded(reading.edtf, bound)
    start, end = edtf.bounds(value)
    return DateValue(
        edtf=value,
        start=start,
        end=end,
        precision=edtf.precision(value),
        calendar=reading.calendar,
        basis=basis if value else "explicit",
        anchor=anchor if value else "",
        modifier=modifier,
        other=_bounded(reading.other, bound),
    )


def joined(a: str, b: str, how: str) -> str:
    """Two values as one; empty where one is missing or the second lies before the first."""
    if how == "range":  # an end that is itself a stretch (a Buddhist century) gives its outer end
        a, b = a.partition("/")[0], b.rpartition("/")[2]
    if how == "range" and a == b:
        return a
    if not a or not b or "/" in a or "/" in b:
        return ""
    value = {"range": f"{a}/{b}", "list": f"{{{a},{b}}}", "choice": f"[{a},{b}]"}[how]
    return value if edtf.is_valid(value) else ""


def _bounded(value: str, bound: str) -> str:
    if not value or "/" in value or "{" in value:
        return value
    if bound == "until":
        return f"{OPEN}/{value}"
    return f"{value}/{OPEN}" if bound == "since" else value


def modifier_of(expression: Expression) -> str:
    """What the words around a date make of it: until and since, a part of it, before and after, about."""
    if expression.bound in ("since", "until"):
        return {"since": "start", "until": "end"}[expression.bound]
    if expression.fields.part:
        return expression.fields.part
    if expression.bound in ("before", "by"):
        return "before"
    if expression.bound == "after":
        return "after"
    modifier = expression.fields.modifier if expression.fields.modifier != "unsure" else ""
    return modifier or ("approximate" if expression.fields.approximate == "~" else "")


def confidence(basis: str, steps: int, value: str) -> float:
    """1 for what is stated; less with every step of reckoning."""
    if not value:
        return 0.5
    if basis == "explicit":
        return 1.0
    return round(max(0.3, 0.95 - 0.05 * steps), 2)
