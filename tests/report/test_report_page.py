"""The page as a file: what it holds, what it allows, what it carries of others."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import pipeline.report.page
from pipeline import read_tables
from pipeline.cli import app
from pipeline.errors import OutputError
from pipeline.report import report_page, write_report
from pipeline.report.data import packed, payload
from pipeline.report.page import SCRIPTS, as_json, vendored

HERE = Path(pipeline.report.page.__file__).parent


@pytest.fixture(scope="module")
def folder(tables_of):
    return tables_of(
        {
            "en": "⟦e1:{person:p1|Oda} entered {place:l1|Kyoto} in {date:1568|1568}.⟧",
            "th": "⟦e1:{person:p1|โอดะ}เข้า{place:l1|เกียวโต}⟧",
        },
        events=[{"event_id": "e1", "event_type": "occupation", "title": "Oda in Kyoto", "sources": ("s1", "s2"),
                 "corroboration": "corroborated", "polarity": "asserted",
                 "date_start": "1568-01-01", "date_end": "1568-12-31"}],
    )  # fmt: skip


def script(page, name):
    return re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.S)[1]


def test_the_payload_has_the_tables_as_their_files_have_them(folder):
    found = payload(read_tables(folder))
    events = found["tables"]["events"]
    row = {column[0]: cells[0] for column, cells in zip(events["columns"], events["cells"], strict=True)}
    assert row["date_start"] == "1568-01-01" and row["sources"] == "s1|s2" and row["number_of_sources"] is None
    assert found["texts"]["s2"] == "โอดะเข้าเกียวโต"
    assert found["comparison"] == [["e1", "agreed", []]]


def test_a_quote_that_stands_in_its_text_is_not_said_twice(folder):
    evidence = payload(read_tables(folder))["tables"]["evidence"]
    quotes = evidence["cells"][[column[0] for column in evidence["columns"]].index("quote")]
    assert quotes in ([None, None], {"of": [None], "at": [0, 0]})


@given(st.lists(st.one_of(st.none(), st.text(max_size=3), st.integers(0, 3))))
def test_packed_cells_unpack_to_what_they_were(cells):
    found = packed(cells)
    assert (found if isinstance(found, list) else [found["of"][at] for at in found["at"]]) == cells


@given(st.text())
def test_no_text_leaves_its_script_element(text):
    written = as_json({"text": text})
    assert "<" not in written
    assert json.loads(written) == {"text": text}


def test_the_same_tables_give_the_same_page(folder):
    assert report_page(read_tables(folder)) == report_page(read_tables(folder))


def test_only_the_scripts_and_the_style_of_the_page_are_allowed(folder):
    page = report_page(read_tables(folder))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#x27;", "'")
    bodies = re.findall(r"<script>(.*?)</script>", page, re.S) + re.findall(r"<style>(.*?)</style>", page, re.S)
    hashes = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies]
    assert re.findall(r"'sha256-([^']*)'", policy) == hashes and len(hashes) == 4
    assert "default-src 'none'" in policy and "trusted-types 'none'" in policy
    assert not any(word in policy for word in ("unsafe", "http", "*"))


def test_the_page_names_nothing_that_a_browser_would_fetch(folder):
    page = report_page(read_tables(folder))
    without = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.S)
    assert not re.search(r"<(link|img|iframe|object|embed|base)\b|\bsrc=|url\(", without)
    assert "url(" not in (HERE / "page" / "style.css").read_text(encoding="utf-8")


def test_the_script_makes_no_markup_from_strings():
    for name in SCRIPTS:
        code = (HERE / "page" / name).read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.html\(", code
        ), name


def test_every_file_of_the_page_has_its_place():
    assert sorted(SCRIPTS) == sorted(path.name for path in (HERE / "page").glob("*.js"))


def test_what_others_made_is_unchanged_and_named():
    named = {one["file"] for one in vendored()} | {one["licence_file"] for one in vendored()} | {"VERSIONS.yaml"}
    assert named == {path.name for path in (HERE / "vendor").iterdir()}
    for one in vendored():
        content = (HERE / "vendor" / one["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"], one["file"]
        assert b"</script" not in content.lower() and one["licence"].startswith("ISC")
    assert (HERE / "vendor" / "countries-110m.json").stat().st_size <= 150_000


def test_the_licences_travel_with_the_page(folder):
    page = report_page(read_tables(folder))
    assert page.count("Permission to use, copy, modify, and/or distribute") == len(vendored())


def test_the_command_writes_the_page_where_it_is_told(folder, tmp_path):
    ran = CliRunner().invoke(app, ["report", str(folder), "--out", str(tmp_path / "page.html")])
    assert ran.exit_code == 0 and str(tmp_path / "page.html") in ran.stdout
    assert (tmp_path / "page.html").read_bytes() == write_report(folder).read_bytes()
    assert write_report(folder) == folder / "report.html"


def test_a_folder_without_tables_and_a_page_that_cannot_be_written_say_what_to_do(folder, tmp_path):
    with pytest.raises(OutputError, match="synchronicle run"):
        write_report(tmp_path)
    with pytest.raises(OutputError, match="--out"):
        write_report(folder, tmp_path / "no" / "page.html")


def test_a_run_writes_the_page_on_request(tmp_path):
    source = tmp_path / "letter.txt"
    source.write_text("In 1600 Adams sailed to Japan.", encoding="utf-8")
    ran = CliRunner().invoke(app, ["run", str(source), "--out", str(tmp_path / "out"), "--report"])
    assert ran.exit_code == 0, ran.output
    assert "In 1600 Adams sailed to Japan." in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
