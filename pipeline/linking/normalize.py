"""One spelling for the many ways of typing the same name.

Nothing here guesses: two names are equal after `normalize` only where they differ in what a typist
chose (case, dashes, quotes, accents, ё, invisible characters), never in a letter that is pronounced.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "ё": "е",  # Королёв, Королев
        "ø": "o",  # Tromsø, Tromso; the strokes below are no combining marks, so decomposition keeps them
        "ł": "l",  # Łódź, Lodz
        "đ": "d",  # Đà Nẵng, Da Nang
        "ð": "d",  # Seyðisfjörður, Seydisfjordur
        "þ": "th",  # Þingvellir, Thingvellir
        "æ": "ae",  # Næstved, Naestved
        "œ": "oe",  # Schœlcher, Schoelcher
        "ı": "i",  # Diyarbakır, Diyarbakir
        "ħ": "h",  # Ħamrun, Hamrun
        "ŋ": "ng",  # Ŋamhi, Ngamhi
        "ə": "a",  # Gəncə, Ganca
        "&": " and ",  # Bosnia & Herzegovina
    }
    | {chr(0x0E50 + digit): str(digit) for digit in range(10)}  # พระราม ๔, พระราม 4
)
ARTICLES = ("the ",)
"""Leading words that some write and some leave out: the Netherlands, Netherlands."""

_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_MARK_OF_LATIN = re.compile("([a-z][\u0e38-\u0e4b]*)[\u0300-\u036f]+")
_ACRONYM = re.compile(r"(?:[^\W\d_][\u0e30-\u0e4e]*\.\s?)+[^\W\d_]?\.?")
_APOSTROPHES = re.compile("[\u0027\u0060\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032ʼʹ]")
_NO_WORD = re.compile(r"[^\w\u0e30-\u0e4e\u0300-\u036f]+")


@lru_cache(maxsize=1 << 17)
def normalize(name: str) -> str:
    """The name in its comparable spelling, in the script it came in; may be empty.

    Lower case, one space between words, compatibility forms folded (NFKC), Latin accents dropped,
    Thai sara am in one character and its doubled sara e as sara ae, dotted acronyms closed up.
    """
    text = unicodedata.normalize("NFKC", name)
    if not text.isprintable():  # else it has no invisible characters
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    text = _APOSTROPHES.sub("", text.casefold())
    text = text.translate(LETTERS)
    text = unicodedata.normalize("NFC", _MARK_OF_LATIN.sub("\\1", unicodedata.normalize("NFD", text)))
    if _ACRONYM.fullmatch(text.strip()):
        text = re.sub(r"[.\s]", "", text)
    text = _NO_WORD.sub(" ", text).replace("_", " ").strip()
    text = " ".join(text.split())
    text = _SARA_AM.sub("\\1\u0e33", text).replace("\u0e40\u0e40", "\u0e41")  # last: what stood between is gone
    for article in ARTICLES:
        if text.startswith(article) and len(text) > len(article):
            return text[len(article) :]
    return text


def script(name: str) -> str:
    """The script most of the name's letters belong to: thai, cyrillic, latin or other."""
    if name.isascii() and name.isalpha():
        return "latin"
    counts = {"thai": 0, "cyrillic": 0, "latin": 0, "other": 0}
    for character in name:
        code = ord(character)
        if 0x0E01 <= code <= 0x0E4E:
            counts["thai"] += 1
        elif 0x0400 <= code <= 0x052F:
            counts["cyrillic"] += 1
        elif character.isalpha():
            counts["latin" if code < 0x0250 or 0x1E00 <= code < 0x1F00 else "other"] += 1
    return max(counts, key=lambda each: counts[each])
