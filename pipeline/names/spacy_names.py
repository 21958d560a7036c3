"""An off-the-shelf tagger of English: spaCy's small model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.languages.english import LOCK, load_spacy
from pipeline.names.foreign import latin_runs
from pipeline.records import Document, Mention, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

SPACY_KINDS = {
    "PERSON": "person",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organization",
    "EVENT": "event",
    "LAW": "event",
}
"""OntoNotes' labels; what it calls LAW counts where it is a treaty or the like."""
TREATIES = ("Treaty", "Act", "Doctrine", "Pact", "Convention", "Accord", "Agreement", "Declaration", "Protocol", "Plan")
SPACY_PRECISION = {"person": (0.55, 0.7), "place": (0.7, 0.7), "organization": (0.35, 0.5), "event": (0.4, 0.4)}
"""Exact precision of names of one word and of more, on the development sets of GUM, EWT and PUD."""
ALONE = 0.8
"""What is left of that precision where a Latin name is read without its sentence."""
_NOT_NEEDED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")


class SpacyNames:
    """spaCy's `en_core_web_sm`, sentence by sentence; in other languages it is asked about Latin names."""

    name = "spacy"
    languages = frozenset({"en", "ru", "th"})

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """The names of the English sentences, and those in Latin letters of the others."""
        text = document.readable
        english = [sentence for sentence in sentences if sentence.language == "en"]
        spans = [(one.start, one.end, "en") for one in english if not _is_title_case(text, one)]
        runs = list(latin_runs(text, sentences))
        found = []
        for (start, end, language), entities in zip([*spans, *runs], _read(text, [*spans, *runs]), strict=True):
            for first, last, kind in entities:
                surface = text[start + first : start + last]
                confidence = _confidence(kind, surface)
                if language != "en":
                    # one word without a sentence does not tell what it names
                    if (first, last) != (0, end - start) or " " not in surface:
                        continue
                    confidence = round(ALONE * confidence, 4)
                found.append(Mention(kind, start + first, start + last, surface, language, confidence, self.name))
        return found


def _is_title_case(text: str, sentence: Sentence) -> bool:
    """Whether a heading capitalises every long word, so that capitals do not tell its names."""
    if sentence.role != "heading":
        return False
    words = re.findall(r"[^\W\d_]{4,}", text[sentence.start : sentence.end])
    return all(word[0].isupper() for word in words)


def _read(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[list[tuple[int, int, str]]]:
    """The (start, end, kind) of the names of each span, counted from its start."""
    if not spans:
        return
    texts = [re.sub(r"\s", " ", text[start:end]) for start, end, _ in spans]
    with LOCK:
        documents: list[Any] = list(load_spacy().pipe(texts, disable=_NOT_NEEDED))
    for read in documents:
        yield [(span.start_char, span.end_char, kind) for span in read.ents if (kind := _spacy_kind(span))]


def _confidence(kind: str, surface: str) -> float:
    return SPACY_PRECISION[kind][len(surface.split()) > 1]


def _spacy_kind(span: SpacySpan) -> str:
    if span.label_ == "LAW" and not any(word in TREATIES for word in span.text.split()):
        return ""
    return SPACY_KINDS.get(span.label_, "")
