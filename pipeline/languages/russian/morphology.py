"""Lemmas and parts of speech of Russian words by pymorphy3 and its OpenCorpora dictionary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

Span = tuple[int, int]

UNIVERSAL = {
    "NOUN": "NOUN",
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "COMP": "ADJ",
    "VERB": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "GRND": "VERB",
    "NUMR": "NUM",
    "ADVB": "ADV",
    "PRED": "ADV",
    "NPRO": "PRON",
    "PREP": "ADP",
    "CONJ": "CCONJ",
    "PRCL": "PART",
    "INTJ": "INTJ",
}
"""OpenCorpora's parts of speech (opencorpora.org/dict.php?act=gram) in Universal Dependencies' words."""

PROPER = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad")
SUBORDINATING = re.compile(
    "(?:что|чтобы|чтоб|если|ли|хотя|когда|пока|как|будто|словно|ибо|поскольку|покуда|едва|раз|пусть|нежели|чем|дабы)$"
)
"""Conjunctions of subordinate clauses; OpenCorpora does not tell them from coordinating ones."""
LONGEST = 60
"""Longer "words" are no words; they are not looked up."""
ROMAN = re.compile(r"[IVXLCDM]+$")
CYRILLIC = re.compile(r"[\u0400-\u04ff][\u0400-\u04ff’'.-]*$")
LETTER = re.compile(r"[^\W\d_]")


@cache
def analyzer() -> Any:
    """pymorphy3's analyzer; loaded on the first call."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def describe(words: Sequence[str]) -> list[tuple[str, str]]:
    """Lemma and universal part of speech of each word, by the word alone."""
    return [describe_word(word) for word in words]


@lru_cache(maxsize=100_000)
def describe_word(word: str) -> tuple[str, str]:
    """Lemma and universal part of speech by the word's most frequent reading.

    A participle's or a gerund's lemma is the verb's infinitive.

    >>> describe_word("подписанный")
    ('подписать', 'VERB')
    """
    if not LETTER.search(word):
        return word, "NUM" if any(letter.isdigit() for letter in word) else "SYM" if word in "%№$€£+=<>°" else "PUNCT"
    if len(word) > LONGEST or not CYRILLIC.match(word):
        return word, "NUM" if ROMAN.match(word) else "PROPN" if word[0].isupper() else "X"
    best = analyzer().parse(word.rstrip("."))[0]
    tag = best.tag
    lemma = best.normal_form
    if tag.POS is None:
        return word, "PROPN" if word[0].isupper() else "X"
    if tag.POS == "NOUN" and word[0].isupper() and any(mark in tag for mark in PROPER):
        return lemma, "PROPN"
    if tag.POS == "ADJF" and "Apro" in tag:
        return lemma, "DET"
    if tag.POS == "CONJ" and SUBORDINATING.match(lemma):
        return lemma, "SCONJ"
    return lemma, UNIVERSAL.get(tag.POS, "X")


@lru_cache(maxsize=50_000)
def is_future(word: str) -> bool:
    """Whether the word's most frequent reading is a future tense; of perfective verbs the non-past is one.

    >>> is_future("подпишет"), is_future("подписывает")
    (True, False)
    """
    return len(word) <= LONGEST and bool(analyzer().parse(word)[0].tag.tense == "futr")


@lru_cache(maxsize=50_000)
def is_passive(word: str) -> bool:
    """Whether the word is a passive participle, or an adjective by the dictionary that may be one («разбит»).

    >>> is_passive("захваченный"), is_passive("захвативший"), is_passive("разбит")
    (True, False, True)
    """
    readings = analyzer().parse(word) if len(word) <= LONGEST else []
    passive = [reading for reading in readings if "pssv" in reading.tag]
    return bool(passive) and (readings[0] in passive or readings[0].tag.POS == "ADJS")


HYPHENATED = re.compile(r"[а-яёА-ЯЁ]+(?:-[а-яёА-ЯЁ]+)+")


def whole_words(text: str, spans: Sequence[Span]) -> list[Span]:
    """The token `spans`, those put together that are one hyphenated word of the dictionary ("Санкт-Петербург").

    The treebanks, and so the network, sometimes cut such words at the hyphen and sometimes do not.
    """
    found: list[Span] = []
    until = 0
    for first, last in spans:
        if first < until:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
            continue
        found.append((first, last))
        word = HYPHENATED.match(text, first) if "-" in text[last - 1 : last + 1] else None
        if word and _is_known(word.group()):
            until = word.end()
    return found


@lru_cache(maxsize=50_000)
def _is_known(word: str) -> bool:
    return len(word) <= LONGEST and bool(analyzer().word_is_known(word))
