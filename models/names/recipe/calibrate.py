"""Finds the temperature that makes the exported tagger's confidence true, and shows what it does.

    python models/names/recipe/calibrate.py MODEL FILE... [--windows 300]

MODEL is a folder that `export.py` wrote, FILE annotated text that training has not seen. Prints the
temperature (give it to `export.py --temperature`) and, for spans by confidence, how many are right.
"""

from __future__ import annotations

import argparse
import random
from itertools import pairwise
from pathlib import Path

import numpy as np
from batches import UNLEARNED, open_tags, tags_of

from data import TAGS, Example, examples
from pipeline.names.decoding import Decoder, log_probabilities
from pipeline.names.encoder import OURS, EncoderNames
from pipeline.names.words import WORD
from pipeline.records import KIND_OF_LABEL

TEMPERATURES = np.arange(0.6, 3.01, 0.1)
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)


def loss(scores: np.ndarray, tags: np.ndarray, annotated: frozenset[str], temperature: float) -> float:
    """The sum over pieces of what the gold tags cost, labels that the set does not annotate left open."""
    logs = log_probabilities(scores, temperature)
    outside = np.logaddexp.reduce(logs[:, np.array(open_tags(annotated))], axis=1)
    known = logs[np.arange(len(tags)), tags]
    return -float((np.where(tags == 0, outside, known) * (tags != UNLEARNED)).sum())


def spans(one: Example, offsets: list, scores: np.ndarray, temperature: float) -> list[tuple[float, bool]]:
    """Confidence of every decoded span of an annotated label, and whether it is right; none where that is unsure."""
    words = frozenset(match.start() for match in WORD.finditer(one.text))
    gold = {(KIND_OF_LABEL[label], start, end) for start, end, label in one.spans if label in KIND_OF_LABEL}
    kinds = {KIND_OF_LABEL[label] for label in one.annotated if label in KIND_OF_LABEL}
    found = Decoder(TAGS, temperature).spans(offsets, scores, words, [], "th")
    return [
        (sure, (kind, start, end) in gold)
        for kind, start, end, sure in found
        if kind in kinds and all(end <= first or last <= start for first, last in one.unsure)
    ]


def main() -> None:
    """Prints the temperature and a table of reliability."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--windows", type=int, default=300, help="windows of a file at most")
    given = parser.parse_args()
    recognizer, rng = EncoderNames(given.model), random.Random(1)
    read = []
    for path in given.files:
        found = [one for one in examples(path) if one.text.strip() and one.style == OURS]
        drawn = rng.sample(found, min(given.windows, len(found)))
        for one, (offsets, scores) in zip(drawn, recognizer.scores([one.text for one in drawn]), strict=True):
            read.append((one, offsets, scores, np.array(tags_of(one, offsets))))
    losses = [sum(loss(s, tags, one.annotated, t) for one, _, s, tags in read) for t in TEMPERATURES]
    best = float(TEMPERATURES[int(np.argmin(losses))])
    pieces = sum(len(tags) for *_, tags in read)
    print(f"temperature {best:.1f}: {min(losses) / pieces:.4f} a piece instead of {losses[4] / pieces:.4f}")
    told = [pair for one, offsets, scores, _ in read for pair in spans(one, offsets, scores, best)]
    for low, high in pairwise(BINS):
        inside = [right for sure, right in told if low <= sure < high]
        if inside:
            print(f"confidence {low:.2f}-{min(high, 1):.2f}: {len(inside):6} spans, {np.mean(inside):.3f} right")


if __name__ == "__main__":
    main()
