"""Excel: one workbook with a sheet for each table, in which no text of a source can run.

Excel knows no day before 1 March 1900 (its calendar holds a 29 February 1900), so `date_start` and the like stay
ISO text, which sorts rightly in all centuries; beside them, at the right, stand real dates where Excel has them.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from pipeline.export.values import PlainRow, plain_rows
from pipeline.tables.cells import to_text
from pipeline.tables.read import DAY_COLUMNS
from pipeline.tables.schema import TABLES, Table

if TYPE_CHECKING:
    from openpyxl import Workbook

    from pipeline.tables.read import Tables

LONGEST = 32_767
"""Characters that a cell of Excel holds (Excel specifications and limits)."""
MOST_ROWS = 1_048_576
"""Rows that a sheet of Excel holds, the header among them."""
FIRST_DAY = date(1900, 3, 1)
WIDEST, NARROWEST = 60, 8
"""Widths of columns, in characters."""
NO_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Code points that XML 1.0 cannot hold."""
EPOCH = datetime(1980, 1, 1)
"""Stands where the format demands a time of writing: the same tables make the same bytes."""


def workbook(tables: Tables) -> dict[str, bytes]:
    """`tables.xlsx`: a sheet for each table, and a last one that says what each column means."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator, book.properties.created = "Synchronicle", EPOCH
    for name, table in TABLES.items():
        rows = plain_rows(tables, name)
        columns = [*table.names, *(f"{day}_as_date" for day in table.names if day in DAY_COLUMNS)]
        cells = [[*(row[column] for column in table.names), *_days(table, row)] for row in rows]
        for number, at in enumerate(range(0, len(cells) or 1, MOST_ROWS - 1), 1):
            _sheet(book, name if number == 1 else f"{name} {number}", columns, cells[at : at + MOST_ROWS - 1])
    meanings = [[table.name, one.name, one.type, one.description] for table in TABLES.values() for one in table.columns]
    _sheet(book, "columns", ["table", "column", "type", "meaning"], meanings)
    return {"tables.xlsx": _bytes(book)}


def _days(table: Table, row: PlainRow) -> Iterator[date | None]:
    for name in table.names:
        if name in DAY_COLUMNS:
            text = row[name] or ""
            day = date.fromisoformat(text) if len(text) == 10 and not text.startswith("-") else None
            yield day if day and day >= FIRST_DAY else None


def _sheet(book: Workbook, title: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    for at, column in enumerate(columns):
        widths = (_width(to_text(row[at])) if not isinstance(row[at], date) else 10 for row in rows)
        width = max([_width(column) + 3, *widths])
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(max(width + 1, NARROWEST), WIDEST)
    bold, plain = _text_style(sheet, bold=True), _text_style(sheet)
    sheet.append([_cell(sheet, column, bold) for column in columns])
    for row in rows:
        sheet.append([_cell(sheet, value, plain) for value in row])


def _text_style(sheet: Any, bold: bool = False) -> Any:
    """The style of all texts, made once for a sheet: Excel takes them as texts, also when someone edits the cell."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    cell: Any = WriteOnlyCell(sheet, "")
    cell.font = Font(bold=bold)
    cell.number_format, cell.quotePrefix = "@", True
    return cell._style


def _cell(sheet: Any, value: Any, style: Any) -> Any:
    """The value as it is to be; texts are always cells of type string, whatever they begin with."""
    from openpyxl.cell import WriteOnlyCell

    if value is None or isinstance(value, (int, float)):
        return value
    cell: Any
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=datetime.combine(value, time()))
        cell.number_format = "yyyy-mm-dd"
        return cell
    text = NO_CHARACTERS.sub("\N{REPLACEMENT CHARACTER}", to_text(value))
    cell = WriteOnlyCell(sheet, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
    cell.data_type = "s"
    cell._style = style
    return cell


def _width(text: str) -> int:
    """Columns that the longest line takes on paper: Thai vowels and tones above and below take none."""
    lines = text[: 4 * WIDEST].splitlines() or [""]
    if text.isascii():
        return max(map(len, lines))
    return max(sum(unicodedata.category(character) != "Mn" for character in line) for line in lines)


def _bytes(book: Workbook) -> bytes:
    from openpyxl.packaging.core import DocumentProperties
    from openpyxl.xml.functions import tostring

    raw, fixed = io.BytesIO(), io.BytesIO()
    book.save(raw)
    properties: DocumentProperties = book.properties
    properties.modified = EPOCH
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = tostring(properties.to_tree()) if name == "docProps/core.xml" else source.read(name)
            entry = zipfile.ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return fixed.getvalue()
