"""Who's On First: the SQLite distribution, single GeoJSON records, folders of them, and .tar bundles."""

from __future__ import annotations

import json
import re
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.linking.importers.files import DAMAGED, opened, parsed
from pipeline.linking.importers.record import GazetteerError, Name, Record, Report, degrees, ignore, language_of

KINDS_OF_PLACETYPES = {
    "continent": "continent",
    "empire": "country",
    "country": "country",
    "dependency": "country",
    "disputed": "region",
    "macroregion": "region",
    "region": "region",
    "macrocounty": "region",
    "county": "region",
    "localadmin": "region",
    "locality": "city",
    "borough": "other",
    "macrohood": "other",
    "neighbourhood": "other",
    "microhood": "other",
    "ocean": "water",
    "marinearea": "water",
    "campus": "building",
    "building": "building",
    "venue": "building",
}
"""The placetypes that are imported; time zones, postal codes, constituencies and the like are not."""
CODES = {"eng": "en", "rus": "ru", "tha": "th"}
USES_OF_KEYS = {"preferred": "preferred", "variant": "usual", "colloquial": "former", "historical": "former"}
_NAME = re.compile(r"name:([a-z]{3})_x_([a-z]+)")
_UNKNOWN = {"", "..", "open", "XXXX"}


def read_whosonfirst(path: Path, report: Report = ignore) -> Iterator[Record]:
    """The records of a distribution, bundle, folder or file, without alternative geometries and withdrawn records."""
    if path.is_dir():
        for record_file in sorted(path.rglob("*.geojson")):
            if "-alt-" not in record_file.name:
                yield from parsed(record_file, [(1, record_file.read_bytes())], _parse, report)
    elif ".tar" in path.suffixes or path.suffix == ".tgz":
        yield from _from_bundle(path, report)
    elif path.suffix.lower() in (".geojson", ".json"):
        with opened(path) as file:
            yield from parsed(path, [(1, file.read())], _parse, report)
    else:
        yield from parsed(path, _from_sqlite(path), _parse, report)


def _from_sqlite(path: Path) -> Iterator[tuple[int, bytes | str]]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            columns = {row[1] for row in connection.execute("PRAGMA table_info(geojson)")}
            where = " WHERE coalesce(is_alt, 0) = 0" if "is_alt" in columns else ""
            yield from enumerate((row[0] for row in connection.execute(f"SELECT body FROM geojson{where}")), 1)
    except sqlite3.Error as error:
        remedy = "Give an unpacked SQLite distribution of Who's On First with the table geojson"
        raise GazetteerError(f"{path} cannot be read: {error}", remedy) from error


def _from_bundle(path: Path, report: Report) -> Iterator[Record]:
    try:
        with tarfile.open(path, "r|*") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.name.endswith(".geojson") else None
                if content is not None and "-alt-" not in member.name:
                    yield from parsed(path / member.name, [(1, content.read())], _parse, report)
    except (tarfile.TarError, *DAMAGED, OSError) as error:
        raise GazetteerError(f"{path} is damaged or ends early ({error})", "Fetch the bundle once more") from error


def _parse(body: bytes | str) -> Record | None:
    feature = json.loads(body)
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise ValueError("is no GeoJSON feature")
    properties: dict[str, Any] = feature["properties"]
    kind = KINDS_OF_PLACETYPES.get(properties.get("wof:placetype", ""), "")
    if not kind or properties.get("src:alt_label") or _date(properties, "edtf:deprecated"):
        return None
    latitude, longitude = degrees(
        properties.get("lbl:latitude", properties.get("geom:latitude")),
        properties.get("lbl:longitude", properties.get("geom:longitude")),
    )
    known = properties.get("wof:concordances") or {}
    country = str(properties.get("wof:country") or "").upper()
    return Record(
        id=f"whosonfirst:{int(properties['wof:id'])}",
        kind=kind,
        names=tuple(_names(properties)),
        latitude=latitude,
        longitude=longitude,
        country_code=country if re.fullmatch("[A-Z]{2}", country) and country not in ("XX", "XY", "XZ") else "",
        population=_whole(properties.get("wof:population") or properties.get("gn:population")),
        geonames_id=str(known.get("gn:id") or ""),
        wikidata_id=str(known.get("wd:id") or ""),
        valid_from=_date(properties, "edtf:inception"),
        valid_to=_date(properties, "edtf:cessation"),
    )


def _names(properties: dict[str, Any]) -> Iterator[Name]:
    main = str(properties.get("wof:name") or "")
    if main:
        yield Name(main, language_of(main), "main")
    for key, texts in properties.items():
        found = _NAME.fullmatch(key)
        if not found or found[1] not in CODES or found[2] not in USES_OF_KEYS:
            continue
        use = USES_OF_KEYS[found[2]]
        for place, text in enumerate(texts if isinstance(texts, list) else [texts]):
            yield Name(str(text), CODES[found[1]], "usual" if use == "preferred" and place else use)


def _date(properties: dict[str, Any], key: str) -> str:
    """A date of a record as EDTF of today (older records write `u` for an unknown digit); "" where it tells none."""
    from pipeline.dates.edtf import is_valid

    text = str(properties.get(key) or "").replace("u", "X")
    return text if text not in _UNKNOWN and is_valid(text) else ""


def _whole(value: object) -> int:
    return max(0, int(float(str(value)))) if value not in (None, "") else 0
