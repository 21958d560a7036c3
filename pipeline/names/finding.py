"""All names of a document: what every recognizer finds, cut to the names, as one flat list."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.names.consistency import found_again, one_kind_each
from pipeline.names.extend import extend
from pipeline.names.glosses import with_glosses
from pipeline.names.merge import merge
from pipeline.names.recognizer import Recognizer
from pipeline.names.trim import KNOWING, trim
from pipeline.names.unbroken import unbroken
from pipeline.records import Document, Mention, Sentence

_LIES_IN = re.compile(" in (?=[A-Z])")
"""What parts an English place from the one that it lies in: Bethlehem Chapel | in Prague."""


def find_names(document: Document, sentences: Sequence[Sentence], recognizers: Sequence[Recognizer]) -> list[Mention]:
    """Flat, non-overlapping mentions of people, places, organizations and named events, in text order.

    Among them are the dates (kind "date") that a recognizer saw, without a value. `sentences` are in
    text order. A recognizer reads only the sentences of its own languages.
    """
    return find_names_and_sentences(document, sentences, recognizers)[0]


def find_names_and_sentences(
    document: Document, sentences: Sequence[Sentence], recognizers: Sequence[Recognizer]
) -> tuple[list[Mention], list[Sentence]]:
    """The names as `find_names` finds them, and the sentences without those ends that lay within a name."""
    text = document.readable
    marked: list[Mention] = []
    for recognizer in recognizers:
        readable = [sentence for sentence in sentences if sentence.language in recognizer.languages]
        marked += recognizer.recognize(document, readable)
    sentences = unbroken(sentences, marked, text)
    merged = merge(_cleaned(marked, text, sentences))
    dates = [mention for mention in merged if mention.kind == "date"]
    names = one_kind_each([mention for mention in merged if mention.kind != "date"])
    again = [mention for mention in found_again(document, sentences, names) if _is_free(mention, merged)]
    return with_glosses(merge([*names, *dates, *_cleaned(again, text, sentences)]), text, sentences), sentences


def _cleaned(mentions: Iterable[Mention], text: str, sentences: Sequence[Sentence]) -> Iterator[Mention]:
    starts = [sentence.start for sentence in sentences]
    for mention in (part for whole in mentions for part in _parted(whole, text)):
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or mention.end > sentences[at].end:
            continue
        name = trim(mention, text, sentences[at])
        if name is not None:
            yield extend(name, text, sentences[at])


def _parted(mention: Mention, text: str) -> Iterator[Mention]:
    """The mention, or the two places that it names, unless it was found as a known name."""
    between = _LIES_IN.search(text, mention.start, mention.end)
    if between is None or mention.kind != "place" or mention.recognizer in KNOWING:
        yield mention
    else:
        yield replace(mention, end=between.start(), surface=text[mention.start : between.start()])
        yield replace(mention, start=between.end(), surface=text[between.end() : mention.end])


def _is_free(mention: Mention, taken: Sequence[Mention]) -> bool:
    """Whether a mention overlaps none of the flat, ordered list."""
    at = bisect_right([name.start for name in taken], mention.start)
    return not (at and taken[at - 1].end > mention.start) and not (at < len(taken) and taken[at].start < mention.end)
