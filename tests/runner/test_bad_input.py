"""Bad sources beside good ones: each gets a clear row, the others are read, nothing is lost."""

from __future__ import annotations

import csv
import os

import pytest

from pipeline import read_tables, run
from pipeline.errors import OutputError, SettingsError, SynchronicleError

GOOD = "On 3 March 1878 Russia and the Ottoman Empire signed the Treaty of San Stefano."
RUSSIAN = "3 марта 1878 года Россия и Османская империя подписали Сан-Стефанский мирный договор. " * 3
THAI = "เมื่อวันที่ 3 ตุลาคม พ.ศ. 2436 สยามและฝรั่งเศสลงนามในสนธิสัญญาที่กรุงเทพฯ " * 3

# file name, bytes, status, what the message says
SOURCES = [
    ("good.txt", GOOD.encode(), "ok", ""),
    ("bom.txt", b"\xef\xbb\xbf" + GOOD.encode(), "ok", ""),
    ("utf16.txt", GOOD.encode("utf-16"), "ok", ""),
    ("windows.txt", RUSSIAN.encode("windows-1251"), "ok", ""),
    ("koi8.txt", RUSSIAN.encode("koi8-r"), "ok", ""),
    ("thai.txt", THAI.encode("cp874"), "ok", ""),
    ("newlines.txt", b"First line.\r\nSecond line.\rIn 1878 war ended.\n", "ok", ""),
    ("control.txt", GOOD.replace("Ottoman", "Otto\x01man\x0b").encode(), "ok", ""),
    ("broken.txt", RUSSIAN.encode() + b"\xff\xfe\xff" + RUSSIAN.encode(), "partial", "byte"),
    ("surrogate.txt", THAI.encode() + b"\xed\xa0\x80" + THAI.encode(), "partial", "byte"),
    ("german.txt", ("Am 3. März 1878 unterzeichneten Russland und das Osmanische Reich den Vorfrieden. " * 3).encode(),
     "partial", "de"),
    ("empty.txt", b"", "failed", "empty"),
    ("blank.txt", b" \n\t \n", "failed", ""),
    ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "failed", ""),
    ("archive.txt", b"PK\x03\x04" + bytes(200), "failed", ""),
    ("scripts.html", b"<html><script>var x = 1;</script></html>", "failed", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mixed")
    for name, content, *_ in SOURCES:
        (folder / "in" / name).parent.mkdir(exist_ok=True)
        (folder / "in" / name).write_bytes(content)
    (folder / "in" / "twin.txt").write_bytes(GOOD.encode())
    summary = run([folder / "in"], folder / "out")
    return summary, read_tables(folder / "out")


@pytest.mark.parametrize(("name", "content", "status", "told"), SOURCES, ids=[one[0] for one in SOURCES])
def test_the_row_of_each_source(mixed, name, content, status, told):
    _, tables = mixed
    (row,) = tables.sources[tables.sources.path.str.endswith("/" + name)].itertuples()
    message = "" if status == "ok" else str(row.message)
    assert (row.status, told in message) == (status, True), row.message
    assert status == "ok" or len(row.message) > 20


def test_good_sources_are_read_beside_bad_ones(mixed):
    summary, tables = mixed
    assert len(tables.sources) == len(SOURCES) + 1
    assert len(summary.failed) == 5
    read = set(tables.mentions.source_id)
    for row in tables.sources[tables.sources.status == "ok"].itertuples():
        assert row.source_id in read, row.path


def test_encodings_do_not_change_what_is_read(mixed):
    _, tables = mixed
    sources = tables.sources.set_index(tables.sources.path.str.rsplit("/", n=1).str[1])

    def dates(name):
        return tables.dates[tables.dates.source_id == sources.loc[name].source_id].edtf.tolist()

    assert dates("windows.txt") == dates("koi8.txt") == ["1878-03-03"] * 3
    assert dates("thai.txt") == ["1893-10-03"] * 3
    assert dates("good.txt") == dates("utf16.txt") == dates("bom.txt") == ["1878-03-03"]


def test_a_duplicate_is_read_once_and_said(mixed):
    _, tables = mixed
    (row,) = tables.sources[tables.sources.path.str.endswith("twin.txt")].itertuples()
    assert "good.txt" in row.message
    twins = tables.mentions[tables.mentions.source_id == row.source_id]
    assert len(twins) == twins.mention_id.nunique()


def test_an_unreadable_file(tmp_path):
    locked = tmp_path / "locked.txt"
    locked.write_text(GOOD)
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        locked.unlink()
        locked.mkdir()  # whoever may read everything still cannot read a folder as a file
        (locked / "inner.txt").write_bytes(b"")
    summary = run([locked], tmp_path / "out")
    assert [source.status for source in summary.sources] == ["failed"]


def test_one_very_long_line(tmp_path):
    (tmp_path / "long.txt").write_text((GOOD + " ") * 500, encoding="utf-8")
    summary = run([tmp_path / "long.txt"], tmp_path / "out")
    assert [source.status for source in summary.sources] == ["ok"]
    assert summary.mentions["date"] == 500


def test_a_folder_without_sources(tmp_path):
    with pytest.raises(SynchronicleError):
        run([tmp_path], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_wrong_settings_come_before_any_reading(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "out").write_text("I am a file")
    with pytest.raises(OutputError):
        run([tmp_path / "good.txt"], tmp_path / "out")
    with pytest.raises(SettingsError):
        run([tmp_path / "nowhere.txt"], tmp_path / "tables")


def test_cells_stay_csv_whatever_the_source_holds(tmp_path):
    text = 'In 1878 "Russia", the\tOttoman Empire; and\r\n=HYPERLINK("x") Serbia, signed the Treaty of San Stefano.'
    (tmp_path / "quotes.txt").write_bytes(text.encode())
    run([tmp_path / "quotes.txt"], tmp_path / "out")
    with (tmp_path / "out" / "evidence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(None not in row and None not in row.values() for row in rows)
