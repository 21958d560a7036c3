"""What of a document is read together, and the places there that no name crosses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.records import Sentence

WRAPPED = 45
"""A line of fewer characters was not broken for want of room."""
LINE_END = re.compile(r"[^\S\n]*\n\s*")


def runs_of(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Neighbouring sentences of one language; a heading ends a run that was prose before it."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (
            sentence.language != run[-1].language or (sentence.role == "heading" and run[-1].role != "heading")
        ):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def borders_of(text: str, run: Sequence[Sentence]) -> list[int]:
    """Positions that no name crosses: where a sentence begins, and a line after one too short to be wrapped.

    Thai has no sign that ends a sentence, and an end guessed within a line may fall within a name.
    """
    borders = {
        after.start
        for before, after in pairwise(run)
        if after.language != "th" or "\n" in text[before.end : after.start]
    }
    begin = text.rfind("\n", 0, run[0].start) + 1
    for match in LINE_END.finditer(text, run[0].start, run[-1].end):
        if match.start() - begin < WRAPPED:
            borders.add(match.end())
        begin = match.end()
    return sorted(borders)
