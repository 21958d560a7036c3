"""Latin names in texts of another script: โดย Ismail Enver, компания Krupp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.records import Sentence

_RUN = re.compile(r"[A-Z\u00c0-\u00de][\w.'’-]*(?:[ -](?:(?:of|the|de|von|van|al|el) )?[A-Z\u00c0-\u00de][\w.'’-]*)*")
_LETTERS = re.compile("[A-Za-z\u00c0-\u024f]{3}")


def latin_runs(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, str]]:
    """The (start, end, language) of capitalised Latin words in sentences of a language written otherwise."""
    for sentence in sentences:
        if sentence.language == "en":
            continue
        for match in _RUN.finditer(text, sentence.start, sentence.end):
            run = match[0].rstrip(".'’-")
            if _LETTERS.search(run):
                yield match.start(), match.start() + len(run), sentence.language
