"""From the atoms that a rule took to what the expression says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.dates.atoms import Atom
from pipeline.dates.fields import Expression, Fields
from pipeline.dates.lexicon import Value
from pipeline.dates.patterns import Capture, Rule

_ADDING = ("count", "day", "century", "year", "dd")
"""Fields whose number may be written in several words (twenty-five, двадцать пятого)."""

_PARTS = {"half_part": {1: "early", 2: "late"}, "third_part": {1: "early", 2: "mid", 3: "late", 4: "late"}}
"""Pseudo-fields for "the first half of" what has no halves in EDTF, and the parts that they are."""

_LENGTH = ("approximate", "count", "times", "unit", "through")
"""Fields that say how long ("four days" in "four days before the war"); `through` is a direction said before it."""

_BUDDHIST = {"buddhist": "year", "short_be": "yy", "be_decade": "decade"}
"""Pseudo-fields for numbers that are Buddhist years by themselves, and the fields that they fill."""

_WRITTEN_YEAR = {"year_hundreds": 100, "year_thousands": 1000}
"""Pseudo-fields for the hundreds and thousands of a year that is written in words."""

_YEAR = ("year", "yy", "era", "style", "deixis", "unit")
"""What says in which year a date lies."""

_COMPLETING = ("year", "yy", "era", "month", "deixis", "unit", "origin", "count", "direction", "approximate")
"""What "of that year" adds to the date before it."""

_LAST_YEAR = 2100


def compose(rule: Rule, captured: Iterable[tuple[Capture, Atom]], start: int, end: int) -> Expression | None:
    """The expression that a match says; None when its parts cannot be a date (31 April, month 14)."""
    parts: dict[str, dict[str, Value]] = {"": {}, "a": {}, "b": {}, "skip": {}}
    bases: dict[str, Expression] = {}
    places: dict[str, tuple[int, int]] = {}
    for capture, atom in captured:
        owner, _, name = capture.field.rpartition(".")
        if atom.expression is not None:
            bases[capture.field] = atom.expression
            owner = capture.field
        else:
            _add(parts[owner], name, atom.value(capture.classes))
        place = "length" if name in _LENGTH else owner
        first = places.get(place, (atom.start, 0))[0]
        places[place] = first, atom.end
    own = {**parts[""], **rule.sets}
    if not rule.join:
        found = _single(rule, bases, own, start, end)
        return replace(found, ends=(places["length"],)) if found and "length" in places else found
    a, b = (_fields(bases.get(name), parts[name]) for name in "ab")
    if a is None or b is None:
        return None
    a, b = _shared(a.with_values(own), b.with_values(own))
    if b.deixis is not None and b.month is None and b.day is None:
        return None
    if b.digit is not None or (rule.join == "range" and _reversed(a, b)):
        return None
    if not (_sound(a) and _sound(b)):
        return None
    return Expression(start, end, a, b, rule.join, rule=rule.name, ends=(places["a"], places["b"]))


def _single(rule: Rule, bases: dict[str, Expression], own: dict[str, Value], start: int, end: int) -> Expression | None:
    """A point of time: the words' own fields over those of the expression `x`, with `y` filling what is unstated."""
    base = bases.get("x")
    fields = _fields(base, own)
    if fields is None:
        return None
    year = bases["y"].fields if "y" in bases else None
    fields = fields.filled_from(year, _COMPLETING) if year else fields
    if not _sound(fields):
        return None
    if fields.direction is not None and fields.unit is not None and fields.count is None:
        fields = replace(fields, count=1)
    if base is not None and base.other is not None:
        other = base.other.filled_from(year, _COMPLETING) if year else base.other
        return replace(base, start=start, end=end, fields=fields, other=other.with_values(own))
    return Expression(start, end, fields, rule=rule.name)


def _add(values: dict[str, Value], name: str, value: Value) -> None:
    """Note a value; numbers written in several words add up, and `times` multiplies the count before it."""
    known = values.get(name)
    if name == "feast" and isinstance(value, int):
        values["month"], values["day"] = divmod(value, 100)
    elif name in _PARTS and isinstance(value, int):
        values["part"] = _PARTS[name].get(value, "")
    elif name == "hundreds" and isinstance(value, int):
        values["century"] = value // 100 + 1
    elif name in _BUDDHIST and isinstance(value, int):
        values[_BUDDHIST[name]] = value
        values["era"] = "be"
    elif name == "nth_decade" and isinstance(value, int):
        values["dd"] = 10 * (value - 1)
    elif name in _WRITTEN_YEAR and isinstance(value, int):
        year = values.get("year", 0)
        values["year"] = (year if isinstance(year, int) else 0) + value * _WRITTEN_YEAR[name]
    elif name == "through":
        values["direction"] = value
    elif name == "times" and isinstance(value, int | float):
        count = values.get("count", 1)
        values["count"] = (count if isinstance(count, int | float) else 1) * value
    elif name in _ADDING and isinstance(known, int | float) and isinstance(value, int | float):
        values[name] = known + value
    else:
        values[name] = value


def _fields(base: Expression | None, values: dict[str, Value]) -> Fields | None:
    """Fields from values (and a base); None when a value is no such field's."""
    fields = base.fields if base is not None else Fields()
    known = {name: value for name, value in values.items() if name in Fields.__dataclass_fields__}
    fields = fields.with_values(known)
    if fields.dd is not None and fields.century is not None:
        return replace(fields, decade=(fields.century - 1) * 100 + fields.dd, dd=None, century=None)
    return fields


def _shared(a: Fields, b: Fields) -> tuple[Fields, Fields]:
    """Both ends complete: what one leaves unsaid the other says ("7–9 January 1918", "1941–45")."""
    if b.day is not None and b.month is None:
        b = b.filled_from(a, ("month",))
    if a.day is not None and a.month is None:
        a = a.filled_from(b, ("month",))
    if a.year is not None and b.yy is not None:
        year = a.year - a.year % 100 + b.yy
        b = replace(b, year=year + 100 * (year < a.year), yy=None)
    if a.year is not None and b.digit is not None:
        b = replace(b, year=a.year - a.year % 10 + b.digit, digit=None) if b.digit > a.year % 10 else b
    if a.has_year and b.has_year:
        b, a = b.filled_from(a, ("era", "style")), a.filled_from(b, ("era", "style"))
    elif b.has_year and _in_year(a):
        a = _in_year_of(a, b, -1)
    elif a.has_year and _in_year(b):
        b = _in_year_of(b, a, 1)
    elif b.deixis and (_in_year(a) or a.day is not None):
        a = a.filled_from(b, _YEAR)
    if a.century is not None or a.decade is not None:
        b, a = b.filled_from(a, ("era",)), a.filled_from(b, ("era",))
    return a, b


def _reversed(a: Fields, b: Fields) -> bool:
    """Whether two mere years without era cannot be the ends of a range: the second is earlier, or far ahead of us."""
    mere = a.shape == b.shape == "Y" and not (a.era or b.era) and a.year is not None and b.year is not None
    return mere and ((a.year or 0) > (b.year or 0) or (b.year or 0) > _LAST_YEAR)


def _in_year(fields: Fields) -> bool:
    """Whether the fields are a part of a year that is not stated."""
    return (
        not fields.has_year and fields.deixis is None and (fields.month or fields.season or fields.quarter) is not None
    )


def _in_year_of(fields: Fields, other: Fields, turn: int) -> Fields:
    """The fields with the year of the other end, or the neighbouring one where the months ask for it."""
    filled = fields.filled_from(other, _YEAR)
    turned = fields.month and other.month and (fields.month - other.month) * turn < 0
    return replace(filled, year=filled.year + turn) if turned and filled.year is not None else filled


def _sound(fields: Fields) -> bool:
    """Whether numbers lie in the ranges of what they are said to be."""
    longest = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(fields.month or 0, 31) if fields.era != "republican" else 30
    return (
        (fields.day is None or 1 <= fields.day <= longest)
        and (fields.month is None or 1 <= fields.month <= 12)
        and (fields.decade is None or fields.decade % 10 == 0)
        and (fields.dd is None or fields.dd % 10 == 0)
        and (fields.century is None or 1 <= fields.century <= 40)
    )
