"""The date of an event that several tellings date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.consolidate.similarity import dates_agree
from pipeline.consolidate.telling import Key, Telling
from pipeline.dates.edtf import EDTFError, bounds, precision
from pipeline.records import Entity


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

    def rank(telling: Telling) -> tuple[int, int, Key]:
        agreeing = len({other.source_id for other in dated if dates_agree(telling.edtf, other.edtf)})
        return (-agreeing, telling.days.length, telling.key)

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
