"""The user's own gazetteer on disk: an SQLite file with an index on the normalized name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipeline.linking.importers.record import USES, GazetteerError, Record
from pipeline.linking.normalize import normalize

APPLICATION = 0x53594E47
"""Marks the file as a gazetteer of this program ("SYNG" in ASCII) in SQLite's `application_id`."""
FORMAT = 1
"""The tables below; kept in SQLite's `user_version`."""
STEP = 100_000
"""Records between two notes of progress."""
COLUMNS = (
    "kind", "latitude", "longitude", "country_code", "population", "geonames_id", "wikidata_id", "valid_from",
    "valid_to", "country",
)  # fmt: skip
_TABLES = f"""
CREATE TABLE record (id TEXT PRIMARY KEY, kind TEXT, latitude REAL, longitude REAL, country_code TEXT,
    population INTEGER, geonames_id TEXT, wikidata_id TEXT, valid_from TEXT, valid_to TEXT, country TEXT) WITHOUT ROWID;
CREATE TABLE name (name TEXT, id TEXT, language TEXT, written TEXT, use INTEGER,
    PRIMARY KEY (name, id, language, written)) WITHOUT ROWID;
CREATE INDEX name_of ON name (id);
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
"""
_ADD_NAME = """INSERT INTO name VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET use = min(use, excluded.use)"""
_CHANGES = ", ".join(
    f"{column} = " + (f"coalesce(excluded.{column}, {column})" if column in ("latitude", "longitude")
                      else f"CASE WHEN excluded.{column} IN ('', 0) THEN {column} ELSE excluded.{column} END")
    for column in COLUMNS
)  # fmt: skip
_ADD = f"INSERT INTO record VALUES ({', '.join('?' * 11)}) ON CONFLICT DO UPDATE SET {_CHANGES}"
_RESOLVE = """UPDATE record SET country_code = coalesce((SELECT own.country_code FROM record AS own
    WHERE own.id = 'wikidata:' || record.country), '') WHERE country_code = '' AND country <> ''"""


@dataclass(slots=True)
class Counts:
    """What an import did: records and names that were read, and names whose record is not in the file."""

    records: int = 0
    names: int = 0
    left_out: int = 0


def import_into(path: str | Path, records: Iterable[Record], progress: Callable[[int], None] | None = None) -> Counts:
    """Writes the records into the SQLite file `path`, which is made if need be; all of them or, on an error, none.

    A record whose id is there already is completed: what it tells anew counts, what it leaves open
    stays, and names are added. A record without a kind adds to one that is there, or is left out. Raises
    GazetteerError where the file cannot be written or is something else.
    """
    file, counts = Path(path), Counts()
    is_new, is_done = not file.exists(), False
    try:
        with closing(connect(file, "rwc")) as connection:
            if is_new:
                connection.executescript(_TABLES)
            check(connection, file)
            with connection:
                for record in records:
                    _add(connection, record, counts)
                    if progress and (counts.records + counts.left_out) % STEP == 0:
                        progress(counts.records)
                connection.execute(_RESOLVE)
        is_done = True
    except sqlite3.Error as error:
        raise GazetteerError(f"{file} cannot be written: {error}", "Name another file with --to") from error
    finally:
        if is_new and not is_done:
            file.unlink(missing_ok=True)
    return counts


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Opens a file with SQLite's access mode `ro` or `rwc`."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, check_same_thread=False)


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises GazetteerError where the file is no gazetteer, or one of another format."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError:
        application, version = 0, 0
    if application != APPLICATION:
        raise GazetteerError(f"{path} is no gazetteer", "Make one with `synchronicle gazetteer import FILE --to NEW`")
    if version != FORMAT:
        raise GazetteerError(f"{path} has the format {version}, not {FORMAT}", "Import its files again into a new file")


def _add(connection: sqlite3.Connection, record: Record, counts: Counts) -> None:
    if not record.kind and not connection.execute("SELECT 1 FROM record WHERE id = ?", (record.id,)).fetchone():
        counts.left_out += 1
        return
    connection.execute(_ADD, (record.id, *(getattr(record, column) for column in COLUMNS)))
    names = [
        (key, record.id, name.language, name.text, USES.index(name.use))
        for name in record.names
        if (key := normalize(name.text))
    ]
    connection.executemany(_ADD_NAME, names)
    counts.records += 1
    counts.names += len(names)
