"""Alternatives of words, as the data of this folder writes them, as regular expressions."""

from __future__ import annotations

import re
from functools import lru_cache

SPACED = frozenset({"en", "ru"})
"""Languages with spaces between words; in others a pattern stands anywhere."""


@lru_cache(maxsize=1 << 10)
def compiled(pattern: str, language: str) -> re.Pattern[str]:
    r"""The expression for `a|b c|stem*`, for text in lower case.

    >>> compiled("ratif*|took effect", "en").findall("It was ratified and took effect.")
    ['ratified', 'took effect']
    >>> compiled("men", "en").findall("amendment")
    []
    """
    alternatives = sorted(pattern.split("|"), key=lambda words: (-len(words), words))
    joined = "|".join(re.escape(words).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for words in alternatives)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if language in SPACED else f"(?:{joined})")
