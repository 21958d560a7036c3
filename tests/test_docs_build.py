"""The documentation is built whole, says what the schema says, and needs no network to be read."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from pipeline.tables.schema import TABLES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
FETCHED = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src", "video": "src"}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return folder


class Fetched(HTMLParser):
    """What a browser fetches to show a page."""

    def __init__(self, page):
        super().__init__()
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in FETCHED and given.get("rel") != "canonical" and given.get(FETCHED[tag]):
            self.addresses.append(given[FETCHED[tag]])


def test_every_page_is_built_and_fetches_nothing_from_elsewhere(site):
    pages = {path.stem for path in site.glob("*.html")} - {"404", "search"}
    assert pages == {path.stem for path in DOCS.glob("*.md")}
    for name in pages:
        addresses = Fetched((site / f"{name}.html").read_text(encoding="utf-8")).addresses
        assert addresses
        for address in addresses:
            assert (site / address.split("?")[0].split("#")[0]).is_file(), f"{name}: {address}"
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    assert not [style for style in styles if re.search(r"""url\(["']?(?:https?:)?//|@import""", style)]


def test_tables_are_tables(site):
    for path in DOCS.glob("*.md"):
        written = len(re.findall(r"^\|[-|]+\|$", path.read_text(encoding="utf-8"), re.MULTILINE))
        page = (site / f"{path.stem}.html").read_text(encoding="utf-8").split("mkdocs_keyboard_modal")[0]
        assert page.count("<table") == written, path.name


def test_every_page_is_in_the_menu():
    def pages(entry):
        if isinstance(entry, str):
            return {entry}
        return {page for one in (entry.values() if isinstance(entry, dict) else entry) for page in pages(one)}

    menu = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["nav"]
    assert pages(menu) == {path.name for path in DOCS.glob("*.md")}


@pytest.fixture
def writer():
    spec = importlib.util.spec_from_file_location("tables_page", DOCS / "tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_tables_is_current(writer):
    page = (DOCS / "tables.md").read_text(encoding="utf-8")
    assert writer.current(page) == page, "run: make docs"


def test_an_old_page_is_replaced_and_the_rest_stays(writer):
    page = (DOCS / "tables.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith("| `wikidata_id`"))
    assert writer.current(page.replace(row, "| `wikidata_id` | string | once |")) == page
    for table in TABLES.values():
        assert f"## `{table.name}.csv`" in page
        for column in table.columns:
            assert f"| `{column.name}` | " in page
            assert all(f"`{value}`" in page for value in column.enum)
