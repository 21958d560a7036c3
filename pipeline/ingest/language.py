"""The language of each paragraph: by its script, then by its letters and words, then by lingua."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from pipeline.languages.pack import GROUP

if TYPE_CHECKING:
    from lingua import LanguageDetector

SAMPLE = 500
"""Characters of a paragraph that are looked at, from its beginning."""

SHORT, SHORTEST = 60, 30
"""Letters below which a paragraph takes the language of its neighbours: the second where others than the
usual language of its script were found in the text, so that a paragraph's own letters weigh more."""

SCRIPTS = {"thai": "ก-๛", "cyrillic": "Ѐ-ԯ", "latin": "A-Za-zÀ-ɏḀ-ỿ"}
LETTERS = {name: re.compile(f"[{letters}]") for name, letters in SCRIPTS.items()}
OTHER = re.compile(r"[^\W\d_A-Za-zÀ-ɏḀ-ỿЀ-ԯก-๛]")
USUAL = {"thai": "th", "cyrillic": "ru", "latin": "en"}
"""The language to assume for a few letters of a script that nothing around them explains."""

DECISIVE = {"thai": 0.25, "cyrillic": 0.3}
"""Share of letters that makes a paragraph one of its script: Latin names and terms stand untranslated in both."""

NOT_RUSSIAN = re.compile("[^А-Яа-яЁёѣѢ́\\W\\d_A-Za-zÀ-ɏ]")
ONLY_RUSSIAN = re.compile("[ыэѣ]", re.IGNORECASE)
ENGLISH_WORDS = frozenset(
    ["the", "and", "that", "with", "from", "which", "been", "his", "their", "they", "this", "would"]
)
SHARED_WORDS = frozenset(
    ["of", "in", "to", "was", "is", "by", "for", "on", "at", "as", "it", "he", "were", "had", "have", "not", "a"]
)
ENGLISH_SHARE = 0.15
"""Two words that other languages lack, or one and two that they share, and so many of all words, are English."""

UNLIKELY = frozenset(
    ["af", "cy", "eo", "eu", "ga", "la", "lg", "mi", "ms", "nn", "sn", "so", "st", "sw", "tl", "tn", "ts"]
)
UNLIKELY |= {"xh", "yo", "zu"}
"""Languages of the Latin script that lists of names are mistaken for far oftener than met (measured on the English
of GUM, Wikigold and LitBank, where the usual language was then left to the neighbours)."""

OWN_LETTERS = {
    "be": "[ўі]",
    "bg": "ъ",
    "kk": "[әғқңөұүһі]",
    "mk": "[ѓѕјљњќџ]",
    "mn": "[өү]",
    "sr": "[ђјљњћџ]",
    "uk": "[ґєії]",
}
"""Letters that Russian lacks or seldom has: a paragraph without any of them is not taken for these languages."""

CERTAINTY = 0.9
"""How far lingua's first guess must be ahead of its second, in 0..1."""

UNKNOWN = "und"
"""The ISO 639-2 code for a language that is not known."""


def supported() -> frozenset[str]:
    """Codes of the languages that have a pack."""
    return frozenset(point.name for point in entry_points(group=GROUP))


def paragraph_languages(paragraphs: Sequence[str]) -> list[str]:
    """An ISO 639 code for each paragraph, `und` only where no letters tell.

    A paragraph that is too short to tell takes the language of the nearest paragraph above in the same
    script, then of the nearest below, then the usual language of its script; one without letters takes
    that of any neighbour.
    """
    samples = [paragraph[:SAMPLE] for paragraph in paragraphs]
    scripts = [_script(sample) for sample in samples]
    known = [_language(sample, script, SHORT) for sample, script in zip(samples, scripts, strict=True)]
    foreign = {
        script for language, script in zip(known, scripts, strict=True) if language not in ("", USUAL.get(script))
    }
    known = [
        _language(sample, script, SHORTEST) if not language and script in foreign else language
        for language, sample, script in zip(known, samples, scripts, strict=True)
    ]
    above = _carried(known, scripts)
    below = _carried(known[::-1], scripts[::-1])[::-1]
    return [
        language or up or down or USUAL.get(script, UNKNOWN)
        for language, script, up, down in zip(known, scripts, above, below, strict=True)
    ]


def shares(paragraphs: Sequence[tuple[str, int]]) -> list[str]:
    """Languages by their share of a text, the largest first; pairs are a language and its characters."""
    total: Counter[str] = Counter()
    for language, length in paragraphs:
        total[language] += length
    return sorted(total, key=lambda language: (-total[language], language))


def _carried(known: Sequence[str], scripts: Sequence[str]) -> list[str]:
    """For each paragraph the last language seen before it in its script; in any script if it has none."""
    last: dict[str, str] = {}
    carried: list[str] = []
    for language, script in zip(known, scripts, strict=True):
        carried.append(last.get(script, ""))
        if language:
            last[script] = last[""] = language
    return carried


def _script(sample: str) -> str:
    counts = {name: len(pattern.findall(sample)) for name, pattern in LETTERS.items()}
    counts["other"] = len(OTHER.findall(sample))
    total = sum(counts.values())
    if not total:
        return ""
    for script, share in DECISIVE.items():
        if counts[script] >= share * total:
            return script
    return max(counts, key=counts.__getitem__)


def _language(sample: str, script: str, least: int) -> str:
    """The language of a sample in a script; "" where it has fewer letters than `least` and no word tells."""
    if script == "thai":
        return "th"
    if script == "":
        return ""
    if script == "other":
        return _by_lingua(sample) or UNKNOWN
    letters = len(LETTERS[script].findall(sample))
    if script == "cyrillic" and ONLY_RUSSIAN.search(sample) and not NOT_RUSSIAN.search(sample):
        return "ru"
    if script == "latin":
        words = re.findall(r"[^\W\d_]+", sample.lower())
        proof = sum(word in ENGLISH_WORDS for word in words)
        hits = proof + sum(word in SHARED_WORDS for word in words)
        if hits >= ENGLISH_SHARE * len(words) and (proof >= 2 or (proof and hits >= 3)):
            return "en"
    return _by_lingua(sample) if letters >= least else ""


@cache
def _detector() -> LanguageDetector:
    """Lingua in its small form: trigrams only, 60 MB instead of 1 GB; models load when a script is first met."""
    from lingua import Language, LanguageDetectorBuilder

    among = [language for language in Language.all() if language.iso_code_639_1.name.lower() not in UNLIKELY]
    builder = LanguageDetectorBuilder.from_languages(*sorted(among, key=lambda language: language.name))
    return builder.with_low_accuracy_mode().with_minimum_relative_distance(CERTAINTY).build()


def _by_lingua(sample: str) -> str:
    """The language that lingua is certain of, "" where it is not."""
    found = _detector().detect_language_of(sample)
    code = found.iso_code_639_1.name.lower() if found else ""
    return code if re.search(OWN_LETTERS.get(code, ""), sample, re.IGNORECASE) else ""
