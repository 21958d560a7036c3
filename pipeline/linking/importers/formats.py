"""Which file is in which format, and in which order files are read."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.linking.importers.files import opened
from pipeline.linking.importers.geonames import NAME_COLUMNS, PLACE_COLUMNS, read_geonames
from pipeline.linking.importers.record import GazetteerError, Record, Report, ignore
from pipeline.linking.importers.sparql import read_sparql
from pipeline.linking.importers.sparql_row import FIELDS
from pipeline.linking.importers.whosonfirst import read_whosonfirst
from pipeline.linking.importers.wikidata_dump import read_wikidata_dump

READERS: dict[str, Callable[[Path, Report], Iterator[Record]]] = {
    "geonames": read_geonames,
    "whosonfirst": read_whosonfirst,
    "wikidata": read_wikidata_dump,
    "sparql": read_sparql,
}
BEGINNING = 4096
"""Bytes of a file that its format is guessed from."""


def guess_format(path: Path) -> str:
    """The format of a file, from its name and its first bytes. Raises GazetteerError where neither tells it."""
    if path.is_dir() or ".tar" in path.suffixes or path.suffix.lower() in (".geojson", ".tgz"):
        return "whosonfirst"
    with opened(path) as file:
        beginning = file.read(BEGINNING).removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith(b"SQLite format 3\0"):
        return "whosonfirst"
    if beginning.startswith((b"{", b"[")):
        return _of_json(path, beginning)
    first = beginning.decode(errors="replace").partition("\n")[0].rstrip("\r")
    if first.count("\t") + 1 in (PLACE_COLUMNS, *NAME_COLUMNS):
        return "geonames"
    header = next(csv.reader([first]), [])
    if {cell.strip().lower() for cell in header} & set(FIELDS["item"]):
        return "sparql"
    raise _unknown(path)


def _of_json(path: Path, beginning: bytes) -> str:
    if b'"wof:' in beginning or b'"Feature"' in beginning:
        return "whosonfirst"
    if beginning.startswith(b"["):
        return "wikidata"
    if re.match(rb'\{\s*"(head|results)"\s*:', beginning):
        return "sparql"
    raise _unknown(path)


def _unknown(path: Path) -> GazetteerError:
    return GazetteerError(f"the format of {path} is not known", f"Say it with --format: {', '.join(READERS)}")


def read_files(paths: Iterable[Path], format_name: str = "", report: Report = ignore) -> Iterator[Record]:
    """The records of all files, those that only add names to others last; the format is guessed unless it is given.

    Raises GazetteerError for a format or a file that cannot be read, before it yields anything where it can.
    """
    if format_name and format_name not in READERS:
        raise GazetteerError(f"there is no format {format_name!r}", f"Choose one of {', '.join(READERS)}")
    for path in (paths := list(paths)):
        if not path.exists():
            raise GazetteerError(f"{path} is not there", "Check its name")
    known = [(path, format_name or guess_format(path)) for path in paths]
    known.sort(key=lambda each: each[0].name.lower().startswith("alternatenames"))
    return (record for path, name in known for record in READERS[name](path, report))
