"""The clauses of a sentence, as far as words and triggers show them.

A stretch of tokens begins at an opener (a comma, "which", «который», ซึ่ง, in Thai also a space). It is a
clause if it holds a verbal trigger, or a verb after a word that subordinates; a stretch that is neither
belongs to the clause before it, unless it begins with a date after a stop (a semicolon, a Thai space):
then it introduces the clause after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from pipeline.events.language import EventLanguage
from pipeline.events.patterns import Words

NEAR_START = 3
"""A date that begins among the first tokens of a stretch introduces it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `start`..`end`; `relative` if it says something of the name before it."""

    start: int
    end: int
    relative: bool = False

    def __contains__(self, at: int) -> bool:
        return self.start <= at < self.end


def clauses(words: Words, language: EventLanguage, verbs: Collection[int], dates: Collection[int]) -> list[Clause]:
    """The clauses in text order; they partition the tokens.

    `verbs` are the tokens of verbal triggers, `dates` the first tokens of dates.
    """
    starts = [0, *(at for at in range(1, len(words)) if _opens(words, language, at)), len(words)]
    stretches = [(start, end) for start, end in pairwise(starts) if start < end]
    found: list[Clause] = []
    pending: int | None = None
    for number, (start, end) in enumerate(stretches):
        following = stretches[number + 1] if number + 1 < len(stretches) else (end, end)
        relative = _is_relative(words, language, start, end)
        if _has_trigger(start, end, verbs) or (relative and _has_verb(words, language, start, end)):
            found.append(Clause(start if pending is None else pending, end, pending is None and relative))
            pending = None
        elif not found or pending is not None or _introduces(words, language, (start, end), following, verbs, dates):
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


def _has_trigger(start: int, end: int, verbs: Collection[int]) -> bool:
    return any(start <= verb < end for verb in verbs)


def _has_verb(words: Words, language: EventLanguage, start: int, end: int) -> bool:
    tags = language.tags["verbal"]
    return bool(tags) and any(token.tag in ("VERB", "AUX") for token in words.sentence.tokens[start:end])


def _introduces(
    words: Words,
    language: EventLanguage,
    stretch: tuple[int, int],
    following: tuple[int, int],
    verbs: Collection[int],
    dates: Collection[int],
) -> bool:
    """Whether a stretch without a verb belongs to the one after it: it brings a date, and that one has none."""
    start, end = stretch
    stopped = words.keys[start - 1] == ";" or words.keys[start] == ";" or (not language.joint and spaced(words, start))
    dated = any(start <= date < min(end, start + NEAR_START) for date in dates)
    bare = not any(following[0] <= date < following[1] for date in dates)
    return stopped and dated and bare and _has_trigger(*following, verbs)


def _opens(words: Words, language: EventLanguage, at: int) -> bool:
    key = words.keys[at]
    inside_name = words.owner[at] >= 0 and words.owner[at] == words.owner[at - 1]
    if inside_name or words.keys[at - 1] in language.openers:
        return False  # an opener after an opener (", which") opens nothing new
    if key in language.joiners or key in {",", "،"}:
        between_names = at + 1 < len(words) and words.owner[at - 1] >= 0 and words.owner[at + 1] >= 0
        return not between_names
    if key in language.openers:
        return True
    if not language.joint and spaced(words, at):  # Thai writes a space between clauses, and around names and numbers
        return words.owner[at] < 0 or words.owner[at - 1] < 0
    return False


def _is_relative(words: Words, language: EventLanguage, start: int, end: int) -> bool:
    return any(words.keys[at] in language.relatives for at in range(start, min(start + 3, end)))
