"""The notebooks run from the first cell to the last on the tables of the project's own sources."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path, own_tables, monkeypatch):
    monkeypatch.setenv("SYNCHRONICLE_TABLES", str(own_tables))
    book = nbformat.read(path, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "outputs are stripped before a commit"
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    shown = [output for cell in book.cells for output in cell.get("outputs", [])]
    assert not [output for output in shown if output.output_type == "error"]
    assert len(shown) >= 5


def test_there_are_notebooks():
    assert NOTEBOOKS
