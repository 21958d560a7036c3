"""Sentences do not end within a name: where Thai has spaces alone, โจเซฟ | สตาลิน may look like two sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.records import Mention, Sentence

SURE = 0.5
"""The confidence from which a name is believed rather than the end of a sentence."""


def unbroken(sentences: Sequence[Sentence], mentions: Iterable[Mention], text: str) -> list[Sentence]:
    """The sentences, in text order, with two made one where a sure mention reaches from one into the other.

    Only an end without a mark is doubted: not a full stop, and not the end of a line.
    """
    starts = [sentence.start for sentence in sentences]
    within: set[int] = set()
    for mention in mentions:
        first, last = bisect_right(starts, mention.start) - 1, bisect_right(starts, mention.end - 1) - 1
        if first >= 0 and mention.confidence >= SURE:
            within.update(range(first + 1, last + 1))
    found: list[Sentence] = []
    for at, sentence in enumerate(sentences):
        if at in within and _open(found[-1], sentence, text):
            found[-1] = replace(found[-1], end=sentence.end, tokens=found[-1].tokens + sentence.tokens)
        else:
            found.append(sentence)
    return found


def _open(one: Sentence, other: Sentence, text: str) -> bool:
    """Whether nothing but a space stands between the words of both."""
    last = text[one.start : one.end].rstrip()[-1:]
    same = (one.language, one.role) == (other.language, other.role)
    return same and (last.isalnum() or "\u0e00" < last < "\u0e80") and not text[one.end : other.start].strip(" \u00a0")
