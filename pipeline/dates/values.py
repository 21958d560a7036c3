"""From what an expression says, its year being known, to its EDTF value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.dates.calendars import (
    CALENDARS,
    FIRST_OCTOBER_BUDGET,
    LAST_APRIL_YEAR,
    feast_day,
    julian_day,
    republican_day,
    rumi_day,
    weekday_of,
    year_of_era,
)
from pipeline.dates.edtf import is_valid
from pipeline.dates.fields import Fields
from pipeline.dates.timespan import days_in_month, iso, year_text

_FOREIGN = ("ah", "rumi", "republican", "regnal")
"""Eras whose years begin on other days than ours."""


@dataclass(frozen=True, slots=True)
class Point:
    """An EDTF value, the second reading of an ambiguous calendar, and the name of the calendar that was read."""

    edtf: str
    other: str = ""
    calendar: str = "gregorian"


def gregorian(fields: Fields, historical: bool) -> tuple[Fields, Fields | None]:
    """The fields with a Gregorian year and no era, and those of a second reading where there is one."""
    era = fields.era or ""
    if fields.year is None or era in ("", "ce", *_FOREIGN):
        return fields, None
    reading = year_of_era(fields.year, era, fields.month, historical)
    plain = replace(fields, year=reading.first, era=None)
    return plain, replace(plain, year=reading.other) if reading.other is not None else None


def first_month(fields: Fields, historical: bool) -> int:
    """The month in which a year of its era begins when that is not January (0): the old Thai years began in April."""
    thai = fields.era in ("rs", "cs") or (fields.era == "be" and historical)
    last = {"rs": LAST_APRIL_YEAR - 2324, "cs": LAST_APRIL_YEAR - 1181, "be": LAST_APRIL_YEAR}.get(fields.era or "", 0)
    return 4 if thai and (fields.year or 0) < last else 0


def point(fields: Fields, historical: bool = False) -> Point:
    """The value of a point of time; empty when its year (or decade, century) is unknown or the day does not exist."""
    found = _reading(fields, historical)
    value, other = (text if is_valid(text) else "" for text in (found.edtf, found.other))
    return Point(value, other, found.calendar)


def _reading(fields: Fields, historical: bool) -> Point:
    calendar = CALENDARS.get(fields.style if fields.style == "os" else fields.era or "", "gregorian")
    if fields.year is not None and fields.era in _FOREIGN:
        return Point(_qualified(_of_foreign_year(fields), fields), calendar=calendar)
    if fields.era == "be" and (fields.decade or fields.century):
        first, length = (fields.decade, 9) if fields.decade else ((fields.century or 1) * 100 - 99, 99)
        return Point(f"{year_text(first - 543)}/{year_text(first - 543 + length)}", calendar=calendar)
    if fields.style == "budget" and fields.era == "be" and (fields.year or 0) >= FIRST_OCTOBER_BUDGET:
        year = (fields.year or 0) - 543
        return Point(f"{year_text(year - 1)}-10/{year_text(year)}-09", calendar=calendar)
    plain, other = gregorian(fields, historical)
    if other is not None and _falls_on(other) and not _falls_on(plain):
        plain, other = other, plain
    if plain.style == "os":
        plain, other = _converted(plain), None
    value = _plain(plain)
    second = _plain(other) if other is not None else ""
    return Point(_qualified(value, fields), _qualified(second, fields), calendar)


def _falls_on(fields: Fields) -> bool:
    """Whether the date falls on the day of the week that the text gives for it."""
    if fields.weekday is None or fields.year is None or not fields.month or not fields.day:
        return False
    if fields.day > days_in_month(fields.year, fields.month):
        return False
    return weekday_of(fields.year, fields.month, fields.day) == fields.weekday


def _plain(fields: Fields) -> str:
    """EDTF of fields whose year is Gregorian."""
    negative = "-" if fields.era == "bce" else ""
    if fields.century is not None:
        return f"{negative}{fields.century - 1:02d}XX"
    if fields.decade is not None:
        return f"{negative}{fields.decade // 10:03d}X"
    if fields.year is None or not -9999 <= fields.year <= 9999:
        return ""
    year = year_text(fields.year)
    if fields.season is not None:
        return f"{year}-{fields.season}"
    if fields.quarter is not None:
        return f"{year}-{32 + fields.quarter}" if 1 <= fields.quarter <= 4 else ""
    if fields.half is not None:
        return f"{year}-{39 + fields.half}" if 1 <= fields.half <= 2 else ""
    if fields.easter is not None:
        return iso(feast_day(fields.year, fields.easter, fields.style == "os"))
    if fields.month is None:
        return year if fields.day is None else ""
    if fields.day is None:
        return f"{year}-{fields.month:02d}"
    if fields.day > days_in_month(fields.year, fields.month):
        return ""
    return f"{year}-{fields.month:02d}-{fields.day:02d}"


def _converted(fields: Fields) -> Fields:
    """A date of the Julian calendar in the Gregorian one; months and years alone stay as they are named."""
    if fields.year is None or fields.month is None or fields.day is None:
        return fields
    day = julian_day(fields.year, fields.month, fields.day)
    return replace(fields, year=day[0], month=day[1], day=day[2]) if day else replace(fields, year=None)


def _of_foreign_year(fields: Fields) -> str:
    """A Hijri, Ottoman fiscal, Republican or regnal year, which begins in one Gregorian year and ends in the next."""
    year, era = fields.year or 0, fields.era or ""
    if era == "regnal":
        return f"{year_text(year)}/{year_text(year + 1)}"
    if era == "republican":
        return _of_republic(year, fields.month, fields.day)
    if era == "rumi" and fields.month and fields.day:
        day = rumi_day(year, fields.month, fields.day)
        return iso(day)
    # names of Gregorian months beside a Hijri year date by the Gregorian month of that year
    reading = year_of_era(year, era, fields.month if era == "rumi" else None)
    if era == "rumi" and fields.month:
        return f"{year_text(reading.first)}-{fields.month:02d}"
    if reading.first == reading.last:
        return year_text(reading.first)
    return f"{year_text(reading.first)}/{year_text(reading.last)}"


def _of_republic(year: int, month: int | None, day: int | None) -> str:
    """A day, month or year of the French Republic, whose calendar was in use until the end of 1805."""
    if not 1 <= year <= 14:
        return ""
    if month and day:
        return iso(republican_day(year, month, day))
    if month:
        return f"{iso(republican_day(year, month, 1))}/{iso(republican_day(year, month, 30))}"
    return f"{year_text(1791 + year)}/{year_text(1792 + year)}"


def _qualified(value: str, fields: Fields) -> str:
    return value + fields.approximate if value and fields.approximate and "/" not in value else value
