"""How well two names in different scripts, or of different spelling, fit each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.linking.heads import part
from pipeline.linking.normalize import normalize
from pipeline.linking.people import number, numbers, words_of
from pipeline.linking.similarity import Name, Similarity
from pipeline.linking.sounds import sounds

ADJECTIVES = (
    re.compile(r"(?:(?:[ое]в|[аеио]н)?ь?(?:ск|цк)(?:ий|ая|ое|ие)|(?:[иы]й|ая|ое|ие|ые))$"),  # Ялтинская, Киевский
    re.compile(r"(?:ь?(?:ск|цк)(?:ий|ая|ое|ие)|(?:[иы]й|ая|ое|ие|ые))$"),  # Берлинский, Аральское
)
"""Endings by which Russian makes adjectives of names; which of them a word has is not known beforehand."""
EXTRA, LONE = 0.03, 0.06
"""Taken off for each word of a person's name that the other lacks, and for a lone name against one with a
second word or a number."""
FIRST = 0.06
"""Taken off further where the lone name is not the last word of the full one."""
OTHER_LAST = 0.3
"""Taken off where the last word of a name of several is not the last of the fuller one: `Muhammad Ali` Jinnah."""
INITIAL = 0.9
"""How well an initial fits the word it begins."""


@dataclass(frozen=True)
class View:
    """A name as it is compared: its general noun's concept, its words without numbers, and the numbers."""

    kind: str
    language: str
    concept: str
    words: tuple[str, ...]
    numbers: tuple[int, ...]

    @property
    def whole(self) -> Name:
        """All words as one name."""
        return " ".join(self.words), self.language


@lru_cache(maxsize=1 << 17)
def readings(name: str, language: str, kind: str) -> tuple[View, ...]:
    """The views of a name (any spelling) of a kind of entity; several where an adjective may be cut in several ways."""
    if kind == "person":
        concept, words = "", words_of(normalize(name))
        found = numbers(words)
    else:
        parted = part(name, language, kind)
        concept, words = parted.head.concept if parted.head else "", parted.rest.split()
        found = numbers(["", *words])
    if found:
        words = [word for at, word in enumerate(words) if number(word) is None or (at == 0 and kind == "person")]
    if language == "th":
        words = [word.removesuffix("ที่") or word for word in words]
    options = [words]
    if language == "ru" and concept:
        options = [[_stem(word, ending) for word in words] for ending in ADJECTIVES]
    return tuple(dict.fromkeys(View(kind, language, concept, tuple(option), found) for option in options if option))


def _stem(word: str, ending: re.Pattern[str]) -> str:
    stem = ending.sub("", word)
    return stem if len(stem) > 2 else word


class Comparer:
    """Scores pairs of views with a `Similarity`, which is asked once for all pairs of a batch."""

    def __init__(self, similarity: Similarity) -> None:
        self._similarity = similarity
        self._known: dict[tuple[Name, Name], float] = {}

    def prepare(self, pairs: Iterable[tuple[View, View]]) -> None:
        """Asks for everything that `score` will need for these pairs."""
        wanted = dict.fromkeys(
            pair for a, b in pairs for pair in _questions(a, b) if pair not in self._known and pair[0] != pair[1]
        )
        self._known.update(zip(wanted, self._similarity.scores(list(wanted)), strict=True))

    def _alike(self, a: Name, b: Name) -> float:
        if a[0] == b[0]:
            return 1.0
        pair = (a, b) if a <= b else (b, a)
        if pair not in self._known:
            self._known[pair] = self._similarity.scores([pair])[0]
        return self._known[pair]

    def score(self, a: View, b: View) -> float:
        """How probably the views are names of one thing, 0..1; 0 where they contradict each other."""
        if not a.words or not b.words:
            return 0.0
        if a.numbers != b.numbers:
            bare = a if not a.numbers else b
            if a.kind != "person" or bare.numbers or len(bare.words) > 1:
                return 0.0
        if a.concept and b.concept and a.concept != b.concept:
            return 0.0
        if bool(a.concept) != bool(b.concept) and a.kind != "place":
            return 0.0  # a treaty is not the town it was signed in
        if a.kind != "person":
            return self._alike(a.whole, b.whole)
        unnumbered = LONE if a.numbers != b.numbers else 0.0
        if len(a.words) == len(b.words) == 1:
            return max(self._alike(a.whole, b.whole) - unnumbered, 0.0)
        return max(self._persons(*sorted((a, b), key=lambda each: len(each.words))), self._glued(a, b))

    def _glued(self, a: View, b: View) -> float:
        """The score of the whole names, for names whose words are cut in other places."""
        return self._alike(a.whole, b.whole)

    def _persons(self, short: View, long: View) -> float:
        """The mean of each word's best fit in the longer name, each of whose words is used once."""
        free = list(range(len(long.words)))
        total, spelled, best = 0.0, 0, 0
        for word in short.words:
            best = max(free, key=lambda at: (self._word((word, short.language), (long.words[at], long.language)), -at))
            total += self._word((word, short.language), (long.words[best], long.language))
            spelled += len(word) > 1 and len(long.words[best]) > 1
            free.remove(best)
        if not spelled:
            return 0.0
        lone = LONE if len(short.words) == 1 else 0.0
        if lone and best != len(long.words) - 1:
            lone += FIRST
        other = OTHER_LAST if free and not lone and best != len(long.words) - 1 else 0.0
        return total / len(short.words) - EXTRA * len(free) - lone - other

    def _word(self, a: Name, b: Name) -> float:
        if min(len(a[0]), len(b[0])) > 1:
            return self._alike(a, b)
        return INITIAL if "".join(sounds(a[0]))[:1] == "".join(sounds(b[0]))[:1] else 0.0


def _questions(a: View, b: View) -> Iterator[tuple[Name, Name]]:
    pairs = [(a.whole, b.whole)]
    if a.kind == "person":
        pairs += [((x, a.language), (y, b.language)) for x in a.words for y in b.words if min(len(x), len(y)) > 1]
    for x, y in pairs:
        if x[0] and y[0]:
            yield (x, y) if x <= y else (y, x)
