"""The queue as a picture, and what becomes of the answers."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.corrections import Correction, append, read_ledger
from pipeline.errors import SettingsError
from pipeline.review.questions import Answers


def drawn(question):
    """The question with its first passage, what is marked in brackets."""
    pieces = question.passages[0].pieces
    return question.ask, "".join(f"[{piece}]" if marked else piece for piece, marked in pieces)


def find(session, start):
    return next(one for one in session.queue() if one.ask.startswith(start))


QUEUE = [
    ("Is “Foreign Office” a row", "Siam opened its ports; the [Foreign Office] was pleased."),
    ("Does “เบาว์ริง” name John Bowring?", "[เบาว์ริง]ลงนามในสนธิสัญญาที่กรุงเทพฯเมื่อพ.ศ. ๒๓๙๙"),
    ("Does “พ.ศ. ๒๓๙๙” mean 1856?", "เบาว์ริงลงนามในสนธิสัญญาที่กรุงเทพฯเมื่อ[พ.ศ. ๒๓๙๙]"),
    ("Does “Боуринг” name John Bowring?", "[Боуринг] подписал договор в Бангкоке 6 (18) апреля 1855 года."),
    (
        "Do the sources disagree on “=1+1”?",
        "A clerk of [=Siam<script>alert(1)</script>] wrote \U0001f40d [@Bangkok].",
    ),
    (
        "Do the sources disagree on “Bowring signs a treaty, Bangkok, 1855”?",
        "On [18 April 1855] Sir John Bowring signed a treaty in Bangkok.",
    ),
]


@pytest.mark.parametrize(("ask", "passage"), QUEUE)
def test_question(session, ask, passage):
    assert drawn(find(session, ask))[1] == passage


def test_the_most_doubtful_come_first(session):
    doubts = [one.doubt for one in session.queue()]
    assert doubts == sorted(doubts, reverse=True)
    assert doubts.index(max(doubts)) < doubts.index(min(doubts))
    assert min(doubts) >= 0.1
    asked = [one.ask for one in session.queue()]
    assert asked.index("Does “เบาว์ริง” name John Bowring?") < asked.index("Does “Боуринг” name John Bowring?")


def test_what_was_decided_and_why(session):
    decided = dict(find(session, "Does “เบาว์ริง”").decided)
    assert decided["why"] == "sounds like a name in another language"
    assert decided["sure of the link"] == "0.62"
    assert "John Bowring" in decided["row"] and "Боуринг" in decided["other forms"]
    assert dict(find(session, "Does “พ.ศ. ๒๓๙๙”").decided)["other reading"] == "1855-04"


def test_other_forms_of_the_row_are_shown_for_comparison(session):
    passages = find(session, "Does “เบาว์ริง”").passages
    assert [(one.language, one.note != "") for one in passages] == [("th", False), ("en", True), ("ru", True)]


def test_every_telling_of_a_contradiction_is_shown(session):
    question = find(session, "Do the sources disagree on “Bowring")
    assert [(one.language, one.note) for one in question.passages] == [
        ("en", "supports: 1855-04-18"), ("ru", "supports: 1855-04-18"), ("th", "contradicts date: 1856"),
    ]  # fmt: skip
    assert [one.key for one in question.choices] == ["y", "n", "1", "2", "3"]


# question, key, text: what the ledger says then
ANSWERS = [
    ("Does “เบาว์ริง” name", "y", "", [("confirm", "p0a", "", "link", "เบาว์ริง")]),
    ("Does “เบาว์ริง” name", "n", "", [("different", "p0a", "", "", "เบาว์ริง")]),
    ("Does “เบาว์ริง” name", "d", "", [("drop", "msth0", "", "", "")]),
    ("Is “Foreign Office”", "y", "", [("confirm", "o0d", "", "link", "Foreign Office")]),
    ("Is “Foreign Office”", "d", "", [("drop", "o0d", "", "", "")]),
    ("Does “พ.ศ. ๒๓๙๙”", "y", "", [("confirm", "msth2", "", "date", "1856")]),
    ("Does “พ.ศ. ๒๓๙๙”", "o", "", [("date", "msth2", "", "", "1855-04")]),
    ("Does “พ.ศ. ๒๓๙๙”", "n", " 1855~ ", [("date", "msth2", "", "", "1855~")]),
    ("Does “พ.ศ. ๒๓๙๙”", "d", "", [("drop", "msth2", "", "", "")]),
    ("Do the sources disagree on “Bowring", "1", "1855", [("date", "msth2", "", "", "1855")]),
    (
        "Do the sources disagree on “Bowring",
        "n",
        "",
        [
            ("apart", "tsthe0f", "tsene0f", "", ""),
            ("apart", "tsthe0f", "tsrue0f", "", ""),
        ],
    ),
    (
        "Do the sources disagree on “=1+1",
        "1",
        "l0b",
        [("different", "l0c", "l0b", "", "=Siam<script>alert(1)</script>")],
    ),
]


@pytest.mark.parametrize(("ask", "key", "text", "rows"), ANSWERS)
def test_an_answer_lands_in_the_ledger_and_is_not_asked_again(session, ask, key, text, rows):
    question = find(session, ask)
    session.decide(question, key, text, "стр. 5")
    written = read_ledger(session.ledger)
    assert [(one.action, one.subject, one.object, one.field, one.value) for one in written] == rows
    assert {(one.who, one.why) for one in written} == {("Анна", "стр. 5")}
    assert all(len(one.when) == 10 for one in written)
    assert question.question_id not in {one.question_id for one in session.queue()}


def test_a_name_at_fault_in_a_contradiction(session):
    question = find(session, "Do the sources disagree on “=1+1")
    labels = {one.key: one.label for one in question.choices}
    assert labels["2"] == "No, “@Bangkok” is not Bangkok but"
    with pytest.raises(SettingsError, match="there is no place p0a"):
        session.decide(question, "2", "p0a")
    assert not question.is_settled(Answers.of([Correction("confirm", "l0b", field="link", value="@Bangkok")]))


def test_a_contradiction_is_remembered_as_long_as_it_stays_the_same(session):
    question = find(session, "Do the sources disagree on “Bowring")
    session.decide(question, "y")
    (written,) = read_ledger(session.ledger)
    assert (written.action, written.field) == ("confirm", "contradiction") and "1856" in written.value
    assert question not in session.queue()
    other = Correction("confirm", question.subject, field="contradiction", value="date: quite another dispute")
    assert not question.is_settled(Answers.of([other]))


def test_two_rows_become_one(session):
    question = find(session, "Is “Foreign Office”")
    with pytest.raises(SettingsError, match="there is no organization p0a"):
        session.decide(question, "n", "p0a")
    with pytest.raises(SettingsError, match="needs a text"):
        session.decide(question, "n", "")
    assert not session.ledger.exists()
    session.decide(find(session, "Does “@Bangkok”"), "n", "l0c")
    assert read_ledger(session.ledger)[0].object == "l0c"


def test_a_slip_is_taken_back(session):
    question, other = find(session, "Does “เบาว์ริง”"), find(session, "Does “พ.ศ. ๒๓๙๙”")
    assert not session.take_back()
    session.decide(question, "d")
    session.decide(other, "y")
    assert session.decided == 2 and session.take_back()
    assert [one.action for one in read_ledger(session.ledger)] == ["drop"]
    assert other.question_id in {one.question_id for one in session.queue()}
    assert session.take_back() and read_ledger(session.ledger) == ()
    session.decide(question, "y")
    append(session.ledger, [Correction("drop", "p9")])
    assert not session.take_back() and len(read_ledger(session.ledger)) == 2


def test_extra_knowledge_does_not_answer_the_question(session):
    question = find(session, "Does “เบาว์ริง”")
    session.decide(question, "e", "Bowring")
    session.decide(question, "w", "Q335321")
    assert [one.action for one in read_ledger(session.ledger)] == ["rename", "set"]
    assert question.question_id in {one.question_id for one in session.queue()}


def test_wrong_values_are_refused(session):
    question = find(session, "Does “พ.ศ. ๒๓๙๙”")
    for key, text in (("n", "in spring"), ("n", ""), ("x", "")):
        with pytest.raises(SettingsError):
            session.decide(question, key, text)
    assert not session.ledger.exists()


def test_skipped_questions_come_last_and_kinds_can_be_picked(session):
    first = session.queue()[0]
    session.skip(first)
    assert session.queue()[-1] == first
    assert {one.kind for one in session.queue("date")} == {"date"}


def test_a_ledger_edited_by_hand_counts(session):
    append(session.ledger, [Correction("confirm", "p0a", field="link", value="เบาว์ริง")])
    assert not [one for one in session.queue() if one.ask.startswith("Does “เบาว์ริง”")]


def test_a_name_finds_its_row_across_scripts(session):
    one = find(session, "Does “เบาว์ริง”")
    elsewhere = dataclasses.replace(one, subject="p00")
    assert [identity for identity, _ in session.candidates(elsewhere)] == ["p0a"]


def test_rows_that_sound_alike_are_offered(own_session):
    offered = {one.value: own_session.candidates(one) for one in own_session.queue("link")}
    rows = set(own_session.tables.people.person_id) | set(own_session.tables.places.place_id)
    rows |= set(own_session.tables.organizations.organization_id)
    assert any(offered.values()) and {identity for found in offered.values() for identity, _ in found} <= rows
    for one in own_session.queue("link"):
        assert one.subject not in dict(offered[one.value])
    assert own_session.candidates(own_session.queue("date")[0]) == []


def test_an_event_joined_in_error_is_taken_apart_and_stays_so(own_session):
    question = own_session.queue("join")[0]
    separate = next(one for one in question.choices if one.key in ("n", "1"))
    own_session.decide(question, separate.key, why="two visits")
    assert question.question_id not in {one.question_id for one in own_session.queue()}
    assert own_session.apply().unapplied == ()
    out, kept = separate.corrections[0].subject, {one.object for one in separate.corrections}
    for _ in range(2):  # and again on the next run
        evidence = own_session.tables.evidence
        events = [set(evidence[evidence.statement_id.isin(said)].event_id) for said in ({out}, kept)]
        assert all(events) and events[0].isdisjoint(events[1])
        assert question.question_id not in {one.question_id for one in own_session.queue()}
        own_session.apply()


def test_joins_are_asked_by_doubt_and_a_confirmed_one_is_not_asked_again(own_session):
    first, *_ = own_session.queue("join")
    assert first.ask.startswith("Do these sentences tell one event") and len(first.passages) == len(first.statements)
    assert [one.key for one in first.choices] in (["y", "n"], ["y", *"123456789"[: len(first.statements)]])
    own_session.decide(first, "y")
    assert first.question_id not in {one.question_id for one in own_session.queue()}
    another = Correction("confirm", first.subject, field="join", value="t1|t2")
    assert not first.is_settled(Answers.of([another]))


def test_decisions_are_applied_and_stay(own_session):
    link = next(one for one in own_session.queue("link") if one.choice("n").may_be_empty)
    date = own_session.queue("date")[0]
    own_session.decide(link, "y")
    own_session.decide(date, "n", "1066-10-14")
    (contradiction, *_) = own_session.queue("contradiction")
    own_session.decide(contradiction, "y")
    assert own_session.apply().unapplied == ()
    assert not own_session.take_back()
    left = {one.subject for one in own_session.queue()}
    assert date.subject not in left and contradiction.subject not in left
    mentions = own_session.tables.mentions.set_index("mention_id")
    assert set(mentions.loc[list(link.mentions)].link_reason) == {"confirmed by Анна"}
    assert own_session.tables.dates.set_index("mention_id").loc[date.subject].edtf == "1066-10-14"
