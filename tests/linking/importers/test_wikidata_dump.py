"""Wikidata's JSON dumps and the items in them."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
from pathlib import Path

import pytest

from pipeline.dates.edtf import is_valid
from pipeline.linking.importers import record as record_module
from pipeline.linking.importers import wikidata_item
from pipeline.linking.importers.wikidata_dump import read_wikidata_dump
from pipeline.linking.importers.wikidata_item import edtf_of, record_of


def claim(value, rank="normal"):
    return {"rank": rank, "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}


def time(text, precision=11, calendar="Q1985727"):
    return {"time": text, "precision": precision, "calendarmodel": f"http://www.wikidata.org/entity/{calendar}"}


def item(number, labels, classes=(), aliases=(), **claims):
    statements = {"P31": [claim({"id": each}) for each in classes]}
    statements |= {name: value if isinstance(value, list) else [claim(value)] for name, value in claims.items()}
    return {
        "type": "item",
        "id": number,
        "labels": {code: {"language": code, "value": text} for code, text in labels.items()},
        "aliases": {code: [{"language": code, "value": text}] for code, text in aliases},
        "claims": statements,
    }


BANGKOK = item(
    "Q1861",
    {"en": "Bangkok", "ru": "Бангкок", "th": "กรุงเทพมหานคร", "de": "Bangkok"},
    ["Q99999999", "Q515"],
    [("en", 'Krung "Thep"'), ("th", "กรุงเทพฯ"), ("fr", "Bangkok")],
    P625={"latitude": 13.75, "longitude": 100.5, "globe": "http://www.wikidata.org/entity/Q2"},
    P1082=[claim({"amount": "+5700000"}), claim({"amount": "+8305218"}, "preferred"),
           claim({"amount": "+9000000"}, "deprecated")],
    P1566="1609350",
    P17={"id": "Q869"},
    P571=time("+1782-04-21T00:00:00Z"),
)  # fmt: skip
MENDELEEV = item(
    "Q9106", {"mul": "Dmitri Mendeleev", "ru": "Дмитрий Иванович Менделеев"}, ["Q5"],
    P569=time("+1834-01-27T00:00:00Z", calendar="Q1985786"), P570=time("+1907-02-02T00:00:00Z"),
)  # fmt: skip


def test_a_place():
    place = record_of(BANGKOK)
    assert (place.id, place.kind, place.wikidata_id) == ("wikidata:Q1861", "city", "Q1861")
    assert (place.latitude, place.longitude, place.population) == (13.75, 100.5, 8305218)
    assert (place.geonames_id, place.country, place.valid_from) == ("1609350", "Q869", "1782-04-21")
    assert [place.name_in(code) for code in ("en", "ru", "th")] == ["Bangkok", "Бангкок", "กรุงเทพมหานคร"]
    assert (place.variants_in("en"), place.variants_in("th")) == (('Krung "Thep"',), ("กรุงเทพฯ",))


def test_a_person_born_under_the_julian_calendar():
    person = record_of(MENDELEEV)
    assert (person.kind, person.valid_from, person.valid_to) == ("person", "1834-02-08", "1907-02-02")
    assert (person.name_in("en"), person.name_in("th")) == ("Dmitri Mendeleev", "")


KINDS = [
    (item("Q1", {"en": "a"}, ["Q178561"], P585=time("+1812-09-07T00:00:00Z")), "event", "1812-09-07", "1812-09-07"),
    (item("Q2", {"en": "a"}, ["Q7278"], P571=time("+1905-00-00T00:00:00Z", 9)), "organization", "1905", ""),
    (item("Q3", {"en": "a"}, ["Q77"], P625={"latitude": 1, "longitude": 2}), "other", "", ""),
    (item("Q4", {"en": "a"}, [], P625={"latitude": 1, "longitude": 2, "globe": "http://x/Q405"}), "", "", ""),
    (item("Q5", {"en": "a"}, [], P570=time("+1700-01-01T00:00:00Z", 9)), "person", "", "1700"),
    (item("Q6", {"en": "a"}, ["Q11424"]), "", "", ""),
]


@pytest.mark.parametrize(("thing", "kind", "start", "end"), KINDS)
def test_kinds(thing, kind, start, end):
    found = record_of(thing)
    assert (found.kind, found.valid_from, found.valid_to) == (kind, start, end)


TIMES = [
    (time("+1932-06-24T00:00:00Z"), "1932-06-24"),
    (time("+1932-06-00T00:00:00Z", 10), "1932-06"),
    (time("+1932-00-00T00:00:00Z", 9), "1932"),
    (time("+1930-00-00T00:00:00Z", 8), "193X"),
    (time("+1901-00-00T00:00:00Z", 7), "19XX"),
    (time("+2000-00-00T00:00:00Z", 7), "19XX"),
    (time("+1000-00-00T00:00:00Z", 6), ""),
    (time("-0044-03-15T00:00:00Z", 11, "Q1985786"), "-0043-03"),  # the year 44 BCE, its Julian day left open
    (time("+1917-10-25T00:00:00Z", 11, "Q1985786"), "1917-11-07"),
]


@pytest.mark.parametrize(("value", "edtf"), TIMES)
def test_times(value, edtf):
    assert edtf_of(value) == edtf
    assert not edtf or is_valid(edtf)


def dump(*lines):
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=line is BANGKOK) for line in lines]
    return ("[\n" + ",\n".join(texts) + "\n]\n").encode()


PACKED = {"latest-all.json": bytes, "latest-all.json.gz": gzip.compress, "latest-all.json.bz2": bz2.compress}


@pytest.mark.parametrize("name", PACKED)
def test_a_dump_with_odd_lines(tmp_path, name):
    lines = [
        BANGKOK,
        '{"type": "item", "id": "Q2", "labels": {',
        {"type": "property", "id": "P31", "labels": {}},
        item("Q3", {"de": "Deutsch"}, ["Q5"]),
        {"type": "item", "id": "Q4", "labels": [], "aliases": [], "claims": []},
        item("Q5", {"en": "x"}, ["Q515"], P625={"latitude": 95, "longitude": 0}),
        "17",
        item("Q6", {"en": "x"}, ["Q515"], P625="here"),
        MENDELEEV,
    ]
    (tmp_path / name).write_bytes(PACKED[name](dump(*lines)))
    faults = []
    records = list(read_wikidata_dump(tmp_path / name, faults.append))
    assert [record.wikidata_id for record in records] == ["Q1861", "Q9106"]
    assert [fault.line for fault in faults] == [3, 7, 8, 9]


def test_the_list_of_classes():
    with Path(wikidata_item.__file__).with_name("wikidata_classes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["class"] for row in rows}) == len(rows) == len({row["label"] for row in rows})
    assert all(row["class"][0] == "Q" and row["class"][1:].isdecimal() for row in rows)
    assert {row["kind"] for row in rows} == set(record_module.KINDS)
