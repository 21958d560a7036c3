"""What a recognizer of names does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.records import Document, Mention, Sentence


class Recognizer(Protocol):
    """Finds people, places, organizations and named events (and, for some, dates) in a document."""

    name: str
    """The name it is selected by, written into `mentions.recognizer`."""
    languages: frozenset[str]
    """Language codes it can read."""

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """Flat, non-overlapping mentions in text order; `document.readable` is the text to read."""
        ...
