"""The names of a sentence, each with the marker that stands before it: "with", «против», แก่."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from pipeline.events.clauses import COMMAS
from pipeline.events.language import EventLanguage
from pipeline.events.patterns import Words
from pipeline.events.peoples import KIND

ACTING = ("person", "place", "organization", KIND)
FREE = "free"
"""The role of adverbs that only look like a marker: "at last"."""
REACH = 3
"""Words that may stand between a marker and its name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention (index into the document's) by its tokens in the sentence, with the marker role before it."""

    mention: int
    start: int
    end: int
    kind: str
    marker: str


def names_of(words: Words, language: EventLanguage, dated: Set[int] = frozenset()) -> list[Name]:
    """The names of the sentence in text order, each with the role its marker gives ("" without one).

    `dated` are the tokens of dates: a marker before a date is the date's, not that of a name behind it ("On 3 May
    Spain …").
    """
    markers: dict[int, str] = {}
    for match in language.markers.matches(words):
        last = match.head.stop - 1
        if last + 1 in dated:
            continue
        markers.setdefault(last, match.value)
        if len(match.head) > 1:
            markers[last] = match.value
    found: list[Name] = []
    at = 0
    while at < len(words):
        owner = words.owner[at]
        if owner < 0:
            at += 1
            continue
        end = at
        while end < len(words) and words.owner[end] == owner:
            end += 1
        found.append(Name(owner, at, end, words.kind(at), _marker(words, language, markers, found, at)))
        at = end
    return found


def _marker(words: Words, language: EventLanguage, markers: dict[int, str], before: list[Name], start: int) -> str:
    """The role of the marker before token `start`, over words that may stand between, and along lists of names."""
    at = start - 1
    passed = 0
    while at >= 0 and passed <= REACH:
        key = words.keys[at]
        if markers.get(at) == "of" and words.keys[at - 1] in language.heads and words.owner[at - 1] < 0 < at:
            at -= 1  # the army of Bolívar: what stands before "the army" says what it does
        elif at in markers:
            return "" if markers[at] == FREE else markers[at]
        if key in language.joiners or key in COMMAS:
            joined = next((name for name in before if name.kind in ACTING and _ends(words, language, name, at)), None)
            return joined.marker if joined and (key in language.joiners or _goes_on(words, language, start)) else ""
        if words.owner[at] >= 0:  # Thai lists names with spaces alone
            joined = next((name for name in before if name.end == at + 1 and name.kind in ACTING), None)
            same = words.kind(at) == KIND or (not language.joint and _goes_on(words, language, start))
            return joined.marker if joined and same else ""  # "by the French general Bugeaud"
        if key not in language.transparent and words.sentence.tokens[at].tag not in language.modifiers:
            return ""
        passed += 1
        at -= 1
    return ""


def _ends(words: Words, language: EventLanguage, name: Name, at: int) -> bool:
    """Whether a name, or what acts for it ("the Lenin government"), ends before token `at`."""
    return name.end <= at and all(words.owner[i] < 0 and words.keys[i] in language.heads for i in range(name.end, at))


def _goes_on(words: Words, language: EventLanguage, start: int) -> bool:
    """Whether the name at token `start` stands within a list: another one is joined to it."""
    end = start
    while end < len(words) and words.owner[end] == words.owner[start]:
        end += 1
    if end + 1 >= len(words):
        return False
    joined = words.keys[end] in language.joiners or words.keys[end] in COMMAS
    return words.owner[end + joined] >= 0
