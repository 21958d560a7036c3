"""Parquet: every table in its own file, with integers, numbers and lists in their own types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.export.values import plain_rows
from pipeline.tables.schema import TABLES
from pipeline.tables.write import parquet_bytes

if TYPE_CHECKING:
    from pipeline.tables.read import Tables


def parquet(tables: Tables) -> dict[str, bytes]:
    """`<table>.parquet` for every table; the same files as those of a run with `--parquet`."""
    return {f"{name}.parquet": parquet_bytes(table, plain_rows(tables, name)) for name, table in TABLES.items()}
