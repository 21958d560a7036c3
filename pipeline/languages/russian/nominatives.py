"""Nominative forms of Russian names of one or more words.

The head of a name agrees in itself (adjectives with their noun, the parts of a person's name, a
title with its bearer); a tail that depends on it stays as it is ("Совет" + "народных комиссаров").
All readings of the head are weighed, and so is every place where the tail may begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import sqrt

from pipeline.languages.russian.inflection import Reading, is_acronym, readings

FORMS = 4
"""How many forms are told at most; further ones are improbable."""
LEAST = 0.1
"""A form that is so much less probable than the best one is left out."""
LONGEST = 120
"""Characters beyond which a name is taken as it is."""
OPENING, CLOSING = "«„“‘\"'(", "»“”’\"')"
TRANSPARENT = re.compile(
    r"[^а-яёА-ЯЁ]+$|(?:[А-ЯЁ]\.-?)+$|(?:и|де|ди|да|дю|фон|фан|ван|фер|дер|ибн|бен|бин|аль|эль|оф)$"
)
"""Words beside which the group goes on unchanged: initials, digits, foreign letters, "и", noble particles."""

BEFORE_NOUN = 0.999
"""How probably what follows an adjective is its noun, or another adjective of it."""
AFTER_NOUN = 0.6
"""How probably an adjective at the end of a name belongs to the noun before it ("Речи Посполитой")."""
AFTER_PERSON = 0.98
"""How probably what agrees with a person's name belongs to it."""
AFTER_ANIMATE = 0.95
"""How probably a name that agrees with a title or a rank before it belongs to it ("короля Георга")."""
AFTER_KIND = 0.8
"""The same after a word of KINDS ("реке Амуру")."""
AFTER_OTHER = 0.1
"""The same after other nouns, on which the name depends ("Лиги Наций", "собрания Турции")."""
KINDS = re.compile(
    "(?:город|село|деревня|посёлок|хутор|станица|крепость|порт|река|озеро|остров|гора|вулкан|пролив|мыс|станция|планета"
    "|республика|королевство|княжество|герцогство|царство|эмират|крейсер|линкор|эсминец|фрегат|пароход|ледокол)$"
)
"""Kinds of things whose name stands in the same case beside them."""


@lru_cache(maxsize=50_000)
def nominatives(name: str, kind: str = "") -> tuple[str, ...]:
    """Nominative forms that the inflected `name`, if known of a kind, may have, best first; at least one.

    >>> nominatives("Мустафы Кемаля")[0], nominatives("Османской империи")[0]
    ('Мустафа Кемаль', 'Османская империя')
    >>> nominatives("Зубов")[0], nominatives("Зубов", "person")[0]
    ('Зубы', 'Зубов')
    """
    if len(name) > 2 and name[0] in OPENING and name[-1] in CLOSING and not set(name[1:-1]) & set(OPENING + CLOSING):
        return tuple(name[0] + form + name[-1] for form in nominatives(name[1:-1], kind))
    if len(name) > LONGEST:
        return (name,)
    pieces = re.split(r"(\s+)", name)
    scores: dict[str, float] = {}
    for words, score in _variants(pieces[0::2], 0, None, False, kind == "person"):
        form = "".join(word + gap for word, gap in zip(words, [*pieces[1::2], ""], strict=True))
        scores[form] = scores.get(form, 0.0) + score
    ranked = sorted(scores, key=lambda form: (-scores[form], form))
    best = [form for form in ranked if scores[form] >= LEAST * scores[ranked[0]]][:FORMS]
    return tuple(dict.fromkeys(spelling for form in best for spelling in _spellings(form, name)))


def _variants(
    words: Sequence[str], at: int, last: Reading | None, headed: bool, person: bool
) -> Iterator[tuple[tuple[str, ...], float]]:
    """The nominatives of `words[at:]` after the reading `last`; `headed` once the group has its noun."""
    if at == len(words):
        yield (), 1.0
        return
    word, tail = words[at], tuple(words[at:])
    if TRANSPARENT.match(word) or is_acronym(word):
        for rest, score in _variants(words, at + 1, last, headed, person):
            yield (word, *rest), score
        return
    found = readings(word, person=person)
    if not found or (headed and not word[0].isupper()):
        yield tail, 1.0
        return
    chosen = [reading for reading in found if last is None or last.agrees(reading)]
    share = _agreement(words, at, last, headed, bool(chosen) and all(reading.adjective for reading in chosen))
    if headed or not chosen:
        yield tail, 1.0 - share
    # That a word agrees says more than how often its form is the one or the other case: hence the root.
    share /= sqrt(sum(reading.score for reading in chosen)) if chosen else 1.0
    for reading in chosen:
        for rest, score in _variants(words, at + 1, reading, headed or not reading.adjective, person):
            yield (reading.nominative, *rest), share * reading.score * score


def _agreement(words: Sequence[str], at: int, last: Reading | None, headed: bool, adjective: bool) -> float:
    """How probably `words[at]` belongs to the group rather than to its tail."""
    if last is None:
        return 1.0
    if not headed:
        return BEFORE_NOUN
    if adjective and not last.personal:
        return AFTER_NOUN if at == len(words) - 1 else 1 - BEFORE_NOUN
    if last.personal:
        return AFTER_PERSON
    if last.animate:
        return AFTER_ANIMATE
    return AFTER_KIND if KINDS.match(last.nominative.lower()) else AFTER_OTHER


def _spellings(form: str, name: str) -> tuple[str, ...]:
    """The form, and without ё where the text of the name seems to do without it ("Хрущева": Хрущёв, Хрущев)."""
    if "ё" in form.lower() and "ё" not in name.lower():
        return form, form.replace("ё", "е").replace("Ё", "Е")
    return (form,)
