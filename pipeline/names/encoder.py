"""The project's own recognizer: one small multilingual encoder that tags names and dates in one pass."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.assets import checked_model
from pipeline.names.decoding import Decoder
from pipeline.records import Document, Mention, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = "names"
"""The folder of the model: `names.onnx`, `tokenizer.json`, `config.json` and `SHA256SUMS`."""
WINDOW, OVERLAP = 224, 64
"""Pieces read at once, and how many of them two windows share: a name at a border stands whole in one."""
BATCH = 8
THREADS = 2
STYLES = ("factrueval", "gum", "nerel", "thainer15", "wikigold")
"""Annotated sets whose conventions the model can follow instead of the project's."""
UNNAMED = frozenset({"nerel"})
"""Styles that count events without a name among the events."""
WRAPPED = 45
"""A line of fewer characters was not broken for want of room."""
PREPOSITION = re.compile("(?:ของ|ใน|จาก)(?=ประเทศ|เมือง|กรุง|นคร|จังหวัด|แคว้น|มณฑล|รัฐ|เขต|เกาะ|ภาค|ราชอาณาจักร)")
"""What one Thai piece may hold together with the beginning of a place's name: ในประเทศ|สเปน."""
LINE_END = re.compile(r"[^\S\n]*\n\s*")


class EncoderNames:
    """Tags the sentences of a document with the model of `folder`, by default the one that ships.

    Sentences are read in runs, so that each stands in its context. A piece's scores come from the
    window in which it is farthest from the borders. `style` is the annotated set whose conventions it
    follows, one of `STYLES`, instead of the project's: NEREL has events without a name
    ("signed the treaty"), GUM counts titles to a name.
    """

    def __init__(self, folder: Path | None = None, style: str = "") -> None:
        self.name = "encoder"
        self.style = style
        self.languages = frozenset({"en", "ru", "th"})
        self._folder = folder

    @cached_property
    def _loaded(self) -> tuple[Any, Any, dict[str, Any]]:
        import onnxruntime
        from tokenizers import Tokenizer

        folder = self._folder or checked_model(MODEL)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.log_severity_level = 3
        providers = ["CPUExecutionProvider"]
        session = onnxruntime.InferenceSession(str(folder / "names.onnx"), options, providers=providers)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return session, tokenizer, json.loads((folder / "config.json").read_text(encoding="utf-8"))

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """The names and dates of the sentences; confidence is the calibrated probability of the span."""
        _, _, config = self._loaded
        decoder = Decoder(config["tags"], config["temperature"], unnamed=self.style in UNNAMED)
        text = document.readable
        found = []
        for run in _runs(sentences):
            start, end, language = run[0].start, run[-1].end, run[0].language
            offsets, scores = self.scores(text[start:end])
            words = frozenset(token.start - start for sentence in run for token in sentence.tokens)
            borders = [border - start for border in _borders(text, run)]
            for kind, first, last, confidence in decoder.spans(offsets, scores, words, borders, language):
                if before := PREPOSITION.match(text, start + first, start + last):
                    first = before.end() - start
                surface = text[start + first : start + last]
                found.append(Mention(kind, start + first, start + last, surface, language, confidence, self.name))
        return found

    def scores(self, text: str) -> tuple[list[tuple[int, int]], NDArray[np.float32]]:
        """Offsets of the pieces of a text, and an array (pieces, tags) of their scores."""
        import numpy as np

        session, tokenizer, config = self._loaded
        encoding = tokenizer.encode(text, add_special_tokens=False)
        ids, offsets = encoding.ids, encoding.offsets
        scores = np.zeros((len(ids), len(config["tags"])), np.float32)
        begin = config["styles"][self.style] if self.style else config["bos"]
        margin = np.full(len(ids), -1)
        windows = list(_windows(len(ids)))
        for at in range(0, len(windows), BATCH):
            batch = windows[at : at + BATCH]
            width = max(end - start for start, end in batch) + 2
            rows = np.full((len(batch), width), config["pad"], np.int64)
            for row, (start, end) in zip(rows, batch, strict=True):
                row[: end - start + 2] = [begin, *ids[start:end], config["eos"]]
            mask = (rows != config["pad"]).astype(np.int64)
            (output,) = session.run(None, {"ids": rows, "mask": mask})
            for (start, end), tagged in zip(batch, output, strict=True):
                places = np.arange(start, end)
                inside = np.minimum(
                    places - start + WINDOW * (start == 0), end - 1 - places + WINDOW * (end == len(ids))
                )
                better = inside > margin[start:end]
                scores[start:end][better] = tagged[1 : end - start + 1][better]
                margin[start:end][better] = inside[better]
        return offsets, scores


def _runs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
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


def _borders(text: str, run: Sequence[Sentence]) -> list[int]:
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


def _windows(pieces: int) -> Iterator[tuple[int, int]]:
    start = 0
    while pieces:
        yield start, min(start + WINDOW, pieces)
        if start + WINDOW >= pieces:
            return
        start += WINDOW - OVERLAP
