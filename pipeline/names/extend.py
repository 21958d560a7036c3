"""Places with the words that belong to them: Western Samoa, «Советская Литва», ช่องแคบมะละกา."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.names.conventions import conventions
from pipeline.names.words import keys, script
from pipeline.records import Mention, Sentence

_WORD_BEFORE = re.compile(r"([\w-]+) $")


def extend(mention: Mention, text: str, sentence: Sentence) -> Mention:
    """The place with the modifier before it and the suffix after it; anything else as it is."""
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
        for word in known.modifiers:
            if text.endswith(word, sentence.start, start) and start - len(word) in starts:
                return start - len(word)
        return start
    match = _WORD_BEFORE.search(text, sentence.start, start)
    if match is None or not _is_modifier(match[1], known.modifiers):
        return start
    return match.start(1)


def _is_modifier(word: str, modifiers: tuple[str, ...]) -> bool:
    """Whether the word is one of `modifiers`; those in lower case may be written so in the text."""
    if script(word) != "Cyrillic":
        return word in modifiers
    forms = set(keys(word))
    return any(modifier.lower() in forms and (word[0].isupper() or modifier[0].islower()) for modifier in modifiers)


def _after(text: str, end: int, sentence: Sentence) -> int:
    ends = {token.end for token in sentence.tokens}
    for word in conventions(sentence.language).suffixes:
        separator = "" if script(word) == "Thai" else " "
        if text.startswith(separator + word, end, sentence.end) and end + len(separator + word) in ends:
            return end + len(separator + word)
    return end
