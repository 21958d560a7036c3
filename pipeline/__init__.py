"""Synchronicle: events, people and places from Thai, Russian and English sources as normalized tables.

Nothing heavy is imported until one of these functions is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.runner.consolidating import Summary
    from pipeline.settings import Settings
    from pipeline.tables.read import Tables

__all__ = ["read_tables", "run"]


def run(paths: Sequence[str | Path], out: str | Path, settings: Settings | None = None) -> Summary:
    """Reads the files and folders `paths` and writes all tables to the folder `out`.

    The same as `synchronicle run PATHS --out OUT`. Raises SettingsError or OutputError; a source that
    cannot be read gets a row in `sources.csv` with the reason and stands in `Summary.failed`.
    """
    from pipeline.runner.run import run as run_pipeline

    return run_pipeline(paths, out, settings)


def read_tables(folder: str | Path) -> Tables:
    """Loads finished tables as typed pandas data frames: `read_tables("data/out").events`.

    Days are `datetime64[s]`, integers nullable, lists tuples, closed vocabularies categories;
    `.text(source_id)` is the text that `start` and `end` index. docs/questions.md answers the ten
    questions asked most. Raises OutputError where `folder` holds no finished tables.
    """
    from pipeline.tables.read import read_tables as read

    return read(folder)
