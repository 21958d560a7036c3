"""What the words of a Russian name can be: case, number, gender and nominative, by pymorphy3."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pipeline.languages.russian.morphology import LONGEST, analyzer

CASES = {
    "nomn": "nomn",
    "gent": "gent",
    "gen1": "gent",
    "gen2": "gent",
    "datv": "datv",
    "accs": "accs",
    "acc1": "accs",
    "acc2": "accs",
    "ablt": "ablt",
    "loct": "loct",
    "loc1": "loct",
    "loc2": "loct",
}
"""OpenCorpora's cases, the rare second ones folded into the first (opencorpora.org/dict.php?act=gram)."""
PERSONAL = ("Name", "Surn", "Patr")
LEAST = 0.01
"""Readings less probable than this are passed over."""
RARE = 0.2
"""Weight of readings that names seldom have but the dictionary, which counts none for them, takes for equal:
the plural of a person's name, a possessive ("Ленино поле"), a guessed form with another stem ("Ататюрок")."""
COMMON = 0.05
"""Weight, in a person's name, of the plural of a common noun: Зубов is hardly a man called Teeth."""
SURNAME = 0.5
"""Weight, in a person's name, of the surname that a word is by its form where the dictionary has none ("Кедров")."""
UNCHANGED = 0.5
"""Weight of the reading of an unknown name in -о, -у, -ю, -и, -э as one that does not inflect ("Инёню")."""
VOWEL_FINAL = re.compile(r"[А-ЯЁ][а-яё]+(?<![ое]г)(?<![ое]м)[оуюиэ]$")
CONSONANT_FINAL = re.compile("[бвгджзклмнпрстфхцчшщ]$")
INFLECTS = re.compile(r"[а-яёА-ЯЁ][а-яёА-ЯЁ-]+$")
SURNAMES = re.compile(r"(?i)([а-яё-]*[аеёиоуыэюя][а-яё]+(?:[оеё]в|[иы]н))(|а|у|ым|е|ой)$")
"""A surname in -ов or -ин, its stem and its ending."""
CASES_OF_SURNAMES = {
    "": ("nomn masc",),
    "а": ("gent masc", "accs masc", "nomn femn"),
    "у": ("datv masc", "accs femn"),
    "ым": ("ablt masc",),
    "е": ("loct masc",),
    "ой": ("gent femn", "datv femn", "ablt femn", "loct femn"),
}
"""What a surname in -ов or -ин can be by its ending."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an inflected word; `gender` is "" where there is none or either."""

    case: str
    number: str
    gender: str
    nominative: str
    score: float
    adjective: bool = False
    personal: bool = False
    animate: bool = False

    def agrees(self, other: Reading) -> bool:
        """Whether both can be parts of one group.

        Case and number are the same; gender too, but for a noun and the name after it ("река Амур").
        """
        if self.case != other.case or self.number != other.number:
            return False
        named = not (self.adjective or other.adjective or (self.personal and other.personal))
        return named or len({self.gender, other.gender} - {""}) < 2


def is_acronym(word: str) -> bool:
    """Whether the word is written with capitals because it is an abbreviation (РСФСР), not for emphasis (АРМИИ)."""
    if not word.isupper() or len(word) < 2:
        return False
    known = [parse for parse in analyzer().parse(word) if parse.is_known]
    return not known or len(word) < 4 or any("Abbr" in parse.tag for parse in known)


@lru_cache(maxsize=50_000)
def readings(word: str, *, person: bool = False) -> tuple[Reading, ...]:
    """The readings of a word as a noun or adjective, their scores adding up to 1; none if it does not inflect.

    In the name of a `person` a surname is likelier than a common noun in the plural.
    """
    if len(word) > LONGEST or not INFLECTS.match(word):
        return ()
    parses = analyzer().parse(word)
    found = [reading for parse in parses if parse.score >= LEAST and (reading := _reading(word, parse))]
    if person:
        found = [replace(each, score=each.score * _likely(each)) for each in found]
        if not any(each.personal for each in found) and any(parse.is_known for parse in parses):
            found += _as_surname(word)
        if CONSONANT_FINAL.search(word) and not any(each.personal or each.number == "sing" for each in found):
            found.append(Reading("nomn", "sing", "masc", word, SURNAME, personal=True, animate=True))
    if VOWEL_FINAL.match(word) and not any(parse.is_known for parse in parses):
        cases = sorted(set(CASES.values()))
        found += [Reading(case, "sing", "", word, UNCHANGED / len(cases), personal=True) for case in cases]
    adjectives = {reading.nominative for reading in found if reading.adjective}
    found = [
        reading for reading in found if reading.adjective or reading.personal or reading.nominative not in adjectives
    ]
    total = sum(reading.score for reading in found)
    return tuple(replace(reading, score=reading.score / total) for reading in found)


def _likely(reading: Reading) -> float:
    """How much likelier or not a reading is because the word is in a person's name."""
    if reading.personal:
        return 1.0
    return RARE if reading.adjective else COMMON if reading.number == "plur" else 1.0


def _as_surname(word: str) -> list[Reading]:
    """What the word can be as a surname by its form alone."""
    match = SURNAMES.match(word)
    if match is None:
        return []
    stem, cases = match[1], [each.split() for each in CASES_OF_SURNAMES[match[2].lower()]]
    endings = {"masc": "", "femn": "а"}
    return [
        Reading(
            case, "sing", gender, cased(stem + endings[gender], word), SURNAME / len(cases), personal=True, animate=True
        )
        for case, gender in cases
    ]


def _reading(word: str, parse: Any) -> Reading | None:
    tag = parse.tag
    if tag.POS not in ("NOUN", "ADJF", "PRTF") or tag.case not in CASES:
        return None
    case = CASES[tag.case]
    form = parse if case == "nomn" else parse.inflect({"nomn"})
    if form is None:
        return None
    personal = any(mark in tag for mark in PERSONAL)
    score = parse.score
    if (tag.number == "plur" and personal) or "Poss" in tag:
        score *= RARE
    if not parse.is_known and not word.lower().startswith(form.word[:-1]):
        score *= RARE
    if "-" in word and form.word.split("-")[0] != word.split("-")[0].lower():
        score *= 2  # where both parts of a double name can change, both do
    gender = "" if "ms-f" in tag or "GNdr" in tag or tag.number == "plur" else tag.gender or ""
    nominative = cased(form.word, word)
    return Reading(
        case, tag.number or "", gender, nominative, score, tag.POS != "NOUN", personal, tag.animacy == "anim"
    )


def cased(form: str, model: str) -> str:
    """`form` with the capitals of `model`, part by part.

    >>> cased("римский-корсаков", "Римского-Корсакова")
    'Римский-Корсаков'
    """
    if model.isupper() and len(model) > 1:
        return form.upper()
    parts, models = form.split("-"), model.split("-")
    if len(parts) != len(models):
        models = [model] * len(parts)
    return "-".join(
        part[:1].upper() + part[1:] if like[:1].isupper() else part for part, like in zip(parts, models, strict=True)
    )
