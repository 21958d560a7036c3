"""How a name sounds, roughly: one letter per sound, and what it costs to take one sound for another.

The costs state what the three scripts confuse: Thai does not write the voice of k/g or s/z,
Russian writes h as г or х, English spells one sound in many ways. They are hand-set.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from pipeline.linking.normalize import normalize, script
from pipeline.linking.transliterate import romanize

SPELLINGS = (
    # pattern, sound, example, how the example sounds
    ("sch", "x", "Schumann", "xuman"),
    ("tch", "c", "Thatcher", "tacer"),
    ("(?<=[aeiou])gh(?![aeiou])", "", "Hugh", "hu"),
    ("chr", "kr", "Christ", "krist"),
    ("dzh|dj", "j", "Dzhokhar", "jokar"),
    ("shch", "x", "Khrushchev", "kruxev"),
    ("sh", "x", "Washington", "vaxington"),
    ("zh", "j", "Zhukov", "jukov"),
    ("ch", "c", "Chile", "cile"),
    ("ck", "k", "Munck", "munk"),
    ("kh", "k", "Khartoum", "kartum"),
    ("ph", "f", "Philip", "filip"),
    ("th", "t", "Athens", "atens"),
    ("rh", "r", "Rhodes", "rodes"),
    ("tz", "q", "Biarritz", "biariq"),
    ("ts", "q", "Tsingtao", "qingtao"),
    ("cz", "c", "Czerny", "cerni"),
    ("wh", "v", "White", "vite"),
    ("qu", "kv", "Quito", "kvito"),
    ("q", "k", "Iraq", "irak"),
    ("^x", "z", "Xerxes", "zerkses"),
    ("x", "ks", "Mexico", "meksiko"),
    ("sc(?=[eiy])", "s", "Scipio", "sipio"),
    ("c(?=[eiy])", "s", "Cyprus", "siprus"),
    ("c", "k", "Cairo", "kairo"),
    ("ou", "u", "Rouen", "ruen"),
    ("oo", "u", "Cooper", "kuper"),
    ("ee", "i", "Leeds", "lids"),
    ("ea", "ia", "Swansea", "svansia"),
    ("w", "v", "Warsaw", "varsav"),
    ("y", "i", "Ypres", "ipres"),
)
"""Spellings of Latin originals, applied in this order."""
_ROMANIZED = {
    # a g between vowels is ง where the original is Japanese: คาโงชิมะ, Kagoshima
    "thai": (("(?<=[aeiou])ng(?=[aeiou])", "g"), ("ch", "c"), ("ae", "e"), ("oe", "e"), ("ue", "u"), ("y", "i")),
    "cyrillic": (
        ("shch", "x"),
        ("sh", "x"),
        ("dzh", "j"),
        ("zh", "j"),
        ("ch", "c"),
        ("kh", "h"),
        ("ts", "q"),
        ("y", "i"),
    ),
}
"""The same for what `romanize` writes."""
_NEAR = {
    "ae": 0.25, "ei": 0.2, "ao": 0.25, "ou": 0.2, "au": 0.35, "eo": 0.35, "iu": 0.4, "ai": 0.35, "io": 0.5, "eu": 0.4,
    "kg": 0.15, "td": 0.2, "pb": 0.2, "sz": 0.1, "fv": 0.25, "xs": 0.25, "xc": 0.2, "cj": 0.2, "xj": 0.25, "zj": 0.35,
    "cs": 0.4, "cq": 0.3, "qs": 0.25, "qz": 0.25, "qt": 0.4, "ct": 0.5, "ck": 0.4, "hk": 0.3, "hg": 0.3, "lr": 0.5,
    "mn": 0.4, "bv": 0.35, "pf": 0.4, "ji": 0.3, "jg": 0.4, "jh": 0.4, "uv": 0.25, "vo": 0.5, "st": 0.5, "gi": 0.6,
    "zd": 0.6, "hc": 0.5, "hx": 0.5, "dj": 0.5, "sj": 0.35, "zx": 0.4, "zc": 0.4, "bf": 0.5,
}  # fmt: skip
"""What it costs to hear one sound as the other, in either order; other pairs cost 1."""
FEW = 0.25
"""The share of letters in common below which two names are not compared further."""
_DROP = {"h": 0.35, "r": 0.6, "g": 0.8, "v": 0.7, "i": 0.35, "e": 0.3, "a": 0.35, "o": 0.35, "u": 0.35}
"""What it costs to leave a sound out or put one in; other sounds cost 1."""


@cache
def _spelling(written: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """All spellings of a script as one pattern, a group for each, and their sounds in the same order."""
    rules = _ROMANIZED.get(written) or tuple(rule[:2] for rule in SPELLINGS)
    return re.compile("|".join(f"({pattern})" for pattern, _ in rules)), tuple(sound for _, sound in rules)


@lru_cache(maxsize=1 << 17)
def word_sounds(word: str) -> str:
    """The sounds of one normalized word."""
    pattern, sound = _spelling(script(word))
    heard = pattern.sub(lambda found: sound[(found.lastindex or 1) - 1], romanize(word))
    return re.sub(r"(.)\1+", r"\1", heard)


@lru_cache(maxsize=1 << 17)
def sounds(name: str) -> tuple[str, ...]:
    """The sounds of a name's words, in any of the three scripts."""
    return tuple(heard for heard in map(word_sounds, normalize(name).split()) if heard)


@cache
def substitutions() -> dict[str, float]:
    """What it costs to hear one sound as another, by the two letters; what is not listed costs 1."""
    return _NEAR | {pair[::-1]: cost for pair, cost in _NEAR.items()}


def dropping(sound: str) -> float:
    """What it costs to leave a sound out."""
    return _DROP.get(sound, 1.0)


def weight(heard: str) -> float:
    """What it costs to leave all of the sounds out."""
    return sum(map(dropping, heard))


def distance(a: str, b: str) -> float:
    """What it costs to turn the sounds `a` into `b`: a weighted edit distance."""
    near = substitutions()
    dropped = [dropping(sound) for sound in b]
    previous = [0.0]
    for cost in dropped:
        previous.append(previous[-1] + cost)
    for x in a:
        gone = dropping(x)
        row = [previous[0] + gone]
        for at, y in enumerate(b):
            swapped = previous[at] + (0.0 if x == y else near.get(x + y, 1.0))
            row.append(min(swapped, previous[at + 1] + gone, row[at] + dropped[at]))
        previous = row
    return previous[-1]


def alike(a: str, b: str) -> float:
    """How alike two strings of sounds are, 0 to 1 (1: no difference; 0 also where few letters agree)."""
    if Levenshtein.normalized_similarity(a, b, score_cutoff=FEW) == 0:
        return 0.0
    whole = weight(a) + weight(b)
    return max(0.0, 1.0 - 2.0 * distance(a, b) / whole) if whole else 0.0


def likeness(name: str, other: str) -> float:
    """How alike two names sound, 0 to 1, in whatever scripts."""
    return alike("".join(sounds(name)), "".join(sounds(other)))
