"""The learned similarity of names: an encoder that puts names of one thing near each other, whatever their script.

`models/similarity` holds its weights and `models/similarity/recipe` how they were made. It runs on
numpy alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pipeline.assets import checked_model
from pipeline.errors import ModelError
from pipeline.linking.ngrams import ROWS, WAVES, Bags, heard, written

MODEL = "similarity"
BATCH = 64
"""Names that are encoded at once: few, so that their embeddings stay in the processor's cache."""
SHAPES = ("table", "straight", "inner", "inner_bias", "outer")
"""The arrays of the model file."""


class BiEncoder:
    """Encodes names as vectors of length 1, whose products say how alike the names are."""

    def __init__(self, weights: Mapping[str, NDArray[np.floating]]) -> None:
        missing = [name for name in SHAPES if name not in weights]
        if missing or len(weights["table"]) != sum(ROWS.values()):
            raise ModelError("the model of similarity does not fit this version", "Reinstall the package")
        self._weights = {name: np.asarray(weights[name], dtype=np.float32) for name in SHAPES}

    def encode(self, names: Sequence[str]) -> NDArray[np.float32]:
        """(names, dimensions) A vector of length 1 for each name; all 0 for a name without letters."""
        parts = [self._encode(names[at : at + BATCH]) for at in range(0, len(names), BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, self._weights["outer"].shape[1]), np.float32)

    def _encode(self, names: Sequence[str]) -> NDArray[np.float32]:
        pooled = np.concatenate([*self._pool(written(names)), *self._pool(heard(names))], axis=1)
        own = self._weights
        inner = np.maximum(pooled @ own["inner"] + own["inner_bias"], 0)
        vectors = pooled @ own["straight"] + inner @ own["outer"]
        vectors *= (np.abs(pooled).sum(axis=1) > 0)[:, None]
        length = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)

    def _pool(self, bags: Bags) -> list[NDArray[np.float32]]:
        """For each wave, the weighted sum of each name's n-grams."""
        table = self._weights["table"]
        pooled = np.zeros((WAVES, len(bags.starts) - 1, table.shape[1]), dtype=np.float32)
        filled = np.flatnonzero(np.diff(bags.starts))
        if len(filled):
            embedded = table[bags.rows]
            for wave, weights in enumerate(bags.weights()):
                pooled[wave, filled] = np.add.reduceat(embedded * weights[:, None], bags.starts[filled], axis=0)
        return list(pooled)


@cache
def biencoder() -> BiEncoder:
    """The encoder that the project ships. Raises ModelError where its files are missing or damaged."""
    with np.load(checked_model(MODEL) / "encoder.npz") as file:
        return BiEncoder({name: file[name] for name in file.files})
