"""What several sources say of the same events, as it is printed and as a table."""

from __future__ import annotations

import csv
import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from typer.testing import CliRunner

from pipeline import read_tables
from pipeline.cli import app
from pipeline.compare import COMPARISON, compare, compared, source_titles, write_comparison
from pipeline.compare_display import broken, show_comparison
from pipeline.errors import OutputError
from pipeline.tables.schema import TABLES
from pipeline.tables.write import write_tables

SOURCES = [
    {"source_id": "s1", "path": "gazette.txt", "title": "The [Perth] Gazette", "language": "en", "status": "ok"},
    {"source_id": "s2", "path": "vestnik.txt", "title": "Вестник", "language": "ru", "status": "ok"},
    {"source_id": "s3", "path": "phongsawadan.txt", "title": "พงศาวดาร", "language": "th", "status": "ok"},
]


def event(event_id, title, date, corroboration):
    return {
        "event_id": event_id, "event_type": "agreement", "title": title, "date_edtf": date,
        "date_start": date and f"{date}-01-01"[:10], "date_end": date and f"{date}-12-31"[:10],
        "corroboration": corroboration, "polarity": "asserted",
    }  # fmt: skip


def said(event_id, source_id, quote, stated="", edtf="", field="", start=0):
    return {
        "event_id": event_id, "source_id": source_id, "quote": quote, "start": start, "end": start + len(quote),
        "language": {"s1": "en", "s2": "ru", "s3": "th"}[source_id], "date_as_stated": stated, "date_edtf": edtf,
        "stance": "contradicts" if field else "supports", "field": field,
    }  # fmt: skip


EVENTS = [
    event("e0", "Oda visits Kyoto", "", "single"),
    event("e1", "Peace of Ayutthaya, 1569", "1569", "corroborated"),
    event("e2", "Ships reach Lisbon, 1511", "1511", "contradicted"),
    event("e3", "Harvest fails, 1570", "1570", "single"),
    event("e4", "Envoys meet, 1540", "1540", "corroborated"),
    event("e5", "A congress that is only named", "", "single"),
]
EVIDENCE = [
    said("e0", "s1", "Oda visited Kyoto."),
    said("e1", "s1", "Peace was made in 1569.", "1569", "1569"),
    said("e1", "s2", "Мир заключили в 1569 году.", "1569 году", "1569"),
    said("e1", "s3", "ทำสัญญาสงบศึกใน พ.ศ. 2112", "พ.ศ. 2112", "1569"),
    said("e2", "s2", "Корабли дошли до Лиссабона в 1512 году.", "1512 году", "1512", field="date"),
    said("e2", "s3", "เรือถึงลิสบอนใน พ.ศ. 2054", "พ.ศ. 2054", "1511"),
    said("e3", "s3", "ข้าวเสียหายใน พ.ศ. 2113", "พ.ศ. 2113", "1570"),
    said("e4", "s1", "The envoys met.", start=50),
    said("e4", "s1", "They had met in 1540.", "1540", "1540", start=70),
    said("e4", "s2", "Послы встретились."),
]


@pytest.fixture
def tables(tmp_path):
    return made(tmp_path / "tables")


def made(folder, **given):
    rows = {name: [] for name in TABLES} | {"sources": SOURCES, "events": EVENTS, "evidence": EVIDENCE} | given
    folder.mkdir()
    write_tables(folder, rows, {}, {})
    return read_tables(folder)


def printed(tables, width, limit=None, terminal=True):
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, color_system=None, legacy_windows=False)
    show_comparison(compared(tables), source_titles(tables), limit, console)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


SIDE_BY_SIDE = """
Sources contradict each other: 1 event
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ event                             ┃ Вестник                           ┃ พงศาวดาร                          ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ Ships reach Lisbon, 1511          │ 1512 году = 1512 ≠ date           │ พ.ศ. 2054 = 1511                  │
│ 1511, contradicted                │ Корабли дошли до Лиссабона в 1512 │ เรือถึงลิสบอนใน พ.ศ. 2054            │
│ ≠ date: Вестник says 1512;        │ году.                             │                                   │
│ พงศาวดาร says 1511                │                                   │                                   │
└───────────────────────────────────┴───────────────────────────────────┴───────────────────────────────────┘

Several sources agree: 2 events
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ event                             ┃ sources                                                                ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ Envoys meet, 1540                 │ The [Perth] Gazette (en)                                               │
│ 1540, corroborated                │ The envoys met.                                                        │
│                                   │                                                                        │
│                                   │ 1540                                                                   │
│                                   │ They had met in 1540.                                                  │
│                                   │                                                                        │
│                                   │ Вестник (ru)                                                           │
│                                   │ Послы встретились.                                                     │
├───────────────────────────────────┼────────────────────────────────────────────────────────────────────────┤
│ Peace of Ayutthaya, 1569          │ The [Perth] Gazette (en)                                               │
│ 1569, corroborated                │ 1569                                                                   │
│                                   │ Peace was made in 1569.                                                │
│                                   │                                                                        │
│                                   │ Вестник (ru)                                                           │
│                                   │ 1569 году = 1569                                                       │
│                                   │ Мир заключили в 1569 году.                                             │
│                                   │                                                                        │
│                                   │ พงศาวดาร (th)                                                          │
│                                   │ พ.ศ. 2112 = 1569                                                       │
│                                   │ ทำสัญญาสงบศึกใน พ.ศ. 2112                                                │
└───────────────────────────────────┴────────────────────────────────────────────────────────────────────────┘

Only one source tells: 2 events
┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ source              ┃ events that it alone tells ┃
┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ The [Perth] Gazette │ 1                          │
│ พงศาวดาร            │ 1                          │
└─────────────────────┴────────────────────────────┘
┏━━━━━━┳━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━┓
┃ date ┃ event               ┃ source              ┃
┡━━━━━━╇━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━┩
│ 1570 │ Harvest fails, 1570 │ พงศาวดาร            │
│      │ Oda visits Kyoto    │ The [Perth] Gazette │
└──────┴─────────────────────┴─────────────────────┘
"""


def test_side_by_side(tables):
    assert printed(tables, 110) == SIDE_BY_SIDE.rstrip("\n")


def test_one_under_the_other_where_columns_would_be_narrow(tables):
    assert printed(tables, 60, limit=1) == STACKED.rstrip("\n")


STACKED = """
Sources contradict each other: 1 event
┏━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ event             ┃ sources                              ┃
┡━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ Ships reach       │ Вестник (ru)                         │
│ Lisbon, 1511      │ 1512 году = 1512 ≠ date              │
│ 1511,             │ Корабли дошли до Лиссабона в 1512    │
│ contradicted      │ году.                                │
│ ≠ date: Вестник   │                                      │
│ says 1512;        │ พงศาวดาร (th)                        │
│ พงศาวดาร says     │ พ.ศ. 2054 = 1511                     │
│ 1511              │ เรือถึงลิสบอนใน พ.ศ. 2054               │
└───────────────────┴──────────────────────────────────────┘

Several sources agree: 2 events, the first 1 shown
┏━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ event             ┃ sources                              ┃
┡━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ Envoys meet, 1540 │ The [Perth] Gazette (en)             │
│ 1540,             │ The envoys met.                      │
│ corroborated      │                                      │
│                   │ 1540                                 │
│                   │ They had met in 1540.                │
│                   │                                      │
│                   │ Вестник (ru)                         │
│                   │ Послы встретились.                   │
└───────────────────┴──────────────────────────────────────┘

Only one source tells: 2 events, the first 1 shown
┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
┃ source              ┃ events that it alone tells ┃
┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━┩
│ The [Perth] Gazette │ 1                          │
│ พงศาวดาร            │ 1                          │
└─────────────────────┴────────────────────────────┘
┏━━━━━━┳━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━┓
┃ date ┃ event               ┃ source   ┃
┡━━━━━━╇━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━┩
│ 1570 │ Harvest fails, 1570 │ พงศาวดาร │
└──────┴─────────────────────┴──────────┘
"""


@pytest.mark.parametrize("width", [30, 47, 80, 140, 260])
def test_never_wider_than_the_terminal(tables, width):
    assert max(map(cell_len, printed(tables, width).splitlines())) <= width


def test_a_file_has_room_and_nothing_is_cut(tmp_path):
    quote = " ".join(f"word{number}" for number in range(300))
    tables = made(tmp_path / "long", evidence=[*EVIDENCE[:2], said("e1", "s2", quote), *EVIDENCE[3:]])
    shown = printed(tables, 20, terminal=False)
    assert max(map(cell_len, shown.splitlines())) >= 160
    assert "…" not in shown
    assert all(word in shown for word in quote.split())
    assert all(f" {row['quote']} " in shown for row in EVIDENCE if row["event_id"] == "e2")


def test_who_says_what_of_an_actor(tmp_path):
    quote = "Сиам напал на Бирму."
    mention = {"source_id": "s2", "kind": "place", "language": "ru"}
    tables = made(
        tmp_path / "actor",
        events=[event("e1", "Burma attacks Siam", "1569", "contradicted")],
        evidence=[said("e1", "s1", "Burma attacked Siam."), said("e1", "s2", quote, field="actor", start=10)],
        places=[{"place_id": "p1", "name": "Burma"}, {"place_id": "p2", "name": "Siam"}],
        event_roles=[
            {"event_id": "e1", "role": "actor", "entity_id": "p1", "mention_id": "m0"},
            {"event_id": "e1", "role": "recipient", "entity_id": "p2", "mention_id": "m1"},
        ],
        mentions=[
            mention | {"mention_id": "m1", "surface": "Сиам", "start": 10, "end": 14, "entity_id": "p2"},
            mention | {"mention_id": "m2", "surface": "Бирму", "start": 24, "end": 29, "entity_id": "p1"},
            mention | {"mention_id": "m3", "surface": "Сиама", "start": 90, "end": 95, "entity_id": "p2"},
        ],
    )
    (shown,) = compared(tables)
    assert shown.disputes == ("actor: the row has Burma; told otherwise: Вестник against The [Perth] Gazette",)


def test_who_says_what_of_a_place(tmp_path):
    mention = {"kind": "place", "language": "en"}
    tables = made(
        tmp_path / "place",
        events=[event("e1", "Envoys meet, 1540", "1540", "contradicted")],
        evidence=[said("e1", "s1", "They met in Malacca."), said("e1", "s2", "Встретились в Пегу.", field="place")],
        places=[{"place_id": "p1", "name": "Malacca"}, {"place_id": "p2", "name": "Pegu"}],
        event_roles=[
            {"event_id": "e1", "role": "place", "entity_id": "p1", "mention_id": "m1"},
            {"event_id": "e1", "role": "place", "entity_id": "p2", "mention_id": "m2"},
        ],
        mentions=[
            mention
            | {"mention_id": "m1", "source_id": "s1", "surface": "Malacca", "start": 12, "end": 19, "entity_id": "p1"},
            mention
            | {"mention_id": "m2", "source_id": "s2", "surface": "Пегу", "start": 14, "end": 18, "entity_id": "p2"},
        ],
    )
    (shown,) = compared(tables)
    assert shown.disputes == ("place: The [Perth] Gazette says Malacca; Вестник says Пегу",)


@pytest.mark.parametrize(
    ("field", "one", "other", "expected"),
    [
        (
            "quantity", "In 1540 they lost 300 killed.", "В 1540 году погибло около 900 человек.",
            "quantity: The [Perth] Gazette says 300 killed; Вестник says about 900 killed",
        ),
        (
            "kind", "A treaty of friendship was signed.", "Подписан торговый договор.",
            "kind: The [Perth] Gazette says friendship; Вестник says trade",
        ),
        (
            "polarity", "Pegu joined them.", "Пегу к ним не примкнул.",
            "polarity: one tells it, the other denies it: Вестник against The [Perth] Gazette",
        ),
    ],
)  # fmt: skip
def test_who_says_what(tmp_path, field, one, other, expected):
    tables = made(
        tmp_path / field,
        events=[event("e1", "They meet, 1540", "1540", "contradicted")],
        evidence=[said("e1", "s1", one, "1540", "1540"), said("e1", "s2", other, "1540 году", "1540", field=field)],
    )
    (shown,) = compared(tables)
    assert shown.disputes == (expected,)


def test_a_contradiction_in_the_evidence_alone_is_one(tmp_path):
    tables = made(tmp_path / "stance", events=[row | {"corroboration": "corroborated"} for row in EVENTS])
    first = compared(tables)[0]
    assert (first.event_id, first.part) == ("e2", "contradicted")
    assert first.disputes == ("date: Вестник says 1512; พงศาวดาร says 1511",)


def test_the_long_form(tables):
    frame = compare(tables)
    assert tuple(frame.columns) == COMPARISON.names
    assert list(frame.event_id) == ["e2", "e2", "e4", "e4", "e4", "e1", "e1", "e1", "e3", "e0"]
    assert list(frame.source_id) == ["s2", "s3", "s1", "s1", "s2", "s1", "s2", "s3", "s3", "s1"]
    assert list(frame.source_date_edtf.fillna("")[:3]) == ["1512", "1511", ""]
    assert sorted(frame.quote) == sorted(row["quote"] for row in EVIDENCE)


def test_titles_that_two_sources_share(tmp_path):
    sources = [SOURCES[0], SOURCES[1] | {"title": SOURCES[0]["title"]}, SOURCES[2] | {"title": ""}]
    titles = source_titles(made(tmp_path / "titles", sources=sources))
    assert list(titles.values()) == [
        "The [Perth] Gazette (gazette.txt)",
        "The [Perth] Gazette (vestnik.txt)",
        "phongsawadan.txt",
    ]


def test_text_cannot_steer_the_terminal(tmp_path):
    tables = made(
        tmp_path / "escape", evidence=[said("e1", "s1", "a\x1b[2Jb"), said("e1", "s2", "[red]в\u202e\nг[/red]")]
    )
    shown = printed(tables, 200)
    assert "\x1b" not in shown and "\u202e" not in shown
    assert "[red]в г[/red]" in shown


def test_tables_without_events(tmp_path):
    tables = made(tmp_path / "none", events=[], evidence=[])
    assert compare(tables).empty
    assert printed(tables, 80).split("\n")[1::2] == [
        "Sources contradict each other: 0 events",
        "Several sources agree: 0 events",
        "Only one source tells: 0 events",
    ]


@pytest.mark.parametrize("excel", [False, True])
def test_csv(tmp_path, excel):
    quotes = {"s1": '=SUM(1), "so"', "s2": "-Мир,\rмир", "s3": "สงบศึก"}
    tables = made(tmp_path / "csv", evidence=[said("e1", source, quote) for source, quote in quotes.items()])
    write_comparison(tables, tmp_path / "comparison.csv", excel)
    content = (tmp_path / "comparison.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") == excel
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    mark = "'" if excel else ""
    assert [row["quote"] for row in rows] == [mark + quotes["s1"], mark + quotes["s2"], quotes["s3"]]
    assert rows[0]["date_as_stated"] == ""


def test_the_command(tmp_path, tables):
    ran = CliRunner().invoke(app, ["compare", str(tables.folder), "--csv", str(tmp_path / "c.csv"), "--limit", "1"])
    assert ran.exit_code == 0, ran.output
    assert "Several sources agree: 2 events, the first 1 shown" in ran.output
    assert "Послы встретились." in ran.output and "Мир заключили" not in ran.output
    assert len((tmp_path / "c.csv").read_text(encoding="utf-8").splitlines()) == 1 + len(EVIDENCE)


def test_a_folder_without_tables(tmp_path):
    ran = CliRunner().invoke(app, ["compare", str(tmp_path)])
    assert isinstance(ran.exception, OutputError)
    assert "holds no finished tables" in str(ran.exception) and "synchronicle run" in str(ran.exception)


def test_a_csv_file_that_cannot_be_written(tmp_path, tables):
    with pytest.raises(OutputError, match=r"cannot be written.*--csv"):
        write_comparison(tables, tmp_path / "nowhere" / "c.csv")


def test_thai_breaks_between_words():
    text = "เขาลงนามในสนธิสัญญาสันติภาพที่กรุงลอนดอน and left"
    lines = broken(text, 16).split("\n")
    assert lines == ["เขาลงนามใน", "สนธิสัญญาสันติภาพที่", "กรุงลอนดอน and left"]
    assert "".join(lines) == text
