"""Trains the bi-encoder of names: `python train.py NAMES WORK [--epochs N]`.

NAMES is a folder with `{th-en,ru-en,th-ru}.{train,dev}.tsv.gz`, columns name_a name_b type id source.
WORK takes the checkpoint, from which a broken-off training goes on, and the finished `encoder.npz`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from pipeline.linking.biencoder import SHAPES, BiEncoder
from pipeline.linking.ngrams import ROWS, WAVES, Bags, heard, written

PAIRS = ("ru-en", "th-en", "th-ru")
TIMES = {"ru-en": 1, "th-en": 1, "th-ru": 3, "foreign": 2, "pivot": 1}
"""How often each set is seen in an epoch; `foreign` are Thai names that are not of Thailand, once more."""
NATIVE = ("wof-th", "thai-province")
DIMENSIONS, INNER, OUT = 128, 256, 192
BATCH, SLICE, BITS = 1024, 32, 12
RATE, DROPPED, SEED = 3e-3, 0.12, 7
VALIDATED = 4000
"""Names of a dev set that are looked up after each epoch."""


class Sums(torch.autograd.Function):
    """A sparse matrix times a dense one, with a gradient for the dense one alone."""

    @staticmethod
    def forward(context: Any, sparse: Tensor, dense: Tensor) -> Tensor:
        context.sparse = sparse
        return sparse @ dense

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> tuple[None, Tensor]:
        return None, context.sparse.t().to_sparse_csr() @ gradients[0]


class Encoder(nn.Module):
    """What `BiEncoder` computes, with gradients."""

    def __init__(self) -> None:
        super().__init__()
        pooled = 2 * WAVES * DIMENSIONS
        self.table = nn.Parameter(torch.randn(sum(ROWS.values()), DIMENSIONS) * 0.1)
        self.straight = nn.Parameter(torch.randn(pooled, OUT) / pooled**0.5)
        self.inner = nn.Parameter(torch.randn(pooled, INNER) / pooled**0.5)
        self.inner_bias = nn.Parameter(torch.zeros(INNER))
        self.outer = nn.Parameter(torch.randn(INNER, OUT) / INNER**0.5)
        self.scale = nn.Parameter(torch.tensor(2.7))

    def pool(self, readings: Sequence[Bags]) -> Tensor:
        """(names, pooled) The weighted sums of n-grams, as one product of a sparse matrix and their embeddings."""
        rows, weights, starts = [], [], [np.zeros(1, dtype=np.int64)]
        for bags in readings:
            kept = 1.0
            if self.training:
                kept = (torch.rand(len(bags.rows)) > DROPPED).numpy() / np.float32(1 - DROPPED)
            for wave in bags.weights():
                starts.append(bags.starts[1:] + starts[-1][-1])
                rows.append(bags.rows)
                weights.append(wave * kept)
        used, columns = np.unique(np.concatenate(rows), return_inverse=True)
        parts = (np.concatenate(starts), columns, np.concatenate(weights))
        size = (len(parts[0]) - 1, len(used))
        sparse = torch.sparse_csr_tensor(*map(torch.from_numpy, parts), size=size)
        summed = Sums.apply(sparse, self.table[torch.from_numpy(used)])
        names = len(readings[0].starts) - 1
        return summed.view(len(readings) * WAVES, names, -1).permute(1, 0, 2).reshape(names, -1)

    def forward(self, own: Bags, sound: Bags) -> Tensor:
        pooled = self.pool([own, sound])
        vectors = pooled @ self.straight + torch.relu(pooled @ self.inner + self.inner_bias) @ self.outer
        return functional.normalize(vectors, dim=1)


@dataclass
class Names:
    """All distinct names with their n-grams."""

    index: dict[str, int]
    own: Bags
    sound: Bags

    def encode(self, encoder: Encoder, names: np.ndarray) -> Tensor:
        return encoder(self.own.take(names), self.sound.take(names))


def read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def foreign(row: dict[str, str]) -> bool:
    return row["type"] != "word" and not any(source in row["source"] for source in NATIVE)


def training_sets(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The pairs to train on by set; `pivot` joins Thai and Russian names of one thing through their English name."""
    rows = {pair: read(folder / f"{pair}.train.tsv.gz") for pair in PAIRS}
    held = {row[side] for pair in PAIRS for row in read(folder / f"{pair}.dev.tsv.gz") for side in ("name_a", "name_b")}
    sets = {pair: [(row["name_a"], row["name_b"]) for row in rows[pair]] for pair in PAIRS}
    sets["foreign"] = [(row["name_a"], row["name_b"]) for row in rows["th-en"] if foreign(row)]
    russian: dict[str, list[str]] = {}
    for a, b in sets["ru-en"]:
        russian.setdefault(b, []).append(a)
    joined = {(thai, name) for thai, english in sets["foreign"] for name in russian.get(english, ())[:3]}
    sets["pivot"] = sorted(joined - set(sets["th-ru"]))
    kept = {name: [pair for pair in pairs if held.isdisjoint(pair)] for name, pairs in sets.items()}
    print({name: (len(pairs), len(sets[name]) - len(pairs)) for name, pairs in kept.items()}, "pairs kept, held out")
    return kept


def batches(pairs: np.ndarray, vectors: np.ndarray | None, random: np.random.Generator) -> list[np.ndarray]:
    """Pairs in batches; with vectors of the second names, slices of names that are near each other stand together."""
    order = random.permutation(len(pairs))
    if vectors is not None:
        planes = random.standard_normal((vectors.shape[1], BITS)).astype(np.float32)
        code = (vectors[pairs[:, 1]] @ planes > 0) @ (1 << np.arange(BITS))
        order = order[np.argsort(code[order], kind="stable")]
        slices = [order[at : at + SLICE] for at in range(0, len(order), SLICE)]
        order = np.concatenate([slices[at] for at in random.permutation(len(slices))])
    return [pairs[order[at : at + BATCH]] for at in range(0, len(order), BATCH)]


def loss_of(encoder: Encoder, names: Names, batch: np.ndarray) -> Tensor:
    """Each name must find its partner among all of the batch, in both directions; equal names are no rivals."""
    a, b = names.encode(encoder, batch.T.ravel()).chunk(2)
    scores = a @ b.T * encoder.scale.exp().clamp(max=60)
    left, right = torch.from_numpy(batch[:, 0]), torch.from_numpy(batch[:, 1])
    same = (left[:, None] == left[None]) | (right[:, None] == right[None])
    same.fill_diagonal_(False)
    scores = scores.masked_fill(same, -1e4)
    target = torch.arange(len(batch))
    return (functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)) / 2


def all_vectors(encoder: Encoder, names: Names) -> np.ndarray:
    encoder.eval()
    with torch.no_grad():
        ids = np.arange(len(names.index))
        return torch.cat([names.encode(encoder, ids[at : at + 4096]) for at in range(0, len(ids), 4096)]).numpy()


def exported(encoder: Encoder) -> dict[str, np.ndarray]:
    return {name: getattr(encoder, name).detach().numpy().astype(np.float16) for name in SHAPES}


def validate(encoder: Encoder, folder: Path) -> str:
    """Share of dev names whose nearest name in the other language is theirs."""
    shipped, said = BiEncoder(exported(encoder)), []
    for pair in PAIRS:
        rows = read(folder / f"{pair}.dev.tsv.gz")
        partners: dict[str, set[str]] = {}
        for row in rows:
            partners.setdefault(row["name_a"], set()).add(row["name_b"])
        targets = sorted({row["name_b"] for row in rows})
        asked = sorted({row["name_a"] for row in rows if pair != "th-en" or foreign(row)})[:VALIDATED]
        best = (shipped.encode(asked) @ shipped.encode(targets).T).argmax(axis=1)
        hits = sum(targets[at] in partners[name] for name, at in zip(asked, best, strict=True))
        said.append(f"{pair} {hits / len(asked):.3f}")
    return ", ".join(said)


def train(folder: Path, work: Path, epochs: int) -> None:
    torch.manual_seed(SEED)
    warnings.filterwarnings("ignore", "Sparse CSR tensor support")
    sets = training_sets(folder)
    index = {name: at for at, name in enumerate(sorted({name for pairs in sets.values() for p in pairs for name in p}))}
    print(f"{len(index):,} names", flush=True)
    names = Names(index, written(list(index)), heard(list(index)))
    ids = {key: np.array([(index[a], index[b]) for a, b in pairs] * TIMES[key]) for key, pairs in sets.items()}
    encoder = Encoder()
    optimizer = torch.optim.Adam(encoder.parameters(), lr=RATE, betas=(0.9, 0.98), fused=True)
    steps = epochs * sum(-(-len(pairs) // BATCH) for pairs in ids.values())
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    done, vectors, checkpoint = 0, None, work / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        encoder.load_state_dict(state["encoder"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        done = state["epoch"]
        torch.manual_seed(SEED + done)
    for epoch in range(done, epochs):
        began, total = time.monotonic(), 0.0
        random = np.random.default_rng(SEED + epoch)
        torch.manual_seed(SEED + epoch)
        vectors = all_vectors(encoder, names) if epoch else None
        todo = [batch for pairs in ids.values() for batch in batches(pairs, vectors, random)]
        encoder.train()
        for count, at in enumerate(random.permutation(len(todo)), 1):
            loss = loss_of(encoder, names, todo[at])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
            if count % 50 == 0:
                print(f"  {count}/{len(todo)} loss {total / count:.3f} {time.monotonic() - began:.0f} s", flush=True)
        state = {"encoder": encoder.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(state | {"schedule": schedule.state_dict(), "epoch": epoch + 1}, checkpoint)
        np.savez_compressed(work / "encoder.npz", **exported(encoder))
        print(f"epoch {epoch + 1} loss {total / len(todo):.3f}: {validate(encoder, folder)}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    train(chosen.names, chosen.work, chosen.epochs)
