"""Where a name ends within what a recognizer took for one: before a preposition, a verb, another's initials."""

from __future__ import annotations

import re

from pipeline.names.conventions import Conventions
from pipeline.names.words import WORD, disagree, script

FULL_LINE = 40
"""Characters of a line from which its end is where the text was wrapped, not where it was broken."""
_INITIALS = re.compile(r"(?<=\w) (?=[A-ZА-ЯЁ]\. ?[A-ZА-ЯЁ]\. ?[A-ZА-ЯЁ][a-zа-яё])")


def cut(text: str, start: int, end: int, kind: str, known: Conventions) -> int:
    """The end of the name that begins at `start`: `end`, or an earlier position.

    `kind` is empty for a name that is known to end there. A line end within a name is one of a
    wrapped text, which fills its lines; after a short line it parts two names. A person's name (in
    Thai a place's too) holds none of the language's `breaks`, initials open the next one, and so does
    a Russian name in another case: Теодора Рузвельта | С. Ю. Витте, ответил Ленину | Ататюрк. The name
    of an event ends before the word for its parties: Treaty of Friendship | between Iran and Turkey.
    """
    for at in _line_ends(text, start, end):
        if at - (text.rfind("\n", 0, at) + 1) < FULL_LINE:
            end = at
            break
    if kind in ("person", "place") and script(text[start:end]) == "Thai":
        found = (text.find(word, start + 1, end) for word in known.breaks)
        return min((at for at in found if at > start), default=end)
    if kind == "event":
        found = (text.find(word, start + 1, end) for word in known.between)
        return min((at for at in found if at > start), default=end)
    if kind == "person":
        two = text[start:end].split(" ")
        if len(two) == 2 and script(two[0]) == "Cyrillic" and disagree(*two):
            return start + len(two[0])
        for word in WORD.finditer(text, start, end):
            if word.start() > start and word[0] in known.breaks:
                return word.start()
        if initials := _INITIALS.search(text, start, end):
            return initials.start()
    return end


def _line_ends(text: str, start: int, end: int) -> list[int]:
    return [at for at in range(start, end) if text[at] == "\n"]
