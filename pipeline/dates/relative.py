"""Arithmetic from one date to another: later, earlier, the same, the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from convertdate import gregorian as civil

from pipeline.dates.calendars import weekday_of
from pipeline.dates.fields import Fields
from pipeline.dates.timespan import days_in_month

_FORWARD_MONTHS: Final = 4
"""A narrative that names an earlier month of the year than its now has turned the year if it so skips at most
this many months; otherwise it looks back."""

_YEAR_ENDS: Final = 12
"""From this month on the story is more likely to go on than to look back, so one month more is allowed."""

_THIS_BUDDHIST_CENTURY: Final = 2530
"""Thai years of two digits lie around this one unless the text says otherwise (61 is 2561, or 2018; 84 is 2484)."""

_WINTER: Final = 24
_LAST_OF_WINTER: Final = 2
"""A winter that is spoken of up to this month began in the year before."""

_SEASON_MONTH: Final = {21: 4, 22: 7, 23: 10, 24: 12}
_DAYS: Final = {
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "weekend": 7.0,
    "hour": 1 / 24,
    "minute": 1 / 1440,
}
_YEARS: Final = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_MONTHS: Final = {"month": 1, "season": 3, "quarter": 3, "half": 6}
_FULL = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Now:
    """A point on the time line as far as it is known; `text` is the EDTF value it was read from. Months
    before month `turns` belong to the next year: July for a season of two years (1882–83), April for a Thai year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    text: str = ""
    turns: int = 0

    @property
    def is_mere_year(self) -> bool:
        """Whether nothing within the year is known."""
        return self.month is None and self.season is None

    def parts(self) -> dict[str, int | float | str]:
        """The known parts as fields."""
        known = {"year": self.year, "month": self.month, "day": self.day}
        return {name: value for name, value in known.items() if value is not None}

    def complete(
        self, fields: Fields, published: Now | None, ahead: bool = False, onward: bool = False
    ) -> Fields | None:
        """The fields with the year (and month) they leave out, None when nothing tells.

        `onward` says that it is not before now (until March). From the day of publication a month lies in the past,
        or in the future where the text says so (`ahead`).
        """
        now = self if self.year is not None else published
        if fields.yy is not None and fields.era == "be":
            near = now.year + 543 if now is not None and now.year is not None else _THIS_BUDDHIST_CENTURY
            return replace(fields, year=_nearest(fields.yy, near), yy=None)
        if now is None or now.year is None:
            return None
        if fields.weekday is not None and fields.day is None and fields.month is None:
            if published is None or ahead:
                return _weekday(now if published is None else published, fields.weekday, 0)
            return _last_weekday(published, fields.weekday)
        if fields.easter is not None:
            return replace(fields, year=now.year)
        if fields.month is not None and now is published:
            later = (fields.month, fields.day or 0) > (now.month or 12, now.day or 31)
            return replace(fields, year=now.year + (int(not later) if ahead else -int(later)))
        if fields.month is not None:
            return replace(fields, year=now.year_of_month(fields.month, onward))
        if fields.season == _WINTER and (now.month or 12) <= _LAST_OF_WINTER:
            return replace(fields, year=now.year - 1)
        if fields.season is not None:
            return replace(fields, year=now.year_of_month(_SEASON_MONTH[fields.season], onward))
        if fields.day is not None and now.month is not None:
            return replace(fields, year=now.year, month=now.month)
        return replace(fields, year=now.year) if fields.quarter or fields.half else None

    def year_of_month(self, month: int, onward: bool = False) -> int | None:
        """The year of a month that the narrative names next."""
        here = month_of(self)
        if self.turns and self.year is not None:
            return self.year + (month < self.turns)
        if here is None or self.year is None or month >= here:
            return self.year
        if onward:
            return self.year + 1
        leap = _FORWARD_MONTHS + (here >= _YEAR_ENDS)
        return self.year + 1 if 12 + month - here <= leap else self.year


def in_century_of(fields: Fields, year: int) -> Fields:
    """A year or decade of two digits as the one nearest to `year`."""
    if fields.yy is not None:
        return replace(fields, year=_nearest(fields.yy, year), yy=None)
    return replace(fields, decade=_nearest(fields.dd or 0, year), dd=None)


def year_near(value: str) -> int | None:
    """A year in the middle of an EDTF value, to tell its century by."""
    match = re.search(r"(?<!\d)\d\d[\dX]{2}", value)
    return int(match.group().replace("XX", "50").replace("X", "5")) if match else None


def month_of(now: Now) -> int | None:
    """The month of a point, for a season its middle one."""
    return now.month or _SEASON_MONTH.get(now.season or 0)


def named_day(value: str) -> Now | None:
    """The point of an EDTF value that tells one: a year, month, season or day, or the start of an interval."""
    head = value.lstrip("{[").split("/")[0].split(",")[0]
    match = _FULL.match(head if head != ".." else value.split("/")[-1])
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is not None and month > 12:
        return Now(year, None, None, month if month <= 24 else None, value)
    return Now(year, month, day, None, value)


def moved(now: Now, fields: Fields) -> Fields | None:
    """The date that lies `count` units from now, or that deixis picks; None when now is not precise enough."""
    if now.year is None:
        return None
    kept = Fields(part=fields.part, approximate=fields.approximate, modifier=fields.modifier)
    if fields.direction is not None:
        if not fields.count:
            return None
        return _shifted(now, fields.direction * fields.count, fields.unit or "", kept)
    step = {"next": 1, "coming": 1, "previous": -1, "last": -1}.get(fields.deixis or "", 0)
    if fields.unit is not None:
        target = _shifted(now, step, fields.unit, kept)
        return target if target is None else _with_named(target, fields)
    return _named(now, fields, step, kept)


def _with_named(target: Fields, fields: Fields) -> Fields:
    """ "August of that year": the named month and day within the year that was picked."""
    if fields.unit == "year":
        return replace(
            target, month=fields.month, day=fields.day, season=fields.season, quarter=fields.quarter, half=fields.half
        )
    if fields.unit == "month" and fields.day is not None:
        return replace(target, day=fields.day)
    return target


def _named(now: Now, fields: Fields, step: int, kept: Fields) -> Fields | None:
    """ "That summer", "the previous April", "last Wednesday"."""
    if fields.weekday is not None:
        return _weekday(now, fields.weekday, step)
    here = month_of(now)
    wanted = fields.month or _SEASON_MONTH.get(fields.season or 0)
    if wanted is None or now.year is None:
        return None
    year = now.year
    if step and here is not None:
        running = wanted == here and fields.deixis == "last" and now.day is not None
        year += (step > 0 and wanted <= here) - (step < 0 and wanted >= here and not running)
    elif step:
        year += step
    return replace(kept, year=year, month=fields.month, season=fields.season, day=fields.day)


def _shifted(now: Now, amount: float, unit: str, kept: Fields) -> Fields | None:
    year = now.year or 0
    if unit in _YEARS:
        if unit == "decade" and abs(amount) <= 1 and amount == int(amount):
            decade = year // 10 * 10 + int(amount) * 10
            return replace(kept, decade=decade) if year >= 0 else None
        if unit == "century" and abs(amount) <= 1:
            return replace(kept, century=year // 100 + 1 + int(amount)) if year >= 0 else None
        months = round(amount * _YEARS[unit] * 12)
        if months % 12 == 0 or now.month is None:
            return replace(kept, year=year + round(months / 12))
        return _by_months(now, months, kept)
    if unit in _MONTHS:
        return _by_months(now, round(amount * _MONTHS[unit]), kept) if now.month is not None else None
    if unit in _DAYS:
        if now.day is None or now.month is None:
            return None
        days = round(amount * _DAYS[unit])
        shifted = civil.from_jd(civil.to_jd(year, now.month, now.day) + days)
        return replace(kept, year=int(shifted[0]), month=int(shifted[1]), day=int(shifted[2]))
    return None


def _by_months(now: Now, months: int, kept: Fields) -> Fields:
    carry, month = divmod((now.month or 1) - 1 + months, 12)
    return replace(kept, year=(now.year or 0) + carry, month=month + 1)


def _weekday(now: Now, weekday: int, step: int) -> Fields | None:
    """The day of the week on or after now (step 0), strictly after (1) or before it (-1)."""
    if now.year is None or now.month is None or now.day is None or now.day > days_in_month(now.year, now.month):
        return None
    today = civil.to_jd(now.year, now.month, now.day)
    ahead = (weekday - weekday_of(now.year, now.month, now.day)) % 7
    days = ahead if step == 0 else (ahead or 7) if step > 0 else (ahead - 7)
    year, month, day = civil.from_jd(today + days)
    return Fields(year=int(year), month=int(month), day=int(day))


def _last_weekday(published: Now, weekday: int) -> Fields | None:
    """The last day of the week up to the day of publication, of which news speak."""
    if published.year is None or not published.month or not published.day:
        return None
    today = weekday_of(published.year, published.month, published.day)
    return _weekday(published, weekday, 0 if today == weekday else -1)


def _nearest(two_digits: int, year: int) -> int:
    """The year with these last two digits nearest to `year`."""
    century = year // 100 * 100
    return min((century + shift + two_digits for shift in (-100, 0, 100)), key=lambda found: abs(found - year))
