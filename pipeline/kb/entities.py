"""The rows of finished tables that no Wikidata id is known for."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.tables.schema import PLACES as PLACE_TABLE
from pipeline.tables.schema import TABLES
from pipeline.tables.write import RUN_FILE

LANGUAGES = ("en", "ru", "th")
KINDS = {"people": "person", "places": "place", "organizations": "organization"}
"""The tables whose rows are asked for, and what a row is."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entity of the tables. `kind` is person, organization or the kind of a place ("place" where not known).

    `dates` is the EDTF interval in which it acts (a person) or lasts (a place); "" where not known.
    """

    id: str
    kind: str
    name: str
    names: Mapping[str, str] = field(hash=False)
    dates: str = ""
    latitude: float | None = None
    longitude: float | None = None
    mentions: int = 0


def wanted(folder: Path) -> list[Wanted]:
    """The entities without a Wikidata id, the most mentioned first. Raises OutputError where there are no tables."""
    if not (folder / RUN_FILE).exists():
        raise OutputError(f"{folder} holds no finished tables", "Run `synchronicle run SOURCES --out DIR` first")
    rows = [each for table in KINDS for each in _rows(folder, table)]
    return sorted(rows, key=lambda each: (-each.mentions, each.id))


def _rows(folder: Path, table: str) -> Iterator[Wanted]:
    path = folder / f"{table}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                names = {code: name for code in LANGUAGES if (name := row[f"name_{code}"])}
                if names and not row["wikidata_id"]:
                    yield _entity(row, table, names)
    except (OSError, KeyError, ValueError, csv.Error) as error:
        remedy = "Run the pipeline again: the folder is not whole"
        raise OutputError(f"{path} cannot be read ({error})", remedy) from error


def _entity(row: Mapping[str, str], table: str, names: Mapping[str, str]) -> Wanted:
    kind, dates = KINDS[table], ""
    if table == "people":
        dates = _interval(row["first_date"], row["last_date"])
    elif table == PLACE_TABLE.name:
        kind, dates = row["kind"] or kind, _interval(row["valid_from"], row["valid_to"])
    latitude, longitude = row.get("latitude", ""), row.get("longitude", "")
    return Wanted(
        id=row[TABLES[table].keys[0]],
        kind=kind,
        name=row["name"],
        names=names,
        dates=dates,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        mentions=int(row["mentions"] or 0),
    )


def _interval(start: str, end: str) -> str:
    return f"{start or '..'}/{end or '..'}" if start or end else ""
