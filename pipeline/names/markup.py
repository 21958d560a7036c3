"""Names marked in a text by square brackets: `[person Ada Lovelace] wrote to [place London].`"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.records import KINDS, Mention, Span

_MARK = re.compile(rf"\[({'|'.join(KINDS)}) ([^\[\]]+)\]")


def unmark(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """The text without its marks, and the (kind, span) of each mark in the text that is left."""
    pieces: list[str] = []
    found: list[tuple[str, Span]] = []
    at = length = 0
    for mark in _MARK.finditer(marked):
        pieces += [marked[at : mark.start()], mark[2]]
        length += mark.start() - at
        found.append((mark[1], Span(length, length + len(mark[2]))))
        length += len(mark[2])
        at = mark.end()
    return "".join([*pieces, marked[at:]]), found


def mark(text: str, mentions: Iterable[Mention]) -> str:
    """The text with its (flat) mentions marked."""
    pieces, at = [], 0
    for mention in sorted(mentions, key=lambda mention: mention.start):
        pieces += [text[at : mention.start], f"[{mention.kind} {text[mention.start : mention.end]}]"]
        at = mention.end
    return "".join([*pieces, text[at:]])
