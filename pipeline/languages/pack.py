"""What a language pack does, and how packs are found."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points
from typing import Protocol

from pipeline.records import Sentence

GROUP = "synchronicle.languages"
"""The entry-point group in which a package registers its language packs, by language code."""


class LanguagePack(Protocol):
    """Words and sentences of one language. Loading of models is lazy; instances are reused.

    A pack finds boundaries in the text it is given and never changes it: for every token
    `text[token.start:token.end] == token.text`, tokens do not overlap, and only white space lies
    between them.
    """

    code: str
    """ISO 639-1 code."""

    def sentences(self, text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
        """The sentences of `text[start:end]`, with offsets into `text`."""
        ...

    def nominatives(self, name: str) -> tuple[str, ...]:
        """Dictionary forms that the inflected `name` may have, best first; `(name,)` if it does not inflect."""
        ...


@cache
def packs() -> Mapping[str, LanguagePack]:
    """All registered packs by language code, in the order of the codes."""
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return {point.name: point.load()() for point in found}
