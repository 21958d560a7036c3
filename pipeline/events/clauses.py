"""The clauses of a sentence, as far as words and triggers show them.

A clause is a stretch of tokens that begins at an opener (a comma, "which", «который», ซึ่ง, in Thai also
a space) and holds a verbal trigger; stretches without one belong to the clause before them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from pipeline.events.language import EventLanguage
from pipeline.events.patterns import Words


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `start`..`end`; `relative` if it says something of the name before it."""

    start: int
    end: int
    relative: bool = False

    def __contains__(self, at: int) -> bool:
        return self.start <= at < self.end


def clauses(words: Words, language: EventLanguage, verbs: Collection[int]) -> list[Clause]:
    """The clauses in text order; they partition the tokens. `verbs` are the tokens of verbal triggers."""
    starts = [0, *(at for at in range(1, len(words)) if _opens(words, language, at)), len(words)]
    stretches = [(start, end) for start, end in pairwise(starts) if start < end]
    found: list[Clause] = []
    pending: int | None = None
    for start, end in stretches:
        if not any(start <= verb < end for verb in verbs):
            if found:
                found[-1] = Clause(found[-1].start, end, found[-1].relative)
            elif pending is None:
                pending = start
            continue
        begin = start if pending is None else pending
        found.append(Clause(begin, end, pending is None and _is_relative(words, language, start, end)))
        pending = None
    return found or [Clause(0, len(words))]


def clause_at(found: list[Clause], at: int) -> int:
    """The index of the clause that token `at` lies in."""
    return max(0, bisect_right([clause.start for clause in found], at) - 1)


def spaced(words: Words, at: int) -> bool:
    """Whether white space stands before token `at`."""
    tokens = words.sentence.tokens
    return at > 0 and tokens[at].start > tokens[at - 1].end


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
