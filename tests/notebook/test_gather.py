"""Sources read in parts give the tables of one run."""

from __future__ import annotations

import pytest

from pipeline import read_tables, run
from pipeline.errors import OutputError
from pipeline.runner.gather import gather

TEXTS = {
    "canal.txt": "The Suez Canal was opened in Egypt on 17 November 1869. Ferdinand de Lesseps spoke.",
    "война.txt": "Бисмарк подписал мир с Францией во Франкфурте 10 мая 1871 года.",
    "again.txt": "The Suez Canal was opened in Egypt on 17 November 1869. Ferdinand de Lesseps spoke.",
    "ฝรั่งเศส.txt": "บิสมาร์คลงนามสันติภาพกับฝรั่งเศสเมื่อวันที่ 10 พฤษภาคม ค.ศ. 1871",
    "zero.txt": "",
}


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return list(TEXTS)


def test_parts_together_are_one_run(files, tmp_path):
    assert len(run(files, "whole").failed) == 1  # the empty file
    run(files[:2], "one")
    run(files[2:], "two")
    summary = gather(["two", "one"], "gathered")
    assert len(summary.sources) == len(files)
    for path in sorted((tmp_path / "whole").glob("*.csv")):
        if path.stem != "sources":
            assert (tmp_path / "gathered" / path.name).read_bytes() == path.read_bytes(), path.name
    whole, gathered = (read_tables(name).sources.sort_values("path") for name in ("whole", "gathered"))
    assert list(gathered.path) == list(whole.path)
    assert sorted(gathered.status) == sorted(whole.status)
    assert gathered.message.str.contains("the same file as again.txt").sum() == 1


def test_a_gathered_folder_can_be_gathered_again(files):
    run(files[:1], "one")
    run(files[1:2], "two")
    gather(["one"], "first")
    gather(["first", "two"], "second")
    assert len(read_tables("second").sources) == 2


def test_a_part_that_is_missing(files):
    with pytest.raises(OutputError, match="nowhere"):
        gather(["nowhere"], "out")
