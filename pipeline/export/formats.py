"""The formats by name, and writing one: all files aside first, then into place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import OutputError

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

FOLDER = "exports"
"""Where exports go below the tables, unless told otherwise."""
Files = Mapping[str, bytes]
"""What a format yields: contents by file name; one file, or several that make a folder."""


class Format(StrEnum):
    """The formats, by the names that the command line gives them."""

    XLSX = "xlsx"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    WEB_ANNOTATION = "web-annotation"
    CONLLU = "conllu"
    JSONLD = "jsonld"
    GDELT = "gdelt"


def export(tables: Tables, to: Format, out: Path | None = None) -> Path:
    """Writes finished tables in the format `to` and returns the file or folder that was written.

    Formats of one file (xlsx, jsonld) write the file `out`, or into it where it is a folder; the others write
    their files into the folder `out`. Default: `exports/` in the folder of the tables. Raises OutputError when
    it cannot be written; files that were there and have the same name are replaced, others stay.
    """
    files = _writer(to)(tables)
    single = next(iter(files)) if to in (Format.XLSX, Format.JSONLD) else ""
    path = out or tables.folder / FOLDER / (single or to.value)
    if single and path.is_dir():
        path = path / single
    if not single and path.exists() and not path.is_dir():
        raise OutputError(f"{path} is a file; {to.value} writes a folder", "Name a folder with --out")
    try:
        _write({path: files[single]} if single else {path / name: content for name, content in files.items()})
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}", "Name another path with --out") from error
    return path


def _writer(to: Format) -> Callable[[Tables], Files]:
    match to:
        case Format.XLSX:
            from pipeline.export.workbook import workbook as write
        case Format.PARQUET:
            from pipeline.export.columnar import parquet as write
        case Format.GEOJSON:
            from pipeline.export.geojson import geojson as write
        case Format.WEB_ANNOTATION:
            from pipeline.export.annotations import annotation_pages as write
        case Format.CONLLU:
            from pipeline.export.conllu import conllu as write
        case Format.JSONLD:
            from pipeline.export.linked_data import linked_data as write
        case Format.GDELT:
            from pipeline.export.gdelt import gdelt as write
    return write


def _write(files: Mapping[Path, bytes]) -> None:
    aside = {path: path.with_name(f".{path.name}.writing") for path in files}
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            aside[path].write_bytes(content)
        for path in files:
            aside[path].replace(path)
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)
