"""One row of a SPARQL result as a record.

A query may call its variables as it likes, as long as FIELDS knows them; `item` must be there. An item
may stand on several rows: they become one record with all its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.linking.importers.record import KINDS, LANGUAGES, Name, Record, degrees
from pipeline.linking.importers.wikidata_item import kind_of_classes
from pipeline.linking.normalize import script

FIELDS = {
    "item": ("item", "entity", "place", "person", "organization", "event"),
    "kind": ("kind",),
    "class": ("class", "type", "instance", "instanceof"),
    "position": ("coord", "coords", "coordinates", "coordinate", "location", "position"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
    "country": ("country", "countrycode"),
    "population": ("population",),
    "geonames": ("geonames", "geonamesid"),
    "start": ("start", "validfrom", "inception", "birth", "born", "dateofbirth", "date", "pointintime"),
    "end": ("end", "validto", "dissolved", "death", "died", "dateofdeath", "date", "pointintime"),
}
"""What a column is for, and the names it may have (without underscores and case)."""
ITEM = re.compile(r"(?:.*/)?(Q[1-9][0-9]*)")
POINT = re.compile(r"Point\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
"""Well-known text: longitude first. On other planets their name stands before it."""
DAY = re.compile(r"([-+]?[0-9]{4,})-([0-9]{2})-([0-9]{2})(?:T.*)?")
LABEL = re.compile("(?:item|entity|place|person|organization|event)?(label|altlabel|alias|aliases|name)(en|ru|th)?")
_BY_SCRIPT = {"cyrillic": "ru", "latin": "en", "thai": "th"}

Cells = Mapping[str, tuple[str, str]]
"""Value and language tag of every variable that a row has, the variables as `plain` writes them."""


def plain(variable: str) -> str:
    """A variable's name as FIELDS writes it."""
    return variable.strip().lstrip("?").replace("_", "").lower()


def _get(cells: Cells, field: str) -> str:
    return next((cells[name][0] for name in FIELDS[field] if name in cells), "")


def record_of_row(cells: Cells) -> Record:
    """The record that a row tells of. Raises ValueError where it names no item or no kind."""
    item = ITEM.fullmatch(_get(cells, "item"))
    if not item:
        raise ValueError(f"{_get(cells, 'item')!r} is no Wikidata item")
    point = POINT.fullmatch(_get(cells, "position"))
    longitude, latitude = point.groups() if point else (_get(cells, "longitude"), _get(cells, "latitude"))
    north, east = degrees(latitude, longitude)
    country = _get(cells, "country")
    country_item = ITEM.fullmatch(country)
    return Record(
        id=f"wikidata:{item[1]}",
        kind=_kind(cells, north is not None),
        names=tuple(_names(cells, item[1])),
        latitude=north,
        longitude=east,
        country_code=country.upper() if re.fullmatch("[A-Za-z]{2}", country) else "",
        population=int(float(_get(cells, "population") or 0)),
        geonames_id=_get(cells, "geonames"),
        wikidata_id=item[1],
        valid_from=_date(_get(cells, "start")),
        valid_to=_date(_get(cells, "end")),
        country=country_item[1] if country_item else "",
    )


def _kind(cells: Cells, has_position: bool) -> str:
    stated = _get(cells, "kind").lower()
    if stated in KINDS:
        return stated
    classes = ITEM.fullmatch(_get(cells, "class"))
    known = kind_of_classes([classes[1]] if classes else [], has_position)
    if not known and {"birth", "born", "dateofbirth", "death", "died", "dateofdeath"} & set(cells):
        known = "person"
    if not known:
        raise ValueError("tells no kind: select ?class (P31), ?coord or ?kind")
    return known


def _names(cells: Cells, item: str) -> Iterator[Name]:
    for variable, (value, tag) in cells.items():
        found = LABEL.fullmatch(variable)
        if not found or not value or value == item:  # without a label the service repeats the id
            continue
        is_label = found[1] in ("label", "name")
        for text in [value] if is_label else value.split(", "):
            language = found[2] or tag.partition("-")[0] or _BY_SCRIPT.get(script(text), "")
            if language in (*LANGUAGES, "mul"):
                language = "" if language == "mul" else language
                yield Name(text, language, "preferred" if is_label and language else "usual")


def _date(text: str) -> str:
    """A date of the service as EDTF. It writes a bare year as its first day, so that day is read as the year."""
    from pipeline.dates.edtf import is_valid
    from pipeline.dates.timespan import iso, year_text

    found = DAY.fullmatch(text)
    if not found:
        return text if text and is_valid(text) else ""
    year, month, day = map(int, found.groups())
    return year_text(year) if (month, day) == (1, 1) else iso((year, month, day))
