"""The command line: help, exit statuses, and what it prints."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("spacy", "stanza", "torch", "pythainlp", "transformers", "pandas", "pyarrow", "onnxruntime", "trafilatura")


def synchronicle(*words, cwd=None, **options):
    program = "import sys; from pipeline.cli import main; sys.argv[0] = 'synchronicle'; main()"
    command = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, encoding="utf-8", **options)


def test_help_imports_no_model():
    program = (
        "import sys\nfrom pipeline.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        f"print('HEAVY', [name for name in {HEAVY} if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert "HEAVY []" in shown.stdout
    assert "run" in shown.stdout and "inspect" in shown.stdout


def test_a_run_and_a_look_at_its_tables(tmp_path):
    source = tmp_path / "treaty.txt"
    source.write_text(
        "On 3 March 1878 Russia and the Ottoman Empire signed the Treaty of San Stefano.", encoding="utf-8"
    )
    ran = synchronicle("run", source, "--out", tmp_path / "out")
    assert ran.returncode == 0, ran.stderr
    assert "sources   1" in ran.stdout and str(tmp_path / "out") in ran.stdout
    assert "[1/1]" in ran.stderr
    looked = synchronicle("inspect", tmp_path / "out")
    assert looked.returncode == 0, looked.stderr
    assert "1878-03-03" in looked.stdout and "Ottoman Empire" in looked.stdout


def test_a_correction_is_explained_applied_and_kept(tmp_path):
    source = tmp_path / "war.txt"
    source.write_text("In 1812 Napoleon invaded Russia. Napoleon left Moscow in October.", encoding="utf-8")
    assert synchronicle("run", "war.txt", "--out", "out", cwd=tmp_path).returncode == 0
    (person, *_) = [
        line.split(",") for line in (tmp_path / "out" / "people.csv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    told = synchronicle("explain", person[0], "out", cwd=tmp_path)
    assert told.stdout.count("Napoleon") >= 2, told.stderr
    words = ("correct", "rename", person[0], "--field", "name_en", "--value", "Bonaparte", "--who", "me")
    assert synchronicle(*words, cwd=tmp_path).returncode == 0
    assert synchronicle("correct", "drop", "p000", cwd=tmp_path).returncode == 0
    again = synchronicle("consolidate", "out", cwd=tmp_path)
    assert "correction not applied: drop p000" in again.stdout, again.stderr
    assert ",Bonaparte," in (tmp_path / "out" / "people.csv").read_text(encoding="utf-8")
    assert synchronicle("explain", "p000", "out", cwd=tmp_path).returncode == 2


def test_standard_input(tmp_path):
    text = "ประเทศสยามและฝรั่งเศสลงนามในสนธิสัญญาเมื่อวันที่ 3 ตุลาคม พ.ศ. 2436"
    ran = synchronicle("run", "-", "--out", tmp_path / "out", input=text)
    assert ran.returncode == 0, ran.stderr
    assert "1893-10-03" in (tmp_path / "out" / "dates.csv").read_text(encoding="utf-8")


def test_the_dates_of_a_file(tmp_path):
    (tmp_path / "war.txt").write_text("Манифест вышел 20 июля (2 августа) 1914 года.", encoding="utf-8")
    shown = synchronicle("dates", "war.txt", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "1914-08-02" in shown.stdout and "20 июля (2 августа) 1914 года" in shown.stdout
    (tmp_path / "empty.txt").write_text("")
    assert synchronicle("dates", "empty.txt", cwd=tmp_path).returncode == 1


def test_some_sources_fail(tmp_path):
    (tmp_path / "good.txt").write_text("Peter the Great founded Saint Petersburg in 1703.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    ran = synchronicle("run", tmp_path, "--out", tmp_path / "out")
    assert ran.returncode == 1
    rows = (tmp_path / "out" / "sources.csv").read_text(encoding="utf-8")
    assert "failed" in rows and "ok" in rows


WRONG = [
    (["run", "nowhere.txt", "--out", "out"], "nowhere.txt"),
    (["run", ".", "--out", "out"], "out"),
    (["run", "good.txt"], "--out"),
    (["run", "good.txt", "--out", "good.txt"], "is a file"),
    (["run", "good.txt", "--out", "out", "--names", "oracle"], "oracle"),
    (["run", "good.txt", "--out", "out", "--settings", "none.toml"], "none.toml"),
    (["inspect", "."], "no finished tables"),
    (["conjure"], "conjure"),
]


@pytest.mark.parametrize(("words", "told"), WRONG, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_wrong_use(tmp_path, words, told):
    if words[:2] != ["run", "."]:
        (tmp_path / "good.txt").write_text("Peter the Great founded Saint Petersburg in 1703.", encoding="utf-8")
    ran = synchronicle(*words, cwd=tmp_path)
    assert ran.returncode == 2, ran.stdout + ran.stderr
    assert told in ran.stdout + ran.stderr or told == "out"
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "out").exists()
