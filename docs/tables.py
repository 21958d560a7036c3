"""Writes the description of the tables in docs/tables.md from the schema.

python docs/tables.py
"""

from __future__ import annotations

from pathlib import Path

from pipeline.tables.schema import TABLES, Column, Table

PAGE = Path(__file__).parent / "tables.md"
START, END = "<!-- tables: written by docs/tables.py -->\n", "<!-- end of tables -->\n"


def tables() -> str:
    """All tables as Markdown, in the order of the contract."""
    return "\n".join(_table(table) for table in TABLES.values())


def _table(table: Table) -> str:
    key = " + ".join(f"`{name}`" for name in table.keys)
    lines = [f"## `{table.name}.csv`", "", f"{table.description}. Key: {key}.", ""]
    for column, (of, name) in table.references.items():
        lines[2] += f" `{column}` refers to `{of}.{name}`."
    lines += ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| `{column.name}` | {_type(column)} | {_meaning(column)} |" for column in table.columns]
    return "\n".join(lines) + "\n"


def _type(column: Column) -> str:
    return "day" if column.name in ("date_start", "date_end", "first_date", "last_date") else column.type


def _meaning(column: Column) -> str:
    values = f"; one of {', '.join(f'`{value}`' for value in column.enum)}" if column.enum else ""
    return (column.description + values).replace("|", "\\|").replace("<", "&lt;") + (
        " (never empty)" if column.required else ""
    )


def current(page: str) -> str:
    """The page with the tables as they are now; raises ValueError where the page has no place for them."""
    before, rest = page.split(START)
    after = rest.split(END)[1]
    return before + START + "\n" + tables() + END + after


if __name__ == "__main__":
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
