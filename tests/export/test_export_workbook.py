"""Excel files, as openpyxl reads them."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.export import workbook as room
from pipeline.export.workbook import workbook
from pipeline.tables.schema import TABLES


@pytest.fixture(scope="module")
def book(small):
    return load_workbook(io.BytesIO(workbook(small)["tables.xlsx"]))


def column(book, sheet, name):
    rows = book[sheet].iter_cols()
    return next(list(cells[1:]) for cells in rows if cells[0].value == name)


def read_back(text):
    """The cell that a text becomes, as it is read from the file."""
    book, file = Workbook(write_only=True), io.BytesIO()
    room._sheet(book, "one", ["text"], [[text]])
    book.save(file)
    return load_workbook(file)["one"]["A2"]


def values(book, sheet, name):
    return [cell.value for cell in column(book, sheet, name)]


def test_a_sheet_for_each_table_with_a_frozen_header_and_filters(book):
    assert book.sheetnames == [*TABLES, "columns"]
    for name, table in TABLES.items():
        sheet = book[name]
        assert [cell.value for cell in sheet[1]][: len(table.names)] == list(table.names)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert 8 <= sheet.column_dimensions["A"].width <= 60


def test_no_cell_is_a_formula(book):
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    begun = {cell.value[0] for cell in cells if isinstance(cell.value, str)}
    assert {"=", "@"} <= begun
    assert all(cell.quotePrefix for cell in cells if cell.data_type == "s")


@pytest.mark.parametrize("text", ["=1+1", "+7", "-Сиам", "@SUM(A1)", "\tสยาม", "\rx", "#N/A", "1893", "TRUE"])
def test_a_text_stays_a_text(text):
    cell = read_back(text)
    assert (cell.data_type, cell.value) == ("s", text)


def test_the_scripts_are_intact(book):
    assert values(book, "people", "name_th") == ["เบาว์ริง"]
    assert values(book, "people", "name_ru") == ["Боуринг"]
    assert "พ.ศ. ๒๓๙๙" in values(book, "mentions", "surface")


def test_ids_are_texts_and_numbers_numbers(book):
    (cell, *_) = column(book, "places", "geonames_id")
    assert (cell.value, cell.number_format) == ("1609350", "@")
    assert values(book, "places", "latitude") == [13.75, 15.0, None]


def test_days_are_texts_and_beside_them_dates_that_excel_has(book):
    assert values(book, "events", "date_edtf") == ["1855-04-18", None, "1941-12", None]
    assert values(book, "events", "date_start") == ["1855-04-18", None, "1941-12-01", None]
    assert values(book, "events", "date_start_as_date") == [None, None, datetime(1941, 12, 1), None]
    assert values(book, "people", "first_date") == ["-0043-03-15"]


def test_what_excel_cannot_hold():
    assert read_back("a\x00b").value == "a\N{REPLACEMENT CHARACTER}b"
    assert len(read_back("ก" * 40_000).value) == room.LONGEST


def test_too_many_rows_go_on_in_another_sheet(small, monkeypatch):
    monkeypatch.setattr(room, "MOST_ROWS", 3)
    book = load_workbook(io.BytesIO(workbook(small)["tables.xlsx"]))
    assert values(book, "events", "event_id") == ["e0f", "e10"]
    assert values(book, "events 2", "event_id") == ["e11", "e12"]


def test_the_same_bytes_again(small):
    assert workbook(small) == workbook(small)
