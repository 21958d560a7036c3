"""Dates as numbers: the examples of the module, and the calendar of the standard library."""

from __future__ import annotations

import doctest
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pipeline.consolidate import days, patterns, quantities


def test_examples_hold() -> None:
    for module in (days, patterns, quantities):
        result = doctest.testmod(module)
        assert result.attempted > 0
        assert result.failed == 0


@given(st.dates(min_value=date(1, 1, 1)))
def test_numbers_are_those_of_the_standard_library(day: date) -> None:
    assert days.day_number(day.isoformat()) == day.toordinal()


@given(st.dates(), st.dates())
def test_days_meet_where_they_are_equal(one: date, other: date) -> None:
    assert days.days(one.isoformat()).meets(days.days(other.isoformat())) is (one == other)


def test_no_date_meets_every_date_and_a_bad_one_none() -> None:
    assert days.days("").meets(days.days("1879"))
    assert not days.days("tomorrow").meets(days.days("1879"))
    assert days.day_number("-0044-03-15") < days.day_number("0001-01-01")
