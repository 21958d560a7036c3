"""The tables of the project's own three accounts: whole, consistent, and traceable to the character."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from frictionless import Package

from pipeline import read_tables, run
from pipeline.tables.schema import TABLES

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "tools" / "score.py"
FLOORS = {
    "mentions.names_exact_f1": 0.55,
    "dates.value_f1": 0.75,
    "entities.cross_lingual_f1": 0.50,
    "events.seen_f1": 0.45,
    "events.cross_source_f1": 0.25,
}


@pytest.fixture(scope="module")
def tables(own_tables):
    return read_tables(own_tables)


def original(tables, row):
    """The decoded original file behind a row."""
    source = tables.sources.set_index("source_id").loc[row.source_id]
    return Path(source.path).read_bytes().decode(source.encoding, errors="replace")


def clean(markup):
    """What a browser shows of a piece of markup, white space made even."""
    shown = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return re.sub(r"\s+", " ", re.sub("[\u00ad\u200b-\u200f\ufeff]", "", shown)).strip()


@pytest.mark.parametrize("name", ["mentions", "evidence"])
def test_every_row_leads_back_to_its_characters(tables, name):
    frame = getattr(tables, name)
    quoted = "surface" if name == "mentions" else "quote"
    assert len(frame) > 50
    for row in frame.itertuples():
        surface = getattr(row, quoted)
        assert tables.text(row.source_id)[row.start : row.end] == surface
        piece = original(tables, row)[row.origin_start : row.origin_end]
        is_html = str(tables.sources.set_index("source_id").loc[row.source_id].path).endswith(".html")
        assert (clean(piece) if is_html else piece) == (clean(html.escape(surface)) if is_html else surface)


def test_the_data_package_is_valid(own_tables):
    report = Package(str(own_tables / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]


def test_all_tables_have_their_columns_and_rows(tables):
    for name, table in TABLES.items():
        frame = getattr(tables, name)
        assert list(frame.columns) == list(table.names)
        assert len(frame) > 0, name
        assert not frame.duplicated(list(table.keys)).any(), name


def test_references_lead_somewhere(tables):
    known = {
        "person": set(tables.people.person_id),
        "place": set(tables.places.place_id),
        "organization": set(tables.organizations.organization_id),
        "event": set(tables.events.event_id),
    }
    for row in tables.mentions[tables.mentions.kind != "date"].itertuples():
        assert row.entity_id in known[row.kind], (row.kind, row.surface)
    entities = set.union(*known.values())
    assert set(tables.event_roles.entity_id) <= entities
    assert set(tables.event_roles.mention_id.dropna()) <= set(tables.mentions.mention_id)
    assert {one for ids in tables.events.participant_ids for one in ids} <= entities
    assert set(tables.events.place_id.dropna()) <= known["place"]
    # a named event that no sentence asserts ("before the World War") is traceable by its mentions
    assert set(tables.evidence.event_id) <= known["event"]
    assert known["event"] == set(tables.evidence.event_id) | set(
        tables.mentions[tables.mentions.kind == "event"].entity_id
    )
    assert set(tables.dates.mention_id) == set(tables.mentions[tables.mentions.kind == "date"].mention_id)


def test_no_cell_says_none(own_tables):
    for path in own_tables.glob("*.csv"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.search(r"(^|,)(None|nan|NaN|<NA>|-9)(,|$)", line), (path.name, line)


def test_run_file_tells_how_the_tables_were_made(own_tables):
    run_file = json.loads((own_tables / "run.json").read_text(encoding="utf-8"))
    agent = run_file["agent"]["synchronicle"]
    assert {"spacy", "stanza", "pythainlp", "torch"} <= set(agent["packages"])
    assert any(name.startswith("stanza/ru") for name in agent["models"])
    assert len(run_file["used"]) == 3


def test_running_again_gives_the_same_bytes(own_tables, tmp_path):
    run([ROOT / "data" / "raw"], tmp_path)
    for path in sorted(tmp_path.rglob("*")):
        if path.is_file() and path.name != "run.json" and ".extracted" not in path.parts:
            assert (own_tables / path.relative_to(tmp_path)).read_bytes() == path.read_bytes(), path.name


def test_another_source_changes_no_id_of_the_others(own_tables, tables, tmp_path):
    fourth = tmp_path / "canal.txt"
    fourth.write_text(
        "The Suez Canal was opened on 17 November 1869. Ferdinand de Lesseps led the works in Egypt. "
        "In 1956 Nasser nationalized the canal, and Israel attacked Egypt.",
        encoding="utf-8",
    )
    run([ROOT / "data" / "raw", fourth], tmp_path / "out")
    more = read_tables(tmp_path / "out")
    (added,) = set(more.sources.source_id) - set(tables.sources.source_id)
    for name, key in (
        ("mentions", "mention_id"),
        ("people", "person_id"),
        ("places", "place_id"),
        ("events", "event_id"),
    ):
        before, after = getattr(tables, name), getattr(more, name)
        if name == "mentions":
            assert set(before.mention_id) == set(after[after.source_id != added].mention_id)
        else:
            concerned = after[after.sources.map(lambda sources: added in sources)]
            assert set(before[key]) - set(after[key]) <= set(concerned[key])
            assert set(before[key]) <= set(after[key])


def test_quality_of_the_own_tables(own_tables):
    if not SCORER.exists():
        pytest.skip("the scorer is not beside this checkout")
    command = [sys.executable, SCORER, own_tables, ROOT / "tests" / "gold", "--json"]
    figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    short = {name: figures[name] for name, least in FLOORS.items() if figures[name] < least}
    assert not short
