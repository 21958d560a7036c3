"""Reads one document: sentences, names, dates and event candidates. A pure function of the document."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.dates import find_dates
from pipeline.events import find_events
from pipeline.languages.pack import packs
from pipeline.names import Recognizer, find_names_and_sentences
from pipeline.records import DateMention, Document, Extraction, Mention, Sentence
from pipeline.runner.arbiter import arbitrate


def extract(document: Document, recognizers: Sequence[Recognizer]) -> Extraction:
    """Everything that the pipeline reads from the document; paragraphs in other languages are left out."""
    names, sentences = find_names_and_sentences(document, find_sentences(document), recognizers)
    names, dates = arbitrate(names, find_dates(document))
    events = find_events(document, sentences, names, dates)
    found = Extraction(document, tuple(sentences), tuple(names), tuple(dates), tuple(events))
    _check(found)
    return found


def find_sentences(document: Document) -> list[Sentence]:
    """The sentences of all paragraphs that a language pack can read, in text order."""
    found: list[Sentence] = []
    for code, pack in packs().items():
        paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.language == code]
        if paragraphs:
            found += pack.sentences_of(document.readable, paragraphs)
    return sorted(found, key=lambda sentence: sentence.start)


def _check(found: Extraction) -> None:
    text = found.document.text
    everything: list[Mention | DateMention] = [*found.mentions, *found.dates]
    for mention in everything:
        if text[mention.start : mention.end] != mention.surface:
            raise AssertionError(f"{mention.surface!r} does not stand at {mention.start}..{mention.end}")
