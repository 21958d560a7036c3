"""Results of the Wikidata Query Service: JSON (`application/sparql-results+json`) and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.linking.importers.files import opened, parsed
from pipeline.linking.importers.json_objects import objects
from pipeline.linking.importers.record import GazetteerError, Record, Report, ignore
from pipeline.linking.importers.sparql_row import FIELDS, Cells, plain, record_of_row

EXPORT = "Export the results once more, as JSON or CSV"


def read_sparql(path: Path, report: Report = ignore) -> Iterator[Record]:
    """The records of a file of results, one for each row that says what its item is."""
    with opened(path) as file:
        is_json = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        if not is_json:
            yield from parsed(path, _csv_rows(path, text), record_of_row, report)
            return
        try:
            yield from parsed(path, objects(text, "bindings"), lambda row: record_of_row(_bound(row)), report)
        except ValueError as error:
            raise GazetteerError(f"{path} is damaged: {error}", EXPORT) from error


def _csv_rows(path: Path, text: io.TextIOWrapper) -> Iterator[tuple[int, Cells]]:
    rows = csv.reader(text)
    header = [plain(cell) for cell in next(rows, [])]
    if not set(header) & set(FIELDS["item"]):
        raise GazetteerError(f"{path} has no column item", "Let the query select ?item")
    try:
        for row in rows:
            if row:
                yield rows.line_num, {name: (cell.strip(), "") for name, cell in zip(header, row, strict=False) if cell}
    except csv.Error as error:
        raise GazetteerError(f"{path}, line {rows.line_num} is damaged: {error}", EXPORT) from error


def _bound(row: str) -> Cells:
    bindings = json.loads(row)
    return {
        plain(name): (str(term["value"]), str(term.get("xml:lang", "")))
        for name, term in bindings.items()
        if term.get("type") != "bnode"  # a value that exists and is not known
    }
