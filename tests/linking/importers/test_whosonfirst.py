"""Who's On First: the same records from SQLite, GeoJSON and a bundle."""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
from contextlib import closing

import pytest

from pipeline.linking.importers.record import GazetteerError
from pipeline.linking.importers.whosonfirst import read_whosonfirst


def feature(number=101748113, **changes):
    properties = {
        "wof:id": number,
        "wof:name": "Kazan",
        "wof:placetype": "locality",
        "wof:country": "RU",
        "geom:latitude": 55.79,
        "geom:longitude": 49.12,
        "wof:population": 1243500,
        "wof:concordances": {"gn:id": 551487, "wd:id": "Q900"},
        "name:eng_x_preferred": ["Kazan", "Qazan"],
        "name:rus_x_preferred": ["Казань"],
        "name:rus_x_historical": ["Казань-на-Волге"],
        "name:tha_x_preferred": ["คาซัน"],
        "name:deu_x_preferred": ["Kasan"],
        "edtf:inception": "1005",
        "edtf:cessation": "uuuu",
    } | {key.replace("__", ":"): value for key, value in changes.items()}
    return json.dumps({"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": []}})


def read(path):
    faults = []
    return list(read_whosonfirst(path, faults.append)), faults


def check(record):
    assert (record.id, record.kind, record.country_code) == ("whosonfirst:101748113", "city", "RU")
    assert (record.latitude, record.longitude, record.population) == (55.79, 49.12, 1243500)
    assert (record.geonames_id, record.wikidata_id) == ("551487", "Q900")
    assert (record.valid_from, record.valid_to) == ("1005", "")
    assert [record.name_in(code) for code in ("en", "ru", "th")] == ["Kazan", "Казань", "คาซัน"]
    assert (record.variants_in("en"), record.variants_in("ru")) == (("Qazan",), ("Казань-на-Волге",))


def test_one_record(tmp_path):
    path = tmp_path / "101748113.geojson"
    path.write_text(feature(), encoding="utf-8")
    (record,), faults = read(path)
    check(record)
    assert not faults


def test_a_folder(tmp_path):
    (tmp_path / "data" / "101").mkdir(parents=True)
    (tmp_path / "data" / "101" / "1.geojson").write_text(feature(), encoding="utf-8")
    (tmp_path / "data" / "101" / "1-alt-quattroshapes.geojson").write_text(feature(), encoding="utf-8")
    (tmp_path / "data" / "101" / "2.geojson").write_text('{"type": "Feature", ', encoding="utf-8")
    (record,), (fault,) = read(tmp_path)
    check(record)
    assert fault.file.endswith("2.geojson")


def test_a_bundle(tmp_path):
    with tarfile.open(tmp_path / "whosonfirst-data-locality-latest.tar.bz2", "w:bz2") as archive:
        for name, text in (("meta/locality.csv", "id,name\n"), ("data/101/1.geojson", feature())):
            entry = tarfile.TarInfo(name)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    (record,), _ = read(tmp_path / "whosonfirst-data-locality-latest.tar.bz2")
    check(record)


@pytest.mark.parametrize("with_alternatives", [True, False])
def test_the_sqlite_distribution(tmp_path, with_alternatives):
    path = tmp_path / "whosonfirst-data-admin-ru-latest.db"
    with closing(sqlite3.connect(path)) as connection:
        extra = ", source TEXT, is_alt BOOLEAN" if with_alternatives else ""
        connection.execute(f"CREATE TABLE geojson (id INTEGER NOT NULL, body TEXT{extra})")
        rows = [(1, feature(), "quattroshapes", 1)] if with_alternatives else []
        rows += [(1, feature(), "", 0), (2, "{broken", "", 0), (3, "[]", "", 0), (4, '{"properties": {}}', "", 0)]
        width = 4 if with_alternatives else 2
        connection.executemany(f"INSERT INTO geojson VALUES ({','.join('?' * width)})", [row[:width] for row in rows])
        connection.commit()
    (record,), faults = read(path)
    check(record)
    assert [fault.line for fault in faults] == [2, 3]


def test_what_is_not_imported(tmp_path):
    for number, changes in enumerate([{"wof__placetype": "timezone"}, {"edtf__deprecated": "2019-05-13"}]):
        (tmp_path / f"{number}.geojson").write_text(feature(number, **changes), encoding="utf-8")
    assert read(tmp_path) == ([], [])


def test_odd_values(tmp_path):
    odd = feature(wof__country="XX", wof__concordances=None, wof__population="", edtf__inception="192u")
    (tmp_path / "1.geojson").write_text(odd, encoding="utf-8")
    (record,), _ = read(tmp_path)
    assert (record.country_code, record.geonames_id, record.population) == ("", "", 0)
    assert record.valid_from == "192X"


def test_another_database(tmp_path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(GazetteerError, match="table geojson"):
        read(path)
