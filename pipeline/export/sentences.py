"""The sentences of a finished run with their tokens: those that were kept, else made anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.records import Paragraph, Sentence

if TYPE_CHECKING:
    from pipeline.tables.read import Tables


def kept_sentences(folder: Path, source_id: str) -> tuple[Sentence, ...]:
    """The sentences that the run kept of a source, in text order; none where it kept nothing."""
    from pipeline.runner.consolidating import STORE
    from pipeline.runner.store import SUFFIX, load

    path = folder / STORE / (source_id + SUFFIX)
    return tuple(sorted(load(path).sentences, key=lambda one: one.start)) if path.exists() else ()


def sentences_of(tables: Tables, source_id: str, language: str) -> tuple[Sentence, ...]:
    """The kept sentences, else those that the pack of `language` finds in the lines of the text."""
    if kept := kept_sentences(tables.folder, source_id):
        return kept
    from pipeline.languages.pack import packs

    text = tables.text(source_id)
    paragraphs, at = [], 0
    for line in text.splitlines(keepends=True):
        paragraphs.append(Paragraph(at, at + len(line), language))
        at += len(line)
    pack = packs().get(language) or packs()["en"]
    return tuple(pack.sentences_of(text, paragraphs))
