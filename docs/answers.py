"""Shows the answers on the page of questions when the documentation is built.

A hook of mkdocs: with the environment variable SYNCHRONICLE_TABLES naming a folder of finished tables, every
block of Python on docs/questions.md is run on them, and what it gives stands below it.
"""

from __future__ import annotations

import ast
import os
import re
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

import pandas as pd

PAGE = "questions.md"
ROWS, LETTERS = 6, 120
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown: str, page: Any, **_: object) -> str:
    """The page as mkdocs is to go on with it."""
    folder = os.environ.get("SYNCHRONICLE_TABLES")
    return answered(markdown, Path(folder)) if folder and page.file.src_uri == PAGE else markdown


def answered(markdown: str, tables: Path) -> str:
    """The page with the answer below every block."""
    names: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as work:
        (Path(work) / "data").mkdir()
        (Path(work) / "data" / "out").symlink_to(tables.resolve())
        with chdir(work):
            return BLOCK.sub(lambda block: f"{block[0]}\n\n{shown(value_of(block[1], names))}", markdown)


def value_of(code: str, names: dict[str, Any]) -> Any:
    """Runs the code; the value of its last expression, as a notebook shows it, else None."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "documentation", "exec"), names)
    return eval(compile(ast.Expression(last.value), "documentation", "eval"), names) if last else None


def shown(value: Any) -> str:
    """The value as HTML, escaped; the first rows of a frame, nothing for what is no frame."""
    if isinstance(value, tuple):
        return "\n\n".join(map(shown, value))
    if isinstance(value, pd.Series):
        value = value.to_frame()
    if not isinstance(value, pd.DataFrame):
        return ""
    named = any(name is not None for name in value.index.names)
    cells = value.head(ROWS).astype(object)
    cells = cells.where(cells.notna(), "").map(_short)
    more = f"<p>{len(value) - ROWS} more</p>" if len(value) > ROWS else ""
    table = cells.to_html(index=named, border=0, justify="left", classes="table table-sm", escape=True)
    return f'<div style="overflow-x: auto; font-size: small">{table}{more}</div>'


def _short(cell: object) -> str:
    text = ", ".join(map(str, cell)) if isinstance(cell, tuple) else " ".join(str(cell).split())
    return text if len(text) <= LETTERS else text[:LETTERS] + "…"
