"""Thai words by PyThaiNLP's dictionary-based maximal matching (newmm), and their parts of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

Span = tuple[int, int]

RUN = re.compile(r"\S+")
THAI = re.compile(r"[\u0e01-\u0e4e]")
OTHER = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\w+|[^\w\s]")
"""Words and marks of other scripts, which newmm leaves in one piece."""
LONG_RUN = 140
"""Characters without a space from which newmm is run window by window, as its time grows with ambiguity."""
CORPUS = "tud"
"""PyThaiNLP's perceptron tagger trained on the Thai Universal Dependency Treebank (CC BY 4.0)."""


def words(text: str, start: int, end: int) -> list[Span]:
    """The spans of the words and marks of `text[start:end]`; joined with the white space they are the text."""
    found: list[Span] = []
    for run in RUN.finditer(text, start, end):
        at = run.start()
        for word in _segment(run.group()):
            if THAI.search(word):
                found.append((at, at + len(word)))
            else:
                found += [(at + part.start(), at + part.end()) for part in OTHER.finditer(word)]
            at += len(word)
        if at != run.end():
            raise AssertionError(f"newmm changed the text {run.group()!r}")
    return found


@lru_cache(maxsize=20_000)
def _segment(run: str) -> tuple[str, ...]:
    """The words of a stretch without white space."""
    from pythainlp.tokenize import word_tokenize

    if not THAI.search(run):
        return (run,)
    engine = "newmm" if len(run) < LONG_RUN else "newmm-safe"
    return tuple(word_tokenize(run, engine=engine, keep_whitespace=True, join_broken_num=True))


def describe(words: Sequence[str]) -> list[tuple[str, str]]:
    """Lemma (the word itself) and universal part of speech of each word of a sentence."""
    from pythainlp.tag import pos_tag

    return [(word, tag or "X") for word, tag in pos_tag(list(words), engine="perceptron", corpus=CORPUS)]
