"""Whether a bare number is a year, by the characters around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipeline.dates.fields import Expression

_LETTER = "[a-zA-Z\u00c0-\u024f\u0400-\u04ff]"
_CODE_BEFORE = re.compile(
    rf"(?:\d[.,:]|(?<!\d{{3}})\d/|[#§№$€£¥฿+*=/_]|{_LETTER}|(?<!{_LETTER}){_LETTER}-|(?<!\d{{3}})\d-|\d-\d+-|\d )$"
)
"""What stands before a figure that is an amount, a decimal or part of a code; a dash is fine after another year."""
_ADDRESS_BEFORE = re.compile(rf"/{_LETTER}\w*/\S*$|www\.\S*$")
_CODE_AFTER = re.compile(rf"[.,:]\d| \d{{4}}(?!\d)|-\d(?!\d)|/(?!(?:\d\d){{1,2}}(?!\d))|[%°$€£+*=]|-?{_LETTER}")
_AMOUNT_AFTER = re.compile(r"[.,:]\d|%|°")
_GOING_ON = re.compile(r" ?[a-z\u0430-\u044f,;)\]\u2013\u2014-]")
_GLUED_BEFORE = re.compile(r"[/=_]$|\d[.-]$")
_GLUED_AFTER = re.compile(r"[/=_-]\w")
_ABBREVIATION_GOES_ON = re.compile("[\u0e01-\u0e2e]\\.")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:;«»\"—\n]\s*)$")
_PLURALS = ("s", "men", "people", "children")
_NO_PLURAL = ("was", "has", "his", "this", "is", "as", "its", "us", "thus", "always", "perhaps", "across", "does")
_OBLIQUE_PLURAL = re.compile("[\u0430-\u044f]{2,}(?:ов|ев|ей|ах|ях|ам|ям|ами|ями)$")
_NEXT_WORD = re.compile(r"[\s\u00a0]*([^\W\d_]+)?")


def licensed_year(text: str, expression: Expression) -> bool:
    """A number after a word that dates things is a year unless it is an amount."""
    return not _AMOUNT_AFTER.match(text, expression.end) and not (
        _counts(text, expression) and _plural_follows(text, expression)
    )


def weakly_licensed_year(text: str, expression: Expression) -> bool:
    """After "of" and the like a number before a plural counts things."""
    return licensed_year(text, expression) and not (_counts(text, expression) or _plural_follows(text, expression))


def before_name(text: str, expression: Expression) -> bool:
    """A plausible year that stands before a name as its attribute ("the London 1948 Olympics")."""
    word = _NEXT_WORD.match(text, expression.end)
    named = word is not None and word.group(1) is not None and word.group(1)[0].isupper()
    return named and (expression.fields.year or 0) >= 1800 and plausible_year(text, expression)


def plain_number(text: str, expression: Expression) -> bool:
    """A number that stands for itself: no decimal, no percentage, no part of a code."""
    before = text[max(0, expression.start - 60) : expression.start]
    if _CODE_BEFORE.search(before[-12:]) or _CODE_AFTER.match(text, expression.end):
        return False
    return not _ADDRESS_BEFORE.search(before)


def plausible_year(text: str, expression: Expression) -> bool:
    """A plain number that no word licenses, in the range in which years are mostly given."""
    in_range = 1100 <= (expression.fields.year or 0) <= 2030
    return in_range and plain_number(text, expression) and not _counts(text, expression)


def _counts(text: str, expression: Expression) -> bool:
    """A round number before a common word is rather a quantity."""
    follows = _next_common_word(text, expression)
    return bool(follows) and (expression.fields.year or 0) % 100 == 0


def _plural_follows(text: str, expression: Expression) -> bool:
    """Whether a common word in the plural, English or oblique Russian, follows: what the number may count."""
    follows = _next_common_word(text, expression)
    english = follows.endswith(_PLURALS) and follows not in _NO_PLURAL
    return english or _OBLIQUE_PLURAL.match(follows) is not None


def _next_common_word(text: str, expression: Expression) -> str:
    """The word after an expression; empty when there is none or it has a capital."""
    word = _NEXT_WORD.match(text, expression.end)
    follows = word.group(1) if word else None
    return follows if follows and follows[0].islower() else ""


def stated_era(_text: str, expression: Expression) -> bool:
    """A range whose first year has few digits needs an era at its end: "499–493 BC"."""
    return expression.other is not None and expression.other.era is not None


def hundreds(text: str, expression: Expression) -> bool:
    """ "The 1800s" are a century, "the 1900s" and later ones by now rather a decade."""
    return "00" in text[expression.start : expression.end] and (expression.fields.century or 99) < 20


def goes_on(text: str, expression: Expression) -> bool:
    """A question mark within a sentence doubts the year before it; one at its end asks."""
    return _GOING_ON.match(text, expression.end) is not None


def standing_alone(text: str, expression: Expression) -> bool:
    """A date in figures that is no part of an address or a code."""
    before = text[max(0, expression.start - 2) : expression.start]
    return not _GLUED_BEFORE.search(before) and not _GLUED_AFTER.match(text, expression.end)


def whole_abbreviation(text: str, expression: Expression) -> bool:
    """A Thai month by its abbreviation: neither the begin of a longer one nor one that explains a name in brackets."""
    around = text[max(0, expression.start - 1) : expression.start] + text[expression.end : expression.end + 1]
    return around != "()" and not _ABBREVIATION_GOES_ON.match(text, expression.end)


def early_range(_text: str, expression: Expression) -> bool:
    """A range whose last year has few digits needs an era at its begin: "AD 125–128"."""
    return expression.fields.era is not None


def small_letter(text: str, expression: Expression) -> bool:
    """A Russian month within a sentence has a small letter; "Августа" is then a name."""
    before = text[max(0, expression.start - 3) : expression.start]
    return text[expression.start].islower() or _OPENS_SENTENCE.search(before) is not None


def chula_sakarat(_text: str, expression: Expression) -> bool:
    """A year that chronicles give without naming the era counts from 638."""
    return 100 <= (expression.fields.year or 0) < 1400


CHECKS: Mapping[str, Callable[[str, Expression], bool]] = {
    "licensed_year": licensed_year,
    "weakly_licensed_year": weakly_licensed_year,
    "before_name": before_name,
    "plain_number": plain_number,
    "plausible_year": plausible_year,
    "goes_on": goes_on,
    "hundreds": hundreds,
    "stated_era": stated_era,
    "standing_alone": standing_alone,
    "small_letter": small_letter,
    "early_range": early_range,
    "chula_sakarat": chula_sakarat,
    "whole_abbreviation": whole_abbreviation,
}
"""The checks that a rule can name."""
