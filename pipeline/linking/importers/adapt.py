"""The user's records in the words of the linker: places of the gazetteer and entries of the knowledge file."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.knowledge import Entry
from pipeline.linking.gazetteer_sources import Place
from pipeline.linking.importers.record import LANGUAGES, PLACES, Record

DATES = {"person": ("birth", "death"), "organization": ("founded", "dissolved")}
"""What the knowledge file calls the first and the last date of an entry."""


def as_place(record: Record) -> Place:
    """A record of a place as the linker's gazetteer writes one; its id is the record's."""
    names = {code: name for code in LANGUAGES if (name := record.name_in(code))}
    others = tuple(dict.fromkeys(name.text for name in record.names if name.text not in names.values()))
    return Place(
        id=record.id,
        kind=record.kind,
        names=names,
        country_code=record.country_code,
        latitude=record.latitude,
        longitude=record.longitude,
        population=record.population,
        geonames_id=record.geonames_id,
        valid_to=record.valid_to,
        others=others,
    )


def as_entry(record: Record) -> Entry:
    """A record as an entry of the knowledge file; a name of no known language is not part of it."""
    kind = "place" if record.kind in PLACES else record.kind
    names = {code: name for code in LANGUAGES if (name := record.name_in(code))}
    variants = {code: others for code in LANGUAGES if (others := record.variants_in(code))}
    begins, ends = DATES.get(kind, ("valid_from", "valid_to"))
    fields = {"country_code": record.country_code, "wikidata_id": record.wikidata_id}
    if kind == "event":
        fields["date_edtf"] = interval(record.valid_from, record.valid_to)
    else:
        fields |= {begins: record.valid_from, ends: record.valid_to}
    if kind == "place":
        fields |= {"kind": record.kind, "latitude": _number(record.latitude), "longitude": _number(record.longitude)}
    return Entry(record.id, kind, names, variants, {column: value for column, value in fields.items() if value})


def with_own(
    places: Iterable[Place], own: Iterable[Record], lookup: Callable[[str], Iterable[Place]]
) -> tuple[Place, ...]:
    """The gazetteer's places and the user's that bear a name, each once, the most populous first.

    A place that both have (the same GeoNames id) is the gazetteer's, under whichever name it was found:
    `lookup` asks the gazetteer for the places of another name.
    """
    found = {place.id: place for place in places}
    for record in own:
        if record.kind in PLACES:
            place = _known(record, lookup) or as_place(record)
            found.setdefault(place.id, place)
    return tuple(sorted(found.values(), key=lambda place: (-place.population, place.id)))


def _known(record: Record, lookup: Callable[[str], Iterable[Place]]) -> Place | None:
    names = [name for code in LANGUAGES if (name := record.name_in(code))] if record.geonames_id else []
    places = (place for name in names for place in lookup(name))
    return next((place for place in places if place.geonames_id == record.geonames_id), None)


def interval(start: str, end: str) -> str:
    """The EDTF value from `start` to `end`, either of which may be unknown.

    >>> interval("1854", "1854"), interval("1853", "1856"), interval("1853", "")
    ('1854', '1853/1856', '1853/')
    """
    return start if start == end else f"{start}/{end}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
