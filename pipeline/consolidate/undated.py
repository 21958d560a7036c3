"""Claims without dates: what speaks for one and the same where two sources tell much of the same two countries."""

from __future__ import annotations

from pipeline.consolidate.days import days
from pipeline.consolidate.otherwise import YEAR, Index, gap, is_notice, told_of
from pipeline.consolidate.telling import Telling

TIME = 2 * YEAR
"""Days between the dates around two tellings of one time."""


def undated_claims(one: Telling, other: Telling, index: Index) -> float:
    """The weight that two claims without dates are one, each the only one of its source between two countries then.

    It grows with what both sources tell of the two countries.
    """
    countries = one.countries & other.countries
    if not one.event_type == other.event_type == "claim" or one.source_id == other.source_id or len(countries) < 2:
        return 0.0
    if one.days.known or other.days.known or is_notice(one) or is_notice(other) or not _at_one_time(one, other):
        return 0.0
    return told_of(one, other, index) if _sole(one, countries, index) and _sole(other, countries, index) else 0.0


def _sole(claim: Telling, countries: frozenset[str], index: Index) -> bool:
    """Whether its source tells no other claim between the countries at its time."""
    told = index.by_country.get((claim.source_id, min(countries)), {})
    return not any(
        one.event_type == claim.event_type
        and countries <= one.countries
        and one.key != claim.key
        and one.polarity == claim.polarity
        and _at_one_time(one, claim)
        for one in told.values()
    )


def _at_one_time(one: Telling, other: Telling) -> bool:
    """Whether both texts are at about one date."""
    mine, theirs = days(one.edtf or one.around), days(other.edtf or other.around)
    return mine.known and theirs.known and (mine.meets(theirs) or gap(mine, theirs) <= TIME)
