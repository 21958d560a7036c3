"""How likely two names in different scripts are the same name.

Linking asks through the `Similarity` protocol, in batches, so that a trained model can stand in for
the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.linking.sounds import alike, sounds

Name = tuple[str, str]
"""A name (a whole one or one word of it) and its language code."""


class Similarity(Protocol):
    """Scores pairs of names in 0..1; symmetric, and 1 for two names that are written alike."""

    def scores(self, pairs: Sequence[tuple[Name, Name]]) -> list[float]:
        """One score for each pair, in the same order."""
        ...


class SoundSimilarity:
    """Rules alone: transliterate, reduce to sounds, and compare with costs for what the scripts confuse."""

    def scores(self, pairs: Sequence[tuple[Name, Name]]) -> list[float]:
        """One score for each pair, in the same order."""
        return [alike("".join(sounds(a)), "".join(sounds(b))) for (a, _), (b, _) in pairs]


def score(name_a: str, language_a: str, name_b: str, language_b: str) -> float:
    """How alike two names sound, 0..1: the rules' answer for one pair."""
    return SoundSimilarity().scores([((name_a, language_a), (name_b, language_b))])[0]
