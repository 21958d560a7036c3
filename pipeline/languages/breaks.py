"""Rules about sentence ends, as data: where a text breaks and where it must not.

A rule is a regular expression with the mark ‖ where the sentence may end; white space around the
mark belongs to neither side. A `split` adds an end that the model did not propose, a `join` takes
one away, and joins have the last word. `{name}` in a rule stands for the alternatives of the list of
that name. Every rule has an example, a text with ‖ at its sentence ends, which the tests read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

MARK = "‖"
REACH = 80
"""How many characters before a sentence end a rule may look at."""


@dataclass(frozen=True, slots=True)
class BreakRule:
    """One rule; `before` matches up to the sentence's end, `after` from the next one's start."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    example: str

    def holds(self, text: str, end: int, start: int, limit: int) -> bool:
        """Whether the rule speaks of the place where one sentence ends at `end` and the next starts at `start`."""
        if not self.after.match(text, start, limit):
            return False
        return self.before.search(text, max(0, end - REACH), end) is not None


@dataclass(frozen=True)
class BreakRules:
    """The rules of one language."""

    joins: tuple[BreakRule, ...]
    splits: tuple[BreakRule, ...]
    places: re.Pattern[str] | None
    """White space where some split may hold."""

    def breaks(self, text: str, start: int, end: int, proposed: Iterable[int] = ()) -> list[int]:
        """The places in `text[start:end]` where a new sentence starts, `start` left out.

        `proposed` are such places by a model's word; each is the position of the first character
        that is not white space.
        """
        candidates = {place for place in proposed if start < place < end}
        if self.places:
            candidates.update(match.end() for match in self.places.finditer(text, start, end) if match.end() < end)
        return [place for place in sorted(candidates) if not self.joined(text, start, place, end)]

    def joined(self, text: str, start: int, place: int, end: int) -> bool:
        """Whether some rule forbids a sentence to start at `place`."""
        last = place
        while last > start and text[last - 1].isspace():
            last -= 1
        return any(rule.holds(text, last, place, end) for rule in self.joins)


@cache
def load_rules(package: str) -> BreakRules:
    """The rules in `breaks.yaml` of a language's package."""
    import yaml

    file = files(package).joinpath("breaks.yaml")
    content: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}
    lists = {name: "|".join(map(re.escape, words)) for name, words in content.get("lists", {}).items()}
    joins = tuple(_rule(entry, lists) for entry in content.get("joins", ()))
    splits = tuple(_rule(entry, lists) for entry in content.get("splits", ()))
    sides = (_sides(entry["rule"], lists) for entry in content.get("splits", ()))
    places = "|".join(rf"(?:{before})\s+(?={after})" for before, after in sides)
    return BreakRules(joins, splits, re.compile(places) if places else None)


def _sides(pattern: str, lists: Mapping[str, str]) -> tuple[str, str]:
    for name, words in lists.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{words})")
    before, after = pattern.split(MARK)
    return before, after


def _rule(entry: Mapping[str, str], lists: Mapping[str, str]) -> BreakRule:
    before, after = _sides(entry["rule"], lists)
    return BreakRule(re.compile(f"(?:{before})$"), re.compile(after), entry["example"])
