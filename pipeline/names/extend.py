"""Places with the words that belong to them and rulers with their number: Western Samoa, ช่องแคบมะละกา, Louis XVI."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.names.conventions import conventions
from pipeline.names.words import script
from pipeline.records import Mention, Sentence, Token

_NUMBER = re.compile(r" (?:[IVX]{2,6}|[VX])(?!\w)| I(?=[.,;:)]|$)")
"""The number of a ruler behind the name; a lone I only where it cannot be the pronoun."""


def extend(mention: Mention, text: str, sentence: Sentence) -> Mention:
    """The place with the modifier before it and the suffix after it, a person with the number; else as it is."""
    if mention.kind == "person" and (number := _NUMBER.match(text, mention.end, sentence.end)):
        return replace(mention, end=number.end(), surface=text[mention.start : number.end()])
    if mention.kind != "place":
        return mention
    start = mention.start
    while (longer := _before(text, start, sentence)) < start:
        start = longer
    end = _after(text, mention.end, sentence)
    return replace(mention, start=start, end=end, surface=text[start:end])


def _before(text: str, start: int, sentence: Sentence) -> int:
    known = conventions(sentence.language)
    if sentence.language == "th":
        starts = {token.start for token in sentence.tokens}
        if text.endswith(known.not_modifiers, sentence.start, start):
            return start
        for word in known.modifiers:
            if text.endswith(word, sentence.start, start) and start - len(word) in starts:
                return start - len(word)
        return start
    before = [token for token in sentence.tokens if token.end == start - 1 and text[token.end] == " "]
    return before[0].start if before and _is_modifier(before[0], known.modifiers) else start


def _is_modifier(token: Token, modifiers: tuple[str, ...]) -> bool:
    """Whether the word is a form of one of `modifiers`; those in lower case may be written so in the text."""
    if token.text in modifiers or token.lemma in modifiers:
        return True
    return token.text[0].isupper() and token.lemma.capitalize() in modifiers


def _after(text: str, end: int, sentence: Sentence) -> int:
    ends = {token.end for token in sentence.tokens}
    for word in conventions(sentence.language).suffixes:
        separator = "" if script(word) == "Thai" else " "
        if text.startswith(separator + word, end, sentence.end) and end + len(separator + word) in ends:
            return end + len(separator + word)
    return end
