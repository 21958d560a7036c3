"""Corrections as pictures: linked names in, a ledger in, linked names out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.corrections import Correction, kept_apart, mention_id, replay
from pipeline.ids import statement_id
from pipeline.linking import Links
from pipeline.origin import OriginMap
from pipeline.records import (
    DateMention,
    DateValue,
    Document,
    Entity,
    EventCandidate,
    Extraction,
    Mention,
    Role,
    Source,
)

# text, and for each name: surface, language, kind, row
TEXTS = {
    "s1": ("Georgia met Tbilisi. Georgia, Atlanta. In 1893 Stalin came.", [
        ("Georgia", "en", "place", "l1"), ("Tbilisi", "en", "place", "l2"), ("Atlanta", "en", "place", "l3"),
        ("Stalin", "en", "person", "p1"),
    ]),
    "s2": ("Грузия и Тифлис; Сталин.", [
        ("Грузия", "ru", "place", "l1"), ("Тифлис", "ru", "place", "l4"), ("Сталин", "ru", "person", "p2"),
    ]),
    "s3": ("สตาลินอยู่ที่ทบิลิซี", [("สตาลิน", "th", "person", "p1"), ("ทบิลิซี", "th", "place", "l2")]),
}  # fmt: skip
NAMES = {"l1": "Georgia", "l2": "Tbilisi", "l3": "Atlanta", "l4": "Тифлис", "p1": "Stalin", "p2": "Сталин"}
KINDS = {"l": "place", "p": "person"}


def given_input():
    extractions, entity_of, reason = [], {}, {}
    for source_id, (text, names) in TEXTS.items():
        mentions = []
        for index, (surface, language, kind, row) in enumerate(names):
            at = text.index(surface)
            mentions.append(Mention(kind, at, at + len(surface), surface, language))
            entity_of[source_id, index], reason[source_id, index] = row, "the same name"
        dates = ()
        if "1893" in text:
            at = text.index("1893")
            dates = (DateMention(at, at + 4, "1893", "en", DateValue("1893", "1893-01-01", "1893-12-31", "year")),)
        event = EventCandidate(
            "other", "asserted", 0, len(text), "en", 0, 1, date=len(dates) - 1,
            roles=tuple(Role("participant", index) for index in range(len(mentions))),
        )  # fmt: skip
        document = Document(Source(source_id, source_id), text, text, OriginMap.identity(len(text)))
        extractions.append(Extraction(document, (), tuple(mentions), dates, (event,)))
    entities = tuple(Entity(row, KINDS[row[0]], name, {"en": name}) for row, name in NAMES.items())
    confidence = dict.fromkeys(entity_of, 0.9)
    return extractions, Links(entities, (), entity_of, confidence, reason)


def rows(extractions, links):
    """Name of each row -> the surfaces that name it."""
    mentions = {(one.document.source.source_id, i): m for one in extractions for i, m in enumerate(one.mentions)}
    names = {entity.entity_id: entity.name for entity in links.entities}
    found = {name: [] for name in names.values()}
    for place, identity in links.entity_of.items():
        found[names[identity]].append(mentions[place].surface)
    return {name: " ".join(sorted(surfaces)) for name, surfaces in sorted(found.items())}


BEFORE = {
    "Atlanta": "Atlanta", "Georgia": "Georgia Грузия", "Stalin": "Stalin สตาลิน", "Tbilisi": "Tbilisi ทบิลิซี",
    "Сталин": "Сталин", "Тифлис": "Тифлис",
}  # fmt: skip

PICTURES = [
    ("same,p1,p2", {"Stalin": "Stalin Сталин สตาลิน", "Сталин": None}),
    ("same,l2,l4", {"Tbilisi": "Tbilisi Тифлис ทบิลิซี", "Тифлис": None}),
    ("different,l1,,,Грузия", {"Georgia": "Georgia", "Грузия": "Грузия"}),
    ("different,l1,l3,,Georgia", {"Georgia": "Грузия", "Atlanta": "Atlanta Georgia"}),
    ("rename,l4,,name,Tiflis", {"Тифлис": None, "Tiflis": "Тифлис"}),
    ("drop,l3", {"Atlanta": None}),
    ("confirm,l1,,link,Грузия", {}),
    ("confirm,m9,,date,1893", {}),
    ("confirm,e9,,contradiction,date: 1893 or 1894", {}),
    ("confirm,e9,,join,t1|t2", {}),
]


def correction(line):
    return Correction(*line.split(","))


@pytest.mark.parametrize(("line", "change"), PICTURES)
def test_what_a_correction_changes(line, change):
    extractions, links, unapplied = replay(*given_input(), [correction(line)])
    after = {name: surfaces for name, surfaces in {**BEFORE, **change}.items() if surfaces is not None}
    assert (rows(extractions, links), unapplied) == (after, [])


def test_a_row_that_was_joined_is_still_found_by_its_old_id():
    ledger = [
        correction("same,p1,p2"),
        correction("rename,p2,,name_ru,Иосиф Сталин"),
        correction("set,p2,,wikidata_id,Q855"),
    ]
    _, links, unapplied = replay(*given_input(), ledger)
    (stalin,) = [entity for entity in links.entities if entity.entity_id == "p1"]
    assert (stalin.names["ru"], stalin.wikidata_id, unapplied) == ("Иосиф Сталин", "Q855", [])


def test_a_confirmed_link_is_certain_and_says_by_whom():
    confirmed = Correction("confirm", "l1", field="link", value="Georgia", who="Анна")
    _, links, _ = replay(*given_input(), [confirmed])
    said = {place for place, reason in links.reason.items() if reason == "confirmed by Анна"}
    assert said == {("s1", 0)} and {links.confidence[place] for place in said} == {1.0}
    assert links.confidence["s2", 0] == 0.9


def test_any_other_column_can_be_set():
    _, links, _ = replay(*given_input(), [correction("set,l2,,latitude,41.7")])
    assert next(entity for entity in links.entities if entity.entity_id == "l2").attributes == {"latitude": "41.7"}


def test_a_date_gets_its_value():
    extractions, links = given_input()
    identity = mention_id("s1", extractions[0].dates[0])
    extractions, _, unapplied = replay(extractions, links, [correction(f"date,{identity},,,1893-07-13")])
    value = extractions[0].dates[0].value
    assert (value.edtf, value.start, value.end, value.precision) == ("1893-07-13", "1893-07-13", "1893-07-13", "day")
    assert not unapplied


def test_a_dropped_mention_leaves_the_others_where_they_were():
    extractions, links = given_input()
    identity = mention_id("s1", extractions[0].mentions[0])
    extractions, links, _ = replay(extractions, links, [correction(f"drop,{identity}")])
    assert rows(extractions, links) == {**BEFORE, "Georgia": "Грузия"}
    (event,) = extractions[0].events
    assert [extractions[0].mentions[role.mention].surface for role in event.roles] == ["Tbilisi", "Atlanta", "Stalin"]


def test_a_dropped_date_leaves_its_event_undated():
    extractions, links = given_input()
    identity = mention_id("s1", extractions[0].dates[0])
    extractions, _, _ = replay(extractions, links, [correction(f"drop,{identity}")])
    assert (extractions[0].dates, extractions[0].events[0].date) == ((), -1)


def test_statements_taken_apart_are_remembered_as_long_as_they_are_there():
    extractions, links = given_input()
    one, other = (statement_id(source_id, 0) for source_id in ("s1", "s2"))
    ledger = [correction(f"apart,{one},{other}"), correction("drop,l3")]
    assert replay(extractions, links, ledger)[2] == []
    assert kept_apart(ledger) == [(one, other)]


UNFIT = [
    (f"apart,{statement_id('s1', 0)},t9", "there is no statement t9"),
    ("same,p1,p9", "there is no row p9"),
    ("same,p1,l1", "p1 is a person, l1 a place"),
    ("different,l1,,,Tbilisi", "'Tbilisi' does not name l1"),
    ("rename,p9,,name,X", "there is no row p9"),
    ("date,m9,,,1893", "there is no date mention m9"),
    ("drop,m9", "there is no row and no mention m9"),
    ("confirm,l1,,link,Tbilisi", "'Tbilisi' does not name l1"),
]


@pytest.mark.parametrize(("line", "reason"), UNFIT)
def test_a_correction_that_no_longer_fits_is_reported(line, reason):
    extractions, links, unapplied = replay(*given_input(), [correction(line), correction("same,p1,p2")])
    assert [(one.correction.action, one.reason) for one in unapplied] == [(line.split(",")[0], reason)]
    assert rows(extractions, links)["Stalin"] == "Stalin Сталин สตาลิน"


LINES = [line for line, _ in PICTURES] + [line for line, _ in UNFIT]


@given(st.lists(st.sampled_from(LINES)))
def test_any_ledger_keeps_the_tables_whole(lines):
    ledger = [correction(line) for line in lines]
    extractions, links, _ = replay(*given_input(), ledger)
    again = replay(*given_input(), ledger)
    assert (again[0], again[1]) == (extractions, links)
    known = {entity.entity_id for entity in links.entities}
    mentions = {(one.document.source.source_id, i) for one in extractions for i in range(len(one.mentions))}
    assert set(links.entity_of) == mentions
    assert set(links.entity_of.values()) == known
