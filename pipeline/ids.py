"""Ids made from content, so that they stay the same when other sources are added."""

from __future__ import annotations

import hashlib


def content_id(letter: str, *parts: object) -> str:
    """`letter` and twelve hexadecimal digits (48 bits) that depend on nothing but `parts`.

    >>> content_id("m", "s1", "place", 4, 9) == content_id("m", "s1", "place", 4, 9)
    True
    """
    text = "\x1f".join(str(part) for part in parts)
    return letter + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def statement_id(source_id: str, trigger_start: int) -> str:
    """The id of what a source says at a place, whatever it is taken for: the place of the word that says it."""
    return content_id("t", source_id, trigger_start)
