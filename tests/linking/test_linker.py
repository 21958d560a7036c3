from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.linking import Links, link
from pipeline.origin import OriginMap
from pipeline.records import DateMention, DateValue, Document, Extraction, Mention, Source

NAMES = [
    ("en", "person", "Fridtjof Nansen"),
    ("en", "person", "Nansen"),
    ("ru", "person", "Нансена"),
    ("ru", "person", "Фритьоф Нансен"),
    ("th", "person", "นันเซน"),
    ("en", "person", "Eva Nansen"),
    ("en", "place", "Georgia"),
    ("en", "place", "Atlanta"),
    ("ru", "place", "Грузии"),
    ("th", "place", "จอร์เจีย"),
    ("ru", "place", "Бергене"),
    ("en", "place", "Bergen"),
    ("th", "place", "เบอร์เกน"),
    ("en", "organization", "Red Cross"),
    ("th", "organization", "กาชาด"),
    ("ru", "event", "Бородинского сражения"),
    ("en", "event", "Battle of Borodino"),
    ("en", "place", "—"),
    ("th", "person", "๕"),
]


def extraction(source: str, names: list[tuple[str, str, str]], dates: tuple[DateMention, ...] = ()) -> Extraction:
    mentions, at = [], 0
    for language, kind, surface in names:
        mentions.append(Mention(kind, at, at + len(surface), surface, language))
        at += len(surface) + 1
    document = Document(Source(source, f"{source}.txt"), "", "", OriginMap.identity(0))
    return Extraction(document, mentions=tuple(mentions), dates=dates)


CORPORA = st.lists(st.lists(st.sampled_from(NAMES), max_size=8), min_size=1, max_size=3).map(
    lambda sources: [extraction(f"s{at}", names) for at, names in enumerate(sources)]
)


@settings(max_examples=20, deadline=None)
@given(CORPORA, st.randoms(use_true_random=False))
def test_the_order_of_sources_does_not_matter(corpus: list[Extraction], random: object) -> None:
    shuffled = list(corpus)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert link(shuffled) == link(corpus)


@settings(max_examples=20, deadline=None)
@given(CORPORA)
def test_every_name_has_one_entity_and_every_entity_a_name(corpus: list[Extraction]) -> None:
    links = link(corpus)
    places = {(e.document.source.source_id, at) for e in corpus for at in range(len(e.mentions))}
    assert set(links.entity_of) == set(links.confidence) == set(links.reason) == places
    rows = [*links.entities, *links.named_events]
    assert sorted(row.entity_id for row in rows) == sorted(set(links.entity_of.values()))
    for row in rows:
        assert row.name
        assert row.name not in row.aliases
        assert 0.0 <= row.confidence <= 1.0
        assert all(isinstance(value, str) and value for value in row.attributes.values())


@settings(max_examples=20, deadline=None)
@given(CORPORA, st.lists(st.sampled_from(NAMES), max_size=8))
def test_a_further_source_leaves_other_rows_their_ids(corpus: list[Extraction], names: list) -> None:
    before, after = link(corpus), link([*corpus, extraction("z", names)])
    members: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for place, entity in after.entity_of.items():
        members[entity].add(place)
    for entity, places in members.items():
        if all(source != "z" for source, _ in places):
            kept = {before.entity_of[place] for place in places}
            assert entity in kept or len(kept) > 1


def test_what_is_known_fills_the_row() -> None:
    links = link([extraction("a", [("ru", "place", "Лиме"), ("th", "place", "กรุงลิมา"), ("en", "place", "Peru")])])
    lima, peru = links.entities
    assert (lima.name, lima.names["ru"], lima.names["th"]) == ("Lima", "Лима", "ลิมา")
    assert lima.aliases == ("Лиме", "กรุงลิมา")
    assert lima.attributes["kind"] == "city"
    assert lima.attributes["country_code"] == "PE"
    assert lima.attributes["geonames_id"] == "3936456"
    assert float(lima.attributes["latitude"]) == pytest.approx(-12, abs=0.5)
    assert peru.attributes["kind"] == "country"
    assert links.reason["a", 2]


def test_what_is_unknown_stays_empty() -> None:
    links = link([extraction("a", [("ru", "place", "Верхнемышкино"), ("ru", "person", "Кузьмы Прудникова")])])
    person, place = links.entities
    assert place.attributes == {"kind": "other"}
    assert place.wikidata_id == person.wikidata_id == ""
    assert set(place.names) == set(person.names) == {"ru"}


def test_a_name_is_shown_as_prose_writes_it() -> None:
    heading = [("ru", "person", "ИВАН ПРУДНИКОВ"), ("ru", "person", "ИВАНА ПРУДНИКОВА"), ("en", "organization", "NATO")]
    prose = [("ru", "person", "Иваном Прудниковым")]
    for corpus in ([[*heading, *prose, ("en", "organization", "Nato")]], [heading, prose]):
        links = link([extraction(f"s{at}", names) for at, names in enumerate(corpus)])
        assert [entity.name for entity in links.entities] == ["NATO", "Иван Прудников"]


def test_nothing_gives_nothing() -> None:
    assert link([]) == Links()
    assert link([extraction("a", [])]) == Links()


def test_dates_are_not_linked() -> None:
    assert link([extraction("a", [("en", "date", "1905")])]) == Links()


def test_a_treaty_is_told_from_its_namesakes_by_the_year_beside_it(named_like: Callable[[str, str], str]) -> None:
    assert named_like("Treaty of Paris", "1856") == "treaty-of-paris-1856"
    assert named_like("Treaty of Paris", "1763") == "treaty-of-paris-1763"
    assert named_like("Treaty of Paris", "1990") == ""


def test_a_treaty_is_told_from_its_namesakes_by_the_parties_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.knowledge import load
    from pipeline.linking import linker

    (tmp_path / "events.csv").write_text(BY_PARTIES, encoding="utf-8")
    (tmp_path / "places.csv").write_text(STATES, encoding="utf-8")
    monkeypatch.setattr(linker, "load", lambda: load(tmp_path))

    def date_of(*names: str) -> str:
        treaty = ("ru", "event", "Бухарестский договор")
        links = link([extraction("a", [treaty, *(("ru", "place", name) for name in names)])])
        return links.named_events[0].attributes.get("date_edtf", "")

    assert date_of("Сербия", "Болгария") == "1886-03-03"
    assert date_of("Валахия", "Порта") == "1812-05-28"
    assert date_of("Валахия") == ""
    assert date_of("Валахия", "Порта", "Сербия", "Болгария") == ""


BY_PARTIES = """id,name_en,name_ru,event_type,date_edtf,participants
bucharest-1812,Treaty of Bucharest (1812),Бухарестский договор 1812 года,agreement,1812-05-28,wallachia|porte
bucharest-1886,Treaty of Bucharest (1886),Бухарестский договор 1886 года,agreement,1886-03-03,serbia|bulgaria
"""
STATES = """id,kind,name_en,name_ru,country_code
wallachia,country,Wallachia,Валахия,
porte,country,Porte,Порта,
serbia,country,Serbia,Сербия,RS
bulgaria,country,Bulgaria,Болгария,BG
"""
TREATIES = """id,name_en,event_type,date_edtf
treaty-of-paris-1763,Treaty of Paris (1763),agreement,1763-02-10
treaty-of-paris-1856,Treaty of Paris (1856),agreement,1856-03-30
"""


@pytest.fixture
def named_like(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    from pipeline.knowledge import load
    from pipeline.linking import linker

    (tmp_path / "events.csv").write_text(TREATIES, encoding="utf-8")
    monkeypatch.setattr(linker, "load", lambda: load(tmp_path))

    def run(name: str, year: str) -> str:
        date = DateMention(len(name) + 1, len(name) + 5, year, "en", DateValue(edtf=year))
        found = replace(extraction("a", [("en", "event", name)]), dates=(date,))
        row = link([found]).named_events[0]
        entries = {entry.fields["date_edtf"]: entry.id for entry in load(tmp_path).entries}
        return entries.get(row.attributes.get("date_edtf", ""), "")

    return run
