"""One run of the pipeline over the project's own sources, shared by all tests that look at tables."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def own_tables(tmp_path_factory):
    """The folder with the tables of `data/raw`."""
    from pipeline import run

    folder = tmp_path_factory.mktemp("tables")
    summary = run([ROOT / "data" / "raw"], folder)
    assert not summary.failed, [source.message for source in summary.failed]
    return folder
