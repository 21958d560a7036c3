"""Whether two names of a person, in one language, can be one person's names."""

from __future__ import annotations

import re
from collections.abc import Sequence

ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
"""Up to 39, so that `Di` or `Mill` stay words."""
TWO_LETTERS = frozenset({"дж", "ch", "ph", "th"})
"""Initials of two letters: Дж. Вашингтон, Th. Roosevelt."""
_VALUES = {"i": 1, "v": 5, "x": 10}
ORDINALS = {"первый": 1, "второй": 2, "третий": 3, "четвертый": 4, "first": 1, "second": 2, "third": 3}
"""Numbers that are spelled out in names of rulers and wars."""


_THAI_ORDINALS = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด", "สิบสอง", "สิบสาม", "สิบสี่")
_THAI_NUMBER = re.compile(rf"(?<=\S)\s*ที่\s*(\d+|{'|'.join(sorted(_THAI_ORDINALS, key=len)[::-1])})(?!\S)")


def words_of(name: str) -> list[str]:
    """The words of a normalized name of a person, the number of a Thai ruler as a word of its own.

    >>> words_of("อาเมเดโอที่ 1"), words_of("เมห์เหม็ดที่สอง")
    (['อาเมเดโอ', '1'], ['เมห์เหม็ด', '2'])
    """
    return _THAI_NUMBER.sub(lambda found: f" {_thai_number(found[1])}", name).split()


def _thai_number(written: str) -> str:
    return written if written.isdigit() else str(_THAI_ORDINALS.index(written) + 1)


def number(word: str) -> int | None:
    """The number that a word of a normalized name stands for: `ii`, `2`, `второй`; None for other words."""
    if word.isdigit():
        return int(word[:9])
    if word in ORDINALS:
        return ORDINALS[word]
    if 0 < len(word) < 8 and ROMAN.fullmatch(word):
        values = [_VALUES[c] for c in word]
        return sum(-v if any(v < later for later in values[i + 1 :]) else v for i, v in enumerate(values))
    return None


def numbers(words: Sequence[str]) -> tuple[int, ...]:
    """The numbers of a name, in order.

    A first word is none (`I. Newton`), nor is a single letter that is not the last word (`John V. Smith`).
    """
    found = (number(word) for at, word in enumerate(words[1:], 2) if len(word) > 1 or at == len(words))
    return tuple(value for value in found if value is not None)


def fits(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether every word of `short` is a word of `long`, in order, spelled out or as an initial.

    At least one word must be spelled out in both, and regnal numbers must agree: `и в сталин` fits
    `иосиф виссарионович сталин`, `николай` fits `николай 2`, `николай 1` does not.
    """
    own, other = numbers(short), numbers(long)
    if own and own != other:
        return False
    # how far in `long` the words read so far may reach, and whether one was spelled out: `рюти` is the surname of
    # `р рюти`, not its initial
    reached = {(0, False)}
    for word in short:
        plain = not is_initial(word) and number(word) is None
        reached = {
            (at + 1, spelled or (plain and not is_initial(long[at])))
            for start, spelled in reached
            for at in range(start, len(long))
            if _agree(word, long[at])
        }
    return any(spelled for _, spelled in reached)


def surname(words: Sequence[str]) -> str:
    """The last word that is no number; "" if there is none."""
    return next((word for word in reversed(words) if number(word) is None), "")


def is_initial(word: str) -> bool:
    """Whether a word of a normalized name is an initial, of one letter or of two that are one sound."""
    return len(word) == 1 or word in TWO_LETTERS


def _agree(a: str, b: str) -> bool:
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return is_initial(short) and long.startswith(short) and not is_initial(long)


def clash(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names of several words in one language cannot be one person's."""
    if len(a) < 2 or len(b) < 2:
        return bool(numbers(a)) and bool(numbers(b)) and numbers(a) != numbers(b)
    return not (fits(a, b) or fits(b, a))
