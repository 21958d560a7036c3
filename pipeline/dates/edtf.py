"""Extended Date/Time Format (EDTF, ISO 8601-2:2019): parse, print, check and compare.

Levels 0 and 1 in full; of level 2 the parts that history needs: masks at any digit (`156X-12-25`,
`1984-1X`), qualifiers on a single part (`2004-06~-11`, `?1919-03`), sets (`{…}` all of, `[…]` one of),
and the finer divisions of a year (quarters 33–36, thirds 37–39, halves 40–41). Years are
astronomical: `0000` is 1 BCE, `-0043` is 44 BCE.

Source of the grammar: the Library of Congress specification of 4 February 2019.
"""

from __future__ import annotations

import re

from pipeline.dates.timespan import (
    DIVISIONS,
    OPEN,
    UNKNOWN,
    Date,
    DateSet,
    Interval,
    Value,
    days_in_month,
    iso,
    year_of,
)
from pipeline.errors import SynchronicleError

_DATE = re.compile(
    r"(?P<qy>[?~%])?(?P<year>-?[0-9X]{4}|Y-?[1-9][0-9]{4,})(?P<ay>[?~%])?"
    r"(?:-(?P<qm>[?~%])?(?P<month>[0-9X]{2})(?P<am>[?~%])?"
    r"(?:-(?P<qd>[?~%])?(?P<day>[0-9X]{2})(?P<ad>[?~%])?)?)?"
)


class EDTFError(SynchronicleError, ValueError):
    """A text is not an EDTF value; the message names the part that is wrong."""

    def __init__(self, text: str, part: str, reason: str) -> None:
        super().__init__(
            f"{text!r} is not an EDTF value: {part!r} {reason}", "See the EDTF specification, levels 0 to 2"
        )
        self.part = part


def parse(text: str) -> Value:
    """Read an EDTF value. Raises EDTFError naming the offending part."""
    if text[:1] in ("{", "["):
        return _set(text)
    if "/" not in text:
        return _date(text, text)
    pieces = text.split("/")
    if len(pieces) != 2:
        raise EDTFError(text, text, "has more than two ends")
    start, end = (piece if piece in (OPEN, UNKNOWN) else _date(piece, text) for piece in pieces)
    if not isinstance(start, Date) and not isinstance(end, Date):
        raise EDTFError(text, text, "has no date at either end")
    return _ordered(Interval(start, end), text)


def is_valid(text: str) -> bool:
    """Whether `text` is an EDTF value."""
    try:
        parse(text)
    except EDTFError:
        return False
    return True


def bounds(text: str) -> tuple[str, str]:
    """The inclusive first and last day of a value as ISO strings; empty where open, unknown or `text` is empty."""
    if not text:
        return "", ""
    value = parse(text)
    return iso(value.first()), iso(value.last())


def precision(text: str) -> str:
    """The precision of a value in the words of the tables; empty for an empty value."""
    return parse(text).precision if text else ""


def bare(text: str) -> str:
    """The value without its qualifiers `~ ? %`."""
    return re.sub("[~?%]", "", text)


def overlaps(one: str, other: str) -> bool:
    """Whether two values can mean a common day (an open end reaches everywhere)."""
    a, b = parse(one), parse(other)
    ends = [(a.first(), b.last()), (b.first(), a.last())]
    return all(first is None or last is None or first <= last for first, last in ends)


def within(inner: str, outer: str) -> bool:
    """Whether every day of `inner` lies in `outer`."""
    a, b = parse(inner), parse(outer)
    starts, ends = (a.first(), b.first()), (a.last(), b.last())
    after = starts[1] is None or (starts[0] is not None and starts[0] >= starts[1])
    return after and (ends[1] is None or (ends[0] is not None and ends[0] <= ends[1]))


def _date(piece: str, text: str) -> Date:
    match = _DATE.fullmatch(piece)
    if not match:
        raise EDTFError(text, piece, "is not a year, year-month or year-month-day")
    part = {name: value or "" for name, value in match.groupdict().items()}
    date = Date(
        part["year"],
        part["month"],
        part["day"],
        (part["qy"], part["qm"], part["qd"]),
        (part["ay"], part["am"], part["ad"]),
    )
    if part["year"] == "-0000":
        raise EDTFError(text, piece, "has a year zero with a sign")
    _check_month(date, piece, text)
    return date


def _check_month(date: Date, piece: str, text: str) -> None:
    """The month and day of `date` exist."""
    if not date.month:
        return
    if "X" not in date.month and not (1 <= int(date.month) <= 12 or int(date.month) in DIVISIONS):
        raise EDTFError(text, date.month, f"is no month or season in {piece!r}")
    if "X" in date.month and date.month[0] not in "01X":
        raise EDTFError(text, date.month, f"is no month in {piece!r}")
    if not date.day:
        return
    if "X" not in date.month and int(date.month) > 12:
        raise EDTFError(text, date.day, f"is a day of a season in {piece!r}")
    longest = 31
    if "X" not in date.month:
        year = year_of(date.year, last=False) if "X" not in date.year else 2000
        longest = days_in_month(year, int(date.month))
    smallest = int(date.day.replace("X", "0")) or 1
    if ("X" in date.day and date.day[0] not in "0123X") or smallest > longest or date.day == "00":
        raise EDTFError(text, date.day, f"is no day of its month in {piece!r}")


def _set(text: str) -> DateSet:
    closing = {"{": "}", "[": "]"}[text[0]]
    if not text.endswith(closing):
        raise EDTFError(text, text[-1], f"should be the closing {closing!r}")
    members: list[Date | Interval] = []
    for item in text[1:-1].split(","):
        piece = item.strip()
        if ".." in piece:
            start, _, end = piece.partition("..")
            if not (start or end):
                raise EDTFError(text, piece, "has no date at either end")
            run = Interval(_date(start, text) if start else OPEN, _date(end, text) if end else OPEN)
            members.append(_ordered(run, text))
        else:
            members.append(_date(piece, text))
    return DateSet(tuple(members), text[0] == "{")


def _ordered(interval: Interval, text: str) -> Interval:
    first, last = interval.first(), interval.last()
    if first and last and first > last:
        raise EDTFError(text, str(interval.end), f"lies before {str(interval.start)!r}")
    return interval
