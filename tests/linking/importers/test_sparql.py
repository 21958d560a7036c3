"""Results of the query service as JSON and as CSV."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.linking.importers import json_objects
from pipeline.linking.importers.json_objects import objects
from pipeline.linking.importers.record import GazetteerError
from pipeline.linking.importers.sparql import read_sparql

ENTITY = "http://www.wikidata.org/entity/"


def uri(number):
    return {"type": "uri", "value": ENTITY + number}


def text(value, language=""):
    return {"type": "literal", "value": value} | ({"xml:lang": language} if language else {})


ROWS = [
    {
        "item": uri("Q994"), "itemLabel": text("Tbilisi", "en"), "itemAltLabel": text("Tiflis, T'bilisi", "en"),
        "coord": text("Point(44.793 41.7225)"), "class": uri("Q515"), "country": uri("Q230"),
        "inception": text("0479-01-01T00:00:00Z"), "geonames": text("611717"), "population": text("1118035"),
    },
    {"item": uri("Q994"), "itemLabel": text("Тбилиси", "ru"), "class": uri("Q515")},
    {"item": uri("Q2"), "itemLabel": text('a "quoted" } name', "en"), "coord": text("<x> Point(1 2)"),
     "kind": text("person"), "birth": {"type": "bnode", "value": "t1"}, "death": text("-0043-03-15T00:00:00Z")},
    {"item": uri("Q3"), "itemLabel": text("No kind", "en")},
    {"item": text("nothing"), "kind": text("city")},
    {"item": uri("Q4"), "itemLabel": text("Q4"), "label_th": text("ทดสอบ"), "kind": text("city")},
]  # fmt: skip


def results(indent=None):
    return json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": ROWS}}, ensure_ascii=False, indent=indent)


def read(path, content):
    path.write_text(content, encoding="utf-8", newline="")
    faults = []
    return list(read_sparql(path, faults.append)), faults


@pytest.mark.parametrize("indent", [None, 2])
def test_json(tmp_path, indent):
    records, faults = read(tmp_path / "query.json", results(indent))
    assert [record.wikidata_id for record in records] == ["Q994", "Q994", "Q2", "Q4"]
    city, russian, person, thai = records
    assert (city.kind, city.latitude, city.longitude, city.country) == ("city", 41.7225, 44.793, "Q230")
    assert (city.valid_from, city.geonames_id, city.population) == ("0479", "611717", 1118035)
    assert (city.name_in("en"), city.variants_in("en")) == ("Tbilisi", ("Tiflis", "T'bilisi"))
    assert russian.name_in("ru") == "Тбилиси"
    assert (person.kind, person.latitude, person.valid_from, person.valid_to) == ("person", None, "", "-0043-03-15")
    assert person.name_in("en") == 'a "quoted" } name'
    assert [name.text for name in thai.names] == ["ทดสอบ"]
    assert len(faults) == 2 and "tells no kind" in faults[0].problem and "is no Wikidata item" in faults[1].problem


def test_csv(tmp_path):
    content = (
        "\ufeffitem,itemLabel,kind,lat,lon,country_code,date\r\n"
        f'{ENTITY}Q1,"Congress, of ""Vienna""",event,,,at,1814-09-18T00:00:00Z\r\n'
        "\r\n"
        "Q2,Казань,city,55.8,49.1,RU,\r\n"
        "Q3,Broken,city,155.8,49.1,RU,\r\n"
        "Q4,Short,city\r\n"
    )
    records, faults = read(tmp_path / "query.csv", content)
    event, city, short = records
    assert (event.kind, event.name_in("en")) == ("event", 'Congress, of "Vienna"')
    assert (event.valid_from, event.valid_to, event.country_code) == ("1814-09-18", "1814-09-18", "AT")
    assert (city.name_in("ru"), city.latitude) == ("Казань", 55.8)
    assert short.name_in("en") == "Short"
    assert [(fault.line, fault.problem) for fault in faults] == [(5, "there is no position 155.8, 49.1")]


def test_a_broken_row_does_not_spoil_the_next(tmp_path):
    content = results(1).replace('"value": "Тбилиси"', '"value": Тбилиси')
    records, faults = read(tmp_path / "query.json", content)
    assert [record.wikidata_id for record in records] == ["Q994", "Q2", "Q4"]
    assert len(faults) == 3


@pytest.mark.parametrize("content", [results()[:-30], '{"results": {}}', "label,kind\nx,city\n", ""])
def test_a_damaged_file(tmp_path, content):
    with pytest.raises(GazetteerError, match=r"once more|select \?item"):
        read(tmp_path / "query", content)


VALUES = st.recursive(
    st.text(alphabet='"\\{}[]ก я\n', max_size=8) | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.text(max_size=3), VALUES, max_size=3), max_size=5), st.integers(1, 40))
def test_objects_are_cut_out_whatever_they_hold(rows, chunk):
    written = json.dumps({"head": {"a": [{}]}, "rows": rows, "more": [{}]}, ensure_ascii=False, indent=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_objects, "CHUNK", chunk)
        found = list(objects(io.StringIO(written), "rows"))
    assert [json.loads(text) for _, text in found] == rows
    lines = written.split("\n")
    assert all(lines[line - 1].lstrip().startswith("{") for line, _ in found)
