"""What the project knows beforehand: a hand-made trilingual file of people, places, organizations and events."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

TABLES = {"places": "place", "organizations": "organization", "people": "person", "events": "event"}
"""The files (without `.csv`) and the kind of entity whose rows each holds."""
LANGUAGES = ("en", "ru", "th")


@dataclass(frozen=True)
class Entry:
    """One row of a knowledge file.

    `kind_of_table` is person, place, organization or event. `names` has the one preferred name per
    language, in the nominative; `variants` the others. `fields` are the row's remaining non-empty
    cells by column (`kind`, `valid_from`, `date_edtf`, `places`, ...; lists are joined with `|`).
    """

    id: str
    kind_of_table: str
    names: dict[str, str] = field(hash=False)
    variants: dict[str, tuple[str, ...]] = field(hash=False)
    fields: dict[str, str] = field(hash=False, default_factory=dict)

    def parts(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds a list, e.g. `parts("successors")`."""
        return _parts(self.fields.get(column, ""))

    def all_names(self, language: str | None = None) -> Iterator[tuple[str, str]]:
        """(language, name) of every name and variant, of one language or of all."""
        for code in LANGUAGES if language is None else (language,):
            if code in self.names:
                yield code, self.names[code]
            for name in self.variants.get(code, ()):
                yield code, name


@dataclass(frozen=True)
class Knowledge:
    """All entries, found by id and by name."""

    entries: tuple[Entry, ...]

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def _by_name(self) -> dict[str, tuple[tuple[str, Entry], ...]]:
        # imported here because linking, which owns the normal form, is itself a reader of this file
        from pipeline.linking.normalize import normalize

        found: dict[str, list[tuple[str, Entry]]] = {}
        for entry in self.entries:
            for language, name in entry.all_names():
                found.setdefault(normalize(name), []).append((language, entry))
        return {name: tuple(entries) for name, entries in found.items() if name}

    def get(self, entry_id: str) -> Entry | None:
        """The entry with this id; None where there is none."""
        return self._by_id.get(entry_id)

    def by_name(self, name: str, language: str | None = None, kind: str | None = None) -> tuple[Entry, ...]:
        """The entries that bear exactly this name (after normalization), in the order of the files.

        `language` and `kind` (person, place, organization, event) narrow it down.
        """
        from pipeline.linking.normalize import normalize

        found = {
            entry.id: entry
            for code, entry in self._by_name.get(normalize(name), ())
            if language in (None, code) and kind in (None, entry.kind_of_table)
        }
        return tuple(found.values())


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _entry(row: dict[str, str], kind: str) -> Entry:
    cells = {column: (value or "").strip() for column, value in row.items() if column}
    names = {code: cells.pop(f"name_{code}", "") for code in LANGUAGES}
    variants = {code: _parts(cells.pop(f"variants_{code}", "")) for code in LANGUAGES}
    return Entry(
        id=cells.pop("id"),
        kind_of_table=kind,
        names={code: name for code, name in names.items() if name},
        variants={code: found for code, found in variants.items() if found},
        fields={column: value for column, value in cells.items() if value},
    )


def _rows(path: Path) -> Iterable[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def load(folder: Path | None = None) -> Knowledge:
    """The knowledge file of the package, or the one in `folder`; read once per process."""
    folder = folder or Path(__file__).parent
    entries = [_entry(row, kind) for table, kind in TABLES.items() for row in _rows(folder / f"{table}.csv")]
    return Knowledge(tuple(entries))
