"""The clauses of a sentence, as far as words and triggers show them.

A stretch of tokens begins at an opener (a comma, "which", «который», ซึ่ง, in Thai also a space). It is a
clause if it holds a verbal trigger, or a nominal one and a date, or a verb after a word that
subordinates; a stretch that is none of these belongs to the clause before it, unless it begins with a
date after a stop (a semicolon, a Thai space): then it introduces the clause after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from pipeline.events.language import EventLanguage
from pipeline.events.patterns import Words

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
DESCRIBING = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
COMMAS = frozenset({",", "،"})
STOPS = frozenset({";", ":", "—", "–"})
NEAR_START = 4
"""A date that begins among the first tokens of a stretch introduces it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `start`..`end`; `relative` if it says something of the name before it."""

    start: int
    end: int
    relative: bool = False

    def __contains__(self, at: int) -> bool:
        return self.start <= at < self.end


def clauses(
    words: Words, language: EventLanguage, verbs: Collection[int], nouns: Collection[int], dates: Collection[int]
) -> list[Clause]:
    """The clauses in text order; they partition the tokens.

    `verbs` and `nouns` are the tokens of verbal and nominal triggers, `dates` the first tokens of dates.
    """
    starts = [0, *(at for at in range(1, len(words)) if _opens(words, language, at, dates)), len(words)]
    stretches = [(start, end) for start, end in pairwise(starts) if start < end]
    found: list[Clause] = []
    pending: int | None = None
    for number, (start, end) in enumerate(stretches):
        following = next((each for each in stretches[number + 1 :] if _holds(*each, verbs, nouns)), (end, end))
        relative = _is_relative(words, language, start, end)
        beside = _beside(words, language, start)
        if beside and pending is not None and _has_subject(words, language, pending, start):
            found.append(Clause(pending, start))
            pending = None
        begin = start if pending is None else pending
        dated_noun = _holds(start, end, nouns) and _holds(begin, end, dates)
        told = (_subordinates(words, language, start, end) and _has_verb(words, language, start, end)) or (
            beside and _has_subject(words, language, start, end)
        )
        if _holds(start, end, verbs) or dated_noun or told:
            found.append(Clause(begin, end, pending is None and relative))
            pending = None
        elif not found or pending is not None or _introduces(words, language, (start, end), following, dates):
            pending = start if pending is None else pending
        else:
            found[-1] = Clause(found[-1].start, end, found[-1].relative)
    if pending is not None:
        found = [*found[:-1], Clause(found[-1].start, len(words), found[-1].relative)] if found else []
    return found or [Clause(0, len(words))]


def clause_at(found: list[Clause], at: int) -> int:
    """The index of the clause that token `at` lies in."""
    return max(0, bisect_right([clause.start for clause in found], at) - 1)


def spaced(words: Words, at: int) -> bool:
    """Whether white space stands before token `at`."""
    tokens = words.sentence.tokens
    return at > 0 and tokens[at].start > tokens[at - 1].end


def _holds(start: int, end: int, *tokens: Collection[int]) -> bool:
    return any(start <= at < end for each in tokens for at in each)


def _has_verb(words: Words, language: EventLanguage, start: int, end: int) -> bool:
    tags = language.tags["verbal"]
    return bool(tags) and any(token.tag in ("VERB", "AUX") for token in words.sentence.tokens[start:end])


def _beside(words: Words, language: EventLanguage, start: int) -> bool:
    """Whether a stretch begins as a main clause does beside another: after a stop, or after a comma and "and"."""
    key = words.keys[start]
    return key in STOPS or (key in language.coordinators and words.keys[start - 1] == ",")


def _has_subject(words: Words, language: EventLanguage, start: int, end: int) -> bool:
    """Whether a stretch has a subject and a verb of its own: "the French withdrew"; False where tags are not asked."""
    if not language.tags["verbal"]:
        return False
    tokens = words.sentence.tokens
    verb = next((at for at in range(start, end) if _is_finite(words, language, at)), start)
    nouns = [at for at in range(start, verb) if tokens[at].tag in NOMINAL]
    return any(not _governed(words, at) for at in nouns)


def _is_finite(words: Words, language: EventLanguage, at: int) -> bool:
    """Whether a token is a verb, and neither "landing" nor "sent by"."""
    tokens = words.sentence.tokens
    if tokens[at].tag == "AUX":
        return True
    agent = at + 1 < len(words) and words.keys[at + 1] in language.agent
    return tokens[at].tag == "VERB" and not agent and not tokens[at].text.endswith("ing")


def _governed(words: Words, at: int) -> bool:
    """Whether a noun stands behind a preposition: "in the spring"."""
    tokens = words.sentence.tokens
    first = at
    while first > 0 and tokens[first - 1].tag in DESCRIBING:
        first -= 1
    return first > 0 and tokens[first - 1].tag == "ADP"


def _introduces(
    words: Words,
    language: EventLanguage,
    stretch: tuple[int, int],
    following: tuple[int, int],
    dates: Collection[int],
) -> bool:
    """Whether a stretch without a trigger belongs to the one `following`: it brings a date, and that one has none."""
    start, end = stretch
    stopped = words.keys[start - 1] == ";" or words.keys[start] == ";" or (not language.joint and spaced(words, start))
    stopped = stopped or (not language.joint and words.keys[start] in language.openers | language.joiners)
    dated = any(start <= date < min(end, start + NEAR_START) for date in dates)
    bare = following != (end, end) and not _holds(*following, dates)
    return stopped and dated and bare and ";" not in words.keys[end : following[0]]


def _opens(words: Words, language: EventLanguage, at: int, dates: Collection[int]) -> bool:
    key = words.keys[at]
    inside_name = words.owner[at] >= 0 and words.owner[at] == words.owner[at - 1]
    if inside_name or words.keys[at - 1] in language.openers:
        return False  # an opener after an opener (", which") opens nothing new
    if key in language.joiners or key in COMMAS:
        after = at + 2 if at + 2 < len(words) and words.sentence.tokens[at + 1].tag == "DET" else at + 1
        between_names = after < len(words) and words.owner[at - 1] >= 0 and words.owner[after] >= 0
        return not between_names or (key in COMMAS and _verb_before(words, at) and _acts(words, after))
    if key in language.openers:
        return not (at + 1 in dates and key in language.dating and not spaced(words, at))  # ลงนาม|เมื่อวันที่ ๓
    if not language.joint and spaced(words, at):  # Thai writes a space between clauses, and around names and numbers
        if at in dates and words.keys[at - 1] in language.dating:
            return False  # ใน | ค.ศ. 1882
        return words.owner[at] < 0 or words.owner[at - 1] < 0
    return False


def _verb_before(words: Words, at: int) -> bool:
    """Whether a verb stands between the last comma and this one at token `at`."""
    start = next((i for i in range(at - 1, -1, -1) if words.keys[i] in COMMAS), 0)
    return any(words.sentence.tokens[i].tag == "VERB" and words.owner[i] < 0 for i in range(start, at))


def _acts(words: Words, at: int) -> bool:
    """Whether a verb follows the name at token `at`: "When Austria invaded Saxony, Prussia declared war"."""
    end = at
    while end < len(words) and words.owner[end] == words.owner[at]:
        end += 1
    return end < len(words) and words.sentence.tokens[end].tag in {"VERB", "AUX"} and words.owner[end] < 0


def _subordinates(words: Words, language: EventLanguage, start: int, end: int) -> bool:
    return any(words.keys[at] in language.relatives for at in range(start, min(start + 3, end)))


def _is_relative(words: Words, language: EventLanguage, start: int, end: int) -> bool:
    """Whether it begins with a relative pronoun; right behind a name "that" is none: "told Spain that it left"."""
    return _subordinates(words, language, start, end) and not (
        words.keys[start] in language.reporting and words.owner[start - 1] >= 0
    )
