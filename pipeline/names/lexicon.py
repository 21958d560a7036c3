"""Finding many known names in one pass, longest first: by words, and by characters for Thai."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Name:
    """A known name: how it is written, what it names, and whether it is safe to find on its own.

    An unsafe name (one that is an ordinary word too) counts only where its context speaks for it.
    `weight` is the part of its recognizer's confidence that it deserves.
    """

    text: str
    kind: str
    safe: bool = True
    weight: float = 1.0


@dataclass
class WordTrie:
    """Names as sequences of words, where each word may be written in several ways.

    A node maps a word's key to the next node, and the empty key to the names that end there.
    """

    root: dict[str, Any] = field(default_factory=dict)

    def add(self, words: Sequence[Iterable[str]], name: Name) -> None:
        """Adds a name; `words` has the keys of each of its words."""
        nodes = [self.root]
        for keys in words:
            nodes = [node.setdefault(key, {}) for node in nodes for key in sorted(set(keys))]
        for node in nodes:
            node.setdefault("", []).append(name)

    def find(self, words: Sequence[Iterable[str]], start: int) -> list[tuple[int, Name]]:
        """The (end, name) of all names that begin at word `start`, longest first."""
        found: list[tuple[int, Name]] = []
        nodes = [self.root]
        for at in range(start, len(words)):
            nodes = [node[key] for node in nodes for key in sorted(set(words[at])) if key in node]
            if not nodes:
                break
            names = dict.fromkeys(name for node in nodes for name in node.get("", ()))
            found += [(at + 1, name) for name in names]
        return sorted(found, key=lambda pair: -pair[0])


class TextIndex:
    """Names as strings of characters, found by their first characters and their lengths."""

    HEAD = 2

    def __init__(self) -> None:
        self._names: dict[str, list[Name]] = {}
        self._lengths: dict[str, list[int]] = {}

    def add(self, name: Name) -> None:
        """Adds a name of two or more characters."""
        if len(name.text) < self.HEAD:
            return
        if name.text not in self._names:
            lengths = self._lengths.setdefault(name.text[: self.HEAD], [])
            if len(name.text) not in lengths:
                lengths.append(len(name.text))
                lengths.sort(reverse=True)
        self._names.setdefault(name.text, []).append(name)

    def __contains__(self, text: str) -> bool:
        return text in self._names

    def find(self, text: str, start: int) -> list[tuple[int, Name]]:
        """The (end, name) of all names that begin at character `start`, longest first."""
        found = []
        for length in self._lengths.get(text[start : start + self.HEAD], ()):
            if start + length <= len(text):
                found += [(start + length, name) for name in self._names.get(text[start : start + length], ())]
        return found
