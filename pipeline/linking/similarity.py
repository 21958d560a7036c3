"""How likely two names in different scripts are the same name.

Linking asks through the `Similarity` protocol, in batches, so that one measure can stand in for another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from pipeline.linking.sounds import alike, sounds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Name = tuple[str, str]
"""A name (a whole one or one word of it) and its language code."""
FEW_PAIRS = 16
"""Fewer pairs are compared one by one, which takes less time than to set up tables for all."""
LEARNED = 0.8
"""What the encoder counts in the blend; the rules count the rest. Of .5 to 1, best on the dev pairs with Thai names."""


class Similarity(Protocol):
    """Scores pairs of names in 0..1; symmetric, and 1 for two names that are written alike."""

    def scores(self, pairs: Sequence[tuple[Name, Name]]) -> list[float]:
        """One score for each pair, in the same order."""
        ...


class Encoder(Protocol):
    """Puts names of one thing near each other."""

    def encode(self, names: Sequence[str]) -> NDArray[np.float32]:
        """(names, dimensions) One vector of length 1 for each name."""
        ...


class SoundSimilarity:
    """Rules alone: transliterate, reduce to sounds, and compare with costs for what the scripts confuse."""

    def scores(self, pairs: Sequence[tuple[Name, Name]]) -> list[float]:
        """One score for each pair, in the same order."""
        heard = [("".join(sounds(a)), "".join(sounds(b))) for (a, _), (b, _) in pairs]
        if len(heard) < FEW_PAIRS:
            return [alike(a, b) for a, b in heard]
        from pipeline.linking.distances import all_alike

        return all_alike(heard)


class LearnedSimilarity:
    """The encoder alone: the cosine of two names, 0 where it is negative."""

    def __init__(self, encoder: Encoder | None = None) -> None:
        self._encoder = encoder

    def scores(self, pairs: Sequence[tuple[Name, Name]]) -> list[float]:
        """One score for each pair, in the same order."""
        if not pairs:
            return []
        names = {name: at for at, name in enumerate(dict.fromkeys(name for pair in pairs for name, _ in pair))}
        vectors = self.encoder.encode(list(names))
        left, right = ([names[pair[side][0]] for pair in pairs] for side in (0, 1))
        products = (vectors[left] * vectors[right]).sum(axis=1).clip(0.0, 1.0)
        return [1.0 if a == b else float(each) for ((a, _), (b, _)), each in zip(pairs, products, strict=True)]

    @property
    def encoder(self) -> Encoder:
        """The encoder given, else the one that the project ships, which is loaded when it is first needed."""
        if self._encoder is None:
            from pipeline.linking.biencoder import biencoder

            self._encoder = biencoder()
        return self._encoder


class BlendedSimilarity:
    """Encoder and rules together: they err on different names, so that their mean is better than either."""

    def __init__(self, learned: Similarity | None = None, rules: Similarity | None = None) -> None:
        self.learned = learned or LearnedSimilarity()
        self.rules = rules or SoundSimilarity()

    def scores(self, pairs: Sequence[tuple[Name, Name]]) -> list[float]:
        """One score for each pair, in the same order."""
        both = zip(self.learned.scores(pairs), self.rules.scores(pairs), strict=True)
        return [LEARNED * learned + (1 - LEARNED) * heard for learned, heard in both]


def score(name_a: str, language_a: str, name_b: str, language_b: str) -> float:
    """How alike two names sound, 0..1: the rules' answer for one pair."""
    return SoundSimilarity().scores([((name_a, language_a), (name_b, language_b))])[0]
