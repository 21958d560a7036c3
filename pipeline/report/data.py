"""The payload of the page: tables by column, texts, and the order in which the sources are compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.compare import compare, compared, parts
from pipeline.tables.cells import to_text
from pipeline.tables.schema import TABLES, Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables.read import Tables

SHOWN = tuple(name for name in TABLES if name != "records")
"""The tables of the page; `records` repeats the others."""

Cell = str | int | float | None


def payload(tables: Tables) -> dict[str, object]:
    """Everything that the page shows, as values that `json` writes.

    `tables`: for each table its `columns` (name, type, description) and its `cells`, one list for
    each column (see `packed`). `texts`: the extracted text of each source, which `start` and `end`
    index in code points. `comparison`: the events of `pipeline.compare.compared` in its order,
    each as its id, its part and the lines that say what the sources disagree on.

    A quote that stands in its text at `start` and `end` is left out: the page takes it from there.
    """
    texts = {str(source_id): _text(tables, str(source_id)) for source_id in tables.sources.source_id}
    return {
        "tables": {name: _table(getattr(tables, name), TABLES[name], texts) for name in SHOWN},
        "texts": texts,
        "comparison": _comparison(tables),
    }


def _comparison(tables: Tables) -> list[list[object]]:
    """Each event with evidence, contradictions first: its id, its part, and what the sources disagree on."""
    frame = compare(tables)
    order = frame.event_id.to_frame().assign(part=parts(frame)).drop_duplicates("event_id")
    # only these have anything to say, and to compare them all takes minutes where there are many
    disputed = tables.evidence[tables.evidence.event_id.isin(order.event_id[order.part == "contradicted"])]
    disputes = {event.event_id: list(event.disputes) for event in compared(replace(tables, evidence=disputed))}
    return [[str(event_id), str(part), disputes.get(str(event_id), [])] for event_id, part in order.to_numpy()]


def packed(cells: Sequence[Cell]) -> object:
    """The cells, or, where they repeat, the distinct ones and for each cell its place among these.

    >>> packed(["th", "ru", "th", "th", "th"])
    {'of': ['th', 'ru'], 'at': [0, 1, 0, 0, 0]}
    >>> packed([1, 2])
    [1, 2]
    """
    places: dict[Cell, int] = {}
    at = [places.setdefault(cell, len(places)) for cell in cells]
    return {"of": list(places), "at": at} if 2 * len(places) < len(cells) else list(cells)


def _text(tables: Tables, source_id: str) -> str:
    try:
        return tables.text(source_id)
    except OSError:  # nothing was read of a source that failed
        return ""


def _table(frame: pd.DataFrame, table: Table, texts: dict[str, str]) -> dict[str, object]:
    cells = {column.name: _cells(frame[column.name], column) for column in table.columns}
    if "quote" in cells:
        found = zip(cells["quote"], cells["source_id"], cells["start"], cells["end"], strict=True)
        cells["quote"] = [None if _stands(texts, *one) else one[0] for one in found]
    return {
        "columns": [[column.name, column.type, column.description] for column in table.columns],
        "cells": [packed(cells[column.name]) for column in table.columns],
    }


def _stands(texts: dict[str, str], quote: Any, source_id: Any, start: Any, end: Any) -> bool:
    return isinstance(start, int) and isinstance(end, int) and texts.get(source_id, "")[start:end] == quote


def _cells(values: pd.Series[Any], column: Column) -> list[Cell]:
    """The cells of a column as its CSV has them, numbers as numbers; "" or None where nothing is known."""
    import numpy as np
    import pandas as pd

    if column.type in ("integer", "number"):
        number = int if column.type == "integer" else float
        return [None if pd.isna(value) else number(value) for value in values]
    if column.type == "list":
        return [to_text(value) for value in values]
    if values.dtype.kind == "M":
        days = np.datetime_as_string(values.to_numpy().astype("datetime64[D]"))
        return ["" if day == "NaT" else str(day) for day in days]
    return ["" if pd.isna(value) else str(value) for value in values]
