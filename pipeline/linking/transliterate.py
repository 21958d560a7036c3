"""Thai and Cyrillic names in Latin letters, every letter kept.

The royal Thai romanization writes what is heard and folds all finals into six (`มอสโก` becomes
`mot-ko`), which destroys foreign names. Here each letter keeps its own value, also those that the
mark of silence (`์`) mutes, for in a foreign name they stand for letters of the original: `เบิร์น` is
`boern`. The letters, with an example of each, stand in `thai.csv` and `russian.csv`.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.linking.normalize import normalize, script

_SILENT = re.compile("[\u0e2f\u0e3a\u0e46-\u0e4b\u0e4d\u0e4e]")  # tone marks, short mark, repetition, abbreviation
_PARTS = {
    "K": "[ก-ฮ]",
    "S": "[ะัาำิีึืุูๅ]",
    # two consonants share a vowel written before them when the second cannot open a syllable itself
    "D": "(?:[กขคฆตทปพผบฟดสซจช][รลว]|ห[งญนมยรลว]|[ก-ฮ])",
    "H": "(?:ห[งญนมยรลว]|[ก-ฮ])",
    "C": "(?:[กขคฆตทปพผบฟดสซจช][รลว](?=[ก-ฮ](?![ะัาำิีึืุูๅ]))|ห[งญนมยรลว](?![ะัาำิีึืุูๅ])|[ก-ฮ])",
    "M": "\u0e4c",
}
VOWELS = (
    ("เ(D)ีย(?!S)ะ?", "ia"),  # เวียนนา
    ("เ(D)ือ(?!S)ะ?", "uea"),  # เมือง
    ("เ(D)าะ", "o"),  # เกาะ
    ("เ(H)า", "ao"),  # เกาหลี
    ("เ(K)อ(?!S|M)ะ?", "oe"),  # เยอรมนี
    ("เ(K)ิ", "oe"),  # เบิร์น
    ("เ(C)ย(?!S|M)", "oei"),  # เลย
    ("เ(C)ะ?", "e"),  # เปรู
    ("แ(C)ะ?", "ae"),  # แคนาดา
    ("โ(C)ะ?", "o"),  # โรม
    ("ไ(C)ย(?!S|M)", "ai"),  # ไทย
    ("[ไใ](C)", "ai"),  # ไนโรบี
    ("(K)ัวะ?", "ua"),  # บัวขาว
    ("(K)ัย(?!S|M)", "ai"),  # อุทัย
    ("(K)ือ?", "ue"),  # คือ
    ("(K)รร(?=K(?!S))", "a"),  # ธรรม
    ("(?<![เแโใไ])(K)อ(?!S|M|อ)", "o"),  # บอสตัน
)
"""How vowels are written around their consonants, and what they are: tried in this order, before single signs."""


@cache
def letters(table: str) -> dict[str, str]:
    """The rules of `thai` or `russian`: what each letter is in Latin letters."""
    text = files("pipeline.linking").joinpath(f"{table}.csv").read_text(encoding="utf-8")
    return {row["letter"]: row["latin"] for row in csv.DictReader(text.splitlines())}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    def spell(pattern: str) -> str:
        return "".join(_PARTS.get(c, c) for c in pattern).replace("[[", "[")

    return tuple((re.compile(spell(pattern)), vowel) for pattern, vowel in VOWELS)


class _ThaiWord:
    """Reads one Thai word from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.latin = letters("thai")
        self.written: list[str] = []
        self.open = False  # the syllable has its vowel and may still take a final consonant

    def is_bare(self, at: int) -> bool:
        """Whether a consonant stands at `at` that no vowel sign and no mark of silence follows."""
        follower = self.text[at + 1 : at + 2]
        return _is_consonant(self.text[at : at + 1]) and follower not in set("ะัาำิีึืุูๅอ์")

    def onset(self, consonants: str) -> str:
        if len(consonants) == 2 and consonants[0] == "ห":  # a silent ห only sets the tone
            consonants = consonants[1]
        return "".join(self.latin[c] for c in consonants if c != "อ")

    def read(self) -> str:
        at = 0
        while at < len(self.text):
            at = self.step(at)
        return "".join(self.written)

    def step(self, at: int) -> int:
        for pattern, vowel in _patterns():
            found = pattern.match(self.text, at)
            if found:
                self.written.append(self.onset(found[1]) + vowel)
                self.open = True
                return found.end()
        here, follower = self.text[at], self.text[at + 1 : at + 2]
        if not _is_consonant(here):
            self.written.append(self.latin.get(here, here if here.isalnum() else ""))
            self.open = here in self.latin
        elif here == "อ":
            self.carrier(at)
        elif here == "ห" and not self.open and follower in set("งญนมยรลว") and not self.is_bare(at + 1):
            pass
        else:
            return self.consonant(at)
        return at + 1

    def carrier(self, at: int) -> None:
        """The letter อ where it is not the vowel of a consonant before it."""
        follower = self.text[at + 1 : at + 2]
        if follower in set("ะัาำิีึืุูอ"):
            return
        opens = follower in set("เแโใไ") or (_is_consonant(follower) and not self.is_bare(at + 1))
        self.written.append("a" if at == 0 and opens and self.text[at + 2 : at + 3] != _PARTS["M"] else "o")
        self.open = True

    def consonant(self, at: int) -> int:
        """A consonant without a vowel sign of its own; returns where to read on."""
        here, follower = self.text[at], self.text[at + 1 : at + 2]
        self.written.append(self.latin[here])
        if here in "ฤฦ":
            self.open = True
        elif self.open or follower in "ฤฦ์" or not self.is_bare(at + 1):
            self.open = False
        elif follower == "ว" and self.is_bare(at + 2):  # ญวน is Yuan
            self.written.append("ua")
            self.open = True
            return at + 2
        elif not (follower in "รล" and self.is_bare(at + 2)):  # the unwritten vowel of ฮ่องกง
            self.written.append("o")
            self.open = True
        return at + 1


def _is_consonant(character: str) -> bool:
    return "ก" <= character <= "ฮ" if character else False


@lru_cache(maxsize=1 << 17)
def romanize(name: str) -> str:
    """The normalized name in lower-case Latin letters, word by word; scripts it does not know are left as they are."""
    words = []
    for word in normalize(name).split():
        written = script(word)
        if written == "thai":
            words.append(_ThaiWord(_SILENT.sub("", word)).read())
        elif written == "cyrillic":
            opened = f"y{word}" if word.startswith("е") else word  # Ереван, but Эрфурт
            words.append("".join(letters("russian").get(c, c) for c in opened))
        else:
            words.append(word)
    return " ".join(word for word in words if word)
