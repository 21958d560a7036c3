"""The project's own recognizer: one small multilingual encoder that tags names and dates in one pass."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.assets import checked_model
from pipeline.names.decoding import NEVER_LAST, Decoder
from pipeline.names.evidence import Reading, key_of, share
from pipeline.names.runs import borders_of, runs_of
from pipeline.records import Document, Mention, Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = "names"
"""The folder of the model: `names.onnx`, `tokenizer.json`, `config.json` and `SHA256SUMS`."""
WINDOW, OVERLAP = 222, 64
"""Pieces read at once, and how many of them two windows share: a name at a border stands whole in one.
With the signs at its ends a window has 224; the products are fastest at multiples of 16."""
OURS = ""
"""The style of annotation that the project itself follows."""
STYLES = (OURS, "factrueval", "gum", "nerel", "thainer15", "uner", "wikigold")
"""The styles that the encoder has learned, in the order of their numbers in the network."""
THREADS = 2
"""How many windows are read at a time, each on a thread of its own."""
PREPOSITION = re.compile("(?:ของ|ใน|จาก)(?=ประเทศ|เมือง|กรุง|นคร|จังหวัด|แคว้น|มณฑล|รัฐ|เขต|เกาะ|ภาค|ราชอาณาจักร)")
"""What one Thai piece may hold together with the beginning of a place's name: ในประเทศ|สเปน."""


class EncoderNames:
    """Tags the sentences of a document with the model of `folder`, by default the one that ships.

    Sentences are read in runs, so that each stands in its context. A piece's scores come from the
    window in which it is farthest from the borders. `style` is the set whose conventions it follows
    (GUM counts titles to persons, NEREL adjectives of countries to places), by default the project's.
    """

    def __init__(self, folder: Path | None = None, style: str = OURS) -> None:
        self.name = "encoder"
        self.style = style
        self.languages = frozenset({"en", "ru", "th"})
        self._folder = folder

    @cached_property
    def _loaded(self) -> tuple[Any, Any, dict[str, Any]]:
        return load_model(self._folder or checked_model(MODEL))

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """The names and dates of the sentences; confidence is the calibrated probability of the span."""
        _, _, config = self._loaded
        decoder = Decoder(config["tags"], config["temperature"])
        text = document.readable
        readings = list(self._readings(text, sentences))
        share(readings, decoder)
        found = []
        for reading in readings:
            for kind, first, last, confidence in reading.spans(decoder):
                start, end = reading.start + first, reading.start + last
                if before := PREPOSITION.match(text, start, end):
                    start = before.end()
                found.append(Mention(kind, start, end, text[start:end], reading.language, confidence, self.name))
        return found

    def _readings(self, text: str, sentences: Sequence[Sentence]) -> Iterator[Reading]:
        runs = list(runs_of(sentences))
        read = self.scores([text[run[0].start : run[-1].end] for run in runs])
        for run, (offsets, scores) in zip(runs, read, strict=True):
            start, language = run[0].start, run[0].language
            places = [(token.start, token.end) for sentence in run for token in sentence.tokens]
            words = [(first - start, last - start, key_of(text[first:last])) for first, last in places]
            never = NEVER_LAST[language]
            unended = frozenset(first - start for first, last in places if never.fullmatch(text, first, last))
            borders = [border - start for border in borders_of(text, run)]
            yield Reading(start, language, words, borders, offsets, scores, unended)

    def scores(self, texts: Sequence[str]) -> Iterator[tuple[list[tuple[int, int]], NDArray[np.float32]]]:
        """Of each text, the offsets of its pieces, and an array (pieces, tags) of their scores."""
        session, tokenizer, config = self._loaded
        encodings = [tokenizer.encode(text, add_special_tokens=False) for text in texts]
        pieces = [(encoding.ids, encoding.offsets) for encoding in encodings]
        first, last = [config["bos"]], [config["eos"]]
        rows = [first + ids[start:end] + last for ids, _ in pieces for start, end in _windows(len(ids))]
        style = STYLES.index(self.style)
        with ThreadPoolExecutor(THREADS) as pool:
            read = pool.map(lambda row: read_window(session, row, style), rows)
            for ids, offsets in pieces:
                windows = list(_windows(len(ids)))
                tagged = [scores[1:-1] for scores in islice(read, len(windows))]
                yield offsets, _joined(len(ids), len(config["tags"]), windows, tagged)


@cache
def load_model(folder: Path) -> tuple[Any, Any, dict[str, Any]]:
    """The network, its tokenizer and what `config.json` says; loaded once for all styles."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return load_session(folder / "names.onnx"), tokenizer, config


def load_session(file: Path) -> Any:
    """The network in onnxruntime; a window is read on one thread, and several windows side by side.

    The fused addition and normalization of onnxruntime takes many times as long as the two apart.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def read_window(session: Any, row: Sequence[int], style: int = 0) -> NDArray[np.float32]:
    """The scores (pieces, tags) of one window of pieces in the style of that number.

    Windows are read one by one: what a layer makes of one stays in the processor's cache, none is filled up to the
    length of another, and no window changes what is read in its neighbours.
    """
    import numpy as np

    given = {"ids": np.array([row], np.int64), "style": np.array([style], np.int64)}
    scores: NDArray[np.float32] = session.run(None, given)[0][0]
    return scores


def _joined(
    pieces: int, tags: int, windows: Sequence[tuple[int, int]], tagged: Sequence[NDArray[np.float32]]
) -> NDArray[np.float32]:
    """The scores of all pieces, of each from the window in which it is farthest from the borders."""
    import numpy as np

    scores = np.zeros((pieces, tags), np.float32)
    margin = np.full(pieces, -1)
    for (start, end), found in zip(windows, tagged, strict=True):
        places = np.arange(start, end)
        inside = np.minimum(places - start + WINDOW * (start == 0), end - 1 - places + WINDOW * (end == pieces))
        better = inside > margin[start:end]
        scores[start:end][better] = found[better]
        margin[start:end][better] = inside[better]
    return scores


def _windows(pieces: int) -> Iterator[tuple[int, int]]:
    start = 0
    while pieces:
        yield start, min(start + WINDOW, pieces)
        if start + WINDOW >= pieces:
            return
        start += WINDOW - OVERLAP
