"""The weighted distances of `sounds` for many pairs of names at once, on numpy.

Costs are counted in whole twentieths, so that sums are exact and equal those of `sounds.distance`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from pipeline.linking.sounds import FEW, dropping, substitutions

UNIT = 20
"""All costs are multiples of 1/20."""
BATCH = 4096
"""Pairs whose tables are filled together; ordered by length, so that little of a table is padding."""
PADDING, OTHER = 0, 27
"""Codes of what stands behind the end of a name, and of letters other than a to z (1 to 26)."""
FORBIDDEN = 1 << 12

Pairs = Sequence[tuple[str, str]]


@cache
def _costs() -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """What it costs to swap two codes (28, 28) and to drop one (28,)."""
    swap = np.full((OTHER + 1, OTHER + 1), UNIT, dtype=np.int32)
    for pair, cost in substitutions().items():
        swap[_code(pair[0]), _code(pair[1])] = round(cost * UNIT)
    swap[PADDING, :] = swap[:, PADDING] = FORBIDDEN
    drop = np.full(OTHER + 1, UNIT, dtype=np.int32)
    drop[1:OTHER] = [round(dropping(chr(96 + code)) * UNIT) for code in range(1, OTHER)]
    drop[PADDING] = 0
    return swap, drop


def _code(letter: str) -> int:
    return ord(letter) - 96 if "a" <= letter <= "z" else OTHER


def _letters(words: Sequence[str]) -> NDArray[np.uint32]:
    """(words, longest) The code points of the words, 0 behind the end of each."""
    longest = max(1, *map(len, words))
    return np.array(words, dtype=f"<U{longest}").view(np.uint32).reshape(len(words), longest)


def _codes(letters: NDArray[np.uint32]) -> NDArray[np.intp]:
    known = (letters >= ord("a")) & (letters <= ord("z"))
    return np.where(letters == 0, PADDING, np.where(known, letters.astype(np.intp) - 96, OTHER))


def _alike(pairs: Pairs) -> NDArray[np.float64]:
    """Row by row through the edit tables of all pairs; the cheapest way along a row is a running minimum."""
    swap, drop = _costs()
    a, b = _letters([pair[0] for pair in pairs]), _letters([pair[1] for pair in pairs])
    of_a, of_b = _codes(a), _codes(b)
    gone, put = drop[of_a], drop[of_b]
    along = np.concatenate([np.zeros((len(pairs), 1), np.int32), np.cumsum(put, axis=1, dtype=np.int32)], axis=1)
    table = along.copy()
    for at in range(a.shape[1]):
        swapped = np.where(a[:, at, None] == b, 0, swap[of_a[:, at, None], of_b])
        row = table + gone[:, at, None]
        row[:, 1:] = np.minimum(row[:, 1:], table[:, :-1] + swapped)
        ended = (of_a[:, at] == PADDING)[:, None]
        table = np.where(ended, table, np.minimum.accumulate(row - along, axis=1) + along)
    whole = gone.sum(axis=1) + put.sum(axis=1)
    return np.where(whole > 0, 1.0 - 2.0 * table[:, -1] / np.maximum(whole, 1), 0.0).clip(0.0)


def all_alike(pairs: Pairs) -> list[float]:
    """What `sounds.alike` says of each pair of strings of sounds, in the same order."""
    found = np.zeros(len(pairs))
    near = Levenshtein.normalized_similarity
    worth = [at for at, (a, b) in enumerate(pairs) if near(a, b, score_cutoff=FEW)]
    worth.sort(key=lambda at: (len(pairs[at][0]), len(pairs[at][1])))
    for begin in range(0, len(worth), BATCH):
        rows = worth[begin : begin + BATCH]
        found[rows] = _alike([pairs[at] for at in rows])
    return [float(each) for each in found]
