"""What stands in a cell."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.cells import FORMULA_STARTS, line, neutralized, to_text
from pipeline.tables.schema import PLACES, SOURCES
from pipeline.tables.write import csv_bytes

VALUES = [
    ("Siam", "Siam"),
    (("สยาม", "Сиам"), "สยาม|Сиам"),
    (("a|b", "c"), "a/b|c"),
    ((), ""),
    (None, ""),
    (0, "0"),
    (0.5, "0.5"),
    (13.75, "13.75"),
    (2 / 3, "0.666667"),
    (float("nan"), ""),
]


@pytest.mark.parametrize(("value", "text"), VALUES)
def test_value_as_text(value, text):
    assert to_text(value) == text


FORMULAS = [
    ("=1+1", "'=1+1"),
    ("+7 495", "'+7 495"),
    ("-Сиам", "'-Сиам"),
    ("@cmd", "'@cmd"),
    ("\tสยาม", "'\tสยาม"),
    ("Siam = Thailand", "Siam = Thailand"),
]


@pytest.mark.parametrize(("text", "safe"), FORMULAS)
def test_spreadsheets_run_nothing(text, safe):
    assert neutralized(text) == safe
    assert line(SOURCES, {"title": text}, excel=True)[SOURCES.names.index("title")] == safe
    assert line(SOURCES, {"title": text})[SOURCES.names.index("title")] == text


def test_a_negative_number_stays_a_number():
    cells = line(PLACES, {"latitude": -34.6}, excel=True)
    assert cells[PLACES.names.index("latitude")] == "-34.6"


def test_a_column_that_the_table_has_not():
    with pytest.raises(KeyError, match="places has no column lattitude"):
        line(PLACES, {"lattitude": 1.0})


texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(texts, texts)), st.booleans())
def test_any_text_comes_back_from_csv(rows, excel):
    content = csv_bytes(SOURCES, [{"title": title, "message": message} for title, message in rows], excel)
    read = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig" if excel else "utf-8"), newline="")))
    for (title, message), row in zip(rows, read, strict=True):
        for written, cell in ((title, row["title"]), (message, row["message"])):
            if excel and written.startswith(FORMULA_STARTS):
                assert cell == "'" + written
            else:
                assert cell == written
