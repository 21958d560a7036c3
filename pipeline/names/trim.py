"""From what a recognizer marked to the name itself: without article, title, possessive and loose marks."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.names.bodies import named
from pipeline.names.conventions import Conventions, conventions
from pipeline.names.cut import cut
from pipeline.names.gazetteer import is_happening, ordinary_thai, territories
from pipeline.names.words import WORD, is_surname, keys, script
from pipeline.records import Mention, Sentence

KNOWING = ("knowledge", "patterns", "gazetteer")
"""Recognizers whose spans are names by themselves."""
_EDGES = " \t\r\n,;:!?*•·|/\\=+_~…—–-"
_LEADING_VOWELS = "เแโใไ"
"""Thai vowels that are written before their consonant: with one no word ends."""
_CLOSING = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "„": "“", '"': '"'}
_OPENING = {close: opening for opening, close in _CLOSING.items()}
_POSSESSIVE = re.compile("['’]s$|(?<=s)['’]$")
_AFTER_RULER = re.compile(r"\s\w+(?: [IVX]+)?")
_ABBREVIATED = "ฯ"
"""The Thai mark of a word cut short belongs to it: สหรัฐฯ."""
_YEAR = re.compile(r"\d{4} (?=\S+ \S)")
"""A year that only tells an event's date: 1921 Treaty of Friendship, but 1905 Revolution."""
_DOTTED = re.compile(r"(?:\b\w{1,3}\.)+$")


def trim(mention: Mention, text: str, sentence: Sentence) -> Mention | None:
    """The mention cut to its name, or None where nothing is left that could be one.

    In Thai its edges move to those of the words that it touches, unless it was found as a known name.
    """
    known = conventions(mention.language)
    kind = "person" if _is_ruler(mention, known) else mention.kind
    end = _before_brackets(text, mention.start, mention.end)
    end = cut(text, mention.start, end, "" if mention.recognizer in KNOWING else kind, known)
    start, end = _strip(text, mention.start, end)
    while start < end:
        before = (start, end)
        start, end = _strip(text, *_without_words(text, start, end, kind, known, sentence))
        if before == (start, end):
            break
    if end > start and text.startswith(_ABBREVIATED, end):
        end += 1
    name = replace(mention, kind=kind, start=start, end=end, surface=text[start:end])
    if not _is_name(name, known, sentence):
        return None
    return name if mention.recognizer in KNOWING else named(name, known)


def _is_ruler(mention: Mention, known: Conventions) -> bool:
    """Whether an organization or place is a ruler's title and name: King Farouk."""
    if mention.kind not in ("organization", "place") or mention.recognizer in KNOWING:
        return False
    article, _, rest = mention.surface.partition(" ")
    surface = rest if article in known.articles else mention.surface
    return any(_AFTER_RULER.fullmatch(surface, len(title)) for title in known.rulers if surface.startswith(title))


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
        elif last in _EDGES or last in _LEADING_VOWELS or (last == "." and not _DOTTED.search(inside)):
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


def _without_words(
    text: str, start: int, end: int, kind: str, known: Conventions, sentence: Sentence
) -> tuple[int, int]:
    """The span without a leading article or title and without a possessive ending or a small word at its end."""
    if match := _POSSESSIVE.search(text[start:end]):
        end = start + match.start()
    if kind == "event" and (match := _YEAR.match(text, start, end)):
        return match.end(), end
    if text.endswith(known.tails, start, end):
        tail = next((token for token in sentence.tokens if token.end == end and token.text in known.tails), None)
        if tail and tail.start > start:
            return start, tail.start
    words = list(WORD.finditer(text, start, end))
    if len(words) > 1 and words[0][0] in known.articles:
        opens = not re.search(r"\w", text[sentence.start : start])
        if kind != "person" or words[0][0].islower() or opens:
            return words[1].start(), end
        # "An" within a sentence is a Korean, Vietnamese or Chinese name
    if kind == "person":
        first, _, rest = text[start:end].partition(" ")
        if rest and script(first) == "Thai" and (first in known.not_names or first in territories()):
            return end - len(rest), end
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


def _is_name(mention: Mention, known: Conventions, sentence: Sentence) -> bool:
    surface = mention.surface
    if len(surface) < 2 or not any(letter.isalpha() for letter in surface):
        return False
    if surface in known.not_names or surface in known.titles:
        return False
    if mention.kind == "person" and script(surface) == "Thai" and surface in territories():
        return False  # the office is the country's: นายกรัฐมนตรีคองโก
    if mention.recognizer in KNOWING:
        return True
    if script(surface) == "Thai":
        return mention.kind != "event" or not (surface in ordinary_thai() or is_happening(surface))
    if not any(letter.isupper() for letter in surface):
        return False
    if " " not in surface and (surface.endswith(known.plurals) or _is_no_name(surface, known)):
        return False
    tags = [token.tag for token in sentence.tokens if token.start < mention.end and mention.start < token.end]
    if tags == ["ADJ"] and is_surname(surface):
        return True
    return tags not in (["ADJ"], ["ADV"], ["VERB"], ["PRON"], ["DET"], ["NUM"])


def _is_no_name(word: str, known: Conventions) -> bool:
    """Whether the dictionary form of an inflected word is none of a name."""
    return any(key.capitalize() in known.not_names for key in keys(word))
