"""Trains the tagger of names on annotated text in three languages.

    python models/names/recipe/train.py BASE OUT FILE... [--epochs 4] [--dev FILE...]

BASE is what `base.py` wrote. The state is saved to OUT after every part of an epoch; the same
command started again goes on from there. Uses a GPU when there is one, else bfloat16 on the CPU.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
from batches import UNLEARNED, Row, batches, blurred, recased, rows_of, tensors
from tagger import KINDS, Tagger, load_tagger, worsened
from tokenizers import Tokenizer
from torch import nn
from views import OURS

from data import SETS, Example, examples, set_of

SCALES = (0.6, 1.0, 1.3)
"""Windows of every set are cut anew for each epoch, as long as one of these times their usual length."""
PARTS = 4
"""How often an epoch is saved."""
QUICK, TIMES = frozenset({"heads", "biases", f"encoder.{KINDS}"}), 10
"""What tells the styles apart begins fresh, and learns so many times as fast as the rest."""


def loss_of(scores: torch.Tensor, tags: torch.Tensor, open_: torch.Tensor) -> torch.Tensor:
    """Cross entropy; outside all spans the labels that the set does not annotate are summed out."""
    logs = scores.float().log_softmax(-1)
    known = logs.gather(-1, tags.clamp(min=0)[..., None])[..., 0]
    outside = logs.masked_fill(~open_[:, None, :], -1e9).logsumexp(-1)
    learned = tags != UNLEARNED
    return -(torch.where(tags == 0, outside, known) * learned).sum() / learned.sum()


def learn(tagger: Tagger, batch: Sequence[torch.Tensor], worsen: float, pad: int, unknown: int) -> float:
    """The loss of a batch, whose gradients it adds, and those of the loss from vectors that make it worse."""
    ids, tags, open_, styles = batch

    def loss() -> torch.Tensor:
        with torch.autocast(ids.device.type, dtype=torch.bfloat16):
            scores = tagger(blurred(ids, tags, unknown), styles, (ids != pad).long())
        return loss_of(scores, tags, open_)

    found = loss()
    found.backward()
    if worsen:
        with worsened(tagger, ids, worsen):
            loss().backward()
    return found.item()


def optimizer_of(tagger: Tagger) -> torch.optim.Optimizer:
    """AdamW; weights decay where they are matrices of the encoder."""
    named = list(tagger.named_parameters())
    groups = [
        {"params": [p for n, p in named if n not in QUICK and p.ndim > 1], "weight_decay": 0.01, "times": 1},
        {"params": [p for n, p in named if n not in QUICK and p.ndim <= 1], "weight_decay": 0.0, "times": 1},
        {"params": [p for n, p in named if n in QUICK], "weight_decay": 0.0, "times": TIMES},
    ]
    return torch.optim.AdamW(groups, fused=True)


def epochs_of(given: argparse.Namespace, tokenizer: Tokenizer, rng: random.Random) -> list[list[list[Row]]]:
    """The batches of every epoch.

    All is read with records joined to longer texts; and, since our style has other sets besides, what is
    said in a set's own style is read again, the records of the set itself as they are.
    """
    repeat = {name: int(times) for name, times in (one.split("=") for one in given.repeat)}
    if set(repeat) - set(SETS):
        raise SystemExit(f"no such set: {sorted(set(repeat) - set(SETS))}")
    epochs = []
    for _ in range(given.epochs):
        found: list[Example] = []
        for path in given.files:
            read = list(examples(path, rng.choice(SCALES), rng))
            again = read if path.suffix == ".txt" else list(examples(path, rng.choice(SCALES)))
            found += read * repeat.get(set_of(path), 1) + [one for one in again if one.style != OURS]
        epochs.append(batches(rows_of(tokenizer, recased(found, rng)), given.pieces, rng))
    return epochs


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
    parser.add_argument("--worsen", type=float, default=0.03, help="learn each batch from vectors moved so far, too")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.manual_seed(given.seed)
    rng = random.Random(given.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    epochs = epochs_of(given, tokenizer, rng)
    tagger = load_tagger(given.base).to(device)
    if given.init:
        tagger.load_state_dict(torch.load(given.init, map_location=device)["model"])
    optimizer = optimizer_of(tagger)
    plan = [batch for epoch in epochs for batch in epoch]
    total = sum(len(row.ids) for batch in plan for row in batch)
    print(f"{total:,} pieces, {len(plan):,} steps on {device}", flush=True)
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
            group["lr"] = rate * group["times"]
        batch = [one.to(device) for one in tensors(plan[step], pad)]
        optimizer.zero_grad(set_to_none=True)
        loss = learn(tagger, batch, given.worsen, pad, unknown)
        nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
        optimizer.step()
        seen += batch[0].numel()
        running = 0.98 * running + 0.02 * loss if step > done else loss
        if step % 50 == 0:
            print(f"step {step} loss {running:.4f} {seen / (time.time() - begin):.0f} pieces/s", flush=True)
        if (step + 1) % every == 0 or step + 1 == len(plan):
            state_of = {"model": tagger.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(state_of, state.with_suffix(".new"))
            state.with_suffix(".new").replace(state)


if __name__ == "__main__":
    main()
