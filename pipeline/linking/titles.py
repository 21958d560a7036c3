"""What remains of a ruler's name without title and realm: `พระเจ้าจอร์จที่ 3 แห่งฮันโนเฟอร์` is `จอร์จที่ 3`.

The titles stand in `titles.csv`, each with an example.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.linking.normalize import normalize, script
from pipeline.linking.people import number

REALM = re.compile(r"(?<=[\dIVX])(?:\s*แห่ง| of |, ).+$")
"""What follows the number of a ruler: พระเจ้าออสการ์ที่ 2 แห่งสวีเดน, Oscar II of Sweden, Leopold I, Holy Roman Emperor."""
LANGUAGES = {"thai": "th", "cyrillic": "ru", "latin": "en"}
SHORTEST = 6
"""Letters of a Thai name without a number, space or epithet: shorter ones are too common to tell who is meant."""
GREAT = "มหาราช"


@cache
def _titles(language: str) -> tuple[str, ...]:
    """The titles of a language, the longest first."""
    text = files("pipeline.linking").joinpath("titles.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(sorted((normalize(row["title"]) for row in rows if row["language"] == language), key=len)[::-1])


@lru_cache(maxsize=1 << 16)
def core(name: str) -> str:
    """The normalized name without title and realm; the whole name where only a common first name would remain.

    >>> core("King Oscar II of Sweden"), core("สุลต่านมุสทาฟาที่ 3"), core("Prince Henry")
    ('oscar ii', 'มุสทาฟาที่ 3', 'prince henry')
    """
    language = LANGUAGES.get(script(name), "")
    whole = normalize(REALM.sub("", name))
    for title in _titles(language):
        if language == "th":
            rest = whole.removeprefix(title).strip()
            found = rest != whole and not re.match("[ะัาำิีึืุู็่้๊๋์]", rest)
        else:
            found = whole.startswith(title + " ")
            rest = whole.removeprefix(title).strip()
        if found:
            return rest if _telling(rest, language) else normalize(name)
    return whole if _telling(whole, language) else normalize(name)


def _telling(rest: str, language: str) -> bool:
    words = rest.split()
    if len(words) > 1:
        return True
    if language != "th":
        return False
    return number(rest[-1:]) is not None or rest.endswith(GREAT) or len(rest) >= SHORTEST
