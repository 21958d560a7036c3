"""Writes the tables: everything aside first, then into place, so that no half table is ever seen."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from pipeline.tables.cells import Row, line
from pipeline.tables.datapackage import describe
from pipeline.tables.schema import TABLES, Table

RUN_FILE = "run.json"
"""Stands in a folder exactly when its tables are complete: it goes first and comes back last."""
ASIDE = ".writing"
NEEDS_QUOTES = frozenset(',"\r\n')


def csv_bytes(table: Table, rows: Iterable[Row], excel: bool = False) -> bytes:
    r"""The table as CSV: UTF-8, comma, `\n`, header row, RFC 4180 quoting; `excel` adds a BOM."""
    lines = [list(table.names), *(line(table, row, excel) for row in rows)]
    text = "".join(",".join(map(_quoted, cells)) + "\n" for cells in lines)
    return text.encode("utf-8-sig" if excel else "utf-8")


def _quoted(cell: str) -> str:
    # the csv module leaves a lone carriage return unquoted, and then reads it as a line end
    return '"' + cell.replace('"', '""') + '"' if NEEDS_QUOTES & set(cell) else cell


def parquet_bytes(table: Table, rows: Iterable[Row]) -> bytes:
    """The table as Parquet: integers, numbers and lists in their own types, days as text."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"integer": pa.int64(), "number": pa.float64(), "list": pa.list_(pa.string())}
    schema = pa.schema([(column.name, types.get(column.type, pa.string())) for column in table.columns])
    filled = [{column.name: _typed(row.get(column.name), column.type) for column in table.columns} for row in rows]
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(filled, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _typed(cell: Any, of_type: str) -> object:
    """The cell as its column has it; what a gazetteer knows of a place is text, numbers too."""
    if cell in (None, "", ()):
        return None
    return {"integer": int, "number": float}.get(of_type, lambda value: value)(cell)


def check_folder(folder: Path) -> None:
    """Raises OutputError when the tables could not be written there; leaves no trace."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file, not a folder", "Name another folder with --out")
    try:
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        (folder / ASIDE).mkdir(parents=True, exist_ok=True)
        probe = folder / ASIDE / "probe"
        probe.write_bytes(b"")
        shutil.rmtree(folder / ASIDE)
        for path in missing:
            path.rmdir()
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written: {error.strerror}", "Name another folder with --out or change its permissions"
        ) from error


def write_tables(
    folder: Path,
    rows: Mapping[str, list[Row]],
    texts: Mapping[str, str],
    run: Mapping[str, object],
    excel: bool = False,
    parquet: bool = False,
) -> None:
    """Writes all tables, `texts/<source_id>.txt`, `datapackage.json` and `run.json` into `folder`.

    `rows` holds a list for every table of the schema. What an earlier run left there is replaced,
    other files in the folder stay. Raises OutputError when the folder cannot be written; its old
    tables are then still whole.
    """
    files: dict[str, bytes] = {}
    for table in TABLES.values():
        files[f"{table.name}.csv"] = csv_bytes(table, rows[table.name], excel)
        if parquet:
            files[f"{table.name}.parquet"] = parquet_bytes(table, rows[table.name])
    files["datapackage.json"] = _json(describe(files, excel))
    files.update({f"texts/{name}.txt": text.encode() for name, text in texts.items()})
    files[RUN_FILE] = _json(run)
    aside = folder / ASIDE
    try:
        shutil.rmtree(aside, ignore_errors=True)
        for name, content in files.items():
            path = aside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (folder / RUN_FILE).unlink(missing_ok=True)
        _remove_stale(folder, files)
        for name in files:  # run.json is the last
            (folder / name).parent.mkdir(exist_ok=True)
            (aside / name).replace(folder / name)
        shutil.rmtree(aside)
    except OSError as error:
        shutil.rmtree(aside, ignore_errors=True)
        raise OutputError(
            f"the tables cannot be written to {folder}: {error.strerror}", "Make room or name another folder with --out"
        ) from error


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _remove_stale(folder: Path, files: Mapping[str, bytes]) -> None:
    ours = [folder / f"{name}.parquet" for name in TABLES]
    ours += (folder / "texts").glob("*.txt")
    for path in ours:
        if path.relative_to(folder).as_posix() not in files:
            path.unlink(missing_ok=True)
