"""The gold annotation is consistent with the texts, with itself, and with the scorer that reads it."""

from __future__ import annotations

import csv
import html
import importlib.util
import json
import re
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from edtf import parse_edtf

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
RAW = ROOT / "data" / "raw"
SCORER = ROOT.parent / "shared" / "tools" / "score.py"
LANGUAGES = ("en", "ru", "th")
KINDS = {"PERSON": "person", "PLACE": "place", "ORG": "organization", "EVENT": "event", "DATE": "date"}
TABLES = {"PERSON": "people", "PLACE": "places", "ORG": "organizations", "EVENT": "events"}
KEYS = {"people": "person_id", "places": "place_id", "organizations": "organization_id", "events": "event_id"}
Row = dict[str, Any]


def read(name: str) -> Any:
    return json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))


def original(document: Row) -> str:
    return (RAW / document["file"]).read_bytes().decode(document["encoding"])


def clean(piece: str, file: str) -> str:
    """What a reader of the page sees: no tags, no soft hyphens, plain spaces."""
    if not file.endswith(".html"):
        return piece
    return html.unescape(re.sub(r"<[^>]*>", "", piece)).replace("\u00ad", "").replace("\u00a0", " ")


def spans(document: Row) -> Iterable[Row]:
    for mention in document["mentions"]:
        yield mention
        yield from mention.get("alt_spans", [])
    yield from document["ignore"]


def overlaps(one: Row, other: Row) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_span_holds_its_text(language: str) -> None:
    document = read(language)
    text = original(document)
    assert len(text) == document["chars"]
    for span in spans(document):
        assert clean(text[span["start"] : span["end"]], document["file"]) == span["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_begin_and_end_at_characters_of_the_text(language: str) -> None:
    document = read(language)
    text = original(document)
    for span in spans(document):
        piece = text[span["start"] : span["end"]]
        assert piece == piece.strip()
        assert not piece.startswith(("<", "\u00ad", "&shy;"))
        assert not piece.endswith((">", "\u00ad", "&shy;"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_mentions_are_flat_and_in_order_and_outside_the_page_furniture(language: str) -> None:
    document = read(language)
    mentions = document["mentions"]
    assert all(one["end"] <= two["start"] for one, two in pairwise(mentions))
    for other in document["ignore"] + document["boilerplate"]:
        assert not any(overlaps(mention, other) for mention in mentions), other


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_left_out(language: str) -> None:
    """A surface that is annotated once is annotated wherever it stands in the prose."""
    document = read(language)
    text = original(document)
    covered = document["mentions"] + document["ignore"] + document["boilerplate"]
    tags = [match.span() for match in re.finditer(r"<[^>]*>", text)] if document["file"].endswith(".html") else []
    for surface in {m["text"] for m in document["mentions"] if "entity" in m}:
        border = "" if language == "th" else r"\b"
        for match in re.finditer(f"{border}{re.escape(surface)}{border}", text):
            found = {"start": match.start(), "end": match.end()}
            in_tag = any(start <= match.start() < end for start, end in tags)
            assert in_tag or any(overlaps(found, span) for span in covered), (surface, match.start())


def test_the_texts_try_what_they_are_meant_to_try() -> None:
    page = original(read("en"))
    for feature in ("<nav", "cookie", "article:published_time", "[<a", "<sup", "&nbsp;", "&ndash;", "&#8217;", "&amp;"):
        assert feature in page, feature
    surfaces = {m["text"]: page[m["start"] : m["end"]] for m in read("en")["mentions"]}
    assert any("&shy;" in piece for piece in surfaces.values())
    assert "</b>" in "".join(page[m["start"] : m["end"]] for m in read("en")["mentions"])
    with pytest.raises(UnicodeDecodeError):
        (RAW / read("ru")["file"]).read_bytes().decode("utf-8")
    assert re.search("ร.ศ. [๐-๙]", original(read("th")))
    assert re.search("พ.ศ. [0-9]", original(read("th")))


def test_dates_are_edtf() -> None:
    values = [event["date"] for event in read("events")]
    for event in read("events"):
        values += event.get("date_alt", []) + [source.get("date_value") for source in event["sources"]]
    for language in LANGUAGES:
        for mention in read(language)["mentions"]:
            values += [mention.get("value"), *mention.get("alt_values", [])]
    assert len({value for value in values if value}) > 50
    for value in filter(None, values):
        parse_edtf(value)


def test_every_date_has_a_value_or_is_a_duration() -> None:
    for language in LANGUAGES:
        for mention in read(language)["mentions"]:
            if mention["type"] == "DATE":
                assert mention["value"] or mention["kind"] == "duration", mention


def test_entities_are_those_of_the_mentions() -> None:
    entities = read("entities")
    mentioned = {name: dict.fromkeys(LANGUAGES, 0) for name in entities}
    for language in LANGUAGES:
        for mention in read(language)["mentions"]:
            if mention["type"] != "DATE":
                entity = entities[mention["entity"]]
                assert entity["type"] == mention["type"]
                assert mention["text"] in entity["mentions_by_doc"][language]
                mentioned[mention["entity"]][language] += 1
    for name, entity in entities.items():
        assert entity["name"] == name
        assert entity["mention_count"] == {doc: count for doc, count in mentioned[name].items() if count}
        assert entity["mention_count"], f"{name} is never mentioned"


def test_events_refer_to_entities_and_to_sentences_with_their_dates() -> None:
    events, entities = read("events"), read("entities")
    documents = {language: read(language) for language in LANGUAGES}
    assert len({event["id"] for event in events}) == len(events) >= 35
    for event in events:
        for name in event["participants"] + event["places"] + event.get("entities", []):
            assert name in entities, name
        for source in event["sources"]:
            document = documents[source["doc"]]
            assert 0 <= source["sentence_start"] < source["sentence_end"] <= document["chars"]
            if source["date_as_stated"]:
                stated = [m for m in document["mentions"] if m["start"] == source["date_start"]]
                assert [(m["end"], m["text"]) for m in stated] == [(source["date_end"], source["date_as_stated"])]


def test_the_accounts_share_events_and_contradict_each_other() -> None:
    tellers = [len({source["doc"] for source in event["sources"]}) for event in read("events")]
    assert sum(count >= 2 for count in tellers) >= 12
    assert sum(count == 3 for count in tellers) >= 5
    known = {event["id"] for event in read("events")}
    conflicts = read("conflicts")
    assert all(set(conflict["events"]) <= known for conflict in conflicts)
    assert sum(conflict["kind"] in ("date_conflict", "content_conflict") for conflict in conflicts) >= 3


def write(folder: Path, name: str, rows: list[Row]) -> None:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def as_tables(folder: Path) -> None:
    """What a perfect run would have written; an entity's name serves as its id."""
    entities, events = read("entities"), read("events")
    sources: list[Row] = []
    mentions: list[Row] = []
    dates: list[Row] = []
    for language in LANGUAGES:
        document = read(language)
        sources.append({"source_id": f"source-{language}", "path": f"data/raw/{document['file']}"})
        for number, mention in enumerate(document["mentions"]):
            row = {
                "mention_id": f"{language}-{number}",
                "source_id": f"source-{language}",
                "kind": KINDS[mention["type"]],
                "surface": mention["text"],
                "origin_start": mention["start"],
                "origin_end": mention["end"],
                "entity_id": mention.get("entity", ""),
            }
            mentions.append(row)
            if mention.get("value"):
                dates.append({"mention_id": row["mention_id"], "edtf": mention["value"]})
    rows = {
        table: [
            {KEYS[table]: name, "wikidata_id": entity["wikidata"] or "", "event_type": "", "date_edtf": "", "title": ""}
            for name, entity in entities.items()
            if TABLES[entity["type"]] == table
        ]
        for table in KEYS
    }
    types = load_scorer().EVENT_TYPE
    roles: list[Row] = []
    evidence: list[Row] = []
    for event in events:
        row = {"event_type": types[event["type"]], "date_edtf": event["date"] or "", "title": event["title"]}
        rows["events"].append({"event_id": event["id"], "wikidata_id": "", **row})
        for name in event["participants"] + event["places"]:
            roles.append({"event_id": event["id"], "entity_id": name})
        for source in event["sources"]:
            place = {"origin_start": source["sentence_start"], "origin_end": source["sentence_end"]}
            evidence.append({"event_id": event["id"], "source_id": f"source-{source['doc']}", **place})
    for name, table in {**rows, "sources": sources, "mentions": mentions, "dates": dates}.items():
        write(folder, name, table)
    write(folder, "event_roles", roles)
    write(folder, "evidence", evidence)


def load_scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer lies beside a development checkout only")
def test_a_perfect_run_scores_one(tmp_path: Path) -> None:
    as_tables(tmp_path)
    figures = load_scorer().Scorer(tmp_path, GOLD).figures()
    # Events told by one sentence on one day can trade places in the scorer's matching, and their roles with them.
    assert figures.pop("events.roles_f1") > 0.9
    assert {name: figure for name, figure in figures.items() if figure < 1} == {}
