"""Where exports go, and what is in the way."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from pipeline.errors import OutputError
from pipeline.export import Format, export
from pipeline.export.columnar import parquet
from pipeline.tables.schema import TABLES

NAMES = {
    "xlsx": "tables.xlsx", "parquet": "parquet/events.parquet", "geojson": "geojson/places.geojson",
    "web-annotation": "web-annotation/sth.jsonld", "conllu": "conllu/sth.conllu", "jsonld": "graph.jsonld",
    "gdelt": "gdelt/events.export.CSV",
}  # fmt: skip


@pytest.mark.parametrize("to", Format)
def test_every_format_has_its_place_and_writes_the_same_bytes_again(small, to):
    written = export(small, to)
    path = small.folder / "exports" / NAMES[to]
    first = path.read_bytes()
    export(small, to)
    assert path.read_bytes() == first and first
    assert written in (path, path.parent)
    assert not list(path.parent.glob(".*"))


def test_a_path_of_ones_own(small, tmp_path):
    assert export(small, Format.JSONLD, tmp_path / "new" / "siam.jsonld").name == "siam.jsonld"
    assert export(small, Format.JSONLD, tmp_path) == tmp_path / "graph.jsonld"
    assert export(small, Format.GEOJSON, tmp_path / "map") == tmp_path / "map"
    assert (tmp_path / "map" / "events.geojson").exists()


def test_a_file_in_the_way(small, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OutputError, match="is a file; gdelt writes a folder"):
        export(small, Format.GDELT, tmp_path / "file")
    with pytest.raises(OutputError, match="cannot be written"):
        export(small, Format.XLSX, tmp_path / "file" / "tables.xlsx")
    assert (tmp_path / "file").read_text() == "mine"


def test_parquet_as_pyarrow_reads_it(small, tmp_path):
    assert set(parquet(small)) == {f"{name}.parquet" for name in TABLES}
    events = pq.read_table(export(small, Format.PARQUET, tmp_path / "p") / "events.parquet").to_pylist()
    assert events[0]["participant_names"] == ["John Bowring", "Siam"]
    assert events[0]["latitude"] == 13.75 and events[1]["latitude"] is None
    assert events[2]["date_start"] == "1941-12-01"
    people = pq.read_table(tmp_path / "p" / "people.parquet").to_pylist()
    assert people[0]["first_date"] == "-0043-03-15"


def test_parquet_is_that_of_a_run(own_tables):
    from pipeline import read_tables
    from pipeline.tables.schema import EVENTS
    from pipeline.tables.write import csv_bytes

    tables = read_tables(own_tables)
    rows = pq.read_table(export(tables, Format.PARQUET) / "events.parquet").to_pylist()
    assert csv_bytes(EVENTS, rows) == (own_tables / "events.csv").read_bytes()


def test_the_command(small, tmp_path):
    from typer.testing import CliRunner

    from pipeline.cli import app

    ran = CliRunner().invoke(app, ["export", str(small.folder), "--to", "gdelt", "--out", str(tmp_path / "g")])
    assert ran.exit_code == 0, ran.output
    assert (tmp_path / "g" / "header.txt").exists()
    wrong = CliRunner().invoke(app, ["export", str(small.folder), "--to", "word"])
    assert wrong.exit_code == 2
