"""Whether a bare number is a year, by the characters around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.dates.fields import Expression

_CODE_BEFORE = re.compile(r"(?:\d[.,:/]|[#§№$€£¥฿+*=]|[^\W\d_]|[A-ZА-Я]-|(?<!\d{3})\d-)$")
"""What stands before a figure that is an amount, a decimal or part of a code; a dash is fine after another year."""
_CODE_AFTER = re.compile(r"[.,:/]\d|[%°$€£+*=]|-?[^\W\d_]")
_AMOUNT_AFTER = re.compile(r"[.,:]\d|%|°")
_NEXT_WORD = re.compile(r"[\s\u00a0]*([^\W\d_]+)?")


def licensed_year(text: str, expression: Expression) -> bool:
    """A number after a word that dates things is a year unless it is an amount."""
    return not _AMOUNT_AFTER.match(text, expression.end)


def plain_number(text: str, expression: Expression) -> bool:
    """A number that stands for itself: no decimal, no percentage, no part of a code."""
    before = text[max(0, expression.start - 5) : expression.start]
    return not _CODE_BEFORE.search(before) and not _CODE_AFTER.match(text, expression.end)


def plausible_year(text: str, expression: Expression) -> bool:
    """A plain number that no word licenses: a round one before a common word is rather a quantity."""
    year = expression.fields.year or 0
    word = _NEXT_WORD.match(text, expression.end)
    follows = word.group(1) if word else None
    counts = follows is not None and follows[0].islower() and year % 100 == 0
    return 1100 <= year <= 2030 and not counts and plain_number(text, expression)


def stated_era(text: str, expression: Expression) -> bool:
    """A range whose first year has few digits needs an era at its end: "499–493 BC"."""
    return expression.other is not None and expression.other.era is not None


CHECKS: Mapping[str, Callable[[str, Expression], bool]] = {
    "licensed_year": licensed_year,
    "plain_number": plain_number,
    "plausible_year": plausible_year,
    "stated_era": stated_era,
}
"""The checks that a rule can name."""
