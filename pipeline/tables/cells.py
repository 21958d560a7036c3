"""How a value becomes the text of a cell, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.tables.schema import LIST_SEPARATOR, Table

Cell = str | int | float | None | Sequence[str]
"""What a row holds before it is written: None and empty texts are both "not known"."""
Row = Mapping[str, Cell]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet run a cell as a formula (OWASP, CSV injection)."""


def to_text(value: Cell) -> str:
    """The cell's text: lists joined with `|`, numbers at most six decimals, nothing for None.

    >>> to_text(("Siam", "Сиам")), to_text(0.30000000000000004), to_text(None)
    ('Siam|Сиам', '0.3', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".") if value == value else ""
    return LIST_SEPARATOR.join(item.replace(LIST_SEPARATOR, "/") for item in value)


def neutralized(text: str, is_number: bool = False) -> str:
    """The text with an apostrophe before it if a spreadsheet would run it; numbers stay numbers.

    >>> neutralized("=HYPERLINK(1)"), neutralized("-12.5", is_number=True)
    ("'=HYPERLINK(1)", '-12.5')
    """
    return "'" + text if text.startswith(FORMULA_STARTS) and not is_number else text


def line(table: Table, row: Row, excel: bool = False) -> list[str]:
    """The cells of a row in the table's order; raises KeyError for a column the table has not."""
    unknown = set(row) - set(table.names)
    if unknown:
        raise KeyError(f"{table.name} has no column {', '.join(sorted(unknown))}")
    texts = [to_text(row.get(column.name)) for column in table.columns]
    if not excel:
        return texts
    return [
        neutralized(text, column.type in ("integer", "number"))
        for text, column in zip(texts, table.columns, strict=True)
    ]
