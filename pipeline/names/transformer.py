"""Any token classifier of the Hugging Face format, from a folder on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.records import Document, Mention, Sentence

KINDS = {
    "person": ("PER", "PERSON", "PERS"),
    "place": ("LOC", "GPE", "PLACE", "LOCATION", "FAC", "GEO"),
    "organization": ("ORG", "ORGANIZATION", "ORGANISATION"),
    "event": ("EVENT", "EVE", "EVT"),
}
"""The labels that models give to each kind; others (MISC, DATE, ...) are no names here."""
_LABEL = re.compile(r"^(?:([BIESLU])[-_])?(.+?)(?:[-_]([BIESLU]))?$")
WINDOW = 256
"""Pieces that are read at once; sentences are put together up to this length."""
BATCH = 8


class TransformerNames:
    """The token classifier of the folder `path`; sentences are packed into windows, pieces joined to words."""

    def __init__(self, path: Path, languages: Iterable[str] = ("en", "ru", "th")) -> None:
        self.name = f"transformers:{path}"
        self.path = path
        self.languages = frozenset(languages)

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        from transformers import AutoModelForTokenClassification, AutoTokenizer

        try:
            tokenizer = AutoTokenizer.from_pretrained(self.path, local_files_only=True)
            model = AutoModelForTokenClassification.from_pretrained(self.path, local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{self.path} holds no token classifier that transformers can load",
                "Name a folder with config.json, the weights and a fast tokenizer",
            ) from error
        if not tokenizer.is_fast:
            raise ModelError(f"the tokenizer of {self.path} gives no offsets", "Save it with its tokenizer.json")
        return tokenizer, model.eval()

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """The names of the sentences; a name's confidence is the mean probability of its pieces."""
        text = document.readable
        read = [sentence for sentence in sentences if sentence.language in self.languages]
        found = []
        windows = list(self._windows(text, read))
        for at in range(0, len(windows), BATCH):
            batch = windows[at : at + BATCH]
            for (start, _), pieces in zip(batch, self._tag([text[a:b] for a, b in batch]), strict=True):
                for kind, first, last, confidence in _join(pieces):
                    span = _words_around(start + first, start + last, read)
                    if span is not None:
                        begin, end, language = span
                        found.append(Mention(kind, begin, end, text[begin:end], language, confidence, self.name))
        return _flat(found)

    def _windows(self, text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
        """Spans of sentences that are at most WINDOW pieces long; a longer sentence is cut between its words."""
        tokenizer, model = self._model
        limit = min(WINDOW, getattr(model.config, "max_position_embeddings", WINDOW)) - 8
        start = end = -1
        size = 0
        for sentence in sentences:
            for first, last, pieces in _chunks(text, sentence, tokenizer, limit):
                if start >= 0 and size + pieces > limit:
                    yield start, end
                    start, size = -1, 0
                start = first if start < 0 else start
                end, size = last, size + pieces
        if start >= 0:
            yield start, end

    def _tag(self, texts: list[str]) -> list[list[tuple[str, int, int, float]]]:
        """For each text its pieces: (label, start, end, probability)."""
        import torch

        tokenizer, model = self._model
        encoded = tokenizer(texts, return_offsets_mapping=True, padding=True, truncation=True, return_tensors="pt")
        offsets = encoded.pop("offset_mapping").tolist()
        with torch.inference_mode():
            scores, labels = model(**encoded).logits.softmax(-1).max(-1)
        names = model.config.id2label
        return [
            [
                (names[label], start, end, score)
                for label, score, (start, end) in zip(row_labels, row_scores, row_offsets, strict=True)
                if end > start
            ]
            for row_labels, row_scores, row_offsets in zip(labels.tolist(), scores.tolist(), offsets, strict=True)
        ]


def _chunks(text: str, sentence: Sentence, tokenizer: Any, limit: int) -> Iterator[tuple[int, int, int]]:
    size = len(tokenizer(text[sentence.start : sentence.end], add_special_tokens=False)["input_ids"])
    if size <= limit or len(sentence.tokens) < 2:
        yield sentence.start, sentence.end, size
        return
    share = max(1, len(sentence.tokens) * limit // (2 * size))
    for at in range(0, len(sentence.tokens), share):
        part = sentence.tokens[at : at + share]
        start, end = part[0].start, part[-1].end
        yield start, end, len(tokenizer(text[start:end], add_special_tokens=False)["input_ids"])


def kind_of(label: str) -> tuple[str, bool]:
    """The kind that a model's label stands for ("" for none), and whether it opens a new name."""
    match = _LABEL.match(label)
    prefix, name = (match[1] or match[3] or "I", match[2]) if match else ("I", label)
    kind = next((kind for kind, labels in KINDS.items() if name.upper() in labels), "")
    return kind, prefix in "BSU"


def _join(pieces: Iterable[tuple[str, int, int, float]]) -> Iterator[tuple[str, int, int, float]]:
    """Neighbouring pieces of one kind as one span with the mean of their probabilities."""
    kind, start, end, scores = "", 0, 0, [0.0]
    for label, first, last, score in pieces:
        found, opens = kind_of(label)
        if kind and (found != kind or opens) and not (found == kind and first == end):
            yield kind, start, end, sum(scores) / len(scores)
            kind = ""
        if found and not kind:
            kind, start, scores = found, first, []
        if found:
            end = last
            scores.append(score)
    if kind:
        yield kind, start, end, sum(scores) / len(scores)


def _words_around(start: int, end: int, sentences: Sequence[Sentence]) -> tuple[int, int, str] | None:
    """The span grown to the whole words it touches, inside the sentence where it begins, and its language."""
    for sentence in sentences:
        if sentence.start <= start < sentence.end:
            touched = [token for token in sentence.tokens if token.start < end and start < token.end]
            if touched:
                return touched[0].start, touched[-1].end, sentence.language
    return None


def _flat(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in text order; of two that touch the same words the first stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
