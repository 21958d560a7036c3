"""What each language pack's `names.yaml` says about names: titles, name patterns, what is no name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from typing import Any

from pipeline.languages.pack import GROUP
from pipeline.rule_files import read_rules

FILE = "names.yaml"


@dataclass(frozen=True)
class Rule:
    """A pattern of names with an example that shows them marked.

    `opens` are the parts of speech that the name's first word may have; empty for any.
    """

    kind: str
    pattern: str
    example: str
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conventions:
    """The conventions of one language.

    `titles` are words that stand before a person's name and are no part of it, and tell that it is one;
    `roles` are such words that do not tell; `modifiers` are adjectives that belong to the place they
    stand before, `suffixes` words that belong to the one they follow; `heads` are words that
    organizations' names begin with; `bodies` are kinds of bodies that make no name, alone or with a
    country's; `rulers` are the titles after which a name is a person's even where a recognizer took
    both for something else; `breaks` are words that end a person's name before them, `between` those
    before an event's parties; `tails` are small words that no name ends in; `plurals` are endings of
    the names of peoples and followers; `macros` are the parts that the rules' patterns name in braces.
    """

    language: str
    titles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    not_names: frozenset[str] = frozenset()
    modifiers: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    not_modifiers: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    rulers: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    macros: tuple[tuple[str, str], ...] = ()
    rules: tuple[Rule, ...] = ()
    examples: tuple[str, ...] = ()


@cache
def conventions(language: str) -> Conventions:
    """The conventions of a language; empty where its pack has none."""
    for point in entry_points(group=GROUP):
        path = files(point.module) / FILE if point.name == language else None
        if path is not None and path.is_file():
            return _read(language, read_rules(path))
    return Conventions(language)


def _read(language: str, data: dict[str, Any]) -> Conventions:
    # the longest title comes first, so that "Prime Minister" is not left as "Minister"
    titles = sorted(data.get("titles", []), key=lambda title: (-len(title), title))
    return Conventions(
        language,
        tuple(titles),
        tuple(sorted(data.get("roles", []), key=lambda role: (-len(role), role))),
        tuple(data.get("articles", [])),
        frozenset(data.get("not_names", [])),
        tuple(sorted(data.get("modifiers", []), key=lambda word: (-len(word), word))),
        tuple(sorted(data.get("suffixes", []), key=lambda word: (-len(word), word))),
        tuple(data.get("not_modifiers", [])),
        tuple(data.get("heads", [])),
        tuple(sorted(data.get("bodies", []), key=lambda word: (-len(word), word))),
        tuple(sorted(data.get("rulers", []), key=lambda title: (-len(title), title))),
        tuple(data.get("breaks", [])),
        tuple(data.get("between", [])),
        tuple(data.get("tails", [])),
        tuple(data.get("plurals", [])),
        tuple(data.get("macros", {}).items()),
        tuple(_rule(**rule) for rule in data.get("rules", [])),
        tuple(data.get("examples", [])),
    )


def _rule(kind: str, pattern: str, example: str, opens: str = "") -> Rule:
    return Rule(kind, pattern, example, tuple(opens.split()))
