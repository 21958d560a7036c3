"""Whether a number that could be a year is one, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.dates.fields import Expression

_NEXT_WORD = re.compile(r"[\s\u00a0]*([^\W\d_]+)?")


def plausible_year(text: str, expression: Expression) -> bool:
    """A bare number of four digits with no word that licenses it: only what is rarely anything else."""
    year = expression.fields.year or 0
    before, after = text[max(0, expression.start - 1) : expression.start], text[expression.end : expression.end + 24]
    if before in ("#", "§", "№", "$", "€", "£", "¥", "฿", "+", "*", "=") or after[:1] in (
        "%",
        "°",
        "$",
        "€",
        "+",
        "*",
        "=",
    ):
        return False
    if re.match(r"[.,:]\d|[-\u2013]?[^\W\d_]", after) or (
        before in (".", ",", ":", "/", "-") and text[expression.start - 2 : expression.start - 1].isdigit()
    ):
        return False
    word = _NEXT_WORD.match(after)
    follows = word.group(1) if word else None
    return 1100 <= year <= 2030 and (not follows or not follows[0].islower() or year % 100 != 0)


def licensed_year(text: str, expression: Expression) -> bool:
    """A number after a word that dates things: no decimal, no code, and no figure glued to a letter."""
    after = text[expression.end : expression.end + 2]
    return not re.match(r"[.,:]\d|%|°", after)


def day_alone(text: str, expression: Expression) -> bool:
    """ "On the 20th" is a day, "the 20th Army" and "the 7th attempt" are not: nothing that it could count follows."""
    after = text[expression.end : expression.end + 24]
    word = _NEXT_WORD.match(after)
    follows = word.group(1) if word else None
    return after[:1] != "-" and (not follows or follows in _FUNCTION_WORDS)


_FUNCTION_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "he", "her", "his", "in", "it", "its", "of", "on", "or", "she", "that", "the", "their", "they", "this", "to", "we", "when", "while", "with"]
)


def plain_number(text: str, expression: Expression) -> bool:
    """A number that stands for itself: no decimal, no percentage, no part of a code or a fraction."""
    before, after = text[max(0, expression.start - 2) : expression.start], text[expression.end : expression.end + 2]
    return not re.search(r"\d[.,:/]$|[a-zA-Z-]$|[$€£฿]$", before) and not re.match(r"[.,:/]\d|%|-[a-zA-Z]", after)


def zero_month(text: str, expression: Expression) -> bool:
    """Numbers with spaces between them are a date only where nothing else is likely: a full year follows."""
    return 1 <= (expression.fields.month or 0) <= 12


def one_unit(text: str, expression: Expression) -> bool:
    """ "A week ago" without a number is one week; anything is fine otherwise."""
    return True


CHECKS: Mapping[str, Callable[[str, Expression], bool]] = {
    "plausible_year": plausible_year,
    "licensed_year": licensed_year,
    "day_alone": day_alone,
    "plain_number": plain_number,
    "short_thai_year": plain_number,
    "short_year": plain_number,
    "zero_month": zero_month,
    "one_unit": one_unit,
    "season_alone": one_unit,
    "no_age": one_unit,
    "decade_only": one_unit,
}
