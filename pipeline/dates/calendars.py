"""From the calendars of the sources to the proleptic Gregorian one.

Eras: `be` Buddhist (พ.ศ.), `rs` Rattanakosin (ร.ศ., counted from 1782), `cs` Chula Sakarat (จ.ศ., from
638), `ms` Maha Sakarat (ม.ศ., from 78), `am` the Byzantine year of the world (from 5509 BCE), `ah` Hijri
(ฮ.ศ.), `rumi` the Ottoman fiscal year, `republican` the year of the French Republic, `regnal` the year
in which a year of a reign begins, `bce` before the common era, `ce` the common era. Day arithmetic of
the Julian, the Hijri and the Republican calendar and the reckoning of Easter are convertdate's. The
Hijri calendar is reckoned by rule, so a day may differ by one or two from the one that was observed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from convertdate import french_republican, gregorian, holidays, islamic, julian

from pipeline.dates.timespan import Day, days_in_month

CALENDARS: Final = {
    "": "gregorian",
    "ce": "gregorian",
    "bce": "gregorian",
    "be": "buddhist",
    "rs": "rattanakosin",
    "cs": "chula_sakarat",
    "ms": "maha_sakarat",
    "am": "byzantine",
    "ah": "hijri",
    "rumi": "rumi",
    "republican": "french_republican",
    "regnal": "regnal",
    "os": "julian",
}
"""The name that the tables give to the calendar of each era."""

_OFFSET: Final = {"be": -543, "rs": 1781, "cs": 638, "ms": 78, "am": -5508, "rumi": 584}

LAST_APRIL_YEAR: Final = 2483
"""The last Buddhist year that began on 1 April; it ended with December 1940, and 2484 began on 1 January 1941."""

FIRST_OCTOBER_BUDGET: Final = 2505
"""The first Thai budget year from October to September; it bears the name of the year in which it ends (Budget
Procedures Act, section 4)."""

_LAST_JULIAN_YEAR: Final = 1582
"""The year in which the Gregorian calendar came, after its Easter."""

_RUMI_REFORM: Final = 1333
"""From this Ottoman fiscal year on days are Gregorian; before it a year begins in March, and days are Julian
(law of 8 February 1917; 1333 ended with December, and 1334 began on 1 January 1918)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A year of some era in Gregorian years: `first`, the year in which a later month lies if not the same
    (`last`), and a second reading of the same words where the calendar is ambiguous."""

    first: int
    last: int
    other: int | None = None


_SEPTEMBER_YEARS: Final = 7000
"""From this Byzantine year on (1492) Russian years begin in September, before it in March (decree of that year)."""


def year_of_era(year: int, era: str, month: int | None = None, historical: bool = False) -> Reading:
    """The astronomical Gregorian year of `year` in `era`, for a date in `month` if one is known.

    The Thai year began on 1 April (until BE 2483), so January to March of BE 2475 belong to 1933 in
    records of the time, and to 1932 where a translator merely took 543 away. `historical` chooses which
    of the two comes first. Years of the Rattanakosin era and of Chula Sakarat are of the time by nature.
    """
    if era == "bce":
        return Reading(1 - year, 1 - year)
    if era == "ah":
        return _hijri_year(year, month)
    if era == "am":
        return _byzantine_year(year, month)
    if era not in _OFFSET:
        return Reading(year, year)
    first = year + _OFFSET[era]
    early = month is not None and month <= (2 if era == "rumi" else 3)
    if era == "rumi":
        turned = year < _RUMI_REFORM
        return Reading(first + (early and turned), first + (turned if month is None else early and turned))
    if era != "be":
        return Reading(first + early, first + early)
    if not early or year >= LAST_APRIL_YEAR:
        return Reading(first, first)
    return Reading(first + 1, first + 1, first) if historical else Reading(first, first, first + 1)


def julian_day(year: int, month: int, day: int) -> Day | None:
    """The Gregorian day of a Julian (Old Style) one; None when there is no such day."""
    longest = 29 if month == 2 and year % 4 == 0 else days_in_month(2001, month)
    if not 1 <= day <= longest:
        return None
    return _day(gregorian.from_jd(julian.to_jd(year, month, day)))


def weekday_of(year: int, month: int, day: int) -> int:
    """The day of the week of a Gregorian day, 1 (Monday) to 7."""
    return int(gregorian.to_jd(year, month, day) + 0.5) % 7 + 1


def hijri_day(year: int, month: int, day: int) -> Day:
    """The Gregorian day of a day of the tabular Islamic calendar; `month` 1 is Muharram."""
    return _day(gregorian.from_jd(islamic.to_jd(year, month, day)))


def rumi_day(year: int, month: int, day: int) -> Day | None:
    """The Gregorian day of an Ottoman fiscal date (31 March 1325 is 13 April 1909); `month` 1 is January."""
    civil = year_of_era(year, "rumi", month).first
    if year >= _RUMI_REFORM:
        return (civil, month, day) if 1 <= day <= days_in_month(civil, month) else None
    return julian_day(civil, month, day)


def republican_day(year: int, month: int, day: int) -> Day:
    """The Gregorian day of a day of the French Republic; `month` 1 is Vendémiaire, 13 the days that complete a year."""
    return _day(french_republican.to_gregorian(year, month, day))


def feast_day(year: int, after_easter: int, orthodox: bool) -> Day:
    """The day of a movable feast, `after_easter` days from Easter Sunday; before 1583, when all churches reckoned
    alike, by its Julian name."""
    ancient = year <= _LAST_JULIAN_YEAR
    sunday = holidays.easter(year, "orthodox" if orthodox or ancient else "western")
    day = gregorian.to_jd(*sunday) + after_easter
    return _day(julian.from_jd(day) if ancient else gregorian.from_jd(day))


def _byzantine_year(year: int, month: int | None) -> Reading:
    first = year + _OFFSET["am"]
    if year >= _SEPTEMBER_YEARS:
        first -= month is not None and month >= 9
    else:
        first += month is not None and month <= 2
    return Reading(first, first)


def _hijri_year(year: int, month: int | None) -> Reading:
    months = (month, month) if month else (1, 12)
    return Reading(hijri_day(year, months[0], 1)[0], hijri_day(year, months[1], 29)[0])


def _day(parts: tuple[int, int, int]) -> Day:
    """convertdate is untyped, and counts years astronomically as this package does."""
    year, month, day = parts
    return int(year), int(month), int(day)
