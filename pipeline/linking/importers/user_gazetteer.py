"""Looks names up in the user's own gazetteer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.linking.importers.record import USES, GazetteerError, Name, Record
from pipeline.linking.importers.store import COLUMNS, check, connect
from pipeline.linking.normalize import normalize

_BY_NAME = """SELECT DISTINCT id FROM name WHERE name = ? AND (? = '' OR language IN (?, ''))"""


class UserGazetteer:
    """Records by name and by id. Safe to share between threads for reading."""

    def __init__(self, path: str | Path) -> None:
        """Opens the file for reading. Raises GazetteerError where it is not there or is something else."""
        self.path = Path(path)
        try:
            self._connection = connect(self.path, "ro")
            check(self._connection, self.path)
        except sqlite3.Error as error:
            remedy = "Make it with `synchronicle gazetteer import FILE --to GAZETTEER`"
            raise GazetteerError(f"{self.path} cannot be opened: {error}", remedy) from error

    @lru_cache(maxsize=1 << 14)  # noqa: B019 - one gazetteer lives as long as its run
    def lookup(self, name: str, language: str = "") -> tuple[Record, ...]:
        """The records that bear exactly this name (after normalization), the most populous first, then by id.

        `language` narrows it down to names of that language and of none known. What several files tell of
        one thing (the same GeoNames or Wikidata id) comes as one record.
        """
        rows = self._connection.execute(_BY_NAME, (normalize(name), language, language))
        found = [record for row in rows.fetchall() if (record := self.get(row[0]))]
        return merged(sorted(found, key=lambda record: (-record.population, record.id)))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of things that it has records of."""
        with closing(self._connection.cursor()) as cursor:
            return frozenset(kind for (kind,) in cursor.execute("SELECT DISTINCT kind FROM record"))

    def get(self, record_id: str) -> Record | None:
        """The record with this id; None where there is none."""
        with closing(self._connection.cursor()) as cursor:
            row = cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM record WHERE id = ?", (record_id,)).fetchone()
            if row is None:
                return None
            names = cursor.execute(
                "SELECT written, language, use FROM name WHERE id = ? ORDER BY use, language, written", (record_id,)
            )
            known = tuple(Name(written, language, USES[use]) for written, language, use in names)
            return Record(record_id, names=known, **dict(zip(COLUMNS, row, strict=True)))

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()


def merged(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records, those with a common GeoNames or Wikidata id as one: the first, completed by the others."""
    found: list[Record] = []
    for record in records:
        place = next((at for at, other in enumerate(found) if _same(record, other)), None)
        if place is None:
            found.append(record)
        else:
            found[place] = _completed(found[place], record)
    return tuple(found)


def _same(one: Record, other: Record) -> bool:
    return any(
        known and known == getattr(other, field)
        for field in ("id", "geonames_id", "wikidata_id")
        if (known := getattr(one, field))
    )


def _completed(one: Record, other: Record) -> Record:
    positions = ("latitude", "longitude") if one.latitude is None else ()
    rest = [column for column in COLUMNS if not column.endswith("tude") and not getattr(one, column)]
    added = {column: getattr(other, column) for column in (*rest, *positions)}
    return replace(one, names=tuple(dict.fromkeys((*one.names, *other.names))), **added)
