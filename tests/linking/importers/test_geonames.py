"""GeoNames dumps: lines in, records out; broken lines are told and left out."""

from __future__ import annotations

import gzip
import zipfile

import pytest

from pipeline.linking.importers.geonames import FEATURES, kind_of, read_geonames
from pipeline.linking.importers.record import GazetteerError


def line(number, name, others="", position=("18.79", "98.98"), feature=("P", "PPLA"), country="TH", people="122627"):
    cells = [number, name, name, others, *position, *feature, country, "", "02", "", "", "", people, "", "316"]
    return "\t".join([*cells, "Asia/Bangkok", "2024-01-01"])


CHIANG_MAI = line("1153671", "Chiang Mai", "CNX,Chiangmai,เชียงใหม่,Чиангмай,Kota “Utara”, Zimmé ,清邁")


def written(path, text):
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read(path):
    faults = []
    return list(read_geonames(path, faults.append)), [(fault.line, fault.problem) for fault in faults]


def test_a_place(tmp_path):
    (place,), faults = read(written(tmp_path / "TH.txt", CHIANG_MAI + "\r\n"))
    assert not faults
    assert (place.id, place.kind, place.country_code, place.population) == ("geonames:1153671", "city", "TH", 122627)
    assert (place.latitude, place.longitude, place.geonames_id) == (18.79, 98.98, "1153671")
    assert [place.name_in(code) for code in ("en", "ru", "th")] == ["Chiang Mai", "", "เชียงใหม่"]
    assert place.variants_in("") == ("Chiang Mai", "Chiangmai", "Чиангмай", "Kota “Utara”", "Zimmé")


@pytest.mark.parametrize(("beginning", "kind", "code"), FEATURES)
def test_every_feature_rule_decides_its_example(beginning, kind, code):
    assert code.startswith(beginning)
    assert kind_of(*code.split(".")) == kind


BROKEN = [
    (line("x17", "Somewhere"), "'x17' is no GeoNames id"),
    (line("17", ""), "has no name"),
    (line("17", "Nowhere", position=("95", "10")), "there is no position 95, 10"),
    (line("17", "Nowhere", position=("north", "10")), "could not convert string to float: 'north'"),
    (line("17", "Nowhere", people="many"), "invalid literal for int() with base 10: 'many'"),
    ("17\tNowhere\tcut off", "has 3 columns, not 19 (places) or 10 (names)"),
    (CHIANG_MAI.encode().replace("é".encode(), b"\xe9"), "is not UTF-8"),
]


@pytest.mark.parametrize(("broken", "problem"), BROKEN)
def test_a_broken_line_is_told_with_its_number_and_left_out(tmp_path, broken, problem):
    broken = broken if isinstance(broken, bytes) else broken.encode()
    text = b"\n".join([CHIANG_MAI.encode(), b"", broken, line("2", "Lamphun", people="").encode()])
    records, faults = read(written(tmp_path / "TH.txt", text))
    assert [record.id for record in records] == ["geonames:1153671", "geonames:2"]
    assert faults == [(3, problem)]


def test_a_place_without_a_position(tmp_path):
    (place,), _ = read(written(tmp_path / "TH.txt", line("3", "Somewhere", position=("", ""), country="")))
    assert (place.latitude, place.longitude, place.country_code) == (None, None, "")


NAMES = """\
1\t524901\tru\tМосква\t1\t\t\t\t\t
2\t498817\ten\tLeningrad\t\t\t\t1\t1924\t1991
3\t498817\tth\tเซนต์ปีเตอร์สเบิร์ก
4\t498817\twkdt\tQ656\t\t\t\t\t\t
5\t498817\tlink\thttps://example.org/\t\t\t\t\t\t
6\t498817\tde\tSankt Petersburg\t\t\t\t\t\t
7\t498817\ten-GB\tSt Petersburg\t\t1\t\t\t\t
8\t498817\t\tPiter\t\t\t1\t\t\t
"""


def test_alternate_names(tmp_path):
    records, faults = read(written(tmp_path / "alternateNamesV2.txt", NAMES))
    found = [(r.id[9:], r.wikidata_id, *((n.text, n.language, n.use) for n in r.names)) for r in records]
    assert found == [
        ("524901", "", ("Москва", "ru", "preferred")),
        ("498817", "", ("Leningrad", "en", "former")),
        ("498817", "Q656"),
        ("498817", "", ("St Petersburg", "en", "usual")),
        ("498817", "", ("Piter", "", "usual")),
    ]
    assert faults == [(3, "has 4 columns, not 19 (places) or 10 (names)")]
    assert all(record.kind == "" for record in records)


def test_packed_files(tmp_path):
    with zipfile.ZipFile(tmp_path / "TH.zip", "w") as archive:
        archive.writestr("readme.txt", "read me " * 100)
        archive.writestr("TH.txt", CHIANG_MAI)
    (tmp_path / "TH.txt.gz").write_bytes(gzip.compress(CHIANG_MAI.encode()))
    for name in ("TH.zip", "TH.txt.gz"):
        records, faults = read(tmp_path / name)
        assert [record.id for record in records] == ["geonames:1153671"] and not faults


@pytest.mark.parametrize("name", ["TH.zip", "TH.txt.gz", "TH.txt.bz2"])
def test_a_damaged_file(tmp_path, name):
    path = written(tmp_path / name, gzip.compress(CHIANG_MAI.encode() * 9)[:40])
    with pytest.raises(GazetteerError, match=r"Fetch the file once more|whether it is whole"):
        read(path)
