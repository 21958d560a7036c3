"""Calendars: years and days whose counterparts are known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates.calendars import feast_day, hijri_day, julian_day, republican_day, rumi_day, weekday_of, year_of_era


@pytest.mark.parametrize(
    ("year", "era", "month", "first", "other"),
    [
        (2484, "be", None, 1941, None),
        (2484, "be", 1, 1941, None),
        (2483, "be", 2, 1940, None),  # began in April and had no February: only a translator writes so
        (2475, "be", 6, 1932, None),
        (2475, "be", 1, 1932, 1933),
        (112, "rs", None, 1893, None),
        (112, "rs", 1, 1894, None),
        (1199, "cs", None, 1837, None),
        (1214, "ms", None, 1292, None),
        (44, "bce", None, -43, None),
        (1436, "ah", None, 2014, None),
        (1325, "rumi", 3, 1909, None),
        (1325, "rumi", 2, 1910, None),
        (1334, "rumi", 2, 1918, None),
        (6496, "am", None, 988, None),
        (6888, "am", 9, 1380, None),
        (6745, "am", 2, 1238, None),  # years began in March
        (7208, "am", 12, 1699, None),  # years began in September
        (7121, "am", 5, 1613, None),
        (1941, "", None, 1941, None),
    ],
)
def test_years(year, era, month, first, other):
    reading = year_of_era(year, era, month)
    assert (reading.first, reading.other) == (first, other)


@pytest.mark.parametrize(
    ("year", "after_easter", "orthodox", "day"),
    [
        (1916, 0, False, (1916, 4, 23)),
        (1722, 0, False, (1722, 4, 5)),
        (1865, -2, False, (1865, 4, 14)),
        (1903, 0, True, (1903, 4, 19)),
        (1648, 49, True, (1648, 5, 31)),
        (1461, -7, False, (1461, 3, 29)),
        (1461, -7, True, (1461, 3, 29)),  # one Easter for all before the Gregorian calendar
    ],
)
def test_movable_feasts(year, after_easter, orthodox, day):
    assert feast_day(year, after_easter, orthodox) == day


@pytest.mark.parametrize(
    ("republican", "day"),
    [
        ((1, 1, 1), (1792, 9, 22)),
        ((2, 11, 9), (1794, 7, 27)),
        ((8, 2, 18), (1799, 11, 9)),
        ((14, 4, 10), (1805, 12, 31)),
    ],
)
def test_days_of_the_french_republic(republican, day):
    assert republican_day(*republican) == day


def test_historical_reckoning_puts_the_later_year_first():
    reading = year_of_era(2477, "be", 3, historical=True)
    assert (reading.first, reading.other) == (1935, 1934)


def test_a_hijri_and_a_fiscal_year_end_in_the_next_gregorian_one():
    assert year_of_era(1320, "ah").last == 1903
    assert year_of_era(1325, "rumi").last == 1910
    assert year_of_era(1334, "rumi").last == 1918


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1917, 10, 25), (1917, 11, 7)),
        ((1900, 2, 29), (1900, 3, 13)),
        ((1582, 10, 5), (1582, 10, 15)),
        ((-43, 3, 15), (-43, 3, 13)),
        ((1709, 6, 27), (1709, 7, 8)),
        ((1901, 2, 29), None),
        ((1917, 4, 31), None),
    ],
)
def test_julian_days(julian, gregorian):
    assert julian_day(*julian) == gregorian


def test_other_days():
    assert rumi_day(1325, 3, 31) == (1909, 4, 13)
    assert rumi_day(1334, 1, 5) == (1918, 1, 5)
    assert rumi_day(1334, 2, 30) is None
    assert hijri_day(1, 1, 1) == (622, 7, 19)  # 16 July of the Julian calendar


@settings(deadline=None)
@given(st.dates())
def test_days_of_the_week(day):
    assert weekday_of(day.year, day.month, day.day) == day.isoweekday()
