"""Words and sentence ends of Russian by a Stanza tokenizer that the project trained (`models/stanza/ru`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline.assets import model_path
from pipeline.errors import ModelError
from pipeline.languages.layout import flatten

Span = tuple[int, int]
Segmented = tuple[list[Span], list[int]]
"""The spans of the tokens, and the places where a new sentence starts."""

MODEL = "stanza/ru"
WEIGHTS = "tokenize.pt"
BATCH = 50_000
"""Characters that are given to Stanza at once."""
STRETCH = 400
"""Characters that the network reads in a row; longer units are read in stretches, side by side."""
LONGEST = 1_000
"""Characters after which a unit is cut even without a seam: Stanza's search for addresses takes quadratic time."""
SEAM = re.compile(r"(?<=[а-яё])[,]?\s+(?=[а-яё])")
"""Where a unit may be cut into stretches: between words where no sentence ends."""
LOCK = Lock()


def segment(text: str, units: Sequence[Span]) -> Iterator[Segmented]:
    """Tokens and sentence starts of each unit of `text`, in the order of the units."""
    batch: list[Span] = []
    size = 0
    for unit in units:
        batch.append(unit)
        size += unit[1] - unit[0]
        if size > BATCH:
            yield from _segment_batch(text, batch)
            batch, size = [], 0
    if batch:
        yield from _segment_batch(text, batch)


def _segment_batch(text: str, units: Sequence[Span]) -> Iterator[Segmented]:
    pieces: list[str] = []
    origins: list[int] = []
    seams: set[int] = set()
    for unit in units:
        for number, (first, last) in enumerate(_stretches(text, *unit)):
            piece, positions = flatten(text, first, last)
            if not piece:
                continue
            if number:
                seams.add(positions[0])
            pieces.append(piece)
            origins += [*positions, last, last]
    found: list[Segmented] = [([], []) for _ in units]
    at = 0
    for tokens in _read("\n\n".join(pieces)):
        spans = [(origins[start], origins[end - 1] + 1) for start, end in tokens]
        while spans[0][0] >= units[at][1]:
            at += 1
        found[at][0].extend(spans)
        if spans[0][0] not in seams:
            found[at][1].append(spans[0][0])
    yield from found


def _stretches(text: str, start: int, end: int) -> Iterator[Span]:
    """`text[start:end]` cut into stretches of about STRETCH characters, at seams where there are any."""
    while end - start > LONGEST:
        seam = SEAM.search(text, start + STRETCH, start + LONGEST)
        space = text.rfind(" ", start + STRETCH, start + LONGEST) + 1
        cut = seam.end() if seam else space or start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _read(text: str) -> list[list[Span]]:
    """The tokens of each sentence of `text` by the network, on one thread: it is too small to gain from more."""
    import torch
    from stanza.models.tokenization.data import TokenizationDataset
    from stanza.models.tokenization.utils import output_predictions

    if not text:
        return []
    with LOCK:
        reader = network()
        dataset = TokenizationDataset(
            reader.args, input_text=text, vocab=reader.vocab, evaluation=True, dictionary=reader.dictionary
        )
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            with torch.inference_mode():
                *_, sentences = output_predictions(None, reader, dataset, reader.vocab, None, orig_text=text)
        finally:
            torch.set_num_threads(threads)
    return [[(token["start_char"], token["end_char"]) for token in sentence] for sentence in sentences]


@cache
def network() -> Any:
    """Stanza's tokenizer, loaded on the first call. Raises ModelError if the weights are missing or damaged.

    It is loaded without Stanza's pipeline, which makes an optimizer too: the parts of torch for training take a
    second to import.
    """
    from stanza.models.tokenization.trainer import Trainer

    class Reader(Trainer):  # type: ignore[misc]
        def __init__(self, weights: Path) -> None:
            self.load(str(weights), None, None)

    weights = model_path(MODEL) / WEIGHTS
    check(weights)
    return Reader(weights)


def check(weights: Path) -> None:
    """Raise ModelError unless `weights` is the file whose SHA-256 lies beside it (`NAME.sha256`)."""
    remedy = "Reinstall the package, or restore the folder of the model"
    try:
        stated = weights.with_name(weights.name + ".sha256").read_text(encoding="ascii").split()[0]
        found = sha256(weights.read_bytes()).hexdigest()
    except (OSError, UnicodeDecodeError, IndexError) as error:
        raise ModelError(f"the weights {weights} cannot be read ({error})", remedy) from error
    if found != stated:
        raise ModelError(f"the weights {weights} are not those that were shipped (their SHA-256 is {found})", remedy)
