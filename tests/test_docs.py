"""Every block of Python and shell in the documentation runs, page by page, as its reader would run it.

A page's blocks share one Python and one folder, which holds the tables of the project's own sources as
`data/out` and as `tables`, and the sources as `data/raw` and `letters`. What cannot be run here stands
after a comment `<!-- not run: REASON -->`.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import textwrap
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
FENCE = re.compile(
    r"(?:^[ ]*<!-- not run:(?P<reason>[^>]*)-->\n+)?"
    r"^(?P<indent>[ ]*)```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^(?P=indent)```[ ]*$",
    re.MULTILINE | re.DOTALL,
)
RUN = {"python", "sh"}
SHOWN = {"toml", "yaml", "csv", "json", "sparql", "text", "bibtex", "html"}
"""Languages of blocks that are read, not run."""


@dataclass(frozen=True)
class Block:
    """One block of a page under its heading; `reason` says why it is not run."""

    heading: str
    language: str
    code: str
    reason: str | None


def blocks(page: str) -> list[Block]:
    found = []
    for fence in FENCE.finditer(page):
        headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page[: fence.start()]), re.MULTILINE)
        reason, language, code = fence["reason"], fence["language"], textwrap.dedent(fence["code"])
        found.append(Block((headings or [""])[-1], language, code, reason and reason.strip()))
    return found


def answers_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("answers_of_the_page", ROOT / "docs" / "answers.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_shell(code: str) -> None:
    """Runs the lines in a shell; plain commands of `synchronicle` in this process, whose models are loaded."""
    from pipeline.cli import app

    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if "$" in code:
        subprocess.run(["bash", "-euc", code], check=True, env=os.environ | {"PATH": path})
        return
    for line in code.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["synchronicle"]:
            result = CliRunner().invoke(app, words[1:], catch_exceptions=False)
            assert result.exit_code == 0, f"{line}\n{result.output}"
        elif words:
            subprocess.run(["bash", "-ec", line], check=True, env=os.environ | {"PATH": path})


def run_page(page: str) -> dict[str, Any]:
    """Runs all blocks; the value of the last expression under each heading."""
    names: dict[str, Any] = {}
    values: dict[str, Any] = {}
    value_of = answers_module().value_of
    for block in blocks(page):
        if block.reason is not None:
            continue
        if block.language == "python":
            values[block.heading] = value_of(block.code, names)
        elif block.language == "sh":
            run_shell(block.code)
    return values


def put_gazetteers(folder: Path) -> None:
    """Files as they come from GeoNames and Who's On First, with one place in each."""
    place = ["1153671", "Chiang Mai", "Chiang Mai", "", "18.79", "98.98", "P", "PPLA", "TH", *[""] * 10]
    names = ["1", "1153671", "th", "เชียงใหม่", *[""] * 6]
    for name, cells in (("allCountries", place), ("alternateNamesV2", names)):
        with zipfile.ZipFile(folder / f"{name}.zip", "w") as archive:
            archive.writestr(f"{name}.txt", "\t".join(cells) + "\n")
    known: dict[str, object] = {"wof:id": 1, "wof:name": "Chiang Rai", "wof:placetype": "locality", "wof:country": "TH"}
    known |= {"geom:latitude": 19.91, "geom:longitude": 99.84}
    body = json.dumps({"type": "Feature", "properties": known})
    with closing(sqlite3.connect(folder / "whosonfirst-data-admin-th-latest.db")) as database, database:
        database.execute("CREATE TABLE geojson (id INTEGER, body TEXT, is_alt INTEGER)")
        database.execute("INSERT INTO geojson VALUES (1, ?, 0)", [body])


@pytest.fixture
def workplace(own_tables, tmp_path, monkeypatch):
    put_gazetteers(tmp_path)
    for name in ("data/out", "tables"):
        shutil.copytree(own_tables, tmp_path / name)
    for name in ("data/raw", "letters"):
        shutil.copytree(ROOT / "data" / "raw", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_runs(path, workplace):
    run_page(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_block_says_what_it_is(path):
    page = path.read_text(encoding="utf-8")
    found = blocks(page)
    assert len(found) == len(re.findall(r"^ *```", page, re.MULTILINE)) / 2, "a block is not closed, or not found"
    for block in found:
        assert block.language in RUN | SHOWN, block.code
        assert block.reason is None or len(block.reason) > 10, f"say why it is not run: {block.code}"


def test_a_broken_block_fails():
    with pytest.raises(AssertionError):
        run_page("# One\n```python\nassert 1 == 2\n```\n")
    with pytest.raises(subprocess.CalledProcessError):
        run_page("```sh\nls there_is_no_such_file\n```\n")
    with pytest.raises(AssertionError, match="no-such-option"):
        run_page("```sh\nsynchronicle inspect --no-such-option\n```\n")
    assert run_page("# One\n1. So\n\n   ```python\n   x = 2\n   ```\n## Two\n```python\nx + 1\n```\n") == {
        "One": None,
        "Two": 3,
    }
    assert run_page("<!-- not run: it would never end -->\n```python\nwhile True: ...\n```\n") == {}


@pytest.fixture
def answers(workplace):
    return run_page((ROOT / "docs" / "questions.md").read_text(encoding="utf-8"))


def test_questions_are_ten_and_short(answers):
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    asked = [block for block in blocks(page) if block.heading.endswith("?")]
    assert len(asked) == 10
    assert all(len(block.code.splitlines()) == 3 for block in asked)


def test_answers(answers, workplace):
    """What a reader of the three accounts of Siam would answer."""
    acts = answers["Who acts with whom?"].set_index(["participant_names", "participant_names_with"]).events
    assert acts["France", "Thailand"] >= 2
    assert acts.is_monotonic_decreasing

    year = answers["What happened in 1893?"]
    assert {"1893-07-13", "1893-10-03"} <= set(year.date_edtf)
    assert all("1893" in value for value in year.date_edtf)

    alone = answers["Which events does only one source tell?"]
    assert alone.source.nunique() == 3
    assert alone.summary.str.len().min() > 10

    against = answers["Where do the sources contradict each other?"]
    treaty = against[against.title == "Anglo-Siamese Treaty of 1909"]
    assert {("supports", "1909-03-10"), ("contradicts", "1909-07-09")} <= set(
        zip(treaty.stance, treaty.date_edtf, strict=True)
    )

    place, forms = answers["Under which names does a place stand, in all three scripts?"]
    assert place.iloc[0].tolist() == ["Thailand", "Thailand", "Таиланд", "ไทย"]
    assert {("en", "Siam"), ("ru", "Сиам"), ("th", "สยาม")} <= set(forms.index)

    decades = answers["How many events of each decade does each source tell?"]
    assert decades.shape[1] == 3
    assert (decades.loc[[1890, 1900]] > 0).all(axis=None)

    life = answers["What is a person's timeline?"]
    assert all(life.date_edtf.str.startswith(day).any() for day in ("1891-03", "1897"))
    assert life.date_edtf.dropna().is_monotonic_increasing

    says = answers["Which sentence says so?"]
    assert set(says.language) == {"en", "ru", "th"}
    assert all(quote in around for quote, around in zip(says.quote, says.around, strict=True))

    inferred = answers["Which dates are inferred, not stated?"]
    assert len(inferred) >= 10
    assert set(inferred.basis) <= {"context", "document_date", "event"}
    assert inferred.anchor.notna().mean() > 0.5

    on_map = pd.read_csv(workplace / "events_on_a_map.csv").set_index("place_name")
    assert on_map.loc[["Bangkok"], "latitude"].between(13, 14.5).all()
    assert len(on_map) >= 5


def test_answers_are_shown_on_the_page(own_tables):
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    shown = answers_module().answered(page, own_tables)
    assert shown.count("<table") >= 10
    assert "Anglo-Siamese Treaty of 1909" in shown and "สยาม" in shown
    assert re.sub(r"\n*<div.*?</div>\n*", "\n\n", shown, flags=re.DOTALL).split() == page.split()


def test_an_answer_is_escaped():
    frame = pd.DataFrame({"quote": ["<script>", None]})
    shown = answers_module().shown(frame)
    assert "&lt;script&gt;" in shown and "None" not in shown


def test_the_readme_runs(workplace):
    for block in blocks((ROOT / "README.md").read_text(encoding="utf-8")):
        if block.language == "python":
            run_page(f"```python\n{block.code}```\n")
