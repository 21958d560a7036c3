"""The notebooks run from the first cell to the last on the tables of the project's own sources."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path, own_tables, monkeypatch):
    monkeypatch.setenv("SYNCHRONICLE_TABLES", str(own_tables))
    monkeypatch.setenv("SYNCHRONICLE_GOLD", str(ROOT / "tests" / "gold"))
    book = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "outputs are stripped before a commit"
    NotebookClient(book, timeout=300, kernel_name="python3").execute()
    shown = [output for cell in book.cells for output in cell.get("outputs", [])]
    assert not [output for output in shown if output.output_type == "error"]
    assert len(shown) >= 5


def test_there_are_notebooks():
    assert {path.stem for path in NOTEBOOKS} >= {"explore", "compare_sources", "quality", "scale"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_told(path):
    """Short, and with a word before every step that shows something."""
    cells = nbformat.read(path, as_version=4).cells
    assert cells[0].cell_type == "markdown" and cells[0].source.startswith("# ")
    told = [cell for cell in cells if cell.cell_type == "markdown"]
    assert len(cells) <= 26 and len(told) >= len(cells) / 3
