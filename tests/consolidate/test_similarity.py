"""What speaks for one event and what against: two tellings in, more or less weight out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.consolidate.blocking import CROWD, pairs
from pipeline.consolidate.cluster import clusters
from pipeline.consolidate.counts import Counts, Weights
from pipeline.consolidate.disputes import disputed
from pipeline.consolidate.sides import sides
from pipeline.consolidate.similarity import NO, likeness
from pipeline.consolidate.telling import Part, Telling
from pipeline.consolidate.wording import Wording
from pipeline.dates.edtf import bounds, precision
from pipeline.records import DateValue, Entity

COUNTRY = {"kind": "country", "country_code": "TH"}
SIAM, KING = Entity("Siam", "place", "Siam", {"en": "Siam"}, attributes=COUNTRY), Entity("King", "person", "Rama V")


def telling(source: str, names: str, edtf: str = "", event_type: str = "agreement", **given: object) -> Telling:
    value = DateValue(edtf, *bounds(edtf), precision=precision(edtf)) if edtf else None
    parts = tuple(Part("actor", name, f"m{at}", 0.9) for at, name in enumerate(names.split()))
    plain = Telling(
        source, "en", event_type, "asserted", 0, 9, 0, (0, 9), "They met.", value, edtf, "", "", parts, frozenset(), 0.8
    )
    return replace(plain, **given)  # type: ignore[arg-type]


def weight(one: Telling, other: Telling) -> float:
    counts = Counts.by_source([one, other])
    return likeness(one, other, Weights(counts["a"], counts["b"]))


def test_the_same_word_speaks_for_one_event() -> None:
    plain = (telling("a", "Siam", event_type="other"), telling("b", "Siam", event_type="other"))
    said = [replace(one, trigger="besiege") for one in plain]
    assert weight(*said) > weight(*plain)
    assert weight(said[0], replace(said[1], language="ru")) == pytest.approx(weight(*plain))


@pytest.mark.parametrize(
    ("language", "verb", "noun", "another"),
    [
        ("en", "shoot", "shooting", "storm"),
        ("ru", "штурмовать", "штурм", "обстрелять"),
        ("th", "ล้อม", "การ ล้อม", "โจมตี"),
    ],
)
def test_a_verb_and_its_noun_are_one_word(language: str, verb: str, noun: str, another: str) -> None:
    plain = (telling(source, "Siam", event_type="other") for source in "ab")
    one, other = (replace(each, language=language, trigger=verb) for each in plain)
    assert weight(one, replace(other, trigger=noun)) == pytest.approx(weight(one, other))
    assert weight(one, replace(other, trigger=another)) < weight(one, other)


def dated(source: str, *years: str) -> list[Telling]:
    return [replace(telling(source, "Siam", year, "other"), start=9 + at) for at, year in enumerate(years)]


def rows(*tellings: Telling) -> list[str]:
    """The tellings without a date that are told together: the sources and starts of each row."""
    return [
        " ".join(f"{one.source_id}{one.start}" for one in cluster.tellings if not one.edtf)
        for cluster in clusters(sorted(tellings, key=lambda one: one.key))
        if any(not one.edtf for one in cluster.tellings)
    ]


def test_a_report_tells_its_occasion_again_where_a_history_tells_another() -> None:
    names = {100: "Siam Paknam", 200: "Siam"}
    told = [replace(telling("a", each), start=at, trigger="attack") for at, each in names.items()]
    report, history = dated("a", "1893"), dated("a", *map(str, range(1880, 1900)))
    assert rows(*told, *report) == ["a100 a200"]
    assert rows(*told, *[replace(each, trigger="attack") for each in history]) == ["a100", "a200"]


@pytest.mark.parametrize("names", ["Ney Wellington|Bülow Napoleon", "Ney Wellington|Ney Blücher"])
def test_a_report_tells_two_things_of_other_parties(names: str) -> None:
    two = [replace(telling("a", each), start=at, trigger="attack") for at, each in enumerate(names.split("|"), 1)]
    assert rows(*two) == ["a1", "a2"]
    assert "a1 a2 a300" not in rows(*two, replace(telling("a", "Ney"), start=300, trigger="attack"))


def test_reports_with_the_same_names_and_numbers_are_of_one_occasion() -> None:
    quake = frozenset({"qeshm", "5.9", "iran"})
    one, other = (replace(telling(source, source, event_type="other"), trigger="quake", terms=quake) for source in "ab")
    assert rows(one, other) == ["a0 b0"]
    assert rows(one, replace(other, terms=frozenset({"aceh", "6.1"}))) == ["a0", "b0"]


def test_two_steps_of_a_course_speak_against_it() -> None:
    one, other = telling("a", "Siam", "1909"), telling("b", "Siam", "1909")
    signed, ratified = (Wording(acts=frozenset({act})) for act in ("sign", "ratify"))
    assert weight(replace(one, wording=signed), replace(other, wording=ratified)) < weight(one, other)
    assert weight(replace(one, wording=signed), replace(other, wording=signed)) == weight(one, other)


def test_the_ruler_stands_for_the_state() -> None:
    known = sides([SIAM, KING])
    assert known == {"Siam": ("TH", True), "King": ("TH", False)}
    one, other = telling("a", "Siam Kedah Perlis", "1909"), telling("b", "King Kedah Perlis", "1909")
    stand = [replace(each, sides={name: known[name] for name in each.entities & known.keys()}) for each in (one, other)]
    assert weight(*stand) > weight(one, other)


def test_another_city_speaks_against_one_event_but_not_on_one_day() -> None:
    cities = [frozenset({"Bangkok"}), frozenset({"London"})]
    for edtf, lower in (("1909", True), ("1909-03-10", False)):
        plain = [telling("a", "Siam", edtf), telling("b", "Siam", edtf)]
        placed = [replace(each, spots=spots) for each, spots in zip(plain, cities, strict=True)]
        assert (weight(*placed) < weight(*plain)) is lower


def test_deaths_of_two_people_are_two_events() -> None:
    one, other = (telling(source, f"Siam King{source}", "1910", "death") for source in "ab")
    assert weight(one, other) > NO
    assert weight(replace(one, people=frozenset({"Kinga"})), replace(other, people=frozenset({"Kingb"}))) == NO


def test_undated_tellings_of_strangers_need_more() -> None:
    one, other = telling("a", "Siam"), telling("b", "Siam")
    others = [telling("a", "Chile Peru"), telling("b", "Crimea Turkey")]
    counts = Counts.by_source([one, other, *others * 9])
    strangers = likeness(one, other, Weights(counts["a"], counts["b"]))
    counts = Counts.by_source([one, other, *[replace(each, parts=others[0].parts) for each in others] * 9])
    assert strangers < likeness(one, other, Weights(counts["a"], counts["b"]))


def test_an_undated_telling_needs_two_in_common_or_the_same_word() -> None:
    one, other = telling("a", "Siam France", "1893"), telling("b", "Siam France")
    alone = replace(other, parts=other.parts[:1])
    assert weight(replace(one, parts=one.parts[:1]), alone) < weight(one, other)
    lone, again = (replace(one, parts=one.parts[:1], trigger=word) for word in ("", "besiege"))
    assert weight(again, replace(alone, trigger="besiege")) > weight(lone, alone)


def test_what_lasted_until_a_year_is_told_at_that_year() -> None:
    one, other = telling("a", "Siam France", "1893"), telling("b", "Siam France", around="1892")
    assert weight(one, replace(other, around="../1944")) < weight(one, other)


def test_pairs_do_not_grow_with_the_square() -> None:
    crowd = [replace(telling("a", "Siam", "1909"), start=at) for at in range(CROWD + 1)]
    assert list(pairs(crowd)) == []
    assert len(list(pairs(crowd[:3]))) == 3


def test_one_actor_each_contradicts_only_where_neither_sentence_names_the_other() -> None:
    people = {name: Entity(name, "person", name) for name in ("Suvorov", "Potemkin")}
    took = [
        Part("recipient", "Izmail", "m9", 0.9),
    ]
    one, other = (
        replace(telling(source, name, "1790-12-22", "military_action"), parts=(Part("actor", name, "m1", 0.9), *took))
        for source, name in (("a", "Suvorov"), ("b", "Potemkin"))
    )
    assert disputed([one, other], one, people) == {other.key: ("actor",)}
    assert disputed([one, replace(other, context=frozenset({"Suvorov"}))], one, people) == {}
