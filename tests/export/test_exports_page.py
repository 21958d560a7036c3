"""The page on exports names the formats, and every field of GDELT as filled or as blank, as it is."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline import read_tables
from pipeline.export import Format
from pipeline.export.gdelt import FIELDS, gdelt

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## GDELT")[2].partition("\n## ")[0]
ROWS = "\n".join(line for line in SECTION.splitlines() if line.startswith("| `"))
BLANK = SECTION.partition("Always blank")[2]


def named(text):
    return {name for name in re.findall(r"`(\w+)`", text) if name in FIELDS}


def blank():
    wholes = {name for name in FIELDS if name.startswith(("Actor1Geo_", "Actor2Geo_"))}
    return named(BLANK) | {name.replace("Actor1", "Actor2") for name in named(BLANK)} | wholes


def test_every_format_is_named():
    for to in Format:
        assert f"| `{to.value}` |" in PAGE


def test_every_field_is_named_once():
    assert named(ROWS.replace("—", "")) | blank() == set(FIELDS)
    assert named(ROWS) & blank() == set()


def test_fields_are_filled_as_the_page_says(own_tables):
    lines = gdelt(read_tables(own_tables))["events.export.CSV"].decode().splitlines()
    filled = {name for line in lines for name, cell in zip(FIELDS, line.split("\t"), strict=True) if cell}
    assert filled & blank() == set()
    assert named(ROWS) - filled == set()
