"""How well recognizers find the names that people have marked, by exact spans."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.languages.pack import packs
from pipeline.names.encoder import OURS, STYLES
from pipeline.names.finding import find_names
from pipeline.names.merge import merge
from pipeline.names.recognizer import Recognizer
from pipeline.origin import OriginMap
from pipeline.records import KIND_OF_LABEL, Document, Mention, Paragraph, Source
from pipeline.score import Score

Marked = tuple[int, int, str]
"""Start, end and kind of a name."""


def evaluate(
    recognizers: Recognizer | Sequence[Recognizer], file: Path, limit: int | None = None, raw: bool = False
) -> dict[str, Score]:
    """The score of each kind that the file marks, and of all of them under "all".

    `file` is gzipped JSON, a document a line: {"text", "lang", "entities": [{"start", "end", "label"}]}
    with offsets in code points. Of nested names the outermost counts. A kind that the file marks
    nowhere is unknown there, not absent: what is found of it is not counted. `limit` takes the first
    documents only; `raw` leaves the recognizers' spans as they are instead of cutting them to the
    project's conventions (titles outside, one kind for one name).
    """
    chosen = list(recognizers) if isinstance(recognizers, Sequence) else [recognizers]
    rows = list(_rows(file))[:limit]
    kinds = sorted({kind for row in rows for _, _, kind in _marked(row["entities"])})
    scores = dict.fromkeys([*kinds, "all"], Score())
    for row in rows:
        gold = set(_outermost(_marked(row["entities"])))
        found = {_spanned(mention) for mention in find_in_text(row["text"], row["lang"], chosen, raw)}
        for kind in kinds:
            one, two = {name for name in gold if name[2] == kind}, {name for name in found if name[2] == kind}
            counts = Score(len(one & two), len(two), len(one))
            scores[kind] += counts
            scores["all"] += counts
    return scores


def style_of(file: str, wanted: str, raw: bool) -> str:
    """The style in which the encoder reads a file of this name: the wanted one, or, for "auto", see below.

    With `raw` that is the style of the set that the name begins with, if the encoder has learned it. Else it
    is the project's, to whose conventions the names are cut.

    >>> style_of("gum.dev.jsonl.gz", "auto", raw=True)
    'gum'
    """
    if wanted == "auto":
        return next((one for one in STYLES if raw and one != OURS and file.startswith(one)), OURS)
    return OURS if wanted == "ours" else wanted


def find_in_text(text: str, language: str, recognizers: Sequence[Recognizer], raw: bool = False) -> list[Mention]:
    """The names and dates of a text that is in one language."""
    source = Source("", "", language=language, languages=(language,))
    document = Document(source, text, text, OriginMap.identity(len(text)), (Paragraph(0, len(text), language),))
    sentences = packs()[language].sentences(text)
    if raw:
        readers = [one for one in recognizers if language in one.languages]
        return merge([mention for one in readers for mention in one.recognize(document, sentences)])
    return find_names(document, sentences, recognizers)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _marked(entities: Iterable[dict[str, Any]]) -> Iterator[Marked]:
    for entity in entities:
        if kind := KIND_OF_LABEL.get(entity["label"]):
            yield entity["start"], entity["end"], kind


def _outermost(names: Iterable[Marked]) -> Iterator[Marked]:
    reached = -1
    for name in sorted(names, key=lambda name: (name[0], -name[1])):
        if name[1] > reached:
            yield name
            reached = name[1]


def _spanned(mention: Mention) -> Marked:
    return mention.start, mention.end, mention.kind
