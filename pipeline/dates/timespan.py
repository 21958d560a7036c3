"""What an EDTF value means: dates, intervals and sets, and the first and last day of each."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Final

Day = tuple[int, int, int]
"""A calendar day as (year, month, day); compares in time order, also before the common era."""

OPEN: Final = ".."
UNKNOWN: Final = ""

# The months that a division of the year covers: (first month, number of months).
DIVISIONS: Final[dict[int, tuple[int, int]]] = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    25: (3, 3),
    26: (6, 3),
    27: (9, 3),
    28: (12, 3),
    29: (9, 3),
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),
    41: (7, 6),
}


@dataclass(frozen=True, slots=True)
class Date:
    """A year, month, day or division of a year, possibly masked by X.

    The parts are digits (and X) as written; `month` holds a division of the year when it is 21–41.
    `qualifiers` are the marks of year, month and day: before the part, or after it.
    """

    year: str
    month: str = ""
    day: str = ""
    before: tuple[str, str, str] = ("", "", "")
    after: tuple[str, str, str] = ("", "", "")

    def __str__(self) -> str:
        parts = zip(self.before, (self.year, self.month, self.day), self.after, strict=True)
        return "-".join(f"{before}{part}{after}" for before, part, after in parts if part)

    @property
    def precision(self) -> str:
        """One of day, month, season, year, decade, century."""
        if self.day and "X" not in self.day:
            return "day"
        if self.month and "X" not in self.month:
            return "month" if int(self.month) <= 12 else "season"
        return {0: "year", 1: "decade"}.get(self.year.count("X"), "century")

    def first(self) -> Day:
        """The first day that the value can mean."""
        year = year_of(self.year, last=False)
        if not self.month:
            return year, 1, 1
        month = _number(self.month, 1, 12, last=False)
        if month > 12:
            return year, DIVISIONS[month][0], 1
        return year, month, _number(self.day, 1, 31, last=False) if self.day else 1

    def last(self) -> Day:
        """The last day that the value can mean."""
        year = year_of(self.year, last=True)
        if not self.month:
            return year, 12, 31
        month = _number(self.month, 1, 12, last=True)
        if month > 12:
            start, length = DIVISIONS[month]
            carry, month = divmod(start + length - 2, 12)
            return year + carry, month + 1, days_in_month(year + carry, month + 1)
        longest = days_in_month(year, month)
        return year, month, _number(self.day, 1, longest, last=True) if self.day else longest


@dataclass(frozen=True, slots=True)
class Interval:
    """From one date to another; an end may be OPEN (`..`) or UNKNOWN (empty)."""

    start: Date | str
    end: Date | str
    precision: str = "range"

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    def first(self) -> Day | None:
        """The first day, None when the start is open or unknown."""
        return self.start.first() if isinstance(self.start, Date) else None

    def last(self) -> Day | None:
        """The last day, None when the end is open or unknown."""
        return self.end.last() if isinstance(self.end, Date) else None


@dataclass(frozen=True, slots=True)
class DateSet:
    """All of (`{}`) or one of (`[]`) several dates; a member with two ends is a run `a..b`."""

    members: tuple[Date | Interval, ...]
    every: bool
    precision: str = "range"

    def __str__(self) -> str:
        members = [str(m) if isinstance(m, Date) else f"{_end(m.start)}..{_end(m.end)}" for m in self.members]
        return ("{%s}" if self.every else "[%s]") % ",".join(members)

    def first(self) -> Day | None:
        """The earliest day of any member, None when one is open."""
        days = [member.first() for member in self.members]
        return None if None in days else min(day for day in days if day)

    def last(self) -> Day | None:
        """The latest day of any member, None when one is open."""
        days = [member.last() for member in self.members]
        return None if None in days else max(day for day in days if day)


Value = Date | Interval | DateSet


def days_in_month(year: int, month: int) -> int:
    """Length of a month of the proleptic Gregorian calendar, in days; `year` is astronomical."""
    return monthrange(2000 + year % 400, month)[1]


def iso(day: Day | None) -> str:
    """`(1941, 6, 22)` as `1941-06-22`; empty for None."""
    return f"{year_text(day[0])}-{day[1]:02d}-{day[2]:02d}" if day else ""


def year_text(year: int) -> str:
    """An astronomical year in EDTF: at least four digits, with `Y` before longer ones."""
    sign = "-" if year < 0 else ""
    return f"Y{year}" if abs(year) > 9999 else f"{sign}{abs(year):04d}"


def year_of(text: str, last: bool) -> int:
    """The smallest or largest year of a masked one; before the common era the greater number is the earlier year."""
    digits = text.removeprefix("Y")
    return int(digits.replace("X", "9" if last is not digits.startswith("-") else "0"))


def _number(text: str, low: int, high: int, last: bool) -> int:
    """The smallest or largest number in low..high that a masked month or day can be."""
    if "X" not in text:
        return int(text)
    fitting = [n for n in range(low, high + 1) if re.fullmatch(text.replace("X", "."), f"{n:02d}")]
    return fitting[-1 if last else 0]


def _end(end: Date | str) -> str:
    return "" if end == OPEN else str(end)
