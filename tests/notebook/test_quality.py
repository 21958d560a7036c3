"""Scores against gold: right answers score one, and every kind of mistake is counted and shown."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import read_tables
from pipeline.errors import OutputError
from pipeline.quality import Quality
from pipeline.score import Score

GOLD = Path(__file__).parents[1] / "gold"
TYPES = {"person": "PERSON", "place": "PLACE", "organization": "ORG", "event": "EVENT", "date": "DATE"}


@pytest.fixture(scope="module")
def tables(own_tables):
    return read_tables(own_tables)


@pytest.fixture
def gold(tables, tmp_path):
    """Annotation that says just what the tables say."""
    values = tables.dates.set_index("mention_id").edtf.dropna().to_dict()
    entities = tables.mentions.set_index("mention_id").entity_id.dropna().to_dict()
    docs = dict(zip(tables.sources.source_id, tables.sources.language, strict=True))
    for source in tables.sources.itertuples():
        mentions = [
            {
                "start": int(row.origin_start),
                "end": int(row.origin_end),
                "type": TYPES[row.kind],
                "text": row.surface,
                "entity": entities.get(row.mention_id),
                "value": values.get(row.mention_id),
            }
            for row in tables.mentions[tables.mentions.source_id == source.source_id].itertuples()
        ]
        document = {"doc": source.language, "file": source.path, "mentions": mentions}
        (tmp_path / f"{source.language}.json").write_text(json.dumps(document), encoding="utf-8")
    events = [
        {
            "id": event_id,
            "sources": [
                {
                    "doc": docs[row.source_id],
                    "sentence_start": int(row.origin_start),
                    "sentence_end": int(row.origin_end),
                }
                for row in rows.itertuples()
            ],
        }
        for event_id, rows in tables.evidence.groupby("event_id")
    ]
    (tmp_path / "events.json").write_text(json.dumps(events), encoding="utf-8")
    return tmp_path


def test_tables_that_say_what_the_gold_says(tables, gold):
    quality = Quality(tables, gold)
    figures = quality.figures()
    of_events = figures.measure == "events"
    assert (figures.f1[~of_events] == 1).all()
    assert (figures.f1[of_events] > 0.9).all()  # sentences that tell two events may answer for one another
    assert set(quality.mistakes().measure) <= {"events"}


def test_every_mistake_is_counted_and_shown(tables, gold):
    mentions = tables.mentions
    place = mentions[mentions.kind == "place"].index[0]
    day = mentions[mentions.kind == "date"].index[-1]
    dates = tables.dates
    wrong = replace(
        tables,
        mentions=mentions.assign(kind=mentions.kind.where(mentions.index != place, "person")).drop(index=day),
        dates=dates.assign(edtf=dates.edtf.where(dates.index != dates.edtf.first_valid_index(), "1066-10-14")),
    )
    quality = Quality(wrong, gold)
    shown = quality.mistakes().query("measure != 'events'")
    surface = mentions.surface[place]
    assert list(shown[shown.measure == "names"][["mistake", "kind", "text"]].itertuples(index=False, name=None)) == [
        ("missed", "place", surface),
        ("invented", "person", surface),
    ]
    of_dates = shown[shown.measure == "dates"].set_index("mistake")
    assert of_dates.text["missed"] == mentions.surface[day]
    assert of_dates.found["value"] == "1066-10-14"
    counts = quality.figures().set_index(["measure", "document"])
    names = counts.loc[("names", "all")]
    assert names.right == names.found - 1 == names.gold - 1
    dates_of_all = counts.loc[("dates", "all")]
    assert dates_of_all.right == dates_of_all.found - 1 == dates_of_all.gold - 2


def test_links_that_were_not_made(tables, gold):
    apart = replace(tables, mentions=tables.mentions.assign(entity_id=tables.mentions.mention_id))
    assert Quality(tables, gold).links().recall == 1
    assert Quality(apart, gold).links() == Score(0, 0, Quality(tables, gold).links().gold)


def test_what_is_optional_counts_neither_way(tables, gold):
    path = gold / "en.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["mentions"][0]["optional"] = True
    path.write_text(json.dumps(document), encoding="utf-8")
    first = document["mentions"][0]
    kept = tables.mentions[tables.mentions.surface != first["text"]]
    missed = Quality(replace(tables, mentions=kept), gold).mistakes()
    assert len(missed[(missed.document == "en") & (missed.text == first["text"])]) == sum(
        one["text"] == first["text"] for one in document["mentions"][1:]
    )


def test_own_gold(tables):
    quality = Quality(tables, GOLD)
    assert list(quality.documents) == ["en", "ru", "th"]
    figures = quality.figures()
    assert figures[["precision", "recall", "f1"]].stack().between(0.5, 1).all()
    assert (figures.right <= figures[["found", "gold"]].min(axis=1)).all()


def test_gold_of_other_sources(tables, tmp_path):
    (tmp_path / "other.json").write_text('{"doc": "xx", "file": "memoir.txt", "mentions": []}', encoding="utf-8")
    with pytest.raises(OutputError, match=r"memoir\.txt"):
        Quality(tables, tmp_path)


def test_counts():
    count = Score(3, 4, 6) + Score(1, 1, 2)
    assert (count.precision, count.recall) == (0.8, 0.5)
    assert count.f1 == pytest.approx(2 * 0.8 * 0.5 / 1.3)
    assert Score(0, 0, 0).f1 == Score(0, 0, 5).precision == Score(0, 5, 0).recall == 0
