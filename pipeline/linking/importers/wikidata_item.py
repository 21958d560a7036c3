"""One item of Wikidata, as its JSON dumps and its API write it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.linking.importers.record import LANGUAGES, PLACES, Name, Record, degrees, language_of

INSTANCE_OF, POSITION, POPULATION, COUNTRY, COUNTRY_CODE, GEONAMES = "P31", "P625", "P1082", "P17", "P297", "P1566"
STARTS = ("P569", "P571", "P580", "P585")
"""Date of birth, inception, start time, point in time: the first that an item has is its beginning."""
ENDS = ("P570", "P576", "P582", "P585")
"""Date of death, dissolution, end time, point in time."""
JULIAN, EARTH = "Q1985786", "Q2"
DAY, MONTH, YEAR, DECADE, CENTURY = 11, 10, 9, 8, 7
"""How Wikidata writes the precision of a time."""

Item = Mapping[str, Any]


@cache
def _kinds() -> dict[str, str]:
    path = Path(__file__).with_name("wikidata_classes.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["class"]: row["kind"] for row in csv.DictReader(file)}


def kind_of_classes(classes: Iterable[str], has_position: bool = False) -> str:
    """The kind of an item that is an instance of these classes, the first known one deciding.

    An item on the map whose classes are not known is an "other" place; without a position it is "".
    """
    known = [_kinds()[each] for each in classes if each in _kinds()]
    return known[0] if known else "other" if has_position else ""


def record_of(item: Item) -> Record:
    """The record of an item; its kind is "" where its classes tell none. Raises ValueError for what is no item."""
    identity = str(item.get("id", ""))
    if not identity.startswith("Q"):
        raise ValueError(f"{identity!r} is no id of an item")
    position = next(_values(item, POSITION), None) or {}
    if str(position.get("globe", EARTH)).rpartition("/")[2] != EARTH:
        position = {}  # on the Moon or on Mars
    latitude, longitude = degrees(position.get("latitude"), position.get("longitude"))
    kind = kind_of_classes((each["id"] for each in _values(item, INSTANCE_OF)), latitude is not None)
    if not kind and (_first_date(item, STARTS[:1]) or _first_date(item, ENDS[:1])):
        kind = "person"
    return Record(
        id=f"wikidata:{identity}",
        kind=kind,
        names=tuple(_names(item)),
        latitude=latitude,
        longitude=longitude,
        country_code=str(next(_values(item, COUNTRY_CODE), "")),
        population=max((int(float(each["amount"])) for each in _values(item, POPULATION)), default=0),
        geonames_id=str(next(_values(item, GEONAMES), "")),
        wikidata_id=identity,
        valid_from=_first_date(item, STARTS),
        valid_to=_first_date(item, ENDS),
        country=next((each["id"] for each in _values(item, COUNTRY)), "") if kind in PLACES else "",
    )


def _names(item: Item) -> Iterator[Name]:
    labels = {code: label["value"] for code, label in (item.get("labels") or {}).items()}
    if "en" not in labels and language_of(labels.get("mul", "")) == "en":
        labels["en"] = labels["mul"]  # the label of all languages that have none of their own
    for code in LANGUAGES:
        if code in labels:
            yield Name(labels[code], code, "preferred")
    aliases = item.get("aliases") or {}
    for code in (*LANGUAGES, "mul"):
        for alias in aliases.get(code, ()):
            yield Name(alias["value"], "" if code == "mul" else code)


def _values(item: Item, name: str) -> Iterator[Any]:
    """The known values of a property: those of the preferred rank if there are any, else those of normal rank."""
    statements = (item.get("claims") or {}).get(name, ())
    for rank in ("preferred", "normal"):
        ranked = [each["mainsnak"] for each in statements if each.get("rank", "normal") == rank]
        if ranked:
            yield from (snak["datavalue"]["value"] for snak in ranked if snak.get("snaktype", "value") == "value")
            return


def _first_date(item: Item, properties: Iterable[str]) -> str:
    dates = (edtf_of(value) for name in properties for value in _values(item, name))
    return next(filter(None, dates), "")


def edtf_of(value: Mapping[str, Any]) -> str:
    """A time of Wikidata as EDTF; "" where it is vaguer than a century.

    In JSON a day stands in the calendar that the value names, and 44 BCE is -0044, both unlike EDTF.
    """
    from pipeline.dates.calendars import julian_day
    from pipeline.dates.timespan import iso, year_text

    text, precision = str(value["time"]), int(value.get("precision", DAY))
    sign = -1 if text[0] == "-" else 1
    year, month, day = (int(part) for part in text[1:].partition("T")[0].split("-"))
    year = year if sign > 0 else 1 - year
    is_julian = str(value.get("calendarmodel", "")).endswith(JULIAN)
    if precision >= DAY and month and day and not (is_julian and year <= 0):
        return iso(julian_day(year, month, day) if is_julian else (year, month, day))
    if precision >= MONTH and month:
        return f"{year_text(year)}-{month:02d}"
    if precision >= YEAR:
        return year_text(year)
    if year <= 0 or precision < CENTURY:
        return ""
    return f"{year // 10:03d}X" if precision == DECADE else f"{(year - 1) // 100:02d}XX"
