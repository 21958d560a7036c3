"""A name and its spelling in another script, in brackets behind it, are of one kind: ออร์ด วินเกต (Orde Wingate)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.linking.sounds import likeness
from pipeline.linking.spellings import SPOKEN, spelling
from pipeline.names.trim import KNOWING
from pipeline.names.words import script
from pipeline.records import Mention, Sentence

BRACKET = re.compile(r"\s?\($")
SURE = 0.65
"""How alike words must sound that no recognizer took for a name."""
WORDS = 8
"""How many tokens before a bracket may be the name."""


def with_glosses(mentions: Sequence[Mention], text: str, sentences: Sequence[Sentence]) -> list[Mention]:
    """The flat, ordered mentions, where a name and the spelling behind it have the kind and the borders of each other.

    A person and a place are taken for what sounds like them, other names for what has several words.
    """
    return _with_spellings(_with_names(mentions, text, sentences), text)


def _with_spellings(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions, and those in brackets of the kind and the borders that the names before them tell."""
    found: list[Mention] = []
    for at, mention in enumerate(mentions):
        if found and mention.start < found[-1].end:
            continue
        gloss = spelling(mention, text)
        inside = [each for each in mentions[at + 1 : at + 1 + WORDS] if gloss and each.start < gloss.end]
        same = next((each for each in inside if gloss and each.surface == gloss.surface), None)
        if same and same.recognizer in KNOWING and {same.kind, mention.kind} <= {*SPOKEN}:
            found.append(replace(mention, kind=same.kind))
            continue
        found.append(mention)
        if gloss and not any(each.end > gloss.end or each.recognizer in KNOWING for each in inside):
            found.append(gloss)
    return found


def _with_names(mentions: Sequence[Mention], text: str, sentences: Sequence[Sentence]) -> list[Mention]:
    """The mentions, and the words that sound like a person or place in brackets behind them."""
    starts = [sentence.start for sentence in sentences]
    found: list[Mention] = []
    for mention in mentions:
        at = bisect_right(starts, mention.start) - 1
        bracket = BRACKET.search(text[max(0, mention.start - 2) : mention.start])
        if mention.kind in SPOKEN and bracket and at >= 0:
            end = mention.start - len(bracket[0])
            if name := _name(mention, end, text, sentences[at], found):
                while found and found[-1].end > name.start:
                    found.pop()
                found.append(name)
        found.append(mention)
    return found


def _name(spelt: Mention, end: int, text: str, sentence: Sentence, before: Sequence[Mention]) -> Mention | None:
    """The words up to `end` that sound most like what is `spelt`, if no mention has them all and they are like it.

    It may take mentions in, but begins within none.
    """
    last = bisect_left(sentence.tokens, end, key=lambda token: token.start)
    options = [
        (likeness(text[start:end], spelt.surface), start)
        for start in (token.start for token in sentence.tokens[max(0, last - WORDS) : last])
        if script(text[start:end]) not in ("", script(spelt.surface))
        and not any(start < each.end and (each.start < start or each.kind == "date") for each in before[-WORDS:])
    ]
    alike, best = max(options, key=lambda option: (option[0], -option[1]), default=(0.0, end))
    marked = before[-1] if before and before[-1].end == end else None
    if alike < SURE or (marked and best >= marked.start):
        return None
    return replace(spelt, start=best, end=end, surface=text[best:end])
