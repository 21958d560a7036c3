"""The general noun in a name (river, treaty, กรุง, империя) and what remains without it.

The nouns stand in `heads.csv`, one concept a row in three languages, each with an example.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.linking.normalize import normalize

LINKS = {"en": ("of", "the", "and"), "ru": ("имени",), "th": ("แห่ง", "ที่", "ของ")}
"""Words between the noun and the rest."""
SHORTEST = 2
"""Characters that must remain."""


@dataclass(frozen=True)
class Head:
    """A concept; `kind` is the kind of place it implies, "" for other tables."""

    concept: str
    table: str
    kind: str


@dataclass(frozen=True)
class Parted:
    """A name without its general noun; `head` is None where it has none, and `rest` then the whole name."""

    head: Head | None
    rest: str


@cache
def _heads(language: str) -> tuple[tuple[str, Head], ...]:
    """The nouns of a language with their concepts, the longest first."""
    text = files("pipeline.linking").joinpath("heads.csv").read_text(encoding="utf-8")
    found = [
        (normalize(noun), Head(row["concept"], row["table"], row["kind"]))
        for row in csv.DictReader(text.splitlines())
        for noun in (row.get(language) or "").split("|")
        if noun
    ]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _any_head(language: str) -> re.Pattern[str]:
    """Any of the nouns where one may stand: at the beginning of a name, or as its last words."""
    nouns = "|".join(re.escape(noun) for noun, _ in _heads(language))
    return re.compile(f"(?:{nouns})|.* (?:{nouns})$", re.DOTALL)


@lru_cache(maxsize=1 << 16)
def part(name: str, language: str, table: str = "") -> Parted:
    """Parts a name into its general noun and the rest (normalized); `table` narrows the nouns to a kind of entity.

    >>> part("Lake Ladoga", "en").rest
    'ladoga'
    """
    whole = normalize(name)
    for noun, head in _heads(language) if _any_head(language).match(whole) else ():
        if table and head.table != table:
            continue
        rest = _without(whole, noun, language)
        if rest is not None and len(rest) >= SHORTEST:
            return Parted(head, rest)
    return Parted(None, whole)


def _without(whole: str, noun: str, language: str) -> str | None:
    """The name without the noun at its beginning or end; None where it has none."""
    links = LINKS.get(language, ())
    if whole.endswith(f" {noun}"):
        return whole.removesuffix(f" {noun}")
    if language == "th":
        if not whole.startswith(noun):
            return None
        rest = whole[len(noun) :].strip()
        for link in links:
            rest = rest.removeprefix(link).strip()
        return None if re.match("[ะัาำิีึืุู็่้๊๋์]", rest) else rest
    if not whole.startswith(f"{noun} "):
        return None
    words = whole.removeprefix(f"{noun} ").split()
    while len(words) > 1 and words[0] in links:
        words = words[1:]
    return " ".join(words)
