"""From boundaries to records: what every pack does once its model has spoken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.records import Sentence, Token

Span = tuple[int, int]
WORD = re.compile(r"\S+")
Describe = Callable[[Sequence[str]], Sequence[tuple[str, str]]]
"""Lemma and universal part of speech of each word of a sentence."""


def partition(text: str, start: int, end: int, spans: Iterable[Span]) -> list[Span]:
    """`spans` made to cover all of `text[start:end]` but its white space, in order and without overlap.

    What no span covers becomes a span of its own, and none keeps white space inside.
    """
    found: list[Span] = []
    at = start
    for first, last in spans:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        for gap in WORD.finditer(text, at, first):
            found.append(gap.span())
        found.extend(word.span() for word in WORD.finditer(text, first, last))
        at = last
    found.extend(gap.span() for gap in WORD.finditer(text, at, end))
    return found


def assemble(text: str, language: str, role: str, spans: Sequence[Span], breaks: Sequence[int]) -> list[Sentence]:
    """Sentences of the token `spans`, a new one starting with the first token at or after each of `breaks`."""
    return [sentence(text, language, role, group) for group in grouped(spans, breaks)]


def grouped(spans: Sequence[Span], breaks: Sequence[int]) -> list[list[Span]]:
    """The token spans, sentence by sentence; breaks inside a token take effect after it."""
    groups: list[list[Span]] = []
    waiting = iter(breaks)
    place = next(waiting, None)
    fresh = True
    for span in spans:
        while place is not None and place <= span[0]:
            fresh, place = True, next(waiting, None)
        if fresh:
            groups.append([])
            fresh = False
        groups[-1].append(span)
    return groups


def sentence(text: str, language: str, role: str, spans: Sequence[Span], describe: Describe | None = None) -> Sentence:
    """One sentence of at least one token."""
    words = [text[first:last] for first, last in spans]
    known = describe(words) if describe else [("", "")] * len(words)
    tokens = tuple(
        Token(first, last, word, lemma, tag)
        for (first, last), word, (lemma, tag) in zip(spans, words, known, strict=True)
    )
    return Sentence(spans[0][0], spans[-1][1], language, tokens, role)
