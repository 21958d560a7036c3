"""A text as a row of typed atoms, written as one string of codes that rules can be matched against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.dates.fields import Expression
from pipeline.dates.lexicon import BREAK, GAP, LINE, SPACE, Lexicon, Value, number_classes

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "і": 1, "х": 10, "с": 100}


@dataclass(frozen=True, slots=True)
class Atom:
    """A known word, number or mark, or (in later stages) an expression that was found already."""

    start: int
    end: int
    code: str
    values: Mapping[str, Value]
    number: int | None = None
    expression: Expression | None = None

    def value(self, names: tuple[str, ...]) -> Value:
        """The value under the first class of `names` that the atom has."""
        if self.number is not None:
            return self.number
        for name in names:
            if name in self.values:
                return self.values[name]
        return ""


@dataclass(slots=True)
class Row:
    """The codes of a stretch of text and, at the same places, its atoms (None for white space and other words)."""

    codes: str
    atoms: list[Atom | None]


def read_atoms(text: str, lower: str, lexicon: Lexicon, start: int, end: int) -> Row:
    """The atoms of `text[start:end]`; `lower` is the whole text lowered. One pass, linear in the length."""
    codes: list[str] = []
    atoms: list[Atom | None] = []
    words, alphabet = lexicon.words, lexicon.alphabet
    for token in lexicon.token.finditer(lower, start, end):
        kind, piece = token.lastgroup, token.group()
        atom: Atom | None = None
        if kind == "space":
            lines = piece.count("\n")
            code = BREAK if lines > 1 else LINE if lines else SPACE
        elif kind == "known":
            word = words.get(piece) or words[" ".join(piece.split())]
            code = GAP if word.capital and not text[token.start()].isupper() else word.code
            atom = Atom(token.start(), token.end(), code, word.values) if code != GAP else None
        elif kind == "number":
            code = alphabet.code(number_classes(piece if len(piece) <= 4 else "00000"))
            atom = Atom(token.start(), token.end(), code, {}, int(piece[-9:]))
        elif kind == "grouped":
            code = alphabet.code(["grouped"])
            atom = Atom(token.start(), token.end(), code, {}, int("".join(c for c in piece[-12:] if c.isdigit())))
        elif kind == "other":
            code = GAP
            number = (
                _roman(piece) if text[token.start()].isupper() and text[token.start() : token.end()].isupper() else 0
            )
            if number:
                code = alphabet.code(["roman"])
                atom = Atom(token.start(), token.end(), code, {}, number)
        else:
            code = lexicon.mark(piece)
            atom = Atom(token.start(), token.end(), code, {}) if code != GAP else None
        if code == GAP and codes:
            if codes[-1] == SPACE and codes[-2:-1] == [GAP]:
                codes.pop(), atoms.pop()
            if codes[-1] == GAP:
                continue
        codes.append(code)
        atoms.append(atom)
    return Row("".join(codes), atoms)


def _roman(word: str) -> int:
    """The value of a Roman numeral up to 39, also typed with Cyrillic letters; 0 for another word."""
    if len(word) > 7 or any(letter not in _ROMAN for letter in word):
        return 0
    values = [_ROMAN[letter] for letter in word]
    total = sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))
    return total if 0 < total < 40 else 0
