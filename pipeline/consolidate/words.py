"""The words of tellings and sources: which are of one family, and which tell what a source is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.consolidate.patterns import SPACED
from pipeline.events.language import event_language
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


def terms(tokens: Iterable[Token]) -> frozenset[str]:
    """The proper names and numbers of a text, as they are written, in their dictionary forms."""
    return frozenset((token.lemma or token.text).casefold() for token in tokens if token.tag in TERMS)
