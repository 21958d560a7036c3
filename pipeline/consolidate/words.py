"""The words of tellings and sources: which two are one, and the names and numbers that a source uses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.consolidate.patterns import SPACED
from pipeline.consolidate.telling import Telling
from pipeline.events.language import event_language
from pipeline.events.ontology import closeness
from pipeline.records import Token

ROOT = 5
"""Letters at the beginning of a word that its verb and its noun share: подписать and подписание."""
TERMS = frozenset({"NUM", "PROPN"})
"""Parts of speech (universal) that tell what a source is about: its proper names and its numbers."""


@lru_cache(maxsize=1 << 16)
def root(word: str, language: str) -> str:
    """What a word shares with the others of its family.

    `word` is in its dictionary form, Thai words are series with spaces.

    >>> root("invasion", "en") == root("invade", "en"), root("shooting", "en") == root("shoot", "en")
    (False, True)
    >>> root("подписание", "ru") == root("подписать", "ru")
    True
    >>> root("การ ลงนาม", "th") == root("ลงนาม", "th")
    True
    """
    if language in SPACED:
        return word[:ROOT]
    grammar = event_language(language)
    first, _, rest = word.partition(" ")
    return rest if grammar and rest and first in grammar.nominalizers else word


def same_word(one: Telling, other: Telling) -> bool:
    """Whether one and the same word of one language tells both, or its verb the one and its noun the other."""
    if one.language != other.language or not one.trigger:
        return False
    if one.trigger == other.trigger:
        return True
    return root(one.trigger, one.language) == root(other.trigger, other.language) and (
        closeness(one.event_type, other.event_type) > 0
    )


def terms(tokens: Iterable[Token]) -> frozenset[str]:
    """The proper names and numbers of a text, as they are written, in their dictionary forms."""
    return frozenset((token.lemma or token.text).casefold() for token in tokens if token.tag in TERMS)
