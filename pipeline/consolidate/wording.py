"""What the words around a trigger say of the event beside its type: which step of a course, what sort of agreement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.consolidate.patterns import compiled
from pipeline.rule_files import read_rules

NEAR = 24
"""Characters on either side of a trigger within which a word says which step it is."""
Rules = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Name, language, and each pattern with its example."""


@dataclass(frozen=True, slots=True)
class Wording:
    """`acts`: the steps of a course that the words tell (begin, sign, ratify, …); `kinds`: the sorts of agreement;
    `again`: whether the event is said to be one of several alike; `manners`: whether it was done in secret, openly or
    with leave; `outcomes`: whether a fight was won (success), lost (failure) or neither (draw); `cedes`: whether the
    trigger itself says that territory changes hands."""

    acts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    again: bool = False
    manners: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    cedes: bool = False


NOTHING_SAID = Wording()


@cache
def rules() -> Mapping[str, Rules]:
    """The data of `wording.yaml`."""
    data: Mapping[str, Rules] = read_rules(files("pipeline.consolidate") / "wording.yaml")
    return data


def wording(zone: str, start: int, end: int, language: str, rest: str = "") -> Wording:
    """Reads the stretch of a text that belongs to one event; its trigger is `zone[start:end]`.

    `rest` is what follows to the end of the sentence, where the outcome of a fight is told.
    """
    near = zone[max(0, start - NEAR) : end + NEAR]
    return Wording(
        _named("acts", zone[start:end], language) or _named("acts", near, language),
        _named("kinds", zone, language),
        bool(_named("again", zone, language)),
        _in_turn("manners", zone, language),
        _in_turn("outcomes", zone[start:] + rest, language),
        bool(_named("cedes", zone[start:end], language)),
    )


def claims_land(text: str, language: str) -> bool:
    """Whether a claim is said to be one to land."""
    return bool(_named("land", text, language))


@lru_cache(maxsize=1 << 12)
def _named(section: str, text: str, language: str) -> frozenset[str]:
    lowered = text.lower()
    return frozenset(
        name
        for name, languages in rules()[section].items()
        if any(compiled(pattern, language).search(lowered) for pattern in languages.get(language, ()))
    )


@lru_cache(maxsize=1 << 12)
def _in_turn(section: str, text: str, language: str) -> frozenset[str]:
    """The names whose patterns are found, in their order, none in what an earlier one took: "was defeated"."""
    lowered = text.lower()
    found = set()
    for name, languages in rules()[section].items():
        for pattern in languages.get(language, ()):
            lowered, count = compiled(pattern, language).subn(" # ", lowered)
            found |= {name} if count else set()
    return frozenset(found)
