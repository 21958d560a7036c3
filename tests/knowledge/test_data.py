"""The hand-made knowledge files hold together: ids, dates, scripts, positions and a handful of known facts."""

from __future__ import annotations

import csv
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest
from edtf import parse_edtf

Row = dict[str, str]
FILES = ("places", "organizations", "people", "events")
NAMES = "name_en,name_ru,name_th,variants_en,variants_ru,variants_th"
COLUMNS = {
    "places": f"id,kind,{NAMES},country_code,latitude,longitude,valid_from,valid_to,successors,wikidata_id",
    "organizations": f"id,kind,{NAMES},founded,dissolved,country_code,wikidata_id",
    "people": f"id,{NAMES},birth,death,country_code,wikidata_id",
    "events": f"id,{NAMES},event_type,date_edtf,places,participants,wikidata_id",
}
KINDS = {
    "places": "country city region water continent building other",
    "organizations": "alliance international government parliament party military secret_service company newspaper "
    "religious other",
}
EVENT_TYPES = (
    "agreement termination alliance declaration_of_war neutrality military_action occupation mobilization aid trade "
    "negotiation statement claim political_change repression protest sanction appointment birth death founding other"
)
LEAST = {"places": 880, "organizations": 220, "people": 500, "events": 540}
SCRIPTS = {"en": "LATIN", "ru": "CYRILLIC", "th": "THAI"}
ROMAN_NUMBER = re.compile(r"\b[IVXLC]+\b")
SPANS = {"places": ("valid_from", "valid_to"), "organizations": ("founded", "dissolved"), "people": ("birth", "death")}


@cache
def rows(table: str) -> tuple[Row, ...]:
    with files("pipeline.knowledge").joinpath(f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_id() -> dict[str, Row]:
    return {row["id"]: row for table in FILES for row in rows(table)}


def listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def names(row: Row, language: str) -> list[str]:
    return [row[f"name_{language}"], *listed(row[f"variants_{language}"])]


def years(edtf: str) -> Iterator[int]:
    for part in edtf.split("/"):
        if found := re.match(r"-?\d{4}", part):
            yield int(found.group())


@pytest.mark.parametrize("table", FILES)
def test_columns_and_order(table: str) -> None:
    assert list(rows(table)[0]) == COLUMNS[table].split(",")
    ids = [row["id"] for row in rows(table)]
    assert ids == sorted(ids), "rows stand in the order of their ids"
    assert len(ids) >= LEAST[table]
    assert all(None not in row and None not in row.values() for row in rows(table)), "a row has a cell too many or few"


def test_ids_are_unique_slugs_over_all_files() -> None:
    ids = [row["id"] for table in FILES for row in rows(table)]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


@pytest.mark.parametrize("table", FILES)
@pytest.mark.parametrize("language", SCRIPTS)
def test_a_name_on_two_entries_is_told_apart_by_years_or_means_the_whole_country(table: str, language: str) -> None:
    owners: dict[str, list[Row]] = {}
    for row in rows(table):
        for name in names(row, language):
            owners.setdefault(name.casefold().replace("ё", "е"), []).append(row)
    shared = {name: sharing for name, sharing in owners.items() if len(sharing) > 1}
    assert {name: [row["id"] for row in sharing] for name, sharing in shared.items() if not told_apart(sharing)} == {}


def told_apart(sharing: list[Row]) -> bool:
    """Whether at most one lasting country bears the name, and states of the past bore it one after the other."""
    if any(row.get("kind") not in ("country", "region") for row in sharing):
        return False
    spans = sorted((min(years(row["valid_from"])), max(years(row["valid_to"]))) for row in sharing if row["valid_to"])
    lasting = [row for row in sharing if row["kind"] == "country" and not row["valid_to"]]
    in_order = all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
    return in_order and len(lasting) <= 1 and len({row["country_code"] for row in sharing}) == 1


@pytest.mark.parametrize("table", FILES)
@pytest.mark.parametrize("language", SCRIPTS)
def test_every_name_is_in_its_script(table: str, language: str) -> None:
    wrong = []
    for row in rows(table):
        for name in names(row, language):
            letters = name if language == "en" else ROMAN_NUMBER.sub("", name)
            scripts = {unicodedata.name(letter).split()[0] for letter in letters if letter.isalpha()}
            clean = name == unicodedata.normalize("NFC", name).strip() and "  " not in name
            if scripts - {"MODIFIER"} != {SCRIPTS[language]} or not clean:
                wrong.append((row["id"], name))
    assert wrong == []


@pytest.mark.parametrize("table", KINDS)
def test_kinds(table: str) -> None:
    assert {row["kind"] for row in rows(table)} <= set(KINDS[table].split())


def test_event_types() -> None:
    assert {row["event_type"] for row in rows("events")} <= set(EVENT_TYPES.split())


def test_links_lead_somewhere() -> None:
    places = {row["id"] for row in rows("places")}
    for row in rows("places"):
        assert set(listed(row["successors"])) <= places - {row["id"]}, row["id"]
    for row in rows("events"):
        assert set(listed(row["places"])) <= places, row["id"]
        assert set(listed(row["participants"])) <= by_id().keys() - {row["id"]}, row["id"]


@pytest.mark.parametrize("table", SPANS)
def test_spans_are_edtf_and_in_order(table: str) -> None:
    first, last = SPANS[table]
    for row in rows(table):
        for cell in (row[first], row[last]):
            if cell:
                parse_edtf(cell)
        starts, ends = list(years(row[first])), list(years(row[last]))
        assert not (starts and ends) or starts[0] <= ends[0], row["id"]


def test_every_event_has_an_edtf_date_in_order() -> None:
    for row in rows("events"):
        parse_edtf(row["date_edtf"])
        assert sorted(years(row["date_edtf"])) == list(years(row["date_edtf"])) != [], row["id"]


def test_people_live_a_human_span() -> None:
    for row in rows("people"):
        births, deaths = list(years(row["birth"])), list(years(row["death"]))
        assert births or deaths, row["id"]
        if births and deaths:
            assert 10 <= deaths[0] - births[0] <= 110, row["id"]


def test_people_were_alive_when_they_took_part() -> None:
    people = {row["id"]: row for row in rows("people")}
    for event in rows("events"):
        when = list(years(event["date_edtf"]))
        for person in (people[name] for name in listed(event["participants"]) if name in people):
            lived = list(years(person["birth"])), list(years(person["death"]))
            assert not lived[0] or lived[0][0] <= when[-1], (event["id"], person["id"])
            assert not lived[1] or when[0] <= lived[1][0], (event["id"], person["id"])


def test_states_and_organizations_existed_when_they_took_part() -> None:
    """Within a year, for a state may be founded by the war it fights."""
    columns = {table: SPANS[table] for table in ("places", "organizations")}
    spans = {row["id"]: [list(years(row[c])) for c in columns[table]] for table in columns for row in rows(table)}
    for event in rows("events"):
        when = list(years(event["date_edtf"]))
        for name in listed(event["places"]) + listed(event["participants"]):
            first, last = spans.get(name, ([], []))
            assert not first or first[0] <= when[-1] + 1, (event["id"], name)
            assert not last or when[0] - 1 <= last[0], (event["id"], name)


def test_positions_are_on_the_globe_and_given_for_every_place() -> None:
    for row in rows("places"):
        assert -90 <= float(row["latitude"]) <= 90, row["id"]
        assert -180 <= float(row["longitude"]) <= 180, row["id"]


@pytest.mark.parametrize("table", ["places", "organizations", "people"])
def test_country_codes_are_of_today(table: str) -> None:
    import pycountry

    codes = {country.alpha_2 for country in pycountry.countries} | {"XK", ""}
    assert [row["id"] for row in rows(table) if row["country_code"] not in codes] == []


def test_wikidata_ids_are_well_formed_and_on_one_entry() -> None:
    ids = [row["wikidata_id"] for table in FILES for row in rows(table) if row["wikidata_id"]]
    assert [name for name in ids if not re.fullmatch(r"Q[1-9]\d*", name)] == []
    assert [name for name, times in Counter(ids).items() if times > 1] == []


FACTS = """
ottoman-empire          | valid_to     | 1922-11-01            | Османская империя    | จักรวรรดิออตโตมัน
istanbul                | country_code | TR                    | Константинополь      | คอนสแตนติโนเปิล
st-petersburg           | country_code | RU                    | Ленинград            | เลนินกราด
soviet-union            | wikidata_id  | Q15180                | СССР                 | สหภาพโซเวียต
thailand                | country_code | TH                    | Сиам                 | สยาม
lenin                   | death        | 1924-01-21            | Ленин                | เลนิน
rama-v                  | birth        | 1853-09-20            | Чулалонгкорн         | รัชกาลที่ 5
world-war-i             | date_edtf    | 1914-07-28/1918-11-11 | Первая мировая война | สงครามโลกครั้งที่ 1
montreux-convention     | date_edtf    | 1936-07-20            | Конвенция Монтрё     | อนุสัญญามงเทรอ
siamese-revolution-1932 | date_edtf    | 1932-06-24            | Сиамская революция   | การปฏิวัติสยาม พ.ศ. 2475
nato                    | founded      | 1949-04-04            | НАТО                 | นาโต
"""


@pytest.mark.parametrize("line", FACTS.strip().splitlines())
def test_known_facts(line: str) -> None:
    name, column, value, russian, thai = (cell.strip() for cell in line.split("|"))
    row = by_id()[name]
    assert row[column] == value
    assert russian in names(row, "ru")
    assert thai in names(row, "th")
