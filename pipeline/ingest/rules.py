"""The rules of what is chrome, read from the data beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

DECORATION = re.compile(r"^[\s•·*\-–—»›>←→↑▲▼|+\[\]]+|[\s:»›>←→↑▲▼|+*…\[\]]+$")
BULLET = re.compile(r"^[•*·–—-]\s+")
COUNT = re.compile(r"\s*[(\[]\s*\d{1,6}\s*[)\]]$")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of chrome, and where it is looked for.

    `scope` is "inline" (anywhere), "line" (a whole line) or "after" (a whole line that follows, with
    nothing but chrome between, a line of the rule named in `after`). `phrases` are whole lines as they
    read without decoration, `patterns` regular expressions for the rest. In `examples` chrome stands in
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
    """All rules, made ready: one expression for what stands inside lines, phrases and expressions for lines."""

    inline: re.Pattern[str]
    phrases: Mapping[str, str]
    lines: tuple[tuple[str, re.Pattern[str]], ...]
    after: Mapping[str, str]

    def rule(self, line: str) -> str:
        """The name of the rule that a whole line falls under, "" for none."""
        name = self.phrases.get(bare(line), "")
        if name:
            return name
        line = BULLET.sub("", line)
        return next((name for name, pattern in self.lines if pattern.fullmatch(line)), "")


def bare(line: str) -> str:
    """A line without bullets, arrows and counts, in lower case."""
    return DECORATION.sub("", COUNT.sub("", DECORATION.sub("", line))).casefold()


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of the file."""
    text = (files("pipeline.ingest") / "chrome.yaml").read_text(encoding="utf-8")
    return tuple(_rule(entry) for entry in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(**{name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()})


@cache
def chrome() -> Chrome:
    """The rules as the functions of this room use them."""
    whole = [rule for rule in rules() if rule.scope != "inline"]
    inline = "|".join(pattern for rule in rules() if rule.scope == "inline" for pattern in rule.patterns)
    return Chrome(
        inline=re.compile(inline, re.IGNORECASE),
        phrases={bare(phrase): rule.name for rule in whole for phrase in rule.phrases},
        lines=tuple((rule.name, re.compile("|".join(rule.patterns), re.IGNORECASE)) for rule in whole if rule.patterns),
        after={rule.name: rule.after for rule in whole if rule.after},
    )
