"""The border between reading and consolidating: what was read from a source, as one Parquet file.

Consolidation sees only these files, never live objects, so that sources can be read elsewhere and
consolidation can be repeated without reading them again. The Arrow schema is that of the records.
"""

from __future__ import annotations

import json
import types
from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from pipeline.records import Extraction, Source

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX = ".parquet"
SOURCES = "sources.json"


def save(extraction: Extraction, folder: Path) -> Path:
    """Writes `<folder>/<source_id>.parquet` and returns its path; the folder is made."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (extraction.document.source.source_id + SUFFIX)
    schema = pa.schema([(name, _arrow(hint)) for name, hint in _hints(Extraction).items()])
    table = pa.Table.from_pylist([_plain(extraction)], schema=schema)
    pq.write_table(table, path, compression="zstd")
    return path


def load(path: Path) -> Extraction:
    """Reads back what `save` wrote."""
    import pyarrow.parquet as pq

    (row,) = pq.read_table(path).to_pylist()
    record = _record(Extraction, row)
    assert isinstance(record, Extraction)
    return record


def save_sources(sources: Sequence[Source], folder: Path) -> None:
    """Writes the rows of all sources, those of which nothing was read included."""
    text = json.dumps([asdict(source) for source in sources], ensure_ascii=False, indent=1)
    (folder / SOURCES).write_text(text, encoding="utf-8")


def load_sources(folder: Path) -> list[Source]:
    """Reads back what `save_sources` wrote."""
    rows = json.loads((folder / SOURCES).read_text(encoding="utf-8"))
    return [Source(**{**row, "languages": tuple(row["languages"])}) for row in rows]


@cache
def _hints(record: Any) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record)}


def _item(hint: Any) -> Any:
    """The item type of `tuple[X, ...]`, None for any other type."""
    return get_args(hint)[0] if get_origin(hint) is tuple else None


def _arrow(hint: Any) -> pa.DataType:
    import pyarrow as pa

    if (item := _item(hint)) is not None:
        return pa.list_(_arrow(item))
    if is_dataclass(hint) and isinstance(hint, type):
        return pa.struct([(name, _arrow(of)) for name, of in _hints(hint).items()])
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        record: Any = type(value)
        return {name: _plain(getattr(value, name)) for name in _hints(record)}
    return value


def _record(hint: Any, value: Any) -> Any:
    if (item := _item(hint)) is not None:
        return tuple(_record(item, one) for one in value)
    if is_dataclass(hint) and isinstance(hint, type) and not isinstance(hint, types.GenericAlias):
        # what an older version wrote has no field that is newer: it keeps its default
        return hint(**{name: _record(of, value[name]) for name, of in _hints(hint).items() if name in value})
    return value
