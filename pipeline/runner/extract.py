"""Reads one document: sentences, names, dates and event candidates. A pure function of the document."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.dates import find_dates
from pipeline.events import find_events
from pipeline.languages.pack import packs
from pipeline.names import Recognizer, find_names
from pipeline.records import DateMention, Document, Extraction, Mention, Sentence


def extract(document: Document, recognizers: Sequence[Recognizer]) -> Extraction:
    """Everything that the pipeline reads from the document; paragraphs in other languages are left out."""
    sentences = find_sentences(document)
    dates = find_dates(document)
    names = _without_dates(find_names(document, sentences, recognizers), dates)
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


def _without_dates(names: Sequence[Mention], dates: Sequence[DateMention]) -> list[Mention]:
    """The names that are no part of a date; a name that contains a date (the Revolution of 1905) stays."""
    spans = [(date.start, date.end) for date in dates]
    kept, at = [], 0
    for name in names:
        while at < len(spans) and spans[at][1] <= name.start:
            at += 1
        inside = at < len(spans) and spans[at][0] <= name.start and name.end <= spans[at][1]
        if not inside and name.kind != "date":
            kept.append(name)
    return kept


def _check(found: Extraction) -> None:
    text = found.document.text
    everything: list[Mention | DateMention] = [*found.mentions, *found.dates]
    for mention in everything:
        if text[mention.start : mention.end] != mention.surface:
            raise AssertionError(f"{mention.surface!r} does not stand at {mention.start}..{mention.end}")
