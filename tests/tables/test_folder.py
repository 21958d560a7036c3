"""Folders of tables: written whole or not at all, and loaded with their types."""

from __future__ import annotations

import pytest
from frictionless import Package

from pipeline import read_tables
from pipeline.errors import OutputError
from pipeline.tables.schema import TABLES
from pipeline.tables.write import check_folder, write_tables

SOURCE = {"source_id": "s1", "path": "siam.txt", "status": "ok", "languages": ("th", "en"), "characters": 40}
EVENT = {
    "event_id": "e1", "event_type": "agreement", "title": "Siam and France make peace, 1893",
    "date_edtf": "1893-10-03", "date_start": "1893-10-03", "date_end": "1893-10-03", "date_precision": "day",
    "latitude": 13.75, "participant_names": ("Siam", "France"), "number_of_sources": 2, "sources": ("s1", "s2"),
    "corroboration": "corroborated", "polarity": "asserted", "confidence": 0.8,
}  # fmt: skip
CAESAR = EVENT | {
    "event_id": "e2",
    "title": "Caesar dies",
    "date_start": "-0043-03-15",
    "date_end": "",
    "latitude": None,
}


def rows(**tables):
    return {name: list(tables.get(name, [])) for name in TABLES}


def write(folder, excel=False, parquet=False, **tables):
    write_tables(folder, rows(**tables), {"s1": "ทดสอบ\r\nline"}, {"activity": {}}, excel, parquet)


def test_types_of_the_loaded_tables(tmp_path):
    write(tmp_path, sources=[SOURCE], events=[EVENT, CAESAR])
    tables = read_tables(tmp_path)
    first, second = tables.events.to_dict("records")
    assert first["participant_names"] == ("Siam", "France")
    assert first["number_of_sources"] + 1 == 3
    assert first["latitude"] == 13.75
    assert str(first["date_start"])[:10] == "1893-10-03"
    assert second["date_start"] < first["date_start"]
    assert tables.events["date_end"].isna().tolist() == [False, True]
    assert tables.events["latitude"].isna().tolist() == [False, True]
    assert tables.events["number_of_sources"].dtype == "Int64"
    assert tables.events["date_start"].dtype == "datetime64[s]"
    assert "protest" in tables.events["event_type"].cat.categories
    assert tables.people.empty
    assert list(tables.people.columns) == list(TABLES["people"].names)
    assert tables.text("s1") == "ทดสอบ\r\nline"


@pytest.mark.parametrize("excel", [False, True])
def test_the_data_package_is_valid(tmp_path, excel):
    write(tmp_path, excel=excel, sources=[SOURCE], events=[EVENT])
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_parquet_says_the_same(tmp_path):
    import pyarrow.parquet as pq

    write(tmp_path, parquet=True, sources=[SOURCE], events=[EVENT])
    (row,) = pq.read_table(tmp_path / "events.parquet").to_pylist()
    assert row["participant_names"] == ["Siam", "France"]
    assert row["number_of_sources"] == 2
    assert row["place_id"] is None


def test_parquet_has_numbers_where_the_gazetteer_has_text(tmp_path):
    import pyarrow.parquet as pq

    bangkok = {"place_id": "l1", "name": "Bangkok", "latitude": "13.75", "longitude": 100.5, "mentions": "3"}
    write(tmp_path, parquet=True, sources=[SOURCE], places=[bangkok, bangkok | {"place_id": "l2", "latitude": ""}])
    one, other = pq.read_table(tmp_path / "places.parquet").to_pylist()
    assert (one["latitude"], one["longitude"], one["mentions"]) == (13.75, 100.5, 3)
    assert other["latitude"] is None


def test_files_of_an_earlier_run_go_and_others_stay(tmp_path):
    write(tmp_path, parquet=True, sources=[SOURCE])
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "texts" / "s0.txt").write_text("an older source")
    write(tmp_path, sources=[SOURCE])
    assert sorted(path.name for path in tmp_path.glob("texts/*")) == ["s1.txt"]
    assert not list(tmp_path.glob("*.parquet"))
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_failure_leaves_the_old_tables_whole(tmp_path, monkeypatch):
    write(tmp_path, sources=[SOURCE])
    before = (tmp_path / "sources.csv").read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(OutputError, match="No space left on device"):
        write(tmp_path, sources=[SOURCE | {"title": "new"}])
    assert (tmp_path / "sources.csv").read_bytes() == before
    assert len(read_tables(tmp_path).sources) == 1
    assert not (tmp_path / ".writing").exists()


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError, match="is a file, not a folder"):
        check_folder(tmp_path / "out")


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        check_folder(tmp_path / "file" / "out")


def test_checking_leaves_no_trace(tmp_path):
    check_folder(tmp_path / "a" / "b")
    assert not list(tmp_path.iterdir())


def test_a_folder_without_tables(tmp_path):
    with pytest.raises(OutputError, match="holds no finished tables"):
        read_tables(tmp_path)


def test_tables_of_an_older_version_say_what_to_do(tmp_path):
    write(tmp_path, sources=[SOURCE])
    path = tmp_path / "evidence.csv"
    path.write_text(path.read_text().replace(",statement_id", ""), encoding="utf-8")
    with pytest.raises(OutputError, match=r"no column statement_id.*synchronicle consolidate"):
        read_tables(tmp_path)
