"""The same queue in the terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from pipeline.corrections import read_ledger
from pipeline.review.terminal import review_in_terminal


def played(session, *lines):
    """What is printed when a person types these lines, and how many decisions there were."""
    typed = iter(lines)

    def read(prompt):
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    screen = io.StringIO()
    return screen, review_in_terminal(session, Console(file=screen, width=200, color_system=None), read)


def test_answers_by_their_keys(session):
    first, second, *_ = session.queue()
    _, answered = played(session, "y", "", "s", "q")
    assert answered == 1
    (row,) = read_ledger(session.ledger)
    assert (row.action, row.subject, row.who) == ("confirm", first.subject, "Анна")
    assert second.question_id in session.skipped


def test_a_slip_is_taken_back(session):
    screen, answered = played(session, "u", "y", "", "u", "q")
    assert answered == 0 and read_ledger(session.ledger) == ()
    assert "nothing can be taken back" in screen.getvalue()


def test_a_date_is_typed_and_a_wrong_one_refused(session):
    for one in session.queue():
        if one.kind != "date":
            session.skip(one)
    screen, answered = played(session, "n", "in spring", "", "n", "1855-04", "because")
    assert answered == 1 and "is not an EDTF value" in screen.getvalue()
    (row,) = read_ledger(session.ledger)
    assert (row.action, row.value, row.why) == ("date", "1855-04", "because")


def test_an_offered_row_is_taken_by_its_number(own_session):
    one = next(one for one in own_session.queue("link") if own_session.candidates(one))
    for other in own_session.queue():
        if other != one:
            own_session.skip(other)
    identity, names = own_session.candidates(one)[0]
    screen, answered = played(own_session, "1", "the same", "q")
    assert answered == 1 and f"1  No, but {names} ({identity})" in " ".join(screen.getvalue().split(" "))
    assert any(identity in (row.subject, row.object) for row in read_ledger(own_session.ledger))


def test_an_event_is_taken_apart(own_session):
    one = next(one for one in own_session.queue("join") if one.choice("n"))
    for other in own_session.queue():
        if other != one:
            own_session.skip(other)
    screen, answered = played(own_session, "n", "two visits")
    assert answered == 1 and "n  No, they tell two events" in screen.getvalue()
    (row,) = read_ledger(own_session.ledger)
    assert (row.action, row.why) == ("apart", "two visits") and {row.subject, row.object} == one.statements
    own_session.apply()
    events = own_session.tables.evidence.set_index("statement_id").event_id
    assert set(events.loc[[row.subject]]).isdisjoint(events.loc[[row.object]])


def test_the_screen_shows_the_sentence(session):
    screen, _ = played(session, *["s"] * 20)
    shown = screen.getvalue()
    assert "Боуринг подписал договор в Бангкоке" in shown and "เบาว์ริงลงนาม" in shown
    assert "sounds like a name in another language" in shown
    assert "=Siam<script>alert(1)</script>" in shown


@pytest.mark.parametrize("line", ["?", "", "yes please"])
def test_other_keys(session, line):
    screen, answered = played(session, line, "q")
    assert answered == 0 and "there is no choice" in screen.getvalue()


def test_a_source_does_not_steer_the_terminal(session):
    from pipeline.review.terminal import _plain

    assert _plain("a\x1b[2Jb\rสยาม") == "a [2Jb สยาม"


def test_the_command(small_folder, tmp_path):
    from typer.testing import CliRunner

    from pipeline.cli import app

    words = ["review", str(small_folder), "--terminal", "--ledger", str(tmp_path / "c.csv"), "--who", "Ivan"]
    ran = CliRunner().invoke(app, words, input="y\nseen\nq\n")
    assert ran.exit_code == 0, ran.output
    (row,) = read_ledger(tmp_path / "c.csv")
    assert (row.who, row.why) == ("Ivan", "seen")
