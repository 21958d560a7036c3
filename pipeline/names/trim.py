"""From what a recognizer marked to the name itself: without article, title, possessive and loose marks."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.names.conventions import Conventions, conventions
from pipeline.names.words import WORD, is_surname, keys, script
from pipeline.records import Mention, Sentence

_EDGES = " \t\r\n,;:!?*•·|/\\=+_~…—–-"
_CLOSING = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "„": "“", '"': '"'}
_OPENING = {close: opening for opening, close in _CLOSING.items()}
_POSSESSIVE = re.compile("['’]s$|(?<=s)['’]$")
_DOTTED = re.compile(r"(?:\b\w{1,3}\.)+$")


def trim(mention: Mention, text: str, sentence: Sentence) -> Mention | None:
    """The mention cut to its name, or None where nothing is left that could be one.

    In Thai its edges move to those of the words that it touches, unless it was found as a known name.
    """
    known = conventions(mention.language)
    start, end = _strip(text, mention.start, _before_brackets(text, mention.start, mention.end))
    while start < end:
        before = (start, end)
        start, end = _strip(text, *_without_words(text, start, end, mention.kind, known))
        if before == (start, end):
            break
    if not _is_name(text[start:end], start, end, mention, known, sentence):
        return None
    return replace(mention, start=start, end=end, surface=text[start:end])


def _before_brackets(text: str, start: int, end: int) -> int:
    """The end of the span without an explanation in brackets: Джоэл Саймон (Joel Simon)."""
    opening = text.find(" (", start, end)
    return opening if opening > start else end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, loose punctuation, footnote marks and unpaired quotes at its edges."""
    while start < end:
        first, last, inside = text[start], text[end - 1], text[start:end]
        if first in _EDGES or first == ".":
            start += 1
        elif last in _EDGES or (last == "." and not _DOTTED.search(inside)):
            end -= 1
        elif (first in _OPENING and first not in _CLOSING) or (first in _CLOSING and _CLOSING[first] not in inside[1:]):
            start += 1
        elif (last in _CLOSING and last not in _OPENING) or (last in _OPENING and _OPENING[last] not in inside[:-1]):
            end -= 1
        elif first in _CLOSING and last == _CLOSING[first] and inside.count(first) == 1 + (first == last):
            start, end = start + 1, end - 1
        else:
            break
    return start, end


def _without_words(text: str, start: int, end: int, kind: str, known: Conventions) -> tuple[int, int]:
    """The span without a leading article or title and without a possessive ending."""
    if match := _POSSESSIVE.search(text[start:end]):
        end = start + match.start()
    words = list(WORD.finditer(text, start, end))
    if len(words) > 1 and words[0][0] in known.articles:
        return words[1].start(), end
    if kind == "person":
        for title in (*known.titles, *known.roles):
            if (after := _after_title(text, start, end, title)) is not None:
                return after, end
    return start, end


def _after_title(text: str, start: int, end: int, title: str) -> int | None:
    """Where the name goes on after the title that it begins with; None if it begins otherwise."""
    if script(title) == "Thai":
        return start + len(title) if text.startswith(title, start, end) and end - start > len(title) + 1 else None
    if script(title) == "Cyrillic":
        words = list(re.finditer(r"[\w-]+", text[start:end]))
        if len(words) > 1 and title in keys(words[0][0]):
            return start + words[0].end()
        return None
    if text.startswith(title, start, end) and start + len(title) < end and not text[start + len(title)].isalnum():
        return start + len(title)
    return None


def _is_name(surface: str, start: int, end: int, mention: Mention, known: Conventions, sentence: Sentence) -> bool:
    if len(surface) < 2 or not any(letter.isalpha() for letter in surface) or "\n" in surface:
        return False
    if surface in known.not_names or (mention.kind == "person" and surface in known.titles):
        return False
    if mention.recognizer in ("knowledge", "patterns", "gazetteer") or script(surface) == "Thai":
        return True
    if not any(letter.isupper() for letter in surface):
        return False
    tags = [token.tag for token in sentence.tokens if token.start < end and start < token.end]
    if tags == ["ADJ"] and is_surname(surface):
        return True
    return tags not in (["ADJ"], ["ADV"], ["VERB"], ["PRON"], ["DET"], ["NUM"])
