"""Off-the-shelf taggers of English and Russian: spaCy's small model and Slovnet's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Any

from pipeline.errors import ModelError
from pipeline.records import Document, Mention, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
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
SLOVNET_PRECISION = {"person": (0.8, 0.9), "place": (0.8, 0.8), "organization": (0.55, 0.6)}
"""The same, on the development sets of NEREL and FactRuEval."""
_SLOVNET_FILES = ("slovnet_ner_news_v1.tar", "navec_news_v1_1B_250K_300d_100q.tar")


def load_spacy() -> Language:
    """The English model, loaded once per process and shared with the English language pack."""
    from pipeline.languages.english import load_spacy as load

    return load()


class SpacyNames:
    """spaCy's `en_core_web_sm`, sentence by sentence."""

    name = "spacy"
    languages = frozenset({"en"})

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """The names of the English sentences."""
        text = document.readable
        english = [sentence for sentence in sentences if sentence.language in self.languages]
        if not english:
            return []
        texts = [text[sentence.start : sentence.end].replace("\n", " ") for sentence in english]
        found = []
        disabled = ["tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
        for sentence, read in zip(english, load_spacy().pipe(texts, disable=disabled), strict=True):
            for span in read.ents:
                if kind := _spacy_kind(span):
                    start, end = sentence.start + span.start_char, sentence.start + span.end_char
                    confidence = _confidence(SPACY_PRECISION, kind, span.text)
                    found.append(Mention(kind, start, end, text[start:end], sentence.language, confidence, self.name))
        return found


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
