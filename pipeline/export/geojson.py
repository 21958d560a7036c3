"""GeoJSON (RFC 7946): the places, and the events at their places, where coordinates are known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pipeline.export.values import PlainRow, json_bytes, known, plain_rows, urn

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

DIGITS = 6
"""Decimals of a degree: ten centimetres, as RFC 7946 (section 11.2) advises."""


def geojson(tables: Tables) -> dict[str, bytes]:
    """`places.geojson` and `events.geojson`: a feature for each row with coordinates, its columns as properties."""
    return {
        "places.geojson": json_bytes(_collection(plain_rows(tables, "places"), "place")),
        "events.geojson": json_bytes(_collection(plain_rows(tables, "events"), "event")),
    }


def _collection(rows: Iterable[PlainRow], kind: str) -> dict[str, Any]:
    features = [_feature(row, kind) for row in rows if _is_on_earth(row)]
    return {"type": "FeatureCollection", "features": features}


def _feature(row: PlainRow, kind: str) -> dict[str, Any]:
    properties: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in row.items()
    }
    position = [round(float(properties.pop(axis)), DIGITS) for axis in ("longitude", "latitude")]
    return {
        "type": "Feature",
        "id": urn(kind, row[f"{kind}_id"]),
        "geometry": {"type": "Point", "coordinates": position},
        "properties": known(record_type=kind, **properties),
    }


def _is_on_earth(row: PlainRow) -> bool:
    latitude, longitude = row["latitude"], row["longitude"]
    return latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
