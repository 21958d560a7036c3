"""Numbers that a source gives of an event: the dead, the ships, the price; and whether two sources' numbers differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.consolidate.patterns import SPACED, compiled
from pipeline.rule_files import read_rules

NUMBER = re.compile(r"\d+(?:[,.\u00a0\u202f ]\d{3})*(?:[.,]\d{1,2})?(?!\d)")
AFTER, BEFORE = 24, 14
"""Characters after and before a number within which a word says what it counts."""
WHOM = ("people", "soldiers")
FATES = ("killed", "wounded", "prisoners")
ROUGH, CLOSE = 0.2, 0.05
"""Parts by which an approximate number, and any number, may differ from another and still agree with it."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something; `rough` if the source says "about", "over" or the like."""

    unit: str
    value: float
    rough: bool = False


@cache
def rules() -> Mapping[str, Any]:
    """The data of `quantities.yaml`."""
    data: Mapping[str, Any] = read_rules(files("pipeline.consolidate") / "quantities.yaml")
    return data


def quantities(text: str, language: str, taken: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, Quantity]]:
    """The quantities of a text with their offsets; numbers inside `taken` spans (dates, names) count nothing.

    >>> [(one.unit, one.value) for _, one in quantities("They lost 1,300 killed and 7.5 tons.", "en")]
    [('killed', 1300.0), ('tons', 7.5)]
    """
    spans = list(taken)
    found = [one for one in NUMBER.finditer(text) if not any(s < one.end() and one.start() < e for s, e in spans)]
    lowered = text.lower()
    for at, one in enumerate(found):
        until = found[at + 1].start() if at + 1 < len(found) else len(text)
        since = found[at - 1].end() if at else 0
        scale, end = _scale(lowered, one.end(), language)
        after, before = lowered[end : min(until, end + AFTER)], lowered[max(since, one.start() - BEFORE) : one.start()]
        unit = _unit(before, re.split(r"[,;:.!?]", after)[0], language)
        if unit:
            rough = any(compiled(pattern, language).search(before) for pattern in rules()["about"].get(language, ()))
            yield one.start(), Quantity(unit, _value(one.group()) * scale, rough)


def differ(one: Iterable[Quantity], other: Iterable[Quantity]) -> bool:
    """Whether two sources count the same thing differently; several numbers of one unit count several things."""
    mine, theirs = _single(one), _single(other)
    return any(not _agree(mine[unit], theirs[unit]) for unit in mine.keys() & theirs.keys())


def _single(given: Iterable[Quantity]) -> dict[str, Quantity]:
    by_unit: dict[str, set[Quantity]] = {}
    for one in given:
        by_unit.setdefault(one.unit, set()).add(one)
    return {unit: next(iter(ones)) for unit, ones in by_unit.items() if len(ones) == 1}


def _agree(one: Quantity, other: Quantity) -> bool:
    """Equal, close, or one the other rounded: 1,300 agrees with 1,284."""
    small, large = sorted((one.value, other.value))
    allowed = ROUGH if one.rough or other.rough else CLOSE
    return large - small <= allowed * large or _rounded(small, large) or _rounded(large, small)


def _rounded(exact: float, rounded: float) -> bool:
    digits = len(f"{rounded:.0f}".rstrip("0"))
    return exact > 0 and float(f"{exact:.{max(0, digits - 1)}e}") == rounded and rounded >= 100


def _value(text: str) -> float:
    """The number; a separator before exactly three digits divides thousands, another decimals."""
    plain = re.sub(r"[,.\u00a0\u202f ](?=\d{3}(?!\d))", "", text)
    return float(re.sub(r"[\u00a0\u202f ]", "", plain).replace(",", "."))


def _scale(text: str, end: int, language: str) -> tuple[float, int]:
    """What a word right behind the number multiplies it by, and where that word ends."""
    for factor in sorted(rules()["scales"], reverse=True):
        words = rules()["scales"][factor].get(language)
        if words and (match := re.compile(r"\s*" + compiled(words, language).pattern).match(text, end)):
            return float(factor), match.end() + (text[match.end() : match.end() + 1] == ".")
    return 1.0, end


def _unit(before: str, after: str, language: str) -> str:
    """What stands after the number says what it counts; in a language without spaces what stands before it."""
    if language not in SPACED:
        return _named(before, language) or _named("".join(after.split()[:1]), language)
    unit = _named(after, language)
    if unit in WHOM:  # 900 people: it may say before what befell them
        fate = _named(before, language)
        return fate if fate in FATES else unit
    return unit or _named(before, language)


def _named(text: str, language: str) -> str:
    for unit, languages in rules()["units"].items():
        if any(compiled(pattern, language).search(text) for pattern in languages.get(language, ())):
            return str(unit)
    return ""
