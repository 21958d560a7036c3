"""The rules of what is chrome, read from the data beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.rule_files import read_rules

DECORATION = re.compile(r"^[\s•·*\-–—»›>←→↑▲▼|+\[\]]+|[\s:»›>←→↑▲▼|+*…\[\]]+$")
BULLET = re.compile(r"^[•*·–—-]\s+")
COUNT = re.compile(r"\s*[(\[]\s*\d{1,6}\s*[)\]]$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of chrome, and where it is looked for.

    `scope` is "inline" (anywhere), "line" (a whole line) or "after" (a whole line that follows, with
    nothing but chrome between, a line of the rule named in `after`). `phrases` are whole lines as they
    read without decoration, `patterns` regular expressions for the rest (inline ones begin with a
    fixed character, so that long texts are searched fast). In `examples` chrome stands in
    ⟦ ⟧; what stands outside must be left alone.
    """

    name: str
    scope: str
    examples: tuple[str, ...]
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Chrome:
    """All rules, made ready: expressions for what stands inside lines, and rules for whole lines by opener.

    `phrases` and `patterns` hold, under "", what holds anywhere and, under the name of a rule, what holds
    after its lines.
    """

    inline: tuple[re.Pattern[str], ...]
    phrases: Mapping[str, Mapping[str, str]]
    patterns: Mapping[str, Sequence[tuple[str, re.Pattern[str]]]]

    @property
    def openers(self) -> frozenset[str]:
        """The rules that others wait for."""
        return frozenset((*self.phrases, *self.patterns)) - {""}

    def rule(self, line: str, opened: str = "") -> str:
        """The name of the rule that a whole line falls under, "" for none."""
        undecorated = BULLET.sub("", line)
        for opener in dict.fromkeys(("", opened)):
            name = self.phrases.get(opener, {}).get(bare(line), "")
            if name:
                return name
            for name, pattern in self.patterns.get(opener, ()):
                if pattern.fullmatch(undecorated):
                    return name
        return ""


def bare(line: str) -> str:
    """A line without bullets, arrows and counts, in lower case."""
    return DECORATION.sub("", COUNT.sub("", DECORATION.sub("", line))).casefold()


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file."""
    return tuple(_rule(entry) for entry in read_rules(files("pipeline.ingest") / "chrome.yaml"))


def _rule(entry: dict[str, Any]) -> Rule:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return Rule(**fields)


@cache
def chrome() -> Chrome:
    """The rules as the functions of this room use them, and one for lines of several phrases (links side by side)."""
    inline = tuple(
        re.compile(pattern, re.IGNORECASE) for rule in rules() if rule.scope == "inline" for pattern in rule.patterns
    )
    phrases: dict[str, dict[str, str]] = {}
    patterns: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for rule in rules():
        if rule.scope == "inline":
            continue
        phrases.setdefault(rule.after, {}).update((bare(phrase), rule.name) for phrase in rule.phrases)
        if rule.patterns:
            pattern = re.compile("|".join(rule.patterns), re.IGNORECASE)
            patterns.setdefault(rule.after, []).append((rule.name, pattern))
    anywhere = "|".join(re.escape(phrase) for phrase in sorted(phrases[""], key=len, reverse=True))
    several = re.compile(rf"\W*(?:{anywhere})(?:\W*(?:{anywhere})){{1,20}}\W*", re.IGNORECASE)
    patterns[""].append(("several phrases", several))
    return Chrome(inline, phrases, patterns)
