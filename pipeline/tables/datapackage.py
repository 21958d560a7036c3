"""The data dictionary: a Frictionless data package that describes the tables to machines and people."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from pipeline.tables.schema import LIST_SEPARATOR, TABLES, Column, Table


def describe(files: Mapping[str, bytes], excel: bool = False) -> dict[str, object]:
    """The content of `datapackage.json` for the CSV files given by name (Data Package, version 1)."""
    return {
        "profile": "tabular-data-package",
        "name": "synchronicle-tables",
        "title": "Events, people and places with their sources",
        "resources": [_resource(table, files[f"{table.name}.csv"], excel) for table in TABLES.values()],
    }


def _resource(table: Table, content: bytes, excel: bool) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if excel else "utf-8",
        "bytes": len(content),
        "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.keys),
            "foreignKeys": [
                {"fields": [name], "reference": {"resource": other.replace("_", "-"), "fields": [key]}}
                for name, (other, key) in table.references.items()
                if TABLES[other].keys == (key,)
            ],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, object]:
    description = column.description
    if column.type == "list":
        description += f" (items joined by {LIST_SEPARATOR})"
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    kind = column.type if column.type in ("integer", "number") else "string"
    field: dict[str, object] = {"name": column.name, "type": kind, "description": description}
    return field | ({"constraints": constraints} if constraints else {})
