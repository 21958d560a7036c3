"""Capitals that stand for states, and the titles of events."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import pytest

from pipeline.consolidate.government import Governments, seats
from pipeline.consolidate.titles import templates, templates_of_words, title
from pipeline.dates.edtf import bounds
from pipeline.events.language import event_language
from pipeline.events.patterns import expand
from pipeline.records import Entity
from pipeline.tables.schema import EVENT_TYPES


def place(name: str, kind: str, code: str, lived: str = "/") -> Entity:
    first, _, last = lived.partition("/")
    attributes = {"kind": kind, "country_code": code, "valid_from": first, "valid_to": last}
    return Entity(
        name, "place", name, {"en": name}, attributes={key: value for key, value in attributes.items() if value}
    )


PLACES = (
    place("Berlin", "city", "DE"),
    place("Bonn", "city", "DE"),
    place("Hamburg", "city", "DE"),
    place("Washington, D.C.", "city", "US"),
    place("United States", "country", "US"),
    place("Prussia", "country", "DE", "1525/1918"),
    place("West Germany", "country", "DE", "1949-05-23/1990-10-03"),
    place("Germany", "country", "DE"),
)


@pytest.mark.parametrize(
    ("city", "date", "state"),
    [
        ("Berlin", "1866", "Prussia"),
        ("Berlin", "2005", "Germany"),
        ("Bonn", "1972", "West Germany"),
        ("Bonn", "1866", "Bonn"),
        ("Hamburg", "1866", "Hamburg"),
        ("Washington, D.C.", "1947-03", "United States"),
        ("Washington, D.C.", "", "United States"),
        ("Germany", "1866", "Germany"),
    ],
)
def test_state_of(city: str, date: str, state: str) -> None:
    assert Governments(PLACES).state_of(city, date, {}) == state


def test_of_states_alive_then_the_source_speaks_of_one() -> None:
    assert Governments(PLACES).state_of("Berlin", "", {"West Germany": 3, "Germany": 7, "Prussia": 1}) == "Germany"


def test_the_file_of_former_capitals_is_sound() -> None:
    with (files("pipeline.consolidate") / "capitals.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        assert row["name"] in row["example"]
        assert len(row["country_code"]) == 2
        assert bounds(f"{row['from'] or '..'}/{row['to'] or '..'}")
        assert row["name"].casefold() in seats()


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        ("Portugal joins NATO, 1949", ("alliance", ["Portugal"], ["NATO"], "", "1949-04-04", "asserted")),
        ("Chile declares war on Peru, 1879", ("declaration_of_war", ["Chile"], ["Peru"], "", "1879", "asserted")),
        ("Death of Chopin, Paris, 1849", ("death", ["Chopin"], [], "Paris", "1849-10-17", "asserted")),
        ("Occupation of Lima, 1881–1883", ("occupation", [], ["Lima"], "", "1881/1883", "asserted")),
        ("Neutrality of Sweden, until 1945 (denied)", ("neutrality", ["Sweden"], [], "", "../1945-05", "negated")),
        ("Military action, 1893", ("military_action", [], [], "", "1893", "asserted")),
        ("Agreement of Siam with France, Bangkok", ("agreement", ["Siam"], ["France"], "Bangkok", "", "asserted")),
        ("Trade of A, B, C and others", ("trade", ["A", "B", "C", "D"], [], "", "", "asserted")),
        ("A and B join C", ("alliance", ["A", "B"], ["C"], "", "", "asserted")),
        ("Political change, Cairo, 1952", ("political_change", [], [], "Cairo", "1952", "asserted")),
        ("Death of Caesar, -0043", ("death", [], ["Caesar"], "", "-0043-03-15", "asserted")),
    ],
)
def test_title(expected: str, arguments: tuple[str, list[str], list[str], str, str, str]) -> None:
    assert title(*arguments) == expected


@pytest.mark.parametrize(
    ("expected", "arguments"),
    [
        (
            "Napoleon invades Spain, 1808",
            ("military_action", ["Napoleon"], [], "Spain", "1808", "asserted", ["invade"]),
        ),
        (
            "Austria and Prussia invade France, 1792",
            ("military_action", ["Austria", "Prussia"], ["France"], "", "1792", "asserted", ["invade"], True),
        ),
        ("Siege of Orleans, 1428", ("military_action", [], ["Orleans"], "", "1428", "asserted", ["осада"])),
        ("Siege of Acre (possible)", ("military_action", [], [], "Acre", "", "hypothetical", ["siege"])),
        ("Coup of Obregon, 1920", ("political_change", ["Obregon"], [], "", "1920", "asserted", ["รัฐ ประหาร"])),
        (
            "Tasman arrives in Tonga, 1643",
            ("other", ["Tasman"], [], "Tonga", "1643", "asserted", ["see", "arrive"]),
        ),
        ("Tasman, Tonga, 1643", ("other", ["Tasman"], [], "Tonga", "1643", "asserted", ["see"])),
    ],
)
def test_title_by_the_word_that_tells_it(expected: str, arguments: tuple[Any, ...]) -> None:
    assert title(*arguments) == expected


def test_every_word_with_a_plainer_title_tells_events_of_its_type() -> None:
    heads: dict[str, set[str]] = {}
    for code in ("en", "ru", "th"):
        language = event_language(code)
        assert language is not None
        for trigger in language.trigger_list:
            for reading in expand(trigger.pattern, language.joint):
                main = next((part[1:] for part in reading if part.startswith("*")), reading[0])
                heads.setdefault(trigger.event_type, set()).update((main, main.split(" ")[0]))
    unknown = [word for event_type, word in templates_of_words() if word not in heads[event_type]]
    assert not unknown


def test_every_type_has_its_templates() -> None:
    assert set(templates()) == set(EVENT_TYPES)
    for event_type in EVENT_TYPES:
        for actors in ([], ["A"]):
            for others in ([], ["B"]):
                assert title(event_type, actors, others, "", "", "asserted")
