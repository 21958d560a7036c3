"""Puts the page together: one HTML file, its script and style allowed by their hashes and nothing else.

Text of the sources reaches the page only as JSON in which `<` is escaped, and the script writes it only
as text nodes. Beyond that the page's Content-Security-Policy lets no other script run, asks no network,
and has the browser refuse markup made from strings (Trusted Types).
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import OutputError
from pipeline.report.data import payload
from pipeline.rule_files import read_rules
from pipeline.tables.read import read_tables

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

HERE = Path(__file__).parent
FILE = "report.html"
"""The name of the page in the folder of its tables, unless another is given."""

SCRIPTS = (
    "dom.js", "text.js", "model.js", "state.js", "theme.js", "filters.js", "shared.js", "overview.js",
    "timeline_layout.js", "timeline.js", "map.js", "network.js", "compare.js", "card.js", "reader_text.js",
    "reader.js", "csv.js", "grid.js", "tables.js", "main.js",
)  # fmt: skip
"""The page's own script in the order of use; they share one scope."""


def write_report(folder: str | Path, out: str | Path | None = None) -> Path:
    """Writes the page of the tables in `folder` to `out` (default: `report.html` beside them); returns its path.

    Raises OutputError where there are no finished tables or the page cannot be written.
    """
    path = Path(out) if out is not None else Path(folder) / FILE
    page = report_page(read_tables(folder))
    try:
        path.write_bytes(page.encode())
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}", "Name another file with --out") from error
    return path


def report_page(tables: Tables) -> str:
    """The page of finished tables. The same tables give the same characters."""
    style = _read("page/style.css")
    scripts = [*(_read(f"vendor/{one['file']}") for one in vendored() if one["file"].endswith(".js")), own_script()]
    parts = {
        "policy": html.escape(policy(scripts, style)),
        "title": html.escape(title(tables)),
        "style": style,
        "tables": as_json(payload(tables)),
        "outlines": as_json(json.loads(_read("vendor/countries-110m.json"))),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
        "version": html.escape(_version()),
        "licences": "\n".join(map(_licence, vendored())),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _read("page/template.html"))


def title(tables: Tables) -> str:
    """The title of the page, from what the tables hold."""
    sources, events = len(tables.sources), len(tables.events)
    return f"{events:,} event{'s' * (events != 1)} in {sources:,} source{'s' * (sources != 1)}"


def own_script() -> str:
    """The page's own script: the files of `page/` one after the other in one scope of their own."""
    return '(() => {\n"use strict";\n' + "\n".join(_read(f"page/{name}") for name in SCRIPTS) + "})();\n"


def policy(scripts: list[str], style: str) -> str:
    """The Content-Security-Policy: these scripts and this style run, nothing is fetched or sent.

    Sources: Content Security Policy Level 3 and Trusted Types (W3C).
    """
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(f"'{_digest(script)}'" for script in scripts),
            f"style-src '{_digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def as_json(value: object) -> str:
    r"""JSON that can stand in a script element: no `<`, so that no end tag or comment can begin in it.

    >>> as_json({"text": "</script>"})
    '{"text":"\\u003c/script>"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def vendored() -> list[dict[str, str]]:
    """The files of others that the page carries: file, package, version, licence, use, sha256."""
    found: list[dict[str, str]] = read_rules(HERE / "vendor/VERSIONS.yaml", typed=False)
    return found


def _licence(one: dict[str, str]) -> str:
    named = html.escape(f"{one['package']} {one['version']}, {one['licence']}: {one['use']}")
    return f"<h3>{named}</h3><pre>{html.escape(_read('vendor/' + one['licence_file']))}</pre>"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _version() -> str:
    try:
        return version("synchronicle")
    except PackageNotFoundError:
        return ""


@cache
def _read(name: str) -> str:
    return (HERE / name).read_bytes().decode()
