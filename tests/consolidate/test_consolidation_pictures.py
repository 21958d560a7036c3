"""Candidates of several documents in, joined rows out.

A telling is one line: source, type, polarity, date (EDTF or -), then `role:entity` words and `=event` for a
named event. A row of the table: type, date, sources, corroboration, entities.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.consolidate import Consolidated, consolidate
from pipeline.dates.edtf import bounds, precision
from pipeline.ids import statement_id
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

PLACES = ("Chile", "Peru", "Bolivia", "Brazil", "Lima", "Siam", "France", "Bangkok", "Paris")
CAPITALS = {"Lima": "PE", "Bangkok": "TH", "Paris": "FR"}
COUNTRIES = {"Chile": "CL", "Peru": "PE", "Bolivia": "BO", "Brazil": "BR", "Siam": "TH", "France": "FR"}
EVENTS = {"Ancón": ("agreement", "1883-10-20"), "Pacific War": ("military_action", "")}
STATEMENT = "What happened there, in words of its own. "


@dataclass(frozen=True)
class Linked:
    entities: tuple[Entity, ...]
    entity_of: dict[tuple[str, int], str]
    named_events: tuple[Entity, ...]


@dataclass
class Draft:
    mentions: list[Mention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    events: list[EventCandidate] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def build(picture: str) -> tuple[list[Extraction], Linked]:
    drafts: dict[str, Draft] = {}
    for line in filter(str.strip, picture.splitlines()):
        source, event_type, polarity, edtf, *words = line.split()
        draft = drafts.setdefault(source, Draft())
        start = len(draft.events) * len(STATEMENT)
        date = -1
        if edtf != "-":
            date = len(draft.dates)
            value = DateValue(edtf, *bounds(edtf), precision=precision(edtf))
            draft.dates.append(DateMention(start, start + 4, "What", "en", value))
        roles, named = [], -1
        for offset, word in enumerate(words):
            role, _, name = word.rpartition(":")
            index = len(draft.mentions)
            kind = "event" if word.startswith("=") else "place"
            at = start + 5 + 2 * offset
            draft.mentions.append(Mention(kind, at, at + 1, STATEMENT[at - start], "en"))
            draft.names.append(word[1:].replace("_", " ") if kind == "event" else name)
            if kind == "event":
                named = index
            else:
                roles.append(Role(role, index, 0.9))
        draft.events.append(
            EventCandidate(
                event_type, polarity, start, start + len(STATEMENT) - 1, "en", start, start + 4,
                date, "explicit" if date >= 0 else "", named, tuple(roles), 0.8,
            )
        )  # fmt: skip
    extractions, entity_of = [], {}
    for source, draft in drafts.items():
        text = STATEMENT * len(draft.events)
        document = Document(Source(source, f"{source}.txt"), text, text, OriginMap.identity(len(text)))
        extractions.append(Extraction(document, (), tuple(draft.mentions), tuple(draft.dates), tuple(draft.events)))
        entity_of |= {(source, index): name for index, name in enumerate(draft.names)}
    return extractions, Linked(entities(), entity_of, named_events())


def entities() -> tuple[Entity, ...]:
    return tuple(
        Entity(
            name, "place", name, {"en": name},
            attributes={
                "kind": "country" if name in COUNTRIES else "city",
                "country_code": COUNTRIES.get(name) or CAPITALS[name],
                "latitude": "1.5", "longitude": "-2",
            },
        )
        for name in PLACES
    )  # fmt: skip


def named_events() -> tuple[Entity, ...]:
    return tuple(
        Entity(name, "event", name, {"en": name}, attributes={"event_type": kind, "date_edtf": edtf})
        for name, (kind, edtf) in EVENTS.items()
    )


def table(result: Consolidated, told_only: bool = True) -> list[str]:
    roles: dict[str, list[str]] = {}
    for role in result.roles:
        roles.setdefault(role.event_id, []).append(role.entity_id)
    return [
        " ".join(
            [
                row.event_type, row.date_edtf or "-", "+".join(row.sources) or "-", row.corroboration,
                *sorted(roles.get(row.event_id, [])),
                *([f"={row.title}"] if row.event_id in EVENTS else []),
            ]
        )
        for row in result.events
        if row.sources or not told_only
    ]  # fmt: skip


def consolidated(picture: str) -> list[str]:
    return table(consolidate(*build(picture)))


PICTURES = {
    "two sources, one event, the more precise date": (
        """
        a declaration_of_war asserted 1879 actor:Chile recipient:Peru
        b declaration_of_war asserted 1879-04-05 actor:Chile recipient:Peru
        """,
        ["declaration_of_war 1879-04-05 a+b corroborated Chile Peru"],
    ),
    "another year is another event": (
        """
        a occupation asserted 1881 actor:Chile recipient:Peru
        b occupation asserted 1864 actor:Chile recipient:Peru
        """,
        ["occupation 1864 b single Chile Peru", "occupation 1881 a single Chile Peru"],
    ),
    "near types join, far ones do not": (
        """
        a agreement asserted 1883-10-20 actor:Chile participant:Peru
        b alliance asserted 1883-10 actor:Chile participant:Peru
        b birth asserted 1883-10-20 actor:Chile place:Peru
        """,
        ["birth 1883-10-20 b single Chile Peru", "agreement 1883-10-20 a+b corroborated Chile Peru"],
    ),
    "a named event is one row, however often it is told": (
        """
        a agreement asserted 1883-10-20 actor:Chile participant:Peru =Ancón
        a agreement asserted - actor:Chile =Ancón
        b agreement asserted 1883 participant:Peru =Ancón
        """,
        ["agreement 1883-10-20 a+b corroborated Chile Peru =Ancón"],
    ),
    "sources that date a named event otherwise contradict each other": (
        """
        a agreement asserted 1883-10-20 actor:Chile participant:Peru =Ancón
        b agreement asserted 1884 actor:Chile participant:Peru =Ancón
        c agreement asserted 1883 actor:Chile participant:Peru =Ancón
        """,
        ["agreement 1883-10-20 a+b+c contradicted Chile Peru =Ancón"],
    ),
    "who did it to whom can be contradicted too": (
        """
        a military_action asserted 1880-06-07 actor:Chile recipient:Peru
        b military_action asserted 1880-06-07 actor:Peru recipient:Chile
        """,
        ["military_action 1880-06-07 a+b contradicted Chile Peru"],
    ),
    "a capital stands for its government, but not where it is the place": (
        """
        a statement asserted 1893-07 actor:Bangkok recipient:Paris
        b negotiation asserted 1893-10-03 actor:Siam recipient:France place:Bangkok
        """,
        [
            "statement 1893-07 a single France Siam",
            "negotiation 1893-10-03 b single Bangkok France Siam",
        ],
    ),
    "what one source denies the other asserts": (
        """
        a alliance asserted 1879 actor:Bolivia participant:Peru
        b alliance negated 1879 actor:Bolivia participant:Peru
        """,
        ["alliance 1879 a+b contradicted Bolivia Peru"],
    ),
    "two datings of one treaty without a name": (
        """
        a agreement asserted 1883-10-20 actor:Chile participant:Peru
        b agreement asserted 1883-10-30 actor:Peru participant:Chile
        """,
        ["agreement 1883-10-20 a+b contradicted Chile Peru"],
    ),
    "the same day of another year": (
        """
        a occupation asserted 1881-01-17 actor:Chile recipient:Lima
        b occupation asserted 1882-01-17 actor:Chile recipient:Lima
        """,
        ["occupation 1881-01-17 a+b contradicted Chile Lima"],
    ),
    "two events where one source tells both": (
        """
        a agreement asserted 1883-10-20 actor:Chile participant:Peru
        b agreement asserted 1883-10-20 actor:Chile participant:Peru
        b agreement asserted 1883-10-30 actor:Chile participant:Peru
        """,
        ["agreement 1883-10-20 a+b corroborated Chile Peru", "agreement 1883-10-30 b single Chile Peru"],
    ),
    "a series of like events": (
        """
        a military_action asserted 1880-05-26 actor:Chile recipient:Peru
        a military_action asserted 1880-06-07 actor:Chile recipient:Peru
        b military_action asserted 1881-01-13 actor:Chile recipient:Peru
        """,
        [
            "military_action 1880-05-26 a single Chile Peru",
            "military_action 1880-06-07 a single Chile Peru",
            "military_action 1881-01-13 b single Chile Peru",
        ],
    ),
    "decades apart": (
        """
        a agreement asserted 1856 actor:Siam participant:France
        b agreement asserted 1907 actor:Siam participant:France
        """,
        ["agreement 1856 a single France Siam", "agreement 1907 b single France Siam"],
    ),
    "years of aid, and a year of it": (
        """
        a aid asserted 1879/1883 actor:Brazil recipient:Peru
        b aid asserted 1879 actor:Brazil recipient:Peru
        """,
        ["aid 1879 a+b contradicted Brazil Peru"],
    ),
    "until a day, and on it": (
        """
        a military_action asserted 1879-04-05/1883-10-20 actor:Chile recipient:Peru
        b military_action asserted 1883-10-20 actor:Chile recipient:Peru
        """,
        ["military_action 1883-10-20 a+b corroborated Chile Peru"],
    ),
    "what is only planned contradicts nothing": (
        """
        a alliance asserted 1879 actor:Bolivia participant:Peru
        b alliance future 1879 actor:Bolivia participant:Peru
        """,
        ["alliance 1879 a single Bolivia Peru", "alliance 1879 b single Bolivia Peru"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("picture", "expected"), PICTURES.values(), ids=PICTURES.keys())
def test_picture(picture: str, expected: list[str]) -> None:
    assert sorted(consolidated(picture)) == sorted(expected)


def statement(place: str) -> str:
    """The id of a telling by its source and number, from 0: "b1"."""
    return statement_id(place[0], int(place[1:]) * len(STATEMENT))


APART = {
    "two sentences that tell two events": (
        """
        a declaration_of_war asserted 1879 actor:Chile recipient:Peru
        b declaration_of_war asserted 1879-04-05 actor:Chile recipient:Peru
        """,
        ["b0 a0"],
        ["declaration_of_war 1879 a single Chile Peru", "declaration_of_war 1879-04-05 b single Chile Peru"],
    ),
    "each is free to be joined with another": (
        """
        a agreement asserted 1883-10-20 actor:Chile participant:Peru
        b agreement asserted 1883-10-20 actor:Chile participant:Peru
        b alliance asserted 1883-10-20 actor:Bolivia participant:Peru
        """,
        ["b0 a0"],
        ["agreement 1883-10-20 b single Chile Peru", "agreement 1883-10-20 a+b corroborated Bolivia Chile Peru"],
    ),
    "of two sentences about a named event the first is not about it": (
        """
        a agreement asserted 1883-10-20 actor:Chile participant:Peru =Ancón
        b agreement asserted 1884 actor:Chile participant:Bolivia =Ancón
        """,
        ["b0 a0"],
        ["agreement 1883-10-20 a single Chile Peru =Ancón", "agreement 1884 b single Bolivia Chile"],
    ),
    "a third source does not join them again": (
        """
        a occupation asserted 1881-01-17 actor:Chile recipient:Lima
        b occupation asserted 1881-01-17 actor:Chile recipient:Lima
        c occupation asserted 1881-01-17 actor:Chile recipient:Lima
        """,
        ["c0 a0", "c0 b0"],
        ["occupation 1881-01-17 a+b corroborated Chile Lima", "occupation 1881-01-17 c single Chile Lima"],
    ),
    "a contradiction of two events": (
        """
        a agreement asserted 1883-10-20 actor:Chile participant:Peru
        b agreement asserted 1883-10-30 actor:Peru participant:Chile
        """,
        ["b0 a0"],
        ["agreement 1883-10-20 a single Chile Peru", "agreement 1883-10-30 b single Chile Peru"],
    ),
}


@pytest.mark.parametrize(("picture", "apart", "expected"), APART.values(), ids=APART.keys())
def test_what_is_taken_apart_stays_apart(picture: str, apart: list[str], expected: list[str]) -> None:
    pairs = [(statement(one), statement(other)) for one, other in map(str.split, apart)]
    assert sorted(table(consolidate(*build(picture), pairs))) == sorted(expected) != sorted(consolidated(picture))


def test_evidence_says_how_sure_it_is_that_it_is_one_event() -> None:
    result = consolidate(
        *build(
            """
            a agreement asserted 1883-10-20 actor:Chile participant:Peru
            b agreement asserted 1883-10-20 actor:Chile participant:Peru
            a aid asserted 1884 actor:Brazil recipient:Bolivia
            b aid asserted 1884 actor:Brazil recipient:Lima
            a military_action asserted 1866 actor:Siam recipient:France
            """
        )
    )
    sure = {row.statement_id: row.join_confidence for row in result.evidence}
    assert sure[statement("a0")] == sure[statement("b0")]
    assert 0.5 <= (sure[statement("a1")] or 0.0) < (sure[statement("a0")] or 0.0) <= 1.0
    assert sure[statement("a2")] is None


def test_evidence_says_which_source_contradicts() -> None:
    result = consolidate(*build(PICTURES["sources that date a named event otherwise contradict each other"][0]))
    assert [(row.source_id, row.date_edtf, row.stance, row.field) for row in result.evidence] == [
        ("a", "1883-10-20", "supports", ""),
        ("b", "1884", "contradicts", "date"),
        ("c", "1883", "supports", ""),
    ]


def test_every_named_event_has_a_row_and_its_mentions_lead_to_it() -> None:
    extractions, links = build("a agreement asserted 1883-10-20 actor:Chile =Ancón")
    result = consolidate(extractions, links)
    assert {row.event_id for row in result.events} >= set(EVENTS)
    assert result.event_of == {("a", 1): "Ancón"}
    untold = next(row for row in result.events if row.event_id == "Pacific War")
    assert (untold.number_of_sources, untold.summary, untold.date_edtf) == (0, "", "")


lines = st.tuples(
    st.sampled_from("abcd"),
    st.sampled_from(["agreement", "alliance", "military_action", "occupation", "statement"]),
    st.sampled_from(["asserted", "asserted", "negated"]),
    st.sampled_from(["-", "1879", "1879-04", "1879-04-05", "1881", "1879/1883", "../1883", "187X"]),
    st.sampled_from(["actor:Chile", "actor:Peru", "actor:Bolivia"]),
    st.sampled_from(["recipient:Peru", "participant:Brazil", "place:Lima", "=Ancón"]),
).map(" ".join)


@given(st.lists(lines, min_size=1, max_size=9), st.randoms())
def test_order_of_sources_changes_nothing(tellings: list[str], random: object) -> None:
    extractions, links = build("\n".join(tellings))
    expected = consolidate(extractions, links)
    for order in itertools.islice(itertools.permutations(extractions), 6):
        assert consolidate(order, links) == expected


@given(st.lists(lines, min_size=1, max_size=9))
def test_rows_hold_together(tellings: list[str]) -> None:
    extractions, links = build("\n".join(tellings))
    result = consolidate(extractions, links)
    ids = [row.event_id for row in result.events]
    assert len(ids) == len(set(ids))
    assert {row.event_id for row in result.roles} | {row.event_id for row in result.evidence} <= set(ids)
    keys = [(row.event_id, row.source_id, row.start, row.end, row.stance, row.field) for row in result.evidence]
    assert len(keys) == len(set(keys))
    sentences = {(row.source_id, row.start) for row in result.evidence}
    told = {(one.document.source.source_id, event.start) for one in extractions for event in one.events}
    assert sentences == told
    for row in result.events:
        sources = {evidence.source_id for evidence in result.evidence if evidence.event_id == row.event_id}
        assert set(row.sources) == sources
        assert row.title
        assert (row.corroboration == "single") == (len(sources) <= 1)


@given(st.lists(lines, min_size=2, max_size=9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=4))
def test_no_event_rests_on_two_statements_that_are_kept_apart(
    tellings: list[str], chosen: list[tuple[int, int]]
) -> None:
    extractions, links = build("\n".join(tellings))
    rows = consolidate(extractions, links).evidence
    statements = sorted({row.statement_id for row in rows})
    pairs = [(statements[x % len(statements)], statements[y % len(statements)]) for x, y in chosen]
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    after = consolidate(extractions, links, pairs)
    events = {(row.event_id, row.statement_id) for row in after.evidence}
    for one, other in pairs:
        assert {event for event, told in events if told == one}.isdisjoint(
            event for event, told in events if told == other
        )
    assert len({row.event_id for row in after.events}) == len(after.events)


def test_a_further_source_changes_no_id_of_rows_without_it() -> None:
    first = """
        a declaration_of_war asserted 1879 actor:Chile recipient:Peru
        b declaration_of_war asserted 1879-04-05 actor:Chile recipient:Peru
        b statement asserted 1866 actor:Brazil recipient:Bolivia
        """
    before = {row.event_id for row in consolidate(*build(first)).events}
    after = consolidate(*build(first + "\nc founding asserted 1782 actor:Siam place:Bangkok")).events
    assert before < {row.event_id for row in after}
