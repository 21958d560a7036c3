"""GeoJSON, as shapely reads it and as RFC 7946 wants it."""

from __future__ import annotations

import json

import pytest
from shapely.geometry import Point, shape

from pipeline.export.geojson import geojson


@pytest.fixture(scope="module")
def layers(small):
    return {name: json.loads(content) for name, content in geojson(small).items()}


def test_places_with_coordinates_and_only_these(layers):
    features = layers["places.geojson"]["features"]
    assert [feature["properties"]["name"] for feature in features] == ["Bangkok", "Siam"]
    assert shape(features[0]["geometry"]).equals(Point(100.52, 13.75))
    assert features[0]["properties"]["name_th"] == "กรุงเทพมหานคร"


def test_events_at_their_places(layers):
    (feature,) = layers["events.geojson"]["features"]
    assert feature["id"] == "urn:synchronicle:event:e0f"
    properties = feature["properties"]
    assert properties["date_edtf"] == "1855-04-18" and properties["participant_names"] == ["John Bowring", "Siam"]
    assert "latitude" not in properties and "wikidata_id" not in properties


def test_every_feature_is_whole(layers):
    for layer in layers.values():
        assert layer["type"] == "FeatureCollection"
        for feature in layer["features"]:
            assert set(feature) == {"type", "id", "geometry", "properties"}
            geometry = shape(feature["geometry"])
            assert geometry.is_valid and -180 <= geometry.x <= 180 and -90 <= geometry.y <= 90
