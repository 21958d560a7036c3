"""The words of one language that dates are made of, and how they are found in a text.

A language's `dates.yaml` lists words by class and value (`month: {1: [january, Jan]}`). A form
written with a capital is one only with a capital in the text too (May, March). Finding is one pass
of one regular expression without backtracking beyond a word, so it is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from pipeline.dates.fields import SHAPES

Value = int | float | str
GAP, SPACE, LINE, BREAK = "x", " ", "\r", "\n"
"""Codes of a run of other words, of white space without and with a line end, and of an empty line, which
no date crosses."""

_THAI_LEADING = "\u0e40-\u0e44"
_THAI_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0e30\u0e32\u0e33"
_PUNCTUATION: Mapping[str, str] = {
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "dash"),
    **dict.fromkeys("'\u2019\u02bc\u2018`", "apostrophe"),
    ",": "comma",
    ".": "dot",
    "/": "slash",
    ":": "colon",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    **dict.fromkeys('"«»“”„', "quote"),
    ";": "semicolon",
    "?": "question",
    "~": "tilde",
    "%": "percent",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One form: the classes that it can have with their values, its code, and whether it needs a capital."""

    code: str
    values: Mapping[str, Value]
    capital: bool


@dataclass(frozen=True)
class Alphabet:
    """One character for every set of classes that occurs, so that rules are regular expressions over them."""

    codes: dict[frozenset[str], str] = field(default_factory=dict)

    def code(self, classes: Iterable[str]) -> str:
        """The character of this set of classes."""
        return self.codes.setdefault(frozenset(classes), chr(0x4E00 + len(self.codes)))

    def having(self, name: str) -> str:
        """All characters whose sets contain the class `name`."""
        return "".join(code for classes, code in self.codes.items() if name in classes)


@lru_cache(maxsize=4096)
def number_classes(digits: str) -> frozenset[str]:
    """What a run of digits can be, by its length and value alone."""
    value, length = int(digits), len(digits)
    classes = {"number"}
    if length <= 2:
        ranges = {"day": (1, 31), "month_number": (1, 12), "hour": (0, 24), "count": (1, 99)}
        classes |= {name for name, (low, high) in ranges.items() if low <= value <= high}
        if length == 1:
            classes |= {"last_digit"}
        if length == 2:
            classes |= {"yy"} | ({"minute"} if value < 60 else set())
    elif length <= 4 and digits[0] != "0":
        classes |= {"year3", "count"} if length == 3 else {"year4" if value < 3000 else "count"}
        if value % 10 == 0:
            classes |= {"round"}
        if length == 4:
            classes |= {"be_year"} if 2100 < value < 2700 else {"ce_year"} if value <= 2100 else set()
            classes |= {"am_year"} if 5508 < value < 7600 else set()
    return frozenset(classes)


# One number of every shape that `number_classes` tells apart.
_ALL_SHAPES = (
    *(f"{value:0{width}d}" for value in range(100) for width in (1, 2)),
    *("000", "100", "101", "0000", "1000", "1001", "2110", "2111", "2500", "2501", "2710", "2711", "3000", "3001"),
    *("6000", "6001"),
    "00000",
)


class Lexicon:
    """The words of one language, compiled."""

    def __init__(self, classes: Mapping[str, Mapping[Value, Iterable[str]]], spaced: bool) -> None:
        """`spaced`: whether the language puts spaces between words."""
        self.spaced = spaced
        self.alphabet = Alphabet()
        forms: dict[str, dict[str, Value]] = {}
        capital: dict[str, bool] = {}
        for name, values in classes.items():
            for value, words in values.items():
                for word in words:
                    key = lowered(str(word))
                    forms.setdefault(key, {})[name] = value
                    capital[key] = capital.get(key, True) and str(word)[:1] != key[:1]
        self.words = {form: Word(self.alphabet.code(found), found, capital[form]) for form, found in forms.items()}
        for shape in SHAPES:
            self.alphabet.code([shape])
        for mark in sorted({*_PUNCTUATION.values(), "roman", "grouped"}):
            self.alphabet.code([mark])
        for digits in _ALL_SHAPES:
            self.alphabet.code(number_classes(digits))

    @cached_property
    def token(self) -> re.Pattern[str]:
        """Matches one token of lowered text: white space, a known form, a number, another word or a mark."""
        known = trie_pattern(self.words)
        if self.spaced:
            known = rf"(?:{known})(?:(?<=[\W\d_])|(?![^\W\d_]))"
            other = r"[^\W\d_]+(?:'[^\W\d_]+)*"
        else:
            known = rf"(?<![{_THAI_LEADING}])(?:{known})(?![{_THAI_MARKS}])"
            other = r"[a-z\u00df-\u024f\u0400-\u04ff]+|[^\W\d_]"
        return re.compile(
            rf"(?P<space>\s+)|(?P<known>{known})|(?P<grouped>\d{{1,3}}(?:(?:,\d{{3}})+|(?: \d{{3}})+)(?!\d))"
            rf"|(?P<number>\d+)|(?P<other>{other})|(?P<mark>.)",
            re.DOTALL,
        )

    def mark(self, character: str) -> str:
        """The code of a punctuation mark; GAP for one that dates never contain."""
        name = _PUNCTUATION.get(character)
        return self.alphabet.code([name]) if name else GAP


def lowered(text: str) -> str:
    """Lower case and plain digits and marks, character by character, so that offsets stay."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return lower.translate(_PLAIN)


def trie_pattern(forms: Iterable[str]) -> str:
    """A regular expression that matches the longest of `forms` by a walk down their common prefixes."""
    root: dict[str, Any] = {}
    for form in forms:
        node = root
        for character in form:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    pieces = []
    for character, child in sorted(node.items()):
        if character:
            text = r"\s+" if character == " " else re.escape(character)
            pieces.append(text + _branch(child))
    if not pieces:
        return ""
    body = pieces[0] if len(pieces) == 1 and not ends else "(?:" + "|".join(pieces) + ")"
    return body + "?" if ends else body


_PLAIN = {
    **{code: str(unicodedata.decimal(chr(code))) for code in range(0x80, 0x2000) if chr(code).isdecimal()},
    **{ord(c): "'" for c in "\u2019\u02bc\u2018"},
    ord("ё"): "е",
    0xA0: " ",
    0x202F: " ",
    0x2009: " ",
}
