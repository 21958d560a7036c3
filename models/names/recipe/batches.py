"""From windows of annotated text to the batches that training reads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from tokenizers import Tokenizer
from views import LABELS, STYLES

from data import TAGS, Example

LIMIT = 256
"""Pieces of a window at most; windows are cut to about 180."""
STEP = 16
"""Windows are filled up to a multiple of so many pieces: every new shape costs a CPU the making of its products."""
UNKNOWN = 0.08
"""Share of the pieces that the tagger sees as unknown ones, so that it learns to read from the context."""
LOWER, UPPER = 0.05, 0.02
"""Share of the windows that are read in small letters and in capitals, as on the web and in headings."""
UNLEARNED = -1
"""The tag of pieces from which nothing is learned."""


@dataclass(frozen=True)
class Row:
    """A window as numbers: its pieces, their tags, which of them may be of labels not annotated, and its style."""

    ids: list[int]
    tags: list[int]
    open: tuple[bool, ...]
    style: int


def tags_of(example: Example, offsets: list[tuple[int, int]]) -> list[int]:
    """The tag of every piece; a piece belongs to the span that holds its first character."""
    tags: list[int] = []
    spans, at, previous = example.spans, 0, None
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
    for start, end in example.unsure:
        tags = [UNLEARNED if a < end and start < b else tag for tag, (a, b) in zip(tags, offsets, strict=True)]
    return tags


def rows_of(tokenizer: Tokenizer, found: Sequence[Example]) -> list[Row]:
    """The windows as numbers, with the special pieces at both ends."""
    bos, eos = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
    rows = []
    encodings = tokenizer.encode_batch([one.text for one in found], add_special_tokens=False)
    for one, encoding in zip(found, encodings, strict=True):
        ids, tags = encoding.ids[: LIMIT - 2], tags_of(one, encoding.offsets)[: LIMIT - 2]
        if ids:
            tags = [UNLEARNED, *tags, UNLEARNED]
            rows.append(Row([bos, *ids, eos], tags, open_tags(one.annotated), STYLES.index(one.style)))
    return rows


def open_tags(annotated: frozenset[str]) -> tuple[bool, ...]:
    """Which tags a piece outside all spans may still have, where these labels are annotated."""
    return tuple(tag == "O" or tag[2:] not in annotated for tag in TAGS)


def batches(rows: Sequence[Row], pieces: int, rng: random.Random) -> list[list[Row]]:
    """Batches of about as many pieces, rows of like length together, in random order."""
    order = sorted(rows, key=lambda row: len(row.ids) + rng.random() * 8)
    found: list[list[Row]] = []
    batch: list[Row] = []
    for row in order:
        if batch and (len(batch) + 1) * widened(len(row.ids)) > pieces:
            found.append(batch)
            batch = []
        batch.append(row)
    found.append(batch)
    rng.shuffle(found)
    return found


def widened(length: int) -> int:
    """A length rounded up to a multiple of STEP."""
    return -(-length // STEP) * STEP


def recased(found: Sequence[Example], rng: random.Random) -> list[Example]:
    """The examples, some of them in one case throughout where that keeps their length."""
    changed = []
    for one in found:
        drawn = rng.random()
        text = one.text.lower() if drawn < LOWER else one.text.upper() if drawn < LOWER + UPPER else one.text
        changed.append(replace(one, text=text) if len(text) == len(one.text) else one)
    return changed


def blurred(ids: torch.Tensor, tags: torch.Tensor, unknown: int) -> torch.Tensor:
    """The ids with some of the text's pieces made unknown."""
    drawn = (torch.rand(ids.shape, device=ids.device) < UNKNOWN) & (tags != UNLEARNED)
    return ids.masked_fill(drawn, unknown)


def tensors(batch: Sequence[Row], pad: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids and tags of a batch, filled up; which tags are open in each of its rows; and the rows' styles."""
    width = widened(max(len(row.ids) for row in batch))
    ids = torch.full((len(batch), width), pad)
    tags = torch.full((len(batch), width), UNLEARNED)
    for index, row in enumerate(batch):
        ids[index, : len(row.ids)] = torch.tensor(row.ids)
        tags[index, : len(row.tags)] = torch.tensor(row.tags)
    return ids, tags, torch.tensor([row.open for row in batch]), torch.tensor([row.style for row in batch])
