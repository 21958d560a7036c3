"""What is known beforehand is found by its name alone, in each of the three languages."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from pipeline.knowledge import load
from pipeline.linking import link
from pipeline.linking.anchors import Anchors
from pipeline.linking.candidates import Candidates
from pipeline.linking.forms import Form, collect
from pipeline.linking.gazetteer import gazetteer
from pipeline.linking.titles import core
from pipeline.origin import OriginMap
from pipeline.records import Document, Extraction, Mention, Source

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru", "th")
TITLES = HERE.parents[1] / "pipeline" / "linking" / "titles.csv"


def source(name: str, language: str, rows: list[tuple[str, str]]) -> Extraction:
    mentions, at = [], 0
    for kind, surface in rows:
        mentions.append(Mention(kind, at, at + len(surface), surface, language))
        at += len(surface) + 1
    return Extraction(Document(Source(name, name), "", "", OriginMap.identity(0)), mentions=tuple(mentions))


@cache
def rows() -> tuple[dict[str, str], ...]:
    with (HERE / "known_three_languages.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def found() -> dict[str, list[bool]]:
    """For each kind, whether the three names of a row of the list came to one entity."""
    sources = [source(code, code, [(row["kind"], row[code]) for row in rows()]) for code in LANGUAGES]
    links = link(sources)
    right: dict[str, list[bool]] = {}
    for at, row in enumerate(rows()):
        right.setdefault(row["kind"], []).append(len({links.entity_of[code, at] for code in LANGUAGES}) == 1)
    return right


@pytest.mark.parametrize(("kind", "number", "least"), [("place", 120, 0.95), ("person", 80, 0.90)])
def test_a_historians_list_is_found_in_three_languages(kind: str, number: int, least: float) -> None:
    assert len(found()[kind]) == number
    assert sum(found()[kind]) / number >= least


@cache
def candidates() -> Candidates:
    return Candidates(load(), gazetteer())


def alone(kind: str, name: str, language: str) -> tuple[Anchors, Form]:
    form = collect([source("a", language, [(kind, name)])], candidates())[0]
    return Anchors(candidates()), form


@pytest.mark.parametrize("kind", ["place", "person", "organization", "event"])
def test_every_entry_is_found_by_its_names_without_any_context(kind: str) -> None:
    wrong = []
    for entry in load().entries:
        for language, name in entry.names.items() if entry.kind_of_table == kind else ():
            anchors, form = alone(kind, name, language)
            anchor = anchors.of_source([form]).get(form)
            shared = len(load().by_name(name, kind=kind)) > 1
            if not shared and (anchor is None or anchor.entry is not entry):
                wrong.append((entry.id, name, anchor.key if anchor else None))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_found_by_its_name_without_any_context(language: str) -> None:
    import pycountry
    from babel import Locale

    names = {country.alpha_2: Locale(language).territories[country.alpha_2] for country in pycountry.countries}
    wrong = []
    for code, name in names.items():
        anchors, form = alone("place", name, language)
        anchor = anchors.of_source([form]).get(form)
        if anchor is None or anchor.country_code not in (code, ""):
            wrong.append((code, name, anchor.key if anchor else None))
    assert wrong == []


def titles() -> list[dict[str, str]]:
    with TITLES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("rule", titles(), ids=lambda rule: rule["title"])
def test_every_title_by_its_example(rule: dict[str, str]) -> None:
    assert core(rule["example"]) == rule["core"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Carol II of Romania", "carol ii"),
        ("Matthias II, Holy Roman Emperor", "matthias ii"),
        ("พระเจ้าโครลที่ 2 แห่งโรมาเนีย", "โครลที่ 2"),
        ("Anne of Cleves", "anne of cleves"),
        ("King Charles", "king charles"),
        ("принц Генрих", "принц генрих"),
        ("เจ้าชายโจ", "เจ้าชายโจ"),
        ("Kingsley Amis", "kingsley amis"),
    ],
)
def test_a_realm_goes_and_a_common_first_name_keeps_its_title(name: str, expected: str) -> None:
    assert core(name) == expected
