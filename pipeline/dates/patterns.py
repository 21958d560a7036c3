"""Rules: small patterns over classes of atoms, compiled to regular expressions over their codes.

A pattern is a row of elements, `[field:]class[!class…][/class…][?]`, with `( … | … )` and `( … )?` around
rows. White space may stand between elements unless `+` glues an element to the one before. `{name}`
is a macro. As elements never repeat, a rule looks at a bounded number of atoms, so matching a
text is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.dates.atoms import Atom
from pipeline.dates.lexicon import BREAK, GAP, LINE, SPACE, Alphabet, Value

_TOKEN = re.compile(
    r"(?P<mark>\)\??|[(|])|(?P<glue>\+)?(?:(?P<field>[a-z_.]+):)?(?P<class>\w+(?:!\w+)*(?:/\w+(?:!\w+)*)*)(?P<maybe>\?)?"
)


_WHITE = f"[{SPACE}{LINE}]"


@dataclass(frozen=True, slots=True)
class Capture:
    """An atom that a rule asked for: the field it fills and the classes under which it was taken."""

    field: str
    classes: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One compiled rule; `first` are the codes it can begin with, `sets` the fields it states by itself."""

    name: str
    regex: re.Pattern[str]
    first: frozenset[str]
    captures: Mapping[str, Capture]
    sets: Mapping[str, Value]
    join: str = ""
    check: str = ""
    after: str = ""
    not_after: str = ""
    before: str = ""
    not_before: str = ""
    apart: bool = False
    unless: re.Pattern[str] | None = None
    then: re.Pattern[str] | None = None
    given: re.Pattern[str] | None = None
    example: str = ""

    @property
    def uncaptured(self) -> str:
        """The regular expression without its groups' names, so that several can be put together."""
        return re.sub(r"\?P<g\d+>", "?:", self.regex.pattern)

    def allowed(self, codes: str, start: int, end: int) -> bool:
        """Whether the neighbours of a match are what the rule wants of them."""
        left = codes[start - 1] if start else ""
        if self.apart and left == GAP:
            return False
        if left == SPACE:
            left = codes[start - 2] if start > 1 else ""
        right = codes[end : end + 1]
        if right == SPACE:
            right = codes[end + 1 : end + 2]
        wanted = (not self.after or (left and left in self.after)) and (
            not self.before or (right and right in self.before)
        )
        refused = (left and left in self.not_after) or (right and right in self.not_before)
        return bool(wanted and not refused)

    def captured(self, match: re.Match[str], atoms: list[Atom | None]) -> list[tuple[Capture, Atom]]:
        """What the match took, in the order of the pattern."""
        found = []
        for group, capture in self.captures.items():
            at = match.start(group)
            if at >= 0:
                atom = atoms[at]
                if atom is not None:
                    found.append((capture, atom))
        return found


class PatternError(ValueError):
    """A rule in a language's data is not well formed."""


class _Compiler:
    """Recursive descent over one pattern; every method returns (expression, first codes, may be empty)."""

    def __init__(self, pattern: str, alphabet: Alphabet) -> None:
        self.pattern, self.alphabet = pattern, alphabet
        self.tokens = list(_TOKEN.finditer(pattern))
        if re.sub(r"\s", "", _TOKEN.sub("", pattern)):
            raise PatternError(f"cannot read {pattern!r}")
        self.at = 0
        self.captures: dict[str, Capture] = {}

    def choice(self) -> tuple[str, frozenset[str], bool]:
        rows = [self.row()]
        while self.at < len(self.tokens) and self.tokens[self.at].group("mark") == "|":
            self.at += 1
            rows.append(self.row())
        expression = "|".join(row[0] for row in rows)
        first = frozenset().union(*(row[1] for row in rows))
        return f"(?:{expression})", first, any(row[2] for row in rows)

    def row(self) -> tuple[str, frozenset[str], bool]:
        expression, first, empty = "", frozenset[str](), True
        while self.at < len(self.tokens):
            mark = self.tokens[self.at].group("mark")
            if mark and mark != "(":
                break
            piece = self.group() if mark else self.element()
            expression += piece[0]
            first = first | piece[1] if empty else first
            empty = empty and piece[2]
        return expression, first, empty

    def group(self) -> tuple[str, frozenset[str], bool]:
        self.at += 1
        expression, first, empty = self.choice()
        if self.at >= len(self.tokens):
            raise PatternError(f"unclosed group in {self.pattern!r}")
        maybe = self.tokens[self.at].group("mark") == ")?"
        self.at += 1
        return expression + "?" * maybe, first, empty or maybe

    def element(self) -> tuple[str, frozenset[str], bool]:
        token = self.tokens[self.at]
        self.at += 1
        classes = tuple(token.group("class").split("/"))
        codes = "".join(dict.fromkeys("".join(self._codes(name) for name in classes)))
        classes = tuple(name.partition("!")[0] for name in classes)
        group = f"g{len(self.captures)}"
        expression = f"[{codes}]"
        if token.group("field"):
            self.captures[group] = Capture(token.group("field"), classes)
            expression = f"(?P<{group}>{expression})"
        expression = expression if token.group("glue") else f"{_WHITE}?{expression}"
        maybe = bool(token.group("maybe"))
        return (f"(?:{expression})?" if maybe else expression), frozenset(codes), maybe

    def _codes(self, name: str) -> str:
        """The codes of a class, or of `class!other`: what has the first but none of the others."""
        wanted, *unwanted = name.split("!")
        found = self.alphabet.having(wanted)
        if not found:
            raise PatternError(f"no word has the class {wanted!r} of {self.pattern!r}")
        excluded = "".join(self.alphabet.having(other) for other in unwanted)
        return "".join(code for code in found if code not in excluded)


def compile_rule(data: Mapping[str, object], macros: Mapping[str, str], alphabet: Alphabet) -> Rule:
    """A rule from its entry in a language's `dates.yaml`. Raises PatternError for a malformed one."""
    pattern = _filled(str(data["pattern"]), macros)
    compiler = _Compiler(pattern, alphabet)
    expression, first, _ = compiler.choice()
    if compiler.at < len(compiler.tokens):
        raise PatternError(f"unbalanced groups in {pattern!r}")
    sets = data.get("set") or {}
    return Rule(
        name=str(data["name"]),
        regex=re.compile(expression),
        first=first,
        captures=compiler.captures,
        sets=dict(sets) if isinstance(sets, Mapping) else {},
        join=str(data.get("join", "")),
        check=str(data.get("check", "")),
        after=_neighbours(data, "after", alphabet),
        not_after=_neighbours(data, "not_after", alphabet),
        before=_neighbours(data, "before", alphabet),
        not_before=_neighbours(data, "not_before", alphabet),
        apart=bool(data.get("apart")),
        unless=_any_of(data["unless"]) if "unless" in data else None,
        then=re.compile(str(data["then"]), re.IGNORECASE) if "then" in data else None,
        given=re.compile(f"(?:{_filled(str(data['given']), macros)})$", re.IGNORECASE) if "given" in data else None,
        example=str(data.get("example", "")),
    )


def _any_of(unless: object) -> re.Pattern[str]:
    """One pattern, or a list of them as one."""
    parts = unless if isinstance(unless, list) else [unless]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    """A pattern with its macros, which may hold others, written out."""
    for _ in range(4):
        pattern = re.sub(r"\{([A-Z]+)\}", lambda found: _expanded(macros[found.group(1)]), pattern)
    return pattern


def _expanded(macro: str) -> str:
    """A macro as a group; a mere list of classes as it is, so that `x:{POINT}` works."""
    return f"( {macro} )" if " " in macro else macro


def _neighbours(data: Mapping[str, object], key: str, alphabet: Alphabet) -> str:
    """The codes of the classes that the rule names under `key`; `gap` is any other word, `end` an empty line."""
    special = {"gap": GAP, "break": BREAK}
    names = str(data.get(key, "")).split()
    for name in names:
        if name not in special and not alphabet.having(name):
            raise PatternError(f"no word has the class {name!r} of {data['name']!r}")
    return "".join(special.get(name) or alphabet.having(name) for name in names)
