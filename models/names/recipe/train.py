"""Trains the tagger of names on annotated text in three languages.

    python models/names/recipe/train.py BASE OUT FILE... [--epochs 4] [--dev FILE...]

BASE is what `base.py` wrote. The state is saved to OUT after every part of an epoch; the same
command started again goes on from there. Uses a GPU when there is one, else bfloat16 on the CPU.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import BertConfig, BertModel

from data import LABELS, SETS, TAGS, Example, examples, set_of

LIMIT = 256
"""Pieces of a window at most; windows are cut to about 180."""
PARTS = 4
"""How often an epoch is saved."""
UNKNOWN = 0.06
"""Share of the pieces that the tagger sees as unknown ones, so that it learns to read from the context."""
LOWER, UPPER = 0.05, 0.02
"""Share of the windows that are read in small letters and in capitals, as on the web and in headings."""


class Tagger(nn.Module):
    """The encoder and one linear layer that scores the tags of every piece."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(config.hidden_size, len(TAGS))

    def forward(self, ids: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """Scores of shape (batch, pieces, tags); `mask` is 0 where a piece only fills a window up."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.head(self.dropout(hidden))


def load_tagger(base: Path) -> Tagger:
    """A tagger with the base's weights and a fresh head."""
    # Masked pieces regularize as well as dropout, whose random numbers cost a fifth of the time on a CPU;
    # plain attention is twice as fast there as the fused one.
    given = json.loads((base / "config.json").read_text())
    config = BertConfig(**given, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager")
    tagger = Tagger(config)
    arrays = np.load(base / "base.npz")
    state = {name: torch.from_numpy(arrays[name].copy()) for name in arrays.files}
    missing, unexpected = tagger.encoder.load_state_dict(state, strict=False)
    if unexpected or any("position_ids" not in name for name in missing):
        raise SystemExit(f"{base} does not fit the encoder: {missing or unexpected}")
    return tagger


def tags_of(example: Example, offsets: list[tuple[int, int]]) -> list[int]:
    """The tag of every piece; a piece belongs to the span that holds its first character."""
    tags, spans, at = [], example.spans, 0
    previous = None
    for start, end in offsets:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        span = spans[at] if at < len(spans) and spans[at][0] < end and start < spans[at][1] else None
        if span is None:
            tags.append(0)
        else:
            begin = 1 + 2 * LABELS.index(span[2])
            tags.append(begin + (span is previous))
        previous = span
    return tags


def encode(tokenizer: Tokenizer, found: list[Example]) -> list[tuple[list[int], list[int], int]]:
    """Piece ids with the special ones at both ends, tags (-1 on the special ones), and the set of labels."""
    kinds = sorted({one.annotated for one in found}, key=sorted)
    bos, eos = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
    rows = []
    encodings = tokenizer.encode_batch([one.text for one in found], add_special_tokens=False)
    for one, encoding in zip(found, encodings, strict=True):
        ids, tags = encoding.ids[: LIMIT - 2], tags_of(one, encoding.offsets)[: LIMIT - 2]
        if ids:
            rows.append(([bos, *ids, eos], [-1, *tags, -1], kinds.index(one.annotated)))
    encode.kinds = kinds  # type: ignore[attr-defined]
    return rows


def open_tags(kinds: list[frozenset[str]]) -> torch.Tensor:
    """For every set of labels, which tags a piece outside all spans may still have (True)."""
    rows = [[tag == "O" or tag[2:] not in kind for tag in TAGS] for kind in kinds]
    return torch.tensor(rows)


def batches(rows: list, pieces: int, rng: random.Random) -> list[list]:
    """Batches of about as many pieces, rows of like length together, in random order."""
    order = sorted(rows, key=lambda row: len(row[0]) + rng.random() * 8)
    found, batch = [], []
    for row in order:
        if batch and (len(batch) + 1) * len(row[0]) > pieces:
            found.append(batch)
            batch = []
        batch.append(row)
    found.append(batch)
    rng.shuffle(found)
    return found


def recased(found: list[Example], rng: random.Random) -> list[Example]:
    """The examples, some of them in one case throughout where that keeps their length."""
    changed = []
    for one in found:
        drawn = rng.random()
        text = one.text.lower() if drawn < LOWER else one.text.upper() if drawn < LOWER + UPPER else one.text
        changed.append(replace(one, text=text) if len(text) == len(one.text) else one)
    return changed


def blurred(ids: torch.Tensor, tags: torch.Tensor, unknown: int) -> torch.Tensor:
    """The ids with some of the text's pieces made unknown."""
    drawn = (torch.rand(ids.shape) < UNKNOWN) & (tags >= 0)
    return ids.masked_fill(drawn, unknown)


def tensors(batch: list, pad: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, mask, tags and kinds of a batch, padded."""
    width = max(len(row[0]) for row in batch)
    ids = torch.full((len(batch), width), pad)
    tags = torch.full((len(batch), width), -1)
    for index, (pieces, labels, _) in enumerate(batch):
        ids[index, : len(pieces)] = torch.tensor(pieces)
        tags[index, : len(labels)] = torch.tensor(labels)
    return ids, (ids != pad).long(), tags, torch.tensor([row[2] for row in batch])


def loss_of(scores: torch.Tensor, tags: torch.Tensor, kinds: torch.Tensor, open_: torch.Tensor) -> torch.Tensor:
    """Cross entropy; outside all spans the labels that the set does not annotate are summed out."""
    logs = scores.float().log_softmax(-1)
    known = logs.gather(-1, tags.clamp(min=0)[..., None])[..., 0]
    outside = logs.masked_fill(~open_[kinds][:, None, :], -1e9).logsumexp(-1)
    picked = torch.where(tags == 0, outside, known)
    return -(picked * (tags >= 0)).sum() / (tags >= 0).sum()


def main() -> None:
    """Trains and saves `tagger.pt` to OUT."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--init", type=Path, help="start from this tagger.pt instead of the base's weights")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--pieces", type=int, default=3000, help="pieces of a batch")
    parser.add_argument("--repeat", action="append", default=[], metavar="SET=N", help="read a set N times an epoch")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    repeat = {name: int(times) for name, times in (one.split("=") for one in given.repeat)}
    if set(repeat) - set(SETS):
        raise SystemExit(f"no such set: {sorted(set(repeat) - set(SETS))}")
    found: list[Example] = []
    for path in given.files:
        times = repeat.get(set_of(path), 1)
        found += list(examples(path)) * times
    rows = encode(tokenizer, recased(found, rng))
    open_ = open_tags(encode.kinds).to(device)  # type: ignore[attr-defined]
    total = sum(len(row[0]) for row in rows)
    tagger = load_tagger(given.base).to(device)
    if given.init:
        tagger.load_state_dict(torch.load(given.init, map_location=device)["model"])
    decay = [p for n, p in tagger.named_parameters() if p.ndim > 1]
    plain = [p for n, p in tagger.named_parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": decay, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], fused=True
    )
    epochs = [batches(rows, given.pieces, rng) for _ in range(given.epochs)]
    plan = [batch for epoch in epochs for batch in epoch]
    print(f"{len(rows):,} windows, {total:,} pieces, {len(plan):,} steps on {device}", flush=True)
    given.out.mkdir(parents=True, exist_ok=True)
    state, done = given.out / "tagger.pt", 0
    if state.exists():
        saved = torch.load(state, map_location=device)
        tagger.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        done = saved["step"]
        print(f"going on at step {done}", flush=True)
    warm, every = max(1, len(plan) // 20), max(1, len(epochs[0]) // PARTS)
    tagger.train()
    begin, seen, running = time.time(), 0, 0.0
    pad, unknown = tokenizer.token_to_id("<pad>"), tokenizer.token_to_id("<unk>")
    for step in range(done, len(plan)):
        rate = given.rate * min((step + 1) / warm, 0.5 * (1 + math.cos(math.pi * step / len(plan))))
        for group in optimizer.param_groups:
            group["lr"] = rate
        ids, mask, tags, kinds = tensors(plan[step], pad)
        ids, mask, tags, kinds = (one.to(device) for one in (blurred(ids, tags, unknown), mask, tags, kinds))
        with torch.autocast(device, dtype=torch.bfloat16):
            scores = tagger(ids, mask)
        loss = loss_of(scores, tags, kinds, open_)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        seen += ids.numel()
        running = 0.98 * running + 0.02 * loss.item() if step > done else loss.item()
        if step % 50 == 0:
            print(f"step {step} loss {running:.4f} {seen / (time.time() - begin):.0f} pieces/s", flush=True)
        if (step + 1) % every == 0 or step + 1 == len(plan):
            state_of = {"model": tagger.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(state_of, state.with_suffix(".new"))
            state.with_suffix(".new").replace(state)


if __name__ == "__main__":
    main()
