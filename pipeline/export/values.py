"""The tables as plain Python values, and the names by which other tools know their rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.tables.read import DAY_COLUMNS
from pipeline.tables.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables.read import Tables

PlainRow = dict[str, Any]
"""A row by column: str, int, float or a tuple of str; None where nothing is known. Days are ISO text."""
ENTITIES = {"people": ("person_id", "person"), "places": ("place_id", "place"), "organizations": ("organization_id", "organization")}  # fmt: skip  # noqa: E501
"""The tables of entities: their key and the kind of thing they hold."""


def plain_rows(tables: Tables, name: str) -> list[PlainRow]:
    """The rows of one table in their order."""
    frame: pd.DataFrame = getattr(tables, name)
    columns = {column.name: _plain(frame[column.name], column.name) for column in TABLES[name].columns}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _plain(cells: pd.Series[Any], name: str) -> list[Any]:
    import numpy as np

    if name in DAY_COLUMNS:  # years before our era are beyond Python's own dates
        texts = np.datetime_as_string(cells.to_numpy().astype("datetime64[D]"))
        return [None if text == "NaT" else _day(str(text)) for text in texts]
    return cells.astype(object).where(cells.notna(), None).tolist()


def _day(text: str) -> str:
    """The day as the tables write it; numpy counts the sign among the four digits of a year before our era.

    >>> _day("-043-03-15"), _day("1893-10-03")
    ('-0043-03-15', '1893-10-03')
    """
    year, _, rest = text.lstrip("-").partition("-")
    return f"{'-' * text.startswith('-')}{year.zfill(4)}-{rest}"


def kinds_by_id(tables: Tables) -> dict[str, str]:
    """The kind of every row that a mention can refer to: person, place, organization or event."""
    frames = {table: getattr(tables, table)[key] for table, (key, _) in ENTITIES.items()}
    kinds = {str(one): ENTITIES[table][1] for table, ids in frames.items() for one in ids}
    return kinds | {str(one): "event" for one in tables.events.event_id}


def urn(kind: str, identity: str) -> str:
    """The name of a row on the semantic web; stable, as the ids are.

    >>> urn("person", "p0123456789ab")
    'urn:synchronicle:person:p0123456789ab'
    """
    return f"urn:synchronicle:{kind}:{identity}"


def known(**members: Any) -> dict[str, Any]:
    """The members that say something: neither None nor empty.

    >>> known(name="Siam", latitude=None, aliases=())
    {'name': 'Siam'}
    """
    return {
        name: value for name, value in members.items() if value is not None and value != "" and value not in ([], ())
    }


def json_bytes(value: object) -> bytes:
    """Readable JSON in UTF-8."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
