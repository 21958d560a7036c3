"""Names as bags of character n-grams, which the learned similarity reads.

Every name is read twice: as it is written, in the letters of its own script, and as it sounds
(`sounds`), in letters that all scripts share. Each n-gram is hashed into the rows of its script, so
that any name has features, and carries its place in the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.linking.normalize import normalize, script
from pipeline.linking.sounds import sounds

LONGEST = 3
"""Characters of the longest n-gram."""
ROWS = {"latin": 20_000, "cyrillic": 18_000, "thai": 14_000, "heard": 12_000}
"""Rows of the table of embeddings for each script and for sounds; other scripts share those of Latin."""
WAVES = 3
"""How often each n-gram is counted, each time with another weight: evenly, falling, and at both ends."""
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Large odd numbers of well-mixed bits (golden ratio; primes of xxHash)."""


@dataclass(frozen=True)
class Bags:
    """The n-grams of many names, one after the other.

    `rows` (int64) index the table of embeddings, `places` (float32, 0..1) say where in its name an n-gram
    stands, and `starts` (int64, one more than names) where each name's n-grams begin.
    """

    rows: NDArray[np.int64]
    places: NDArray[np.float32]
    starts: NDArray[np.int64]

    def take(self, names: NDArray[np.int64]) -> Bags:
        """The bags of some of the names, in the order given."""
        lengths = self.starts[names + 1] - self.starts[names]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        at = np.repeat(self.starts[names] - starts[:-1], lengths) + np.arange(starts[-1])
        return Bags(self.rows[at], self.places[at], starts)

    def weights(self) -> NDArray[np.float32]:
        """(WAVES, n-grams) What each n-gram counts in its name; the squares of the even ones sum to 1 in each name."""
        lengths = np.diff(self.starts)
        even = np.repeat(1.0 / np.sqrt(np.maximum(lengths, 1)), lengths).astype(np.float32)
        return np.stack([even * np.cos(np.pi * wave * self.places) for wave in range(WAVES)]).astype(np.float32)


def first_row(table: str) -> int:
    """The first row of a script's part of the table."""
    names = list(ROWS)
    return sum(ROWS[name] for name in names[: names.index(table)])


def written(names: Sequence[str]) -> Bags:
    """The n-grams of the names as they are written."""
    texts = [normalize(name) for name in names]
    scripts = [script(text) for text in texts]
    return _bags(texts, [name if name in ROWS else "latin" for name in scripts])


def heard(names: Sequence[str]) -> Bags:
    """The n-grams of the names as they sound."""
    return _bags([" ".join(sounds(name)) for name in names], ["heard"] * len(names))


def _bags(texts: Sequence[str], tables: Sequence[str]) -> Bags:
    """The n-grams of texts between spaces, those of one text together, shorter before longer."""
    spaced = [f" {text} " for text in texts]
    codes = np.frombuffer("".join(spaced).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    lengths = np.array([len(text) for text in spaced], dtype=np.int64)
    owner = np.repeat(np.arange(len(texts)), lengths)
    begin = np.cumsum(lengths) - lengths
    first = np.array([first_row(table) for table in tables], dtype=np.int64)
    size = np.array([ROWS[table] for table in tables], dtype=np.int64)
    parts = []
    for length in range(1, LONGEST + 1):
        at = np.arange(max(len(codes) - length + 1, 0))
        at = at[owner[at] == owner[at + length - 1]]
        if length == 1:
            at = at[codes[at] != ord(" ")]
        mixed = np.full(len(at), length, dtype=np.uint64)
        for offset in range(length):
            mixed = (mixed + codes[at + offset]) * np.uint64(_MULTIPLIERS[offset])
            mixed ^= mixed >> np.uint64(29)
        own = owner[at]
        places = (at - begin[own] + (length - 1) / 2) / np.maximum(lengths[own] - 1, 1)
        parts.append((own, first[own] + (mixed % size[own].astype(np.uint64)).astype(np.int64), places))
    own, rows, places = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(own, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(own, minlength=len(texts)))])
    return Bags(rows[order], places[order].astype(np.float32), starts)
