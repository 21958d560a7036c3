"""The dictionary form of each name of a source: what grammar allows, weighed by what else the source says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Protocol

from pipeline.languages.pack import packs
from pipeline.linking.heads import part
from pipeline.linking.normalize import normalize

CASE_ENDINGS = {
    "ru": ("ого", "ому", "его", "ему", "ом", "ым", "им", "ой", "ем", "ей", "а", "у", "е", "ы", "ю", "я", "и")
}
"""Endings of names in the oblique cases, by language, longest first."""
BARE_ENDINGS = {"ru": ("", "а", "я", "й", "ь", "ий", "ый")}
"""Endings of names in the nominative, by language."""
SHORTEST = 2
"""Letters that must remain without the ending."""
MOST_READINGS = 64
"""Readings of a name of which one may be known."""
GLUED = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,2}\.)(?=[^\W\d_]{2})")
"""An initial without a space behind it: А.Пушкин."""


class Familiar(Protocol):
    """Tells which names are known beforehand."""

    def known(self, name: str, kind: str) -> bool:
        """Whether the knowledge file or the gazetteer has this name."""
        ...

    def famous(self, name: str, kind: str) -> bool:
        """Whether the knowledge file has it."""
        ...

    def words(self, kind: str) -> Collection[str]:
        """The words (normalized) of all names that the knowledge file has for a kind."""
        ...


def lemmas(surfaces: Mapping[str, int], kind: str, language: str, familiar: Familiar) -> dict[str, str]:
    """The dictionary form of each of one source's names (with their counts) of one kind in one language.

    Of the forms that the language pack allows, a famous or known name is taken, also as it is written
    (`Лабе`); else one with a general noun in its nominative (`Тартуский университет`); else the one whose
    words most mentions of this source can have (`Иванова` and `Иванову` agree on `Иванов` or on
    `Иванова`); else the most probable.
    """
    pack = packs().get(language)
    spaced = {surface: GLUED.sub(r"\1 ", surface) for surface in surfaces}
    options = {
        surface: (pack.nominatives(written, kind) if pack else ()) or (written,) for surface, written in spaced.items()
    }
    attested = _attested(spaced.values(), language)
    for surface, allowed in options.items():
        options[surface] = tuple(dict.fromkeys([*allowed, *(_shortened(each, attested, language) for each in allowed)]))
    support: Counter[str] = Counter()
    for surface, count in surfaces.items():
        for key in {key for option in options[surface] for key in _supporting(option, kind)}:
            support[key] += count
    chosen = {}
    for surface, allowed in options.items():
        supported = [sum(support[key] for key in _supporting(option, kind)) for option in allowed]
        ranked = [option for option in (*allowed, spaced[surface]) if familiar.famous(option, kind)]
        ranked += [option for option in allowed if familiar.known(option, kind)]
        ranked += [stem for stem in _stems(spaced[surface], language) if familiar.famous(stem, kind)]
        if not ranked and kind == "place":
            ranked += [name for name in endings_undone(spaced[surface], language) if familiar.famous(name, kind)]
        if not ranked and kind == "person":
            ranked += [name for name in _undone(spaced[surface], language, familiar) if familiar.famous(name, kind)]
        ranked += [option for option in allowed if kind != "person" and part(option, language, kind).head]
        chosen[surface] = [*ranked, allowed[supported.index(max(supported))]][0]
    return chosen


def _stems(word: str, language: str) -> Iterator[str]:
    """What may remain of a word without a case ending."""
    for ending in CASE_ENDINGS.get(language, ()):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST:
            yield stem


def endings_undone(name: str, language: str) -> Iterator[str]:
    """What a name may be whose last word is not in the nominative, with no dictionary asked."""
    for stem in _stems(name, language):
        yield from (stem + ending for ending in BARE_ENDINGS[language])


def _undone(name: str, language: str, familiar: Familiar) -> Iterator[str]:
    """What a person's name of several words may be, each word with or without its ending, if all are known words.

    No dictionary knows `Кваме Нкрумы`, but `Кваме` and `Нкрума` are words of a known name.
    """
    known, ways = familiar.words("person"), []
    for word in name.split():
        ways.append([way for way in dict.fromkeys([word, *endings_undone(word, language)]) if normalize(way) in known])
    if len(ways) > 1 and all(ways):
        yield from (" ".join(words) for words in islice(product(*ways), MOST_READINGS))


def _attested(surfaces: Iterable[str], language: str) -> Collection[str]:
    """Stems that the source itself proves: its own words, and what remains alike of several of them.

    No dictionary knows the foreign surname of `Амундсена`, but a source that also has `Амундсеном`
    or `Амундсен` does.
    """
    words = {word for surface in surfaces for word in surface.split() if word[0].isupper()}
    proofs: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        for stem in _stems(word, language):
            proofs[stem].add(word)
    return words | {stem for stem, proof in proofs.items() if len(proof) > 1 and stem[-1:].lower() not in "аеиоуыэюя"}


def _shortened(option: str, attested: Collection[str], language: str) -> str:
    """The option with each word shortened to an attested stem, where it has one."""
    words = (next((stem for stem in _stems(word, language) if stem in attested), word) for word in option.split())
    return " ".join(words)


def _supporting(option: str, kind: str) -> list[str]:
    """What mentions must have in common to support each other: a word of a person's name, the whole of others."""
    key = normalize(option)
    return key.split() if kind == "person" else [key]
