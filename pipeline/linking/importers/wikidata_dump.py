"""Wikidata's JSON dumps: one array with an entity on every line, plain, .gz or .bz2."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.linking.importers.files import numbered_lines, parsed
from pipeline.linking.importers.record import Record, Report, ignore
from pipeline.linking.importers.wikidata_item import record_of


def read_wikidata_dump(path: Path, report: Report = ignore) -> Iterator[Record]:
    """The items that are places, persons, organizations or events and have a name in one of the languages."""
    return parsed(path, numbered_lines(path), _parse, report)


def _parse(line: bytes) -> Record | None:
    text = line.strip().removesuffix(b",")
    if text in (b"[", b"]", b""):
        return None
    entity = json.loads(text)
    if not isinstance(entity, dict):
        raise ValueError("is no entity")
    if entity.get("type", "item") != "item":
        return None  # a property or a word
    record = record_of(entity)
    return record if record.kind and record.names else None
