"""Dates as numbers, quick to compare: the first and last day that an EDTF value can mean."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.dates.edtf import EDTFError, bare, bounds

ISO_DAY = re.compile(r"-?\d{4}-\d\d-\d\d")
FOREVER = 10**9
"""Stands for the end of a date that is open, in days: farther than any date."""
SPAN = 12
"""Years of a date beyond which it is too long to tell one event from another."""


class Days(NamedTuple):
    """An inclusive stretch of days; `known` is False for no date, which is as long as all time."""

    first: int
    last: int
    known: bool = True

    def meets(self, other: Days) -> bool:
        """Whether both can mean a common day."""
        return self.first <= other.last and other.first <= self.last

    def within(self, other: Days) -> bool:
        """Whether every day of it is one of the other's."""
        return self.first >= other.first and self.last <= other.last

    @property
    def length(self) -> int:
        """Days from the first to the last."""
        return self.last - self.first

    @property
    def closed(self) -> bool:
        """Whether it has both ends."""
        return self.first != -FOREVER and self.last != FOREVER


ALWAYS = Days(-FOREVER, FOREVER, known=False)
NEVER = Days(FOREVER, -FOREVER)
"""A value that is none: it meets nothing."""


@lru_cache(maxsize=1 << 18)
def days(edtf: str) -> Days:
    """The days of a value; those of "" are all.

    >>> days("1879").meets(days("1879-04-05")), days("1879-04-05").meets(days("1879-04-06"))
    (True, False)
    """
    if not edtf:
        return ALWAYS
    try:
        first, last = bounds(edtf)
    except EDTFError:
        return NEVER
    return Days(day_number(first) if first else -FOREVER, day_number(last) if last else FOREVER)


@lru_cache(maxsize=1 << 18)
def days_named(edtf: str) -> frozenset[str]:
    """The ISO days that a value names: itself, or either end.

    >>> sorted(days_named("1914-07-28/1918-11-11")), sorted(days_named("../1945-05-08")), sorted(days_named("1945"))
    (['1914-07-28', '1918-11-11'], ['1945-05-08'], [])
    """
    return frozenset(piece for piece in bare(edtf).split("/") if ISO_DAY.fullmatch(piece))


@lru_cache(maxsize=1 << 18)
def years(edtf: str) -> range:
    """The years of a value; empty where it is open, unknown or longer than SPAN."""
    try:
        first, last = bounds(edtf)
    except EDTFError:
        return range(0)
    if not first or not last:
        return range(0)
    found = range(year_of(first), year_of(last) + 1)
    return found if len(found) <= SPAN else range(0)


def year_of(day: str) -> int:
    """The year of an ISO day, also before our era."""
    sign = -1 if day.startswith("-") else 1
    return sign * int(day.lstrip("-").split("-")[0])


def day_number(day: str) -> int:
    """The number of an ISO day on the proleptic Gregorian calendar, in the count of `datetime`, for any year.

    >>> from datetime import date
    >>> day_number("1879-04-05") == date(1879, 4, 5).toordinal()
    True
    """
    sign = -1 if day.startswith("-") else 1
    year, month, number = (int(piece) for piece in day.lstrip("-").split("-"))
    shifted = sign * year - (month <= 2)
    # from March on the months have 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31 days: 153 in five
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + number
    return 365 * shifted + shifted // 4 - shifted // 100 + shifted // 400 + of_year - 306
