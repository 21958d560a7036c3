"""From text to time expressions: the rules of one language, applied in stages.

The first stage finds points and stretches of time, later stages put them together: a modifier and
its date, a month and "of that year", the two ends of a range. In every stage the longest match at a
place wins, and of equally long ones the rule that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module, resources
from importlib.abc import Traversable
from itertools import product
from typing import Any

from pipeline.dates.atoms import Atom, Row, read_atoms
from pipeline.dates.checks import CHECKS
from pipeline.dates.compose import compose
from pipeline.dates.fields import Expression
from pipeline.dates.lexicon import BREAK, GAP, LINE, SPACE, Lexicon
from pipeline.dates.patterns import Rule, compile_rule
from pipeline.languages.pack import packs
from pipeline.rule_files import read_rules

RULES = "dates.yaml"
"""The file of words and rules that lies in the folder of a language pack."""

BOUNDS = ("since", "until", "by", "before", "after")

_BEFORE = 24
"""Characters before a match in which a rule's `unless` is looked for."""

_FAR_BEFORE = 160
"""Characters before a match in which a rule's `given` is looked for: the title of a law is long."""

_BLOCK = 1 << 16
"""Characters that are worked on at a time, so that memory stays small on long texts."""


class _Starts:
    """The rules of one stage by the codes that they can begin with, and one pattern that finds any such code."""

    def __init__(self, stage: Iterable[Rule]) -> None:
        self.rules: dict[str, list[Rule]] = {}
        for rule in stage:
            for code in rule.first:
                self.rules.setdefault(code, []).append(rule)
        self.any_first = re.compile(f"[{''.join(sorted(self.rules))}]")
        self._any_rule: dict[str, re.Pattern[str]] = {}

    def begins(self, codes: str, at: int) -> bool:
        """Whether any of the rules matches here: their patterns as one, compiled when a text first has the code."""
        first = codes[at]
        if first not in self._any_rule:
            self._any_rule[first] = re.compile("|".join(rule.uncaptured for rule in self.rules[first]))
        return self._any_rule[first].match(codes, at) is not None


class Grammar:
    """The words and rules of one language, ready to use."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        words = dict(data["words"])
        words.update({name: {0: _compounds(parts)} for name, parts in data.get("compounds", {}).items()})
        self.lexicon = Lexicon(words, spaced=data["spaced"])
        alphabet = self.lexicon.alphabet
        after = r"\b" if data["spaced"] else ""
        self.future = re.compile(after + "(?:" + "|".join(map(re.escape, data["future"])) + ")" + after)
        self.connectors = frozenset(data["connectors"])
        self.local_history: tuple[str, ...] = tuple(data.get("local_history", ()))
        self.stages: tuple[tuple[Rule, ...], ...] = tuple(
            tuple(compile_rule(rule, data["macros"], alphabet) for rule in stage) for stage in data["stages"]
        )
        self._starts = [_Starts(stage) for stage in self.stages]
        self._bounds = {name: alphabet.having(name) for name in BOUNDS}

    def find(self, text: str, lower: str, start: int, end: int) -> list[Expression]:
        """The time expressions of `text[start:end]` in order; `lower` is the whole text lowered."""
        found: list[Expression] = []
        for first, last in _blocks(text, start, end):
            row = read_atoms(text, lower, self.lexicon, first, last)
            for starts in self._starts:
                row = self._apply(starts, row, text)
            found += [
                self._with_bound(atom.expression, row.codes, at)
                for at, atom in enumerate(row.atoms)
                if atom is not None and atom.expression is not None and atom.expression.shape != "OTHER"
            ]
        return found

    def _apply(self, starts: _Starts, row: Row, text: str) -> Row:
        """The row with every match of one stage's rules replaced by the expression it says."""
        codes, atoms = row.codes, row.atoms
        new_codes: list[str] = []
        new_atoms: list[Atom | None] = []
        at = done = 0
        while (begin := starts.any_first.search(codes, at)) is not None:
            place = begin.start()
            found = None
            if starts.begins(codes, place):
                found = self._longest(starts.rules[codes[place]], row, place, text)
            if found is None:
                at = place + 1
                continue
            atom, at = found
            new_codes += [codes[done:place], atom.code]
            new_atoms += [*atoms[done:place], atom]
            done = at
        return Row("".join([*new_codes, codes[done:]]), [*new_atoms, *atoms[done:]])

    def _longest(self, rules: Sequence[Rule], row: Row, at: int, text: str) -> tuple[Atom, int] | None:
        """The longest match at a place that makes sense, as an atom, and the place after it."""
        matches = [
            (match.end(), -order, rule, match)
            for order, rule in enumerate(rules)
            if (match := rule.regex.match(row.codes, at))
        ]
        for end, _, rule, match in sorted(matches, key=lambda found: found[:2], reverse=True):
            if end == at or not rule.allowed(row.codes, at, end):
                continue
            taken = [atom for atom in row.atoms[at:end] if atom is not None]
            expression = compose(rule, rule.captured(match, row.atoms), taken[0].start, taken[-1].end)
            if expression is None or not _holds(rule, text, expression):
                continue
            code = self.lexicon.alphabet.codes[frozenset([expression.shape])]
            return Atom(expression.start, expression.end, code, {}, expression=expression), end
        return None

    def _with_bound(self, expression: Expression, codes: str, at: int) -> Expression:
        """The expression with the word before it that bounds it (since, until, …), if there is one."""
        left = codes[:at][-3:].rstrip(SPACE + LINE)[-1:]
        for name, having in self._bounds.items():
            if left and left not in (GAP, BREAK) and left in having:
                return replace(expression, bound=name)
        return expression


def _compounds(parts: Iterable[Iterable[str]]) -> list[str]:
    """Every word that takes one piece from each list."""
    return ["".join(pieces) for pieces in product(*parts)]


def _holds(rule: Rule, text: str, expression: Expression) -> bool:
    """Whether the characters around a match are what the rule wants."""
    if rule.unless is not None and rule.unless.search(text, max(0, expression.start - _BEFORE), expression.start):
        return False
    if rule.then is not None and not rule.then.match(text, expression.end):
        return False
    if rule.given and not rule.given.search(text, max(0, expression.start - _FAR_BEFORE), expression.start):
        return False
    return not rule.check or CHECKS[rule.check](text, expression)


def _blocks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A long stretch of text in blocks that end where no date is cut, as far as there are such places."""
    while end - start > _BLOCK:
        half, full = start + _BLOCK // 2, start + _BLOCK
        cuts = (text.rfind("\n", half, full), text.rfind(". ", half, full), text.rfind(" ", half, full))
        middle = next((cut + 1 for cut in cuts if cut >= 0), full)
        yield start, middle
        start = middle
    yield start, end


def languages() -> tuple[str, ...]:
    """The codes of the languages whose packs have rules for dates."""
    return tuple(code for code, pack in packs().items() if _rules_of(type(pack).__module__) is not None)


def grammar(language: str) -> Grammar | None:
    """The grammar of a language by its code, None where its pack has none; compiled once per process."""
    pack = packs().get(language)
    return _grammar(type(pack).__module__) if pack is not None else None


def read_data(language: str) -> dict[str, Any]:
    """The contents of a language's rules. Raises LookupError where it has none."""
    pack = packs().get(language)
    path = _rules_of(type(pack).__module__) if pack is not None else None
    if path is None:
        raise LookupError(f"no rules for dates in {language!r}")
    return _read(path)


@cache
def _grammar(module: str) -> Grammar | None:
    path = _rules_of(module)
    return Grammar(_read(path)) if path is not None else None


def _rules_of(module: str) -> Traversable | None:
    """The file of rules beside a pack, when the pack is a folder that has one."""
    if not hasattr(import_module(module), "__path__"):
        return None
    path = resources.files(module) / RULES
    return path if path.is_file() else None


def _read(path: Traversable) -> dict[str, Any]:
    data: dict[str, Any] = read_rules(path)
    return data
