"""Rules about sentence ends, as data: where a text breaks and where it must not.

A rule is a regular expression with the mark ‖ where the sentence may end; white space around the
mark belongs to neither side, and only white space can end a sentence. A `split` adds an end that the
model did not propose, a `join` takes one away, and joins have the last word. `{name}` in a rule
stands for the alternatives of the list of that name; what is written `<so>` must be whole words of
the text by the pack's own tokens, for scripts that write words together. Every rule has an example,
a text with ‖ at its sentence ends, which the tests read.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.rule_files import read_rules

Span = tuple[int, int]

MARK = "‖"
REACH = 80
"""How many characters before a sentence end a rule may look at."""


WORDS = re.compile(r"(?<!\?)<([^<>=!]+)>")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class BreakRule:
    """One rule; `before` matches up to the sentence's end, `after` from the next one's start."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    example: str

    def holds(self, text: str, gap: Span, limit: int, edges: Container[int] | None = None) -> bool:
        """Whether the rule speaks of the white space `gap`; `edges` are the starts and ends of the text's tokens."""
        found = self.after.match(text, gap[1], limit)
        if not found or not _whole(found, edges):
            return False
        at = max(0, gap[0] - REACH)
        while found := self.before.search(text, at, gap[0]):
            if _whole(found, edges):
                return True
            at = found.start() + 1
        return False


def _whole(found: re.Match[str], edges: Container[int] | None) -> bool:
    if edges is None or "word" not in found.re.groupindex or found.start("word") < 0:
        return True
    return found.start("word") in edges and found.end("word") in edges


@dataclass(frozen=True)
class BreakRules:
    """The rules of one language."""

    joins: tuple[BreakRule, ...]
    splits: tuple[BreakRule, ...]

    def breaks(
        self, text: str, start: int, end: int, proposed: Iterable[int] = (), edges: Container[int] | None = None
    ) -> list[int]:
        """The places in `text[start:end]` where a new sentence starts, `start` left out.

        `proposed` are such places by a model's word; each is the position of the first character
        that is not white space. `edges` are the starts and ends of tokens, for rules about whole words.
        """
        wanted = set(proposed)
        gaps = [gap.span() for gap in SPACE.finditer(text, start, end) if start < gap.start() and gap.end() < end]
        return [
            gap[1]
            for gap in gaps
            if (gap[1] in wanted or any(rule.holds(text, gap, end, edges) for rule in self.splits))
            and not self.joined(text, gap, end, edges)
        ]

    def joined(self, text: str, gap: Span, end: int, edges: Container[int] | None = None) -> bool:
        """Whether some rule forbids a sentence to end at the white space `gap`."""
        return any(rule.holds(text, gap, end, edges) for rule in self.joins)


@cache
def load_rules(package: str) -> BreakRules:
    """The rules in `breaks.yaml` of a language's package."""
    content: dict[str, Any] = read_rules(files(package).joinpath("breaks.yaml"), typed=False) or {}
    lists = {name: "|".join(map(re.escape, words)) for name, words in content.get("lists", {}).items()}
    joins = tuple(_rule(entry, lists) for entry in content.get("joins", ()))
    splits = tuple(_rule(entry, lists) for entry in content.get("splits", ()))
    return BreakRules(joins, splits)


def _rule(entry: Mapping[str, str], lists: Mapping[str, str]) -> BreakRule:
    pattern = entry["rule"]
    for name, words in lists.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{words})")
    pattern = WORDS.sub(r"(?P<word>\1)", pattern)
    before, after = pattern.split(MARK)
    return BreakRule(re.compile(f"(?:{before})$"), re.compile(after), entry["example"])
