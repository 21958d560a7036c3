"""The page about events says what the ontology and the tables say."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from pipeline.compare import COMPARISON
from pipeline.events.ontology import event_types
from pipeline.tables.schema import EVENTS, EVIDENCE

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "events.md").read_text(encoding="utf-8")


@pytest.fixture
def writer():
    spec = importlib.util.spec_from_file_location("event_types_page", DOCS / "event_types.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_types_is_current(writer):
    assert writer.current(PAGE) == PAGE, "run: python docs/event_types.py"


def test_an_old_table_is_replaced_and_the_rest_stays(writer):
    (row,) = (line for line in writer.table().splitlines() if line.startswith("| `birth` |"))
    assert writer.current(PAGE.replace(row, "| `birth` | once |")) == PAGE
    for words in (event_types()["birth"].definition, *event_types()["birth"].examples.values()):
        assert words in row


@pytest.mark.parametrize("column", ["corroboration", "polarity", "stance"])
def test_every_value_is_explained(column):
    for table in (EVENTS, EVIDENCE):
        for value in next((one.enum for one in table.columns if one.name == column), ()):
            assert re.search(rf"^\| `{value}` \|", PAGE, re.MULTILINE), value


def test_the_columns_of_the_comparison_are_listed():
    assert "`, `".join(COMPARISON.names) in " ".join(PAGE.split())
