"""GDELT rows, as pandas reads GDELT's files."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from pipeline.events.ontology import event_types
from pipeline.export.gdelt import FIELDS, QUAD_CLASSES, _date, gdelt


@pytest.fixture(scope="module")
def rows(small):
    files = gdelt(small)
    names = files["header.txt"].decode().rstrip("\n").split("\t")
    text = io.BytesIO(files["events.export.CSV"])
    frame = pd.read_csv(text, sep="\t", header=None, names=names, dtype=str, keep_default_na=False, quoting=3)
    return {
        int(row["GLOBALEVENTID"]): {name: cell for name, cell in row.items() if cell} for _, row in frame.iterrows()
    }


def test_the_fields_of_the_codebook():
    assert len(FIELDS) == len(set(FIELDS)) == 58
    assert (FIELDS[5], FIELDS[15], FIELDS[25], FIELDS[35], FIELDS[49], FIELDS[57]) == (
        "Actor1Code", "Actor2Code", "IsRootEvent", "Actor1Geo_Type", "ActionGeo_Type", "SOURCEURL",
    )  # fmt: skip


def test_a_treaty(rows):
    assert rows[0xF] | {"FractionDate": ""} == {
        "GLOBALEVENTID": "15", "SQLDATE": "18550418", "MonthYear": "185504", "Year": "1855", "FractionDate": "",
        "Actor1Name": "JOHN BOWRING", "Actor2Name": "SIAM", "Actor2Code": "THA", "Actor2CountryCode": "THA",
        "EventCode": "050", "EventBaseCode": "050", "EventRootCode": "05", "QuadClass": "1", "NumMentions": "3",
        "NumSources": "3", "NumArticles": "3", "ActionGeo_Type": "4", "ActionGeo_FullName": "Bangkok",
        "ActionGeo_CountryCode": "TH", "ActionGeo_Lat": "13.75", "ActionGeo_Long": "100.52", "SOURCEURL": "in/sen.txt",
    }  # fmt: skip


def test_no_day_is_made_up_and_no_place(rows):
    battle = rows[0x11]
    assert battle["MonthYear"] == "194112" and "SQLDATE" not in battle and "FractionDate" not in battle
    assert battle["QuadClass"] == "4" and "ActionGeo_Lat" not in battle and "ActionGeo_Type" not in battle


def test_talks_at_an_organization(rows):
    assert rows[0x12]["ActionGeo_FullName"] == "Foreign Office" and "ActionGeo_Type" not in rows[0x12]


def test_what_did_not_happen_has_no_row(rows):
    assert 0x10 not in rows


DATES = [
    ("1893", {"Year": "1893"}),
    ("1893-22", {"Year": "1893"}),
    ("189X", {}),
    ("1893?", {}),
    ("1893/1895", {}),
    ("-0043", {}),
    ("", {}),
    ("1893-12-31", {"Year": "1893", "MonthYear": "189312", "SQLDATE": "18931231", "FractionDate": "1893.9890"}),
]


@pytest.mark.parametrize(("edtf", "fields"), DATES)
def test_dates(edtf, fields):
    assert _date(edtf) == fields


def test_every_root_has_a_class():
    for kind in event_types().values():
        assert not kind.cameo or 1 <= int(kind.cameo) <= QUAD_CLASSES[-1][0]
