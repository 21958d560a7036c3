"""The page in a real browser: it reads, filters, jumps and comes back, and a hostile source runs nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipeline.tables.schema import TABLES

VIEWS = ("overview", "timeline", "map", "network", "compare", "tables", "reader", "about")
SHARED = Path(__file__).parents[2].parent / "shared" / "sources"


def event(event_id, kind, title, day="", **more):
    return {
        "event_id": event_id, "event_type": kind, "title": title, "date_edtf": day, "date_start": day, "date_end": day,
        "corroboration": "single", "polarity": "asserted", **more,
    }  # fmt: skip


TEXTS = {
    "en": "𝔗he chronicle.\n\n⟦e1:In {date:1612-05-04|May 1612} {person:p1|William Adams} sailed to {place:l1|Pattani}.⟧"
    " ⟦e2:⟦e3:{place:l1|Pattani} traded with {place:l2|Japan},⟧ says {organization:o1|the Company}.⟧",
    "ru": "⟦e1:{date:1612-06-04|4 июня} {person:p1|Уильям Адамс} отплыл в {place:l1|Паттани}.⟧",
    "th": "⟦e4:{place:l1|ปัตตานี}ทำสนธิสัญญากับ{place:l2|ญี่ปุ่น}⟧\n{person:p2|ยามาดะ}ได้เป็นเจ้าเมือง",
}
ROWS = {
    "events": [
        event("e1", "negotiation", "Adams sails to Pattani", "1612-05-04", corroboration="contradicted",
              sources=("s1", "s2"), participant_ids=("p1", "l1"), participant_names=("William Adams", "Pattani"),
              place_id="l1", place_name="Pattani", latitude=6.87, longitude=101.25, plover_type="CONSULT"),
        event("e2", "statement", "The Company on trade", sources=("s1",), participant_ids=("o1",),
              participant_names=("the Company",)),
        event("e3", "trade", "Pattani trades with Japan", "1615-01-01", sources=("s1",), participant_ids=("l1", "l2"),
              participant_names=("Pattani", "Japan"), plover_type="COOPERATE"),
        event("e4", "agreement", "Treaty of Pattani and Japan", "1620-03-01", sources=("s3",),
              participant_ids=("l1", "l2"), participant_names=("Pattani", "Japan"), plover_type="AGREE"),
    ],
    "people": [{"person_id": "p1", "name": "William Adams", "name_ru": "Уильям Адамс", "mentions": 2},
               {"person_id": "p2", "name": "Yamada", "name_th": "ยามาดะ", "mentions": 1}],
    "places": [{"place_id": "l1", "name": "Pattani", "name_th": "ปัตตานี", "latitude": 6.87, "longitude": 101.25,
                "mentions": 4},
               {"place_id": "l2", "name": "Japan", "mentions": 2}],
}  # fmt: skip

SHOWN = """pane => {
  const shown = node => node.nodeType === 3 ? node.data
    : node.matches('.chip') ? '◆' : node.matches('mark') ? `[${node.className}:${node.textContent}]`
    : [...node.childNodes].map(shown).join('');
  return [...pane.querySelectorAll('p')].map(shown).join('\\n');
}"""


@pytest.fixture(scope="module")
def small(tables_of):
    return tables_of(TEXTS, **ROWS)


@pytest.fixture(scope="module")
def shared_tables(tmp_path_factory):
    if not SHARED.is_dir():
        pytest.skip("the shared sources are not here")
    from pipeline import run

    folder = tmp_path_factory.mktemp("shared")
    run([SHARED], folder)
    return folder


@pytest.fixture(params=["own_tables", "shared_tables"])
def real(request):
    return request.param, request.getfixturevalue(request.param)


def keys(tab):
    return tab.eval_on_selector_all(".grid .line", "lines => lines.map(line => line.dataset.key)")


def current(tab):
    return tab.eval_on_selector_all(".pane .current", "nodes => nodes.map(node => node.textContent).join('')")


def in_sight(tab, selector):
    return tab.eval_on_selector(
        selector,
        """node => { const a = node.getBoundingClientRect(), b = node.closest('.text').getBoundingClientRect();
                     return a.top >= b.top - 1 && a.top < b.bottom && b.height > 50; }""",
    )


def test_every_view_of_real_tables_is_drawn_without_a_complaint(real, look, keep):
    name, folder = real
    # one set is enough to look at in the dark and on a telephone
    for scheme, width in (("light", 1400), ("dark", 1400), ("light", 420))[: 3 if name == "own_tables" else 1]:
        tab = look(folder, width, scheme)
        for view in VIEWS:
            tab.click(f"#tab-{view}")
            assert tab.get_attribute(f"#tab-{view}", "aria-selected") == "true"
            keep(tab, f"{name}-{scheme}-{width}-{view}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert tab.locator("#view-overview .figure").count() == 7
        assert tab.locator("#view-map .place-mark").count() > 5
        assert tab.locator("#view-network .node").count() > 5
        assert tab.locator("#view-compare .compared").count() > 5
        assert tab.locator(".pane").count() == 3


def test_real_rows_jump_to_their_sentence_and_back(real, look, keep):
    name, folder = real
    tab = look(folder)
    tab.click("#tab-tables")
    tab.click("[data-table=evidence]")
    for line in range(3):
        tab.locator(".grid .line").nth(line).click()
        assert in_sight(tab, ".pane .current")
    keep(tab, f"{name}-jump")
    told = tab.locator(".pane .current .chip").first
    event_id = told.get_attribute("data-event")
    told.click()
    assert tab.get_attribute(".grid .line.chosen", "data-key") == event_id


def test_the_reader_shows_each_text_as_it_was_marked(small, look):
    tab = look(small)
    assert tab.eval_on_selector_all(".pane", f"panes => panes.map({SHOWN})") == [
        "𝔗he chronicle.\n◆In [date:May 1612] [person:William Adams] sailed to [place:Pattani]. "
        "◆◆[place:Pattani] traded with [place:Japan], says [organization:the Company].",
        "◆[date:4 июня] [person:Уильям Адамс] отплыл в [place:Паттани].",
        "◆[place:ปัตตานี]ทำสนธิสัญญากับ[place:ญี่ปุ่น]\n[person:ยามาดะ]ได้เป็นเจ้าเมือง",
    ]


def test_a_row_opens_every_source_that_tells_it(small, look):
    tab = look(small)
    tab.click("#tab-tables")
    tab.click(".line[data-key=e1]")
    assert tab.eval_on_selector_all(".pane", "panes => panes.map(pane => pane.dataset.source)") == ["s1", "s2"]
    assert current(tab) == "In May 1612 William Adams sailed to Pattani."
    tab.keyboard.press("]")
    assert current(tab) == "4 июня Уильям Адамс отплыл в Паттани."
    assert "2 of 2" in tab.inner_text("#card")


def test_a_sentence_inside_a_sentence_is_found_as_a_whole(small, look):
    tab = look(small, fragment="#e2")
    assert current(tab) == "Pattani traded with Japan, says the Company."
    tab.click("#tab-tables")
    tab.click(".line[data-key=e3]")
    assert current(tab) == "Pattani traded with Japan,"


def test_a_sentence_far_down_a_long_text_is_brought_into_sight(tables_of, look):
    filling = "".join(f"{{date:{year}|{year}}}: nothing happened, and it took a while.\n" for year in range(1000, 2500))
    marked = f"{filling}⟦e1:{{person:p1|Adams}} sailed.⟧\n{filling}"
    tab = look(tables_of({"en": marked}, events=[event("e1", "other", "Adams sails", "1600-01-01")]))
    tab.click("#tab-tables")
    tab.click(".line[data-key=e1]")
    tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert current(tab) == "Adams sailed."
    assert in_sight(tab, ".pane .current")


def test_a_highlight_leads_back_to_its_row(small, look):
    tab = look(small)
    for highlight, table, key in (
        ("mark.person >> text=ยามาดะ", "people", "p2"),
        ("mark.place >> text=Паттани", "places", "l1"),
        ("mark.organization", "organizations", "o1"),
        ("mark.date >> text=4 июня", "dates", "ms20"),
        (".chip[data-event=e4]", "events", "e4"),
    ):
        tab.click(highlight)
        assert tab.get_attribute(f"[data-table={table}]", "aria-pressed") == "true"
        assert tab.get_attribute(".line.chosen", "data-key") == key


FILTERED = [
    ("source", "s3", ["e4"]), ("type", "trade", ["e3"]), ("participant", "p1", ["e1"]),
    ("participant", "l2", ["e3", "e4"]), ("corroboration", "contradicted", ["e1"]),
    ("from", "1615", ["e3", "e4"]), ("to", "1615", ["e1", "e3"]),
    ("text", "สนธิสัญญา", ["e4"]), ("text", "ОТПЛЫЛ", ["e1"]), ("text", "pattani company", ["e2"]),
    ("text", "ยามาดะ", []),
]  # fmt: skip


def test_filters_keep_what_they_say_in_every_view(small, look):
    tab = look(small)
    for name, value, left in FILTERED:
        tab.click("#tab-tables")
        field = tab.locator(f"#filters [name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
        assert keys(tab) == left, (name, value)
        assert tab.inner_text("#count") == f"{len(left)} of 4 events"
        tab.click("#tab-compare")
        assert sorted(tab.eval_on_selector_all(".compared", "all => all.map(one => one.dataset.key)")) == left
        tab.click("#clear")
        assert tab.inner_text("#count") == "4 events"


def test_contradictions_come_first(small, look):
    tab = look(small)
    tab.click("#tab-compare")
    assert tab.get_attribute(".compared >> nth=0", "data-key") == "e1"
    tab.click(".compared >> nth=0 >> .quoted >> nth=1")
    assert current(tab) == "4 июня Уильям Адамс отплыл в Паттани."


def test_a_table_sorts_searches_and_downloads(small, look):
    tab = look(small)
    tab.click("#tab-tables")
    assert keys(tab) == ["e1", "e3", "e4", "e2"], "by date, what has none last"
    tab.click(".grid-head >> text=title")
    assert keys(tab) == ["e1", "e3", "e2", "e4"]
    tab.click(".grid-head >> text=title")
    assert keys(tab) == ["e4", "e2", "e3", "e1"]
    tab.fill("#table-search", "pattani")
    assert keys(tab) == ["e4", "e3", "e1"]
    with tab.expect_download() as waiting:
        tab.click("#download")
    text = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert waiting.value.suggested_filename == "events.csv"
    assert list(rows[0]) == list(TABLES["events"].names)
    assert [row["event_id"] for row in rows] == ["e4", "e3", "e1"]
    assert rows[2]["participant_names"] == "William Adams|Pattani" and rows[2]["latitude"] == "6.87"
    tab.click("[data-table=people]")
    tab.fill("#table-search", "ยามา")
    assert keys(tab) == ["p2"]


def test_a_long_table_keeps_few_rows_in_the_document(tables_of, look):
    many = [event(f"e{number}", "other", f"Event {number}", f"{1000 + number}-01-01") for number in range(900)]
    tab = look(tables_of({"en": "Nothing."}, events=many))
    tab.click("#tab-tables")
    tab.focus(".grid")
    tab.keyboard.press("End")
    assert tab.get_attribute(".line.chosen", "data-key") == "e899"
    assert tab.locator(".grid .line").count() < 80


def test_timeline_map_and_network_lead_to_the_sentence(small, look):
    tab = look(small)
    tab.click("#tab-timeline")
    tab.focus("#timeline-canvas")
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    assert current(tab) == "ปัตตานีทำสนธิสัญญากับญี่ปุ่น"
    spot = tab.locator("#timeline-canvas").bounding_box()
    tab.keyboard.press("Escape")
    assert tab.is_hidden("#card")
    tab.mouse.click(spot["x"] + 14, spot["y"] + 29)  # the first mark of the first lane
    assert tab.is_visible("#card")
    tab.click("#tab-map")
    tab.click(".place-mark", force=True)
    assert "Pattani" in tab.inner_text("#card") and tab.locator("#view-map .event").count() == 1
    tab.click("#tab-network")
    tab.locator(".node", has_text="Japan").locator("circle").click()
    assert tab.locator("#view-network .event").count() == 2
    tab.click("#view-network .event >> nth=0")
    assert current(tab) == "Pattani traded with Japan,"


def test_the_page_can_be_used_with_the_keyboard_alone(small, look):
    tab = look(small)
    tab.keyboard.press("6")
    assert tab.get_attribute("#tab-tables", "aria-selected") == "true"
    tab.focus("#tab-tables")
    tab.keyboard.press("ArrowLeft")
    assert tab.evaluate("document.activeElement.id") == "tab-compare"
    tab.keyboard.press("ArrowRight")
    tab.focus(".grid")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert current(tab) == "In May 1612 William Adams sailed to Pattani."
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "table-search"
    tab.keyboard.press("Tab")
    tab.focus(".pane[data-source=s2] .text")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("ArrowRight")
    assert tab.evaluate("document.activeElement.textContent") == "Уильям Адамс"
    tab.keyboard.press("Enter")
    assert tab.get_attribute(".line.chosen", "data-key") == "p1"
    tab.keyboard.press("r")
    assert tab.is_hidden("#views") and tab.is_visible("#reader")
    tab.keyboard.press("b")
    assert tab.is_visible("#views")


def test_light_and_dark_follow_the_system_and_the_choice(small, look):
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = look(small), look(small, scheme="dark")
    assert light.evaluate(paper) != dark.evaluate(paper)
    by_system = dark.evaluate(paper)
    light.click("#theme")
    light.click("#theme")
    assert light.get_attribute("html", "data-theme") == "dark" and light.evaluate(paper) == by_system


def test_on_a_telephone_the_sources_have_a_view_of_their_own(small, look):
    tab = look(small, width=420)
    assert tab.is_hidden("#reader")
    tab.click("#tab-tables")
    tab.click(".line[data-key=e1]")
    assert tab.is_visible("#reader") and tab.is_hidden("#views")
    assert in_sight(tab, ".pane .current")
    tab.click("#side")
    assert tab.is_visible("#view-tables")


def test_the_page_prints_all_views_and_texts(small, look):
    tab = look(small, width=700)  # of a sheet of paper
    tab.emulate_media(media="print")
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    for words in (
        "Where the sources disagree",
        "The sources disagree",
        "Natural Earth",
        "ทำสนธิสัญญากับ",
        "Company on trade",
    ):
        assert words in tab.inner_text("body"), words
    assert tab.pdf().startswith(b"%PDF")
    tab.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tab.is_hidden("#view-map")


HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>"
    '"><a href="javascript:alert(4)" onclick=alert(5)>here</a>{{tables}}<!--<script>\'"`${alert(6)}'
)


@pytest.fixture(scope="module")
def hostile(tables_of):
    """Tables in which every cell that may hold any text holds markup and script."""
    ids = {"event_id", "source_id", "mention_id", "person_id", "place_id", "organization_id", "entity_id"}
    open_cells = {
        name: {column.name: HOSTILE if column.type == "string" else (HOSTILE, HOSTILE) for column in table.columns
               if column.type in ("string", "list") and not column.enum and column.name not in ids
               and "date" not in column.name.replace("date_as_stated", "").replace("date_edtf", "")}
        for name, table in TABLES.items()
    }  # fmt: skip
    marked = HOSTILE.replace("{{tables}}", "")
    text = f"{marked} ⟦e1:{{person:p1|{marked.replace('}', ')').replace('{', '(')}}} left {{place:l1|Rome}}.⟧ {marked}"
    known = {
        "events": {"event_id": "e1", "event_type": "other", "corroboration": "contradicted", "polarity": "asserted",
                   "participant_ids": ("p1", "l1"), "latitude": 41.9, "longitude": 12.5, "place_id": "l1",
                   "date_start": "1900-01-01", "date_end": "1900-01-01", "sources": ("s1", HOSTILE)},
        "people": {"person_id": "p1", "mentions": 1}, "organizations": {"organization_id": "o1", "mentions": 1},
        "places": {"place_id": "l1", "kind": "city", "latitude": 41.9, "longitude": 12.5, "mentions": 1},
        "event_roles": {"event_id": "e1", "role": "actor", "entity_id": "p1"},
        "sources": {"source_id": HOSTILE, "status": "failed"},
    }  # fmt: skip
    return tables_of({"en": text}, **{name: [{**open_cells[name], **row}] for name, row in known.items()})


def test_a_hostile_source_runs_nothing(hostile, look, keep):
    tab = look(hostile)
    scripts = tab.locator("script").count()
    for view in VIEWS:
        tab.click(f"#tab-{view}")
    for pick in [one for one in TABLES if one != "records"]:
        tab.click("#tab-tables")
        tab.click(f"[data-table={pick}]")
        tab.check("#all-columns")
        for line in tab.locator(".grid .line").all():
            line.click(position={"x": 5, "y": 5})
        tab.uncheck("#all-columns")
    tab.click("mark.person")
    tab.hover("mark.person")
    keep(tab, "hostile")
    assert "<img src=x onerror=alert(2)>" in tab.inner_text(".pane[data-source=s1]")
    assert tab.locator("script").count() == scripts
    assert not tab.locator(
        "img, iframe, object, embed, base, [onclick], [onerror], [onload], [href^=javascript]"
    ).count()


def test_the_policy_holds_even_where_the_page_would_not(small, chromium):
    """Markup and script that got into the page by a fault of its script are refused by the browser."""
    from pipeline.report import write_report

    context = chromium.new_context(offline=True)
    tab = context.new_page()
    tab.goto(write_report(small).as_uri())
    refused = tab.evaluate(
        "(() => { try { document.body.innerHTML = '<b>x</b>'; } catch (error) { return error.name; } })()"
    )
    assert refused == "TypeError"
    tab.evaluate("document.body.append(Object.assign(document.createElement('button'), {id: 'bad'}))")
    tab.evaluate("try { document.getElementById('bad').setAttribute('onclick', 'window.ran = 1') } catch {}")
    tab.evaluate("document.getElementById('bad').click()")
    assert tab.evaluate("window.ran") is None
    fetched = tab.evaluate("fetch('https://example.org/').then(() => 'sent', () => 'refused')")
    assert fetched == "refused"
    context.close()


def test_a_page_without_events_says_so_in_every_view(tables_of, look):
    tab = look(tables_of({"en": "Nothing happened."}))
    for view in VIEWS:
        tab.click(f"#tab-{view}")
    assert tab.inner_text("#count") == "0 events"
    tab.click("#tab-overview")
    assert "No event has a date" in tab.inner_text("#view-overview")
