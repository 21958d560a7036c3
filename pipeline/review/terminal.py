"""The same review as plain screens in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from pipeline.errors import SynchronicleError
from pipeline.review.questions import Choice, Question

if TYPE_CHECKING:
    from pipeline.review.session import Session

CONTROLS = "s skip · u take back · a apply · q quit"


def review_in_terminal(session: Session, console: Console, read: Callable[[str], str] = input) -> int:
    """Asks one question after the other until none is left or `q`; returns how many were answered.

    `read` returns the line that the person types at a prompt, and raises EOFError at the end of the input.
    """
    answered = 0
    while queue := [one for one in session.queue() if one.question_id not in session.skipped]:
        question, candidates = queue[0], session.candidates(queue[0])
        _show(console, question, candidates, len(queue))
        try:
            key = read("> ").strip().lower()
            if key == "q":
                break
            if key == "s":
                session.skip(question)
            elif key == "u":
                taken = session.take_back()
                answered -= taken
                console.print("taken back" if taken else "nothing can be taken back")
            elif key == "a":
                _apply(session, console)
            elif choice := question.choice(key) or _for_row(question, key, candidates):
                offered = _offered(key, candidates) if question.choice(key) is None else ""
                text = offered or (read(f"{choice.asks}: ") if choice.asks else "")
                session.decide(question, choice.key, text, read("why (optional): "))
                answered += 1
            else:
                console.print(f"there is no choice {key!r}", markup=False)
        except EOFError:
            break
        except SynchronicleError as error:
            console.print(Text(str(error), style="red"))
    console.print(f"{answered} decisions in {session.ledger}", markup=False)
    return answered


def _show(console: Console, question: Question, candidates: list[tuple[str, str]], left: int) -> None:
    console.rule(Text(f"{left} left · {question.kind} · doubt {question.doubt:.2f}"))
    console.print(Text(question.ask, style="bold"))
    for passage in question.passages:
        line = Text("  ")
        for piece, marked in passage.pieces:
            line.append(_plain(piece), style="reverse" if marked else "")
        console.print(line)
        console.print(Text("    " + " · ".join(filter(None, (passage.source, passage.note))), style="dim"))
    for label, value in question.decided:
        console.print(Text(f"  {label:18}{_plain(value)}"))
    for number, (identity, names) in enumerate(candidates, 1):
        console.print(Text(f"  {number}  No, but {_plain(names)} ({identity}), which sounds alike"))
    for choice in question.choices:
        console.print(Text(f"  {choice.key}  {_plain(choice.label)}" + (f" ({choice.asks})" if choice.asks else "")))
    console.print(Text(f"  {CONTROLS}", style="dim"))


def _offered(key: str, candidates: list[tuple[str, str]]) -> str:
    """The id of the row that is offered under this number, "" if none is."""
    return dict(enumerate((identity for identity, _ in candidates), 1)).get(int(key) if key.isdecimal() else 0, "")


def _for_row(question: Question, key: str, candidates: list[tuple[str, str]]) -> Choice | None:
    """The choice that an offered row answers."""
    return next((one for one in question.choices if one.asks_row and _offered(key, candidates)), None)


def _plain(text: str) -> str:
    """The text without control characters: a source must not steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)


def _apply(session: Session, console: Console) -> None:
    summary = session.apply()
    console.print(f"applied: {summary.events} events")
    for one in summary.unapplied:
        console.print(f"not applied: {one.correction.action} {one.correction.subject}: {one.reason}", markup=False)
