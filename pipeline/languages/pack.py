"""What a language pack does, and how packs are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from pipeline.records import Paragraph, Sentence

GROUP = "synchronicle.languages"
"""The entry-point group in which a package registers its language packs, by language code."""


class LanguagePack(Protocol):
    """Words and sentences of one language. Loading of models is lazy; instances are reused.

    A pack finds boundaries in the text it is given and never changes it: for every token
    `text[token.start:token.end] == token.text`, tokens do not overlap, and only white space lies
    between them. A class that names this protocol as its base inherits `sentences_of`.
    """

    code: str
    """ISO 639-1 code."""

    def sentences(self, text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
        """The sentences of `text[start:end]`, with offsets into `text`."""
        ...

    def sentences_of(self, text: str, paragraphs: Sequence[Paragraph]) -> list[Sentence]:
        """The sentences of several paragraphs, each with the role of its paragraph, in their order.

        A pack whose model reads many texts at once faster than one by one does so here.
        """
        found: list[Sentence] = []
        for paragraph in paragraphs:
            for sentence in self.sentences(text, paragraph.start, paragraph.end):
                found.append(replace(sentence, role=paragraph.role))
        return found

    def nominatives(self, name: str, kind: str = "") -> tuple[str, ...]:
        """Dictionary forms that the inflected `name` may have, best first; `(name,)` if it does not inflect.

        `kind` is what it names (`person`, `place`, …), where that is known.
        """
        ...


@cache
def packs() -> Mapping[str, LanguagePack]:
    """All registered packs by language code, in the order of the codes."""
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name: point.load()() for point in found}
