"""Loads finished tables as typed pandas data frames."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import OutputError
from pipeline.tables.schema import LIST_SEPARATOR, TABLES, Column, Table
from pipeline.tables.write import RUN_FILE

if TYPE_CHECKING:
    import pandas as pd

DAY_COLUMNS = frozenset({"date_start", "date_end", "first_date", "last_date"})


@dataclass(frozen=True)
class Tables:
    """All tables of one run, each a data frame with the columns of the contract.

    Integers are nullable (`Int64`), numbers `Float64`, days `datetime64[s]`, lists tuples of
    strings, closed vocabularies ordered as the schema lists them (`category`), the rest `string`.
    """

    folder: Path
    sources: pd.DataFrame
    mentions: pd.DataFrame
    dates: pd.DataFrame
    people: pd.DataFrame
    places: pd.DataFrame
    organizations: pd.DataFrame
    events: pd.DataFrame
    event_roles: pd.DataFrame
    evidence: pd.DataFrame
    records: pd.DataFrame

    def text(self, source_id: str) -> str:
        """The extracted text of a source, which `start` and `end` index."""
        return (self.folder / "texts" / f"{source_id}.txt").read_bytes().decode()


def read_tables(folder: str | Path) -> Tables:
    """Loads the tables that a run wrote to `folder`. Raises OutputError where there are none."""
    path = Path(folder)
    if not (path / RUN_FILE).exists():
        raise OutputError(f"{path} holds no finished tables", "Run `synchronicle run SOURCES --out DIR` first")
    return Tables(path, **{name: _frame(path / f"{name}.csv", table) for name, table in TABLES.items()})


def _frame(path: Path, table: Table) -> pd.DataFrame:
    import pandas as pd

    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except OSError as error:
        raise OutputError(f"{path} is missing", "Run the pipeline again: the folder is not whole") from error
    if missing := [column.name for column in table.columns if column.name not in frame]:
        raise OutputError(
            f"{path} has no column {', '.join(missing)}",
            f"Write the tables anew: synchronicle consolidate {path.parent}",
        )
    for column in table.columns:
        frame[column.name] = _typed(frame[column.name], column)
    return frame


def _typed(cells: pd.Series[str], column: Column) -> pd.Series[Any]:
    import numpy as np
    import pandas as pd

    known = cells.where(cells != "", None)
    if column.type in ("integer", "number"):
        return pd.to_numeric(known).astype("Int64" if column.type == "integer" else "Float64")
    if column.type == "list":
        return cells.map(lambda cell: tuple(cell.split(LIST_SEPARATOR)) if cell else ())
    if column.name in DAY_COLUMNS:
        days = np.array([cell or "NaT" for cell in cells], dtype="datetime64[D]")
        return pd.Series(days.astype("datetime64[s]"), index=cells.index)
    if column.enum:
        return known.astype(pd.CategoricalDtype(list(column.enum)))
    return known.astype("string")
