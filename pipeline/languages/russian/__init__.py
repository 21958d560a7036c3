"""Russian: Stanza's tokenizer with the project's weights, dictionary forms by pymorphy3."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.languages.assemble import grouped, partition, sentence
from pipeline.languages.breaks import load_rules
from pipeline.languages.layout import units
from pipeline.languages.pack import LanguagePack
from pipeline.languages.russian.inflection import readings
from pipeline.languages.russian.morphology import describe, is_future, is_passive, whole_words
from pipeline.languages.russian.nominatives import nominatives
from pipeline.languages.russian.segmenter import segment
from pipeline.records import Paragraph, Sentence

LIKELY_CASE = 0.1
"""A case that a word has less often than this, by the dictionary's counts, is not considered."""


class Russian(LanguagePack):
    """The Russian language pack; every token carries its lemma and universal part of speech."""

    code = "ru"

    def sentences(self, text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
        """The sentences of `text[start:end]`, with offsets into `text`."""
        return self.sentences_of(text, [Paragraph(start, len(text) if end is None else end, self.code)])

    def sentences_of(self, text: str, paragraphs: Sequence[Paragraph]) -> list[Sentence]:
        """The sentences of many paragraphs; the network reads them together."""
        rules = load_rules(__name__)
        parts = [
            (unit, paragraph.role) for paragraph in paragraphs for unit in units(text, paragraph.start, paragraph.end)
        ]
        found: list[Sentence] = []
        for (unit, role), (spans, starts) in zip(parts, segment(text, [unit for unit, _ in parts]), strict=True):
            tokens = whole_words(text, partition(text, *unit, spans))
            for group in grouped(tokens, rules.breaks(text, *unit, starts)):
                found.append(sentence(text, self.code, role, group, describe))
        return found

    def nominatives(self, name: str, kind: str = "") -> tuple[str, ...]:
        """Nominative forms that the inflected `name` may have, best first."""
        return nominatives(name, kind)

    def is_future(self, word: str) -> bool:
        """Whether the word is a verb that tells what will be by its form alone («подпишет»)."""
        return is_future(word)

    def is_passive(self, word: str) -> bool:
        """Whether the word is a passive participle («захваченный»)."""
        return is_passive(word)

    def cases(self, word: str) -> frozenset[str]:
        """The cases that the word may stand in (nomn, gent, datv, accs, ablt, loct); none if it does not inflect."""
        return frozenset(reading.case for reading in readings(word) if reading.score >= LIKELY_CASE)
