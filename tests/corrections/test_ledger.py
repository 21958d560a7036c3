"""The ledger: read, checked, appended to, never shortened."""

from __future__ import annotations

import pytest

from pipeline.corrections import Correction, append, read_ledger
from pipeline.errors import SettingsError

HEADER = "action,subject,object,field,value,who,when,why\n"


def ledger(folder, text):
    path = folder / "corrections.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_no_ledger_no_corrections(tmp_path):
    assert read_ledger(tmp_path / "corrections.csv") == ()


def test_rows_come_back_in_their_order(tmp_path):
    path = tmp_path / "corrections.csv"
    rows = [
        Correction("same", "p1", "p2", who="Анна", when="2026-11-22", why='стр. 5, "см."'),
        Correction("rename", "l1", field="name_th", value="สยาม"),
    ]
    append(path, rows[:1])
    append(path, rows[1:])
    assert read_ledger(path) == tuple(rows)


def test_a_ledger_saved_by_a_spreadsheet(tmp_path):
    path = ledger(tmp_path, "\ufeff" + HEADER + "drop,p1,,,,,,")
    append(path, [Correction("drop", "p2")])
    assert [row.subject for row in read_ledger(path)] == ["p1", "p2"]


WRONG = [
    ("marry,p1,p2,,,,,", "no action is called 'marry'"),
    ("same,p1,,,,,,", "same needs another row's id"),
    ("apart,t1,,,,,,", "apart needs another statement's id"),
    ("rename,p1,,title,X,,,", "rename needs one of name"),
    ("set,p1,,mentions,3,,,", "set needs one of"),
    ("date,m1,,,13.07.1893,,,", "not an EDTF value"),
    ("drop,,,,,,,", "needs the id of a row"),
    ("confirm,p1,,,Stalin,,,", "confirm needs one of link, date, contradiction, join"),
    ("confirm,p1,,link,,,,", "confirm needs a value"),
    ("drop,p1,,,,,,,more", "more cells than columns"),
]


@pytest.mark.parametrize(("line", "message"), WRONG)
def test_faulty_lines_are_named(tmp_path, line, message):
    with pytest.raises(SettingsError, match=f"line 3: .*{message}"):
        read_ledger(ledger(tmp_path, HEADER + "drop,p1,,,,,,\n" + line + "\n"))


def test_another_table_is_no_ledger(tmp_path):
    with pytest.raises(SettingsError, match="has not the columns"):
        read_ledger(ledger(tmp_path, "person_id,name\np1,Stalin\n"))


def test_a_faulty_row_is_not_appended(tmp_path):
    with pytest.raises(SettingsError, match="Nothing was written"):
        append(tmp_path / "corrections.csv", [Correction("same", "p1")])
    assert not (tmp_path / "corrections.csv").exists()
