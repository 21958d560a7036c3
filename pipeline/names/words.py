"""Words of scripts that separate them, and the forms under which an inflected word is known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from pipeline.languages.russian.morphology import analyzer

WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[^\w\s]|_")
"""A run of letters and digits, or one mark; white space separates."""
_SCRIPT = re.compile("(?P<Thai>[\u0e00-\u0e7f])|(?P<Cyrillic>[\u0400-\u04ff])|(?P<Latin>[A-Za-z\u00c0-\u024f])")

_SURNAME = re.compile("[а-яё]{2}(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ы|ых|ыми)?$")

PROPER = frozenset({"Geox", "Name", "Surn", "Patr", "Orgn", "Trad"})
"""The grammemes by which OpenCorpora's dictionary marks proper names."""
PROPER_KINDS = {"place": frozenset({"Geox"}), "person": frozenset({"Name", "Surn", "Patr"})}
"""Those of the kinds that have their own."""


def script(text: str) -> str:
    """The script that a name begins in: Thai, Cyrillic, Latin, or "" for none of these."""
    match = _SCRIPT.search(text)
    return (match.lastgroup or "") if match else ""


@lru_cache(maxsize=100_000)
def keys(word: str) -> tuple[str, ...]:
    """The forms a word is looked up by: itself and, for Russian, its nominatives in lower case.

    A nominative keeps number and gender: «Балкан» is «Балканы», «Аралов» is not «Арал».
    """
    if script(word) != "Cyrillic":
        if word.isupper() and len(word) > 3:
            return (word, word.capitalize())
        return (word,)
    return tuple(sorted({plain(word)} | {plain(nominative(parse)) for parse in analyzer().parse(word)}))


def nominative(parse: Any) -> str:
    """The nominative of a word as pymorphy3 reads it; the word itself where it has none."""
    found = parse.inflect({"nomn"}) if parse.tag.case not in (None, "nomn") else parse
    return str((found or parse).word)


OBLIQUE = frozenset({"gent", "datv", "ablt", "loct"})
"""Cases in which nobody acts. The accusative looks like others too often to tell."""


@lru_cache(maxsize=100_000)
def disagree(first: str, second: str) -> bool:
    """Whether the first of two Russian words can only be oblique and the second is a nominative.

    The parts of one person's name share their case; indeclinable ones have all, and so have women's
    surnames that end in a consonant (Анны Вебер), for which only a man's first word tells.
    """
    one, other = (
        [tag for parse in analyzer().parse(word) if (tag := parse.tag).number != "plur"] for word in (first, second)
    )
    oblique = {tag.gender for tag in one if tag.case in OBLIQUE}
    cases = {tag.case for tag in other}
    man = "masc" in oblique and "femn" not in oblique
    return man and all(tag.case != "nomn" for tag in one) and "nomn" in cases and not cases & OBLIQUE


@lru_cache(maxsize=100_000)
def is_ordinary(word: str, kind: str = "") -> bool:
    """Whether a Russian dictionary knows the word and knows it as no proper name of that kind."""
    parses = analyzer().parse(word)
    proper = PROPER_KINDS.get(kind, PROPER)
    return any(parse.is_known for parse in parses) and not any(
        grammeme in proper for parse in parses for grammeme in parse.tag.grammemes
    )


@lru_cache(maxsize=100_000)
def opens_as_ordinary(word: str) -> bool:
    """Whether the likeliest reading of a Russian word is no proper name: Вера at the start of a sentence is faith."""
    best = analyzer().parse(word)[0]
    return bool(best.is_known) and not any(grammeme in PROPER for grammeme in best.tag.grammemes)


def is_surname(word: str) -> bool:
    """Whether a word ends as Russian surnames do, which a tagger may take for an adjective's short form."""
    return bool(_SURNAME.search(word))


def plain(word: str) -> str:
    """A Cyrillic word in lower case and without ё."""
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=10_000)
def forms(word: str) -> tuple[str, ...]:
    """All forms of a Russian dictionary word, small and capitalised; any other word is its only form."""
    if script(word) != "Cyrillic":
        return (word,)
    first, _, last = word.rpartition("-")
    stem = first + "-" if first else ""
    found = {stem + form.word for form in analyzer().parse(last)[0].lexeme} | {word}
    return tuple(sorted(found | {form[0].upper() + form[1:] for form in found}))
