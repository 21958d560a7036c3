"""Patterns of words, as the event data of a language writes them, and where they match in a sentence.

A pattern is a sequence of lemmas (of plain words where a language has no lemmas). `a|b` are
alternatives for one word, `a b / c` for a whole part, `…` stands for up to six words, and `<place>`
for a mention of that kind. `=word` at the beginning means the form as it is written,
not a lemma. The first part is the head, unless a `*` marks another. Languages without
spaces between words write a part in one piece.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, TypeVar

from pipeline.records import Mention, Sentence

GAP = 6
"""Words that `…` may skip."""
STOPS = frozenset(",;:.!?()[]")
LONGEST = 6
"""Words that a part can have; Thai dictionary words may be split finer than the pattern's author thought."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as patterns see it: a key for every token, and the mention (index) each token lies in, else -1."""

    sentence: Sentence
    keys: tuple[str, ...]
    owner: tuple[int, ...]
    mentions: tuple[Mention, ...]

    @classmethod
    def of(cls, sentence: Sentence, mentions: Sequence[Mention]) -> Words:
        """The words of the sentence; `mentions` are those of the whole document."""
        keys = tuple((token.lemma or token.text).casefold() for token in sentence.tokens)
        owner = [-1] * len(keys)
        inside = [(i, m) for i, m in enumerate(mentions) if m.start < sentence.end and m.end > sentence.start]
        for at, token in enumerate(sentence.tokens):
            for index, mention in inside:
                if mention.start < token.end and token.start < mention.end:
                    owner[at] = index
        return cls(sentence, keys, tuple(owner), tuple(mentions))

    def __len__(self) -> int:
        return len(self.keys)

    def reach(self, start: int) -> range:
        """The tokens that a gap before `start` leads to: none beyond a stop."""
        end = start
        while end < min(start + GAP + 1, len(self)) and self.keys[end] not in STOPS:
            end += 1
        return range(start, end)

    def kind(self, at: int) -> str:
        """The kind of the mention that token `at` lies in, else ""."""
        return self.mentions[self.owner[at]].kind if self.owner[at] >= 0 else ""


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    """Where a pattern matched: `head` are the tokens of its head, `covered` those of all parts."""

    value: Value
    head: range
    covered: frozenset[int]

    @property
    def size(self) -> int:
        """How much the pattern said: the number of tokens it names."""
        return len(self.covered)


def expand(pattern: str, joint: str = " ") -> list[tuple[str, ...]]:
    """Every reading of a pattern: each a tuple of parts between gaps.

    >>> expand("sign|make … peace")
    [('sign', 'peace'), ('make', 'peace')]
    """
    parts = []
    for part in pattern.split("…"):
        choices = [
            joint.join(words)
            for phrase in part.strip().split(" / ")
            for words in product(*(word.split("|") for word in phrase.removeprefix("*").split()))
        ]
        marked = part.strip().startswith("*")
        parts.append([f"*{choice}" if marked else choice for choice in choices])
    return [reading for reading in product(*parts) if all(reading)]


@dataclass
class Patterns(Generic[Value]):
    """A set of patterns and their values; `joint` is what stands between two words, "" or a space."""

    joint: str = " "
    first: dict[str, list[tuple[tuple[str, ...], Value]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, patterns: Mapping[str, Value] | Iterable[tuple[str, Value]], joint: str = " ") -> Patterns[Value]:
        """The patterns of a table; later entries with the same words come after earlier ones."""
        made: Patterns[Value] = cls(joint)
        for pattern, value in patterns.items() if isinstance(patterns, Mapping) else patterns:
            for reading in expand(pattern, joint):
                made.first[_key(reading[0])].append((reading, value))
        return made

    def matches(self, words: Words) -> Iterator[Match[Value]]:
        """All matches, in text order, with overlaps."""
        for start in range(len(words)):
            for reading, value in self._readings(words, start):
                found = self._parts(words, start, reading)
                if found:
                    main = next((at for at, part in enumerate(reading) if part.startswith("*")), 0)
                    head = self._head(words, found[main], reading[main])
                    yield Match(value, head, frozenset(at for part in found for at in part))

    @staticmethod
    def _head(words: Words, span: range, part: str) -> range:
        """The words of the first part, without the name that it may end with."""
        named = "<" in part
        return range(span.start, next((at for at in span if named and words.owner[at] >= 0), span.stop))

    def _readings(self, words: Words, start: int) -> Iterator[tuple[tuple[str, ...], Value]]:
        yield from self.first.get("=" + words.sentence.tokens[start].text.casefold(), ())
        key = ""
        for end in range(start, min(start + LONGEST, len(words))):
            key = key + self.joint + words.keys[end] if key else words.keys[end]
            yield from self.first.get(key, ())

    def _parts(self, words: Words, start: int, reading: Sequence[str]) -> list[range] | None:
        found: list[range] = []
        for part in reading:
            reach = words.reach(found[-1].stop) if found else range(start, start + 1)
            span = next((span for at in reach if (span := self._part(words, at, part))), None)
            if span is None:
                return None
            found.append(span)
        return found

    def _part(self, words: Words, start: int, part: str) -> range | None:
        """The tokens from `start` on that spell `part`, else None."""
        if part.startswith("="):
            return range(start, start + 1) if words.sentence.tokens[start].text.casefold() == part[1:] else None
        at = start
        rest = part.removeprefix("*")
        while rest:
            if at >= len(words):
                return None
            if rest.startswith("<"):
                kind, _, rest = rest[1:].partition(">")
                if words.kind(at) != kind or (at > 0 and words.owner[at - 1] == words.owner[at]):
                    return None
                owner = words.owner[at]
                while at < len(words) and words.owner[at] == owner:
                    at += 1
            else:
                key = words.keys[at]
                if not rest.startswith(key) or not key:
                    return None
                rest = rest[len(key) :]
                if self.joint and rest and not rest.startswith((self.joint, "<")):
                    return None
                at += 1
            rest = rest.removeprefix(self.joint) if self.joint else rest
        return range(start, at)


def _key(part: str) -> str:
    """The part's words up to its first kind of mention: the key it is looked up by."""
    return part.split("<")[0].strip()


def longest(matches: Iterable[Match[Value]]) -> list[Match[Value]]:
    """Of matches that share a head token only the one that says most, in text order; of equals the first and tightest:
    "held talks in Paris" is no holding of Paris."""
    kept: list[Match[Value]] = []
    taken: set[int] = set()
    for match in sorted(matches, key=lambda match: (-match.size, match.head.start, max(match.covered))):
        if taken.isdisjoint(match.head):
            kept.append(match)
            taken |= match.covered
    return sorted(kept, key=lambda match: match.head.start)
