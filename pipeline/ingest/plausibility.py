"""How much a text looks like Russian, Thai or a Western European language, letter by letter.

Single-byte encodings put different letters on the same bytes, so a wrong one yields letters too. What
gives it away is which letters they are: rare ones, capitals inside words, Thai vowels with nothing to
stand on. The measure is the mean logarithm of a letter's probability over the characters beyond ASCII.
"""

from __future__ import annotations

import math
import re
from functools import cache

RUSSIAN_PERCENT = (
    "о10.97 е8.45 а8.01 и7.35 н6.70 т6.26 с5.47 р4.73 в4.54 л4.40 к3.49 м3.21 д2.98 п2.81 у2.62 я2.01 ы1.90 ь1.74 "
    "г1.70 з1.65 б1.59 ч1.44 й1.21 х0.97 ж0.94 ш0.73 ю0.64 ц0.48 щ0.36 э0.32 ф0.26 ъ0.04 ё0.04"
)
"""Letter frequencies in the Russian National Corpus, in percent (Lyashevskaya and Sharov, 2009)."""

OTHER_CYRILLIC = "іїєґўјљњћђџѓќѕ"
"""Letters of Russian's neighbours; possible, yet a text in them is rather one read in the wrong encoding."""

PUNCTUATION = "«»“”„‘’–—…№©®°§•\u00a0"

THAI_CONSONANT = "ก-ฮ"
THAI_ODD = re.compile(
    rf"(?<![{THAI_CONSONANT}\u0e31-\u0e3a\u0e47-\u0e4e])[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]"  # a vowel on nothing
    rf"|[เ-ไ](?![{THAI_CONSONANT}])"  # a leading vowel that leads nothing
    r"|[\u0e34-\u0e3a][\u0e30\u0e34-\u0e3a]|[\u0e48-\u0e4b]{2}"  # two vowels or two tones on one consonant
    r"|[\u0e5a-\u0e5b๏]|[ฃฅ]"  # marks and letters out of use for a century
)
CASE_ODD = re.compile(r"(?<=[а-яёіїєґў])[А-ЯЁІЇЄҐЎ]")
MIXED = re.compile(r"(?<=[A-Za-z])[Ѐ-ӿก-๛]|[Ѐ-ӿ](?=[A-Za-z])|(?<=[Ѐ-ӿ])[À-ÿก-๛]|(?<=[À-ÿก-๛])[Ѐ-ӿ]")
WESTERN_RUN = re.compile(r"[À-ÿ]{3,}")

SMALL, LARGE = re.compile("[а-яё]"), re.compile("[А-ЯЁ]")
WORD_ODD = re.compile(
    r"(?<![\wЀ-ӿ.-])[гдежзйлмнпртфхцчшщъыьэю](?![\wЀ-ӿ.-])"  # a letter that is no Russian word
    r"|[бвгджзйклмнпрстфхцчшщ]{5}|[ауоыэиюяе]{4}|(?<![\wЀ-ӿ])[ъыь]",
    re.IGNORECASE,
)
INSIDE = re.compile(r"(?<=[Ѐ-ӿ])[«»№§°•©®…](?=[Ѐ-ӿ])")
CAPITAL, ALL_CAPITALS = 0.6, 0.15
"""How much rarer a capital is than its small letter, and how much in a text of capitals alone."""

UNSEEN, ODDITY, LOST = -9.0, -5.0, -12.0
"""Logarithms for a character that no model expects, for one in an odd place, for one that has no meaning."""


@cache
def _letters() -> dict[str, float]:
    table: dict[str, float] = {}
    for item in RUSSIAN_PERCENT.split():
        weight = math.log(float(item[1:]) / 100)
        table[item[0]] = weight
        table[item[0].upper()] = weight - ALL_CAPITALS
    table.update((letter, -6.5) for letter in OTHER_CYRILLIC + OTHER_CYRILLIC.upper())
    table.update((chr(code), -4.1) for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5A)))
    table.update((chr(code), -4.0) for code in range(0x00C0, 0x0100))
    table.update((mark, -3.5) for mark in PUNCTUATION)
    table["\ufffd"] = LOST
    return table


def plausibility(text: str) -> float:
    """The mean log probability of the characters beyond ASCII: about -3 for Russian, -4 for Thai, -7 for nonsense.

    0.0 for a text that has none.
    """
    table = _letters()
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 0.0
    total = sum(table.get(character, UNSEEN) for character in beyond)
    if SMALL.search(text):
        total -= (CAPITAL - ALL_CAPITALS) * len(LARGE.findall(text))
    odd = sum(len(pattern.findall(text)) for pattern in (THAI_ODD, CASE_ODD, MIXED, WORD_ODD, INSIDE))
    odd += sum(len(run) for run in WESTERN_RUN.findall(text))
    return (total + ODDITY * odd) / len(beyond)
