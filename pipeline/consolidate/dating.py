"""The date of an event that several tellings date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.consolidate.similarity import dates_agree
from pipeline.consolidate.telling import Telling
from pipeline.dates.edtf import EDTFError, bounds, precision
from pipeline.records import Entity

OPEN_DAYS = 10**9
"""Counts as the length of a date with an open end, in days: longer than any closed one."""


class When(NamedTuple):
    """The date columns of an event row."""

    edtf: str = ""
    start: str = ""
    end: str = ""
    precision: str = ""
    basis: str = ""


def chosen(tellings: Sequence[Telling]) -> Telling | None:
    """The telling whose date the event takes: of the dates most sources agree with, the most precise."""
    dated = [telling for telling in tellings if telling.edtf]
    if not dated:
        return None

    def rank(telling: Telling) -> tuple[int, int, tuple[str, int, int, str]]:
        agreeing = len({other.source_id for other in dated if dates_agree(telling.edtf, other.edtf)})
        return (-agreeing, _length(telling.edtf), telling.key)

    return min(dated, key=rank)


def when(dated: Telling | None, named: Entity | None) -> When:
    """The date that `dated` tells, else the one known of the named event, else none."""
    if dated is not None and dated.value is not None:
        value = dated.value
        return When(value.edtf, value.start, value.end, value.precision, value.basis)
    edtf = named.attributes.get("date_edtf", "") if named else ""
    try:
        first, last = bounds(edtf)
        return When(edtf, first, last, precision(edtf), "event" if edtf else "")
    except EDTFError:
        return When()


def _length(edtf: str) -> int:
    """Days from the first to the last, counting every month as 31: enough to compare."""
    try:
        first, last = bounds(edtf)
    except EDTFError:
        return OPEN_DAYS
    return day_number(last) - day_number(first) if first and last else OPEN_DAYS


def day_number(day: str) -> int:
    """A number that orders ISO days of any year, also before our era."""
    sign = -1 if day.startswith("-") else 1
    year, month, number = (int(piece) for piece in day.lstrip("-").split("-"))
    return sign * year * 372 + month * 31 + number
