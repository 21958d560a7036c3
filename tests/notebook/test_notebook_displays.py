"""Displays for a notebook: what they show, that they show it safely, and without a network."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import notebook, read_tables
from pipeline.errors import OutputError
from pipeline.notebook.highlight import Mark, marked
from pipeline.notebook.timeline import COLOURS
from pipeline.notebook.world import LINE, _with_names

HOSTILE = "<script>alert('ฝรั่งเศส & \"Россия\"')</script>"


@pytest.fixture(scope="module")
def tables(own_tables):
    return read_tables(own_tables)


class Shown(HTMLParser):
    """What a browser makes of a piece of HTML: its text, its tags, and whether they close."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.open, self.inside = "", [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag != "br":
            self.open.append((tag, len(self.text)))

    def handle_endtag(self, tag):
        opened, at = self.open.pop()
        assert opened == tag
        self.inside.append((at, len(self.text)))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        (
            "Nixon met Mao in Beijing.",
            [(0, 5, "person"), (10, 13, "person"), (17, 24, "place")],
            "[person Nixon] met [person Mao] in [place Beijing].",
        ),
        (
            "Революция 1905 года потрясла Россию",
            [(0, 19, "event"), (10, 19, "date"), (29, 35, "place")],
            "[event Революция [date 1905 года]] потрясла [place Россию]",
        ),
        ("ครั้นปี 2484 ญี่ปุ่นบุก", [(5, 12, "date"), (13, 20, "place")], "ครั้น[date ปี 2484] [place ญี่ปุ่น]บุก"),
        ("abcdef", [(0, 4, "person"), (2, 6, "place")], "[person abcd][place ef]"),
        ("a < b", [(0, 5, "date")], "[date a &lt; b]"),
    ],
)
def test_marks(text, marks, shown):
    html = marked(text, [Mark(*mark, "") for mark in marks])
    assert re.sub(r'<mark class="(\w+)" title="">', r"[\1 ", html).replace("</mark>", "]") == shown


spans = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda span: Mark(span[0], sum(span), "place", HOSTILE))


@given(st.text(min_size=40, max_size=50), st.lists(spans, max_size=8))
def test_any_text_is_shown_as_it_is(text, marks):
    text = text.replace("\r", " ")  # the reader of HTML makes another line end of it
    shown = Shown(marked(text, marks))
    assert shown.text.replace("\0", "") == text.replace("\0", "")
    assert not shown.open
    assert {tag for tag, _ in shown.tags} <= {"mark"}
    assert all(any(m.start <= start and end <= m.end for m in marks) for start, end in shown.inside)


@pytest.mark.parametrize("name", ["siam_en.html", "siam_ru.txt", "siam_th.txt"])
def test_a_source_with_all_its_marks(tables, name):
    source = tables.sources[tables.sources.path.str.endswith(name)].iloc[0]
    by_name, by_path, by_id = (notebook.highlight(tables, one).html for one in (name, source.path, source.source_id))
    assert by_name == by_path == by_id
    shown = Shown(by_id)
    assert tables.text(source.source_id) in shown.text
    mentions = tables.mentions[tables.mentions.source_id == source.source_id]
    for kind, count in mentions.kind.value_counts().items():
        if count:
            assert f"{kind} ({count})" in shown.text
    assert sum(tag == "mark" and "title" in given for tag, given in shown.tags) == len(mentions)
    assert ("div", {"class": "text", "lang": source.language}) in shown.tags


def test_marks_of_one_kind_or_one_row(tables):
    dates = Shown(notebook.highlight(tables, "siam_ru.txt", kinds=["date"]).html)
    assert {given["class"] for tag, given in dates.tags if tag == "mark"} == {"date"}
    assert any("1917-03-15" in given.get("title", "") for _, given in dates.tags)
    bangkok = tables.places.set_index("name").place_id["Bangkok"]
    one = Shown(notebook.highlight(tables, "siam_ru.txt", entity=bangkok).html)
    assert {given["title"] for tag, given in one.tags if "title" in given} == {"place, Bangkok"}


def test_a_source_that_is_not_there(tables):
    with pytest.raises(OutputError, match=r"siam_ru\.txt"):
        notebook.highlight(tables, "letter.txt")
    failed = replace(tables, sources=tables.sources.assign(status="failed"))
    with pytest.raises(OutputError, match="nothing was read"):
        notebook.highlight(failed, "siam_ru.txt")


def hostile(tables):
    def named(frame, *columns):
        return frame.assign(**dict.fromkeys(columns, HOSTILE))

    return replace(
        tables,
        sources=named(tables.sources, "title"),
        people=named(tables.people, "name"),
        places=named(tables.places, "name", "name_th"),
        events=named(tables.events, "title", "summary", "place_name").assign(
            participant_names=[(HOSTILE, "Siam")] * len(tables.events)
        ),
        evidence=named(tables.evidence, "quote", "date_as_stated"),
    )


DRAWINGS = ("timeline", "map", "together", "decades")


@pytest.mark.parametrize("name", [*DRAWINGS, "compare", "highlight"])
def test_nothing_from_a_source_runs_and_nothing_is_fetched(tables, name):
    more = ["siam_th.txt"] if name == "highlight" else []
    html = getattr(notebook, name)(hostile(tables), *more)._repr_html_()
    assert "<script" not in html
    assert "&lt;script" in html
    assert not re.search(r"(?:src|href)=|url\([^#]|@import", html)


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawings_are_pictures_and_charts(tables, name):
    drawing = getattr(notebook, name)(tables)
    bundle = drawing._repr_mimebundle_()
    assert bundle["text/html"].startswith("<svg")
    (media_type,) = set(bundle) - {"text/html"}
    assert re.fullmatch(r"application/vnd\.vegalite\.v\d+\+json", media_type)
    assert bundle[media_type]["$schema"].rsplit("/v")[-1].split(".")[0] in media_type


@pytest.mark.parametrize("name", DRAWINGS)
def test_no_events_are_no_fault(tables, name):
    empty = replace(tables, events=tables.events.iloc[:0], places=tables.places.iloc[:0])
    assert getattr(notebook, name)(empty)._repr_html_().startswith("<svg")


def test_bars_reach_from_the_first_to_the_last_day(tables):
    events = tables.events.head(4).assign(
        title=["battle", "reign", "until", "Actium"],
        date_start=pd.Series(["1893-07-13", "1868-01-01", None, "-0030-09-02"]).to_numpy("datetime64[s]"),
        date_end=pd.Series(["1893-07-14", None, "1900-12-31", "-0030-09-02"]).to_numpy("datetime64[s]"),
    )
    bars = {bar["event"]: bar for bar in notebook.timeline(tables, events.iloc[:3]).chart.to_dict()["data"]["values"]}
    moment = lambda name, end: pd.Timestamp(bars[name][end], unit="ms").date().isoformat()  # noqa: E731
    assert moment("battle", "start") == "1893-07-13"
    assert (moment("reign", "start"), moment("reign", "end")) == ("1868-01-01", "1901-01-01")
    assert (moment("until", "start"), moment("until", "end")) == ("1868-01-01", "1901-01-01")
    assert [bars[name]["open"] for name in ("battle", "reign", "until")] == [False, True, True]
    (ancient,) = notebook.timeline(tables, events.iloc[3:]).chart.to_dict()["data"]["values"]
    assert round(ancient["start"] / 1000 / 86_400 / 365.2425) == -30 - 1970 + 1


def test_of_many_events_those_that_most_sources_tell(tables):
    chart = notebook.timeline(tables, limit=5).chart.to_dict()
    assert len(chart["data"]["values"]) == 5
    assert "5 of" in chart["title"]["subtitle"]
    assert all(";" in bar["sources"] for bar in chart["data"]["values"])


def points(drawing):
    return {point["name"]: point for point in drawing.chart.to_dict()["layer"][1]["data"]["values"]}


def test_places_on_the_map(tables):
    found = points(notebook.map(tables))
    assert found["Bangkok"]["latitude"] == pytest.approx(13.75, abs=0.1)
    assert "Бангкок" in found["Bangkok"]["note"]
    known = tables.places.latitude.notna().sum()
    assert len(found) == known
    chart = notebook.map(tables, places=tables.places[tables.places.kind == "city"]).chart.to_dict()
    assert {point["kind"] for point in chart["layer"][1]["data"]["values"]} == {"city"}


def test_events_on_the_map_are_counted_by_place(tables):
    found = points(notebook.map(tables, events=tables.events))
    bangkok = tables.events[tables.events.place_name == "Bangkok"]
    assert found["Bangkok"]["count"] == len(bangkok)
    assert found["Bangkok"]["kind"] == max(bangkok.corroboration, key=list(COLOURS).index)
    assert all(title in found["Bangkok"]["note"] for title in bangkok.title)


@given(st.lists(st.tuples(st.floats(-60, 60), st.floats(-170, 170), st.integers(1, 9)), max_size=30))
def test_labels_do_not_cover_each_other(rows):
    rows = [{"name": "Кяхта", "latitude": y, "longitude": x, "count": count} for y, x, count in rows]
    shown = [row for row in _with_names(rows, 2.0) if row["label"]]
    assert bool(shown) == bool(rows)
    for at, one in enumerate(shown):
        for other in shown[:at]:
            apart = abs(one["longitude"] - other["longitude"]) * 2, abs(one["latitude"] - other["latitude"]) * 2
            assert apart[0] > LINE or apart[1] > LINE


def test_contradictions_come_first(tables):
    html = notebook.compare(tables, limit=3).html
    shown = Shown(html)
    order = [shown.text.index(words) for words in ("contradict each other", "Several sources agree", "Only one source")]
    assert order == sorted(order)
    assert "≠ date: 26 июня (9 июля) 1909 года = 1909-07-09" in shown.text
    assert "the first 3 shown" in shown.text
    assert {"en", "ru", "th"} <= {given.get("lang") for tag, given in shown.tags if tag == "td"}


def test_events_by_decade(tables):
    values = notebook.decades(tables, years=5).chart.to_dict()["data"]["values"]
    asserted = tables.events[(tables.events.polarity == "asserted") & tables.events.date_start.notna()]
    assert sum(value["events"] for value in values) == asserted.sources.map(len).sum()
    assert all(value["span"] % 5 == 0 for value in values)


def test_together_counts_each_event_once(tables):
    chosen = tables.events.head(1).assign(participant_names=[("Siam", "France", "Siam")])
    values = notebook.together(tables, chosen).chart.to_dict()["data"]["values"]
    assert sorted((v["one"], v["other"], v["events"]) for v in values) == [("France", "Siam", 1), ("Siam", "France", 1)]


def test_drawings_say_what_is_missing(tables, monkeypatch):
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(OutputError, match=r"synchronicle\[notebooks\]"):
        notebook.timeline(tables)
    assert notebook.compare(tables).html
