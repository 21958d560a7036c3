"""The small tables of the exports, and a run of the project's own sources that can be consolidated again."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from pipeline.review import Session
from pipeline.settings import Settings


def _pictures():
    spec = importlib.util.spec_from_file_location("small_tables", Path(__file__).parents[1] / "export" / "conftest.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    _pictures().write_small(folder)
    return folder


@pytest.fixture
def session(small_folder, tmp_path):
    """A review of the small tables with a ledger of its own."""
    return Session(small_folder, Settings(corrections=str(tmp_path / "corrections.csv")), "Анна")


@pytest.fixture
def own_session(own_tables, tmp_path):
    """A review of a copy of the project's own tables, which can be applied."""
    shutil.copytree(own_tables, tmp_path / "tables")
    return Session(tmp_path / "tables", Settings(corrections=str(tmp_path / "corrections.csv")), "Анна")
