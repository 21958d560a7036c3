"""A name and its spelling in another script, in brackets behind it, are of one kind: ออร์ด วินเกต (Orde Wingate)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.linking.sounds import alike, sounds
from pipeline.names.trim import KNOWING
from pipeline.names.words import script
from pipeline.records import Mention, Sentence

GLOSS = re.compile(
    r"[»”\"’']?\s?\((?:[^\W\d_]{2,7}\.\s|[^\W\d_]+:\s)?(?P<gloss>[^\W\d_][^(),;:]{2,80}?)(?:[,;][^()]{0,80})?\)"
)
"""What stands behind a name: a bracket, a language perhaps (англ., English:), the spelling, and more after a comma."""
BRACKET = re.compile(r"\s?\($")
ALIKE = 0.5
"""How alike both must sound, as `pipeline.linking.sounds` counts it, to be one person or place."""
SURE = 0.65
"""How alike words must sound that no recognizer took for a name."""
WORDS = 8
"""How many tokens before a bracket may be the name."""
SPOKEN = ("person", "place")
"""Kinds whose names are spelt in another script; those of the others are translated."""


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
        gloss = _spelling(mention, text)
        inside = [each for each in mentions[at + 1 : at + 1 + WORDS] if gloss and each.start < gloss.end]
        same = next((each for each in inside if gloss and each.surface == gloss.surface), None)
        if same and same.recognizer in KNOWING and {same.kind, mention.kind} <= {*SPOKEN}:
            found.append(replace(mention, kind=same.kind))
            continue
        found.append(mention)
        if gloss and not any(each.end > gloss.end or each.recognizer in KNOWING for each in inside):
            found.append(gloss)
    return found


def _spelling(name: Mention, text: str) -> Mention | None:
    """What stands in brackets behind a name and is the same in another script."""
    match = GLOSS.match(text, name.end) if name.kind != "date" else None
    if match is None:
        return None
    surface = match["gloss"].rstrip()
    scripts = {script(letter) for letter in surface if letter.isalpha()}
    if len(scripts) > 1 or scripts & {"", script(name.surface)} or surface[0].islower():
        return None
    surname = surface.split()[-1]
    if name.kind in SPOKEN:
        same = max(_like(name.surface, surface), _like(name.surface, surname)) >= ALIKE
    else:
        same = surname != surface or surface.isupper()
    if not same:
        return None
    start = match.start("gloss")
    return replace(name, start=start, end=start + len(surface), surface=surface)


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
                found = [each for each in found if each.end <= name.start]
                found.append(name)
        found.append(mention)
    return found


def _name(spelling: Mention, end: int, text: str, sentence: Sentence, before: Sequence[Mention]) -> Mention | None:
    """The words up to `end` that sound most like the `spelling`, if no mention has them all and they are like it.

    It may take mentions in, but begins within none.
    """
    tokens = [token.start for token in sentence.tokens if token.start < end][-WORDS:]
    options = [
        start
        for start in tokens
        if script(text[start:end]) not in ("", script(spelling.surface))
        and not any(start < each.end and (each.start < start or each.kind == "date") for each in before[-WORDS:])
    ]
    best = max(options, key=lambda start: (_like(text[start:end], spelling.surface), -start), default=end)
    marked = before[-1] if before and before[-1].end == end else None
    if _like(text[best:end], spelling.surface) < SURE or (marked and best >= marked.start):
        return None
    return replace(spelling, start=best, end=end, surface=text[best:end])


def _like(name: str, spelling: str) -> float:
    return alike("".join(sounds(name)), "".join(sounds(spelling)))
