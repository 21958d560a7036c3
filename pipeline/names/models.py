"""Off-the-shelf taggers of English and Russian: spaCy's small model and Slovnet's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

from pipeline.errors import ModelError
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
SLOVNET_KINDS = {"PER": "person", "LOC": "place", "ORG": "organization"}
SPACY_PRECISION = {"person": (0.55, 0.7), "place": (0.7, 0.7), "organization": (0.35, 0.5), "event": (0.4, 0.4)}
"""Exact precision of names of one word and of more, on the development sets of GUM, EWT and PUD."""
ALONE = 0.8
"""What is left of that precision where a Latin name is read without its sentence."""
SLOVNET_PRECISION = {"person": (0.8, 0.9), "place": (0.8, 0.8), "organization": (0.55, 0.6)}
"""The same, on the development sets of NEREL and FactRuEval."""
_NOT_NEEDED = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")
_SLOVNET_FILES = ("slovnet_ner_news_v1.tar", "navec_news_v1_1B_250K_300d_100q.tar")


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
                confidence = _confidence(SPACY_PRECISION, kind, surface)
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


def _confidence(precision: dict[str, tuple[float, float]], kind: str, surface: str) -> float:
    return precision[kind][len(surface.split()) > 1]


def _spacy_kind(span: SpacySpan) -> str:
    if span.label_ == "LAW" and not any(word in TREATIES for word in span.text.split()):
        return ""
    return SPACY_KINDS.get(span.label_, "")


@cache
def _load_slovnet() -> Any:
    from navec import Navec
    from slovnet import NER

    # natasha is only the parcel that the weights come in; its own modules are not imported
    try:
        files = {file.name: str(file.locate()) for file in distribution("natasha").files or ()}
        weights, vectors = (files[name] for name in _SLOVNET_FILES)
    except (PackageNotFoundError, KeyError) as error:
        raise ModelError("the weights of the recognizer slovnet are missing", "Install natasha 1.6.0") from error
    tagger = NER.load(weights)
    tagger.navec(Navec.load(vectors))
    return tagger


class SlovnetNames:
    """Slovnet's news tagger with Navec's vectors, as Natasha ships them, sentence by sentence."""

    name = "slovnet"
    languages = frozenset({"ru"})

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """The names of the Russian sentences."""
        text = document.readable
        russian = [sentence for sentence in sentences if sentence.language in self.languages]
        if not russian:
            return []
        found = []
        markups = _load_slovnet().map(text[sentence.start : sentence.end] for sentence in russian)
        for sentence, markup in zip(russian, markups, strict=True):
            for span in markup.spans:
                start, end = sentence.start + span.start, sentence.start + span.stop
                kind = SLOVNET_KINDS[span.type]
                confidence = _confidence(SLOVNET_PRECISION, kind, text[start:end])
                found.append(Mention(kind, start, end, text[start:end], sentence.language, confidence, self.name))
        return found
