"""Thai: words by PyThaiNLP's newmm, sentence ends by its crfcut and by rules."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.assemble import grouped, sentence
from pipeline.languages.breaks import load_rules
from pipeline.languages.layout import units
from pipeline.languages.pack import LanguagePack
from pipeline.languages.thai.clauses import sentence_starts
from pipeline.languages.thai.words import describe, words
from pipeline.records import Paragraph, Sentence


class Thai(LanguagePack):
    """The Thai language pack; every token carries its universal part of speech, and itself as its lemma."""

    code = "th"

    def sentences(self, text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
        """The sentences of `text[start:end]`, with offsets into `text`."""
        return self.sentences_of(text, [Paragraph(start, len(text) if end is None else end, self.code)])

    def sentences_of(self, text: str, paragraphs: Sequence[Paragraph]) -> list[Sentence]:
        """The sentences of several paragraphs, each with the role of its paragraph."""
        rules = load_rules(__name__)
        found: list[Sentence] = []
        for paragraph in paragraphs:
            for unit in units(text, paragraph.start, paragraph.end):
                spans = words(text, *unit)
                starts = sentence_starts(text, spans, rules)
                found += [
                    sentence(text, self.code, paragraph.role, group, describe) for group in grouped(spans, starts)
                ]
        return found

    def nominatives(self, name: str, kind: str = "") -> tuple[str, ...]:  # noqa: ARG002 - names do not inflect
        """The name itself: Thai does not inflect."""
        return (name,)
