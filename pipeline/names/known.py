"""A recognizer of known names: the longest name wins, wherever its script is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from pipeline.names.conventions import conventions
from pipeline.names.lexicon import Name, TextIndex, WordTrie
from pipeline.names.words import WORD, is_ordinary, keys, opens_as_ordinary, plain, script
from pipeline.records import Document, Mention, Sentence, Token

LANGUAGES = frozenset({"en", "ru", "th"})
SHORT = 6
"""A Thai name of up to so many characters must begin and end where the language pack's words do."""
STEM = 3
"""First letters of a Russian event's name that all its forms share: in a text it may begin in lower case."""

_FOLLOWS = re.compile("[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]")
_LEADS = re.compile("[\u0e40-\u0e44]")
_NO_THAI_NAME = ("ชาว", "ภาษา", "คน", "เชื้อสาย")
"""Before a name these make it the name of a people or a language."""


class KnownNames:
    """Finds the names that `names` yields; they are read when the first document comes."""

    languages = LANGUAGES

    def __init__(self, name: str, names: Callable[[], Iterable[Name]], confidence: float) -> None:
        self.name = name
        self.confidence = confidence
        self._source = names

    @cached_property
    def _index(self) -> tuple[WordTrie, TextIndex, frozenset[str]]:
        trie, index = WordTrie(), TextIndex()
        stems: set[str] = set()
        for name in self._source():
            if script(name.text) == "Thai":
                index.add(name)
            else:
                words = [match[0] for match in WORD.finditer(name.text)]
                # a name stands in the nominative here, with what depends on it as it always stands
                trie.add([(plain(word) if script(word) == "Cyrillic" else word,) for word in words], name)
                if name.kind == "event" and len(words) > 1 and script(words[0]) == "Cyrillic":
                    stems.add(words[0][:STEM].lower())
        return trie, index, frozenset(stems)

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """The known names of the sentences, longest first where they overlap."""
        text = document.readable
        trie, index, stems = self._index
        found: list[Mention] = []
        for sentence in sentences:
            spans = [*_by_words(text, sentence, trie, stems), *_by_characters(text, sentence, index)]
            for start, end, name in sorted(spans, key=lambda span: span[0]):
                confidence = round(self.confidence * name.weight, 4)
                mention = Mention(name.kind, start, end, text[start:end], sentence.language, confidence, self.name)
                found.append(mention)
        return found


class _Forms(Sequence[tuple[str, ...]]):
    """The keys of words, looked up when they are asked for."""

    def __init__(self, words: Sequence[re.Match[str]]) -> None:
        self._words = words

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, at: Any) -> Any:
        return keys(self._words[at][0])


def _by_words(text: str, sentence: Sentence, trie: WordTrie, stems: frozenset[str]) -> list[tuple[int, int, Name]]:
    words = [match for match in WORD.finditer(text, sentence.start, sentence.end) if script(match[0]) != "Thai"]
    forms = _Forms(words)
    tags = {token.start: token.tag for token in sentence.tokens}
    found, at = [], 0
    while at < len(words):
        step = at + 1
        small = words[at][0][0].islower()
        for end, name in () if small and words[at][0][:STEM] not in stems else trie.find(forms, at):
            part = words[at:end]
            if small and (name.kind != "event" or not _is_telling(part)):
                continue
            opening = not re.search(r"\w", text[sentence.start : part[0].start()])
            if not _written_as_a_name(part, name, opening, tags):
                continue
            found.append((part[0].start(), part[-1].end(), name))
            step = end
            break
        at = step
    return found


def _is_telling(part: Sequence[re.Match[str]]) -> bool:
    """Whether a name that begins in lower case is more than an ordinary phrase: it is long or has a name in it."""
    return len(part) > 2 or any(word[0][0].isupper() for word in part)


def _written_as_a_name(part: Sequence[re.Match[str]], name: Name, opening: bool, tags: dict[int, str]) -> bool:
    """Whether case and context let these words be the name and not ordinary words."""
    if len(part) > 1:
        return True
    word, tag = part[0][0], tags.get(part[0].start(), "")
    if len(word) < 3 and not word.isupper():
        return False
    cyrillic = script(word) == "Cyrillic"
    if cyrillic and not word.isupper() and name.text.isupper():
        return False
    if cyrillic and opening and opens_as_ordinary(word):
        return False
    doubtful = is_ordinary(word, name.kind) if cyrillic else tag not in ("PROPN", "")
    return not doubtful or (name.safe and not opening)


def _by_characters(text: str, sentence: Sentence, index: TextIndex) -> list[tuple[int, int, Name]]:
    starts, ends = _bounds(sentence.tokens)
    found, at = [], sentence.start
    while at < sentence.end:
        step = at + 1
        for end, name in index.find(text, at):
            if end <= sentence.end and _stands_alone(text, at, end, starts, ends) and _is_thai_name(text, at, name):
                found.append((at, end, name))
                step = end
                break
        at = step
    return found


def _bounds(tokens: Iterable[Token]) -> tuple[frozenset[int], frozenset[int]]:
    return frozenset(token.start for token in tokens), frozenset(token.end for token in tokens)


def _stands_alone(text: str, start: int, end: int, starts: frozenset[int], ends: frozenset[int]) -> bool:
    """Whether `start`..`end` may be words of their own: at word boundaries or, if long, at least at letters'."""
    if start in starts and end in ends:
        return True
    if end - start <= SHORT or not (start in starts or end in ends):
        return False
    return not _FOLLOWS.match(text, end) and not (start and _LEADS.match(text, start - 1))


def _is_thai_name(text: str, start: int, name: Name) -> bool:
    if any(text.endswith(word, 0, start) for word in _NO_THAI_NAME):
        return False
    for word in conventions("th").not_modifiers:
        at = text.find(word, max(0, start - len(word) + 1), start + len(word))
        if 0 <= at < start:
            return False
    return name.safe or any(text.endswith(head, 0, start) for head in ("เมือง", "กรุง", "จังหวัด", "นคร", "อำเภอ"))
