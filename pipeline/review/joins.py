"""Events that several sentences tell: do they tell one event, or does one of them tell another?

Where they contradict each other the question of the contradiction has the same choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pipeline.corrections import Correction
from pipeline.export.values import PlainRow, plain_rows
from pipeline.review.passages import Reader
from pipeline.review.questions import DOUBTFUL, Choice, Passage, Question

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

KEYS = "123456789"
"""The sentences of an event are taken out by these keys, in its order."""
QUOTED = 60
"""Characters of a sentence that name it in a choice."""


def join_questions(tables: Tables, reader: Reader) -> Iterator[Question]:
    """A question for every event whose sentences were joined with doubt."""
    events = {row["event_id"]: row for row in plain_rows(tables, "events")}
    told: dict[str, dict[str, PlainRow]] = {}
    disputed = set()
    for row in plain_rows(tables, "evidence"):
        if row["join_confidence"] is not None:
            told.setdefault(row["event_id"], {}).setdefault(row["statement_id"], row)
        if row["stance"] == "contradicts":
            disputed.add(row["event_id"])
    for identity, statements in told.items():
        evidence = list(statements.values())
        doubt = round(1 - min(row["join_confidence"] for row in evidence), 3)
        if doubt >= DOUBTFUL and len(evidence) > 1 and identity not in disputed:
            event, value = events[identity], "|".join(sorted(statements))
            yield Question(
                "join", identity, value, doubt, f"Do these sentences tell one event, “{event['title']}”?",
                _decided(event), partial(_passages, reader, evidence), tuple(_choices(identity, value, evidence)),
                statements=frozenset(statements),
            )  # fmt: skip


def taken_apart(statements: Sequence[str], others: Sequence[str]) -> tuple[Correction, ...]:
    """The corrections by which each of the statements tells another event than each of the others."""
    return tuple(Correction("apart", one, other) for one in statements for other in others if one != other)


def _decided(event: PlainRow) -> tuple[tuple[str, str], ...]:
    lines = [
        ("date of the row", event["date_edtf"]),
        ("type", event["event_type"]),
        ("place", event["place_name"]),
        ("participants", " · ".join(event["participant_names"])),
    ]
    return tuple((label, value) for label, value in lines if value)


def _passages(reader: Reader, evidence: Sequence[PlainRow]) -> tuple[Passage, ...]:
    return tuple(
        reader.passage(row["source_id"], row["language"] or "", [(row["start"], row["end"])], _note(row), whole=True)
        for row in evidence
    )


def _note(row: PlainRow) -> str:
    return " · ".join(filter(None, (row["date_edtf"], f"sure of the join {row['join_confidence']}")))


def _choices(identity: str, value: str, evidence: Sequence[PlainRow]) -> Iterator[Choice]:
    yield Choice("y", "Yes", (Correction("confirm", identity, field="join", value=value),))
    statements = [row["statement_id"] for row in evidence]
    if len(evidence) == 2:
        yield Choice("n", "No, they tell two events", taken_apart(statements[1:], statements))
        return
    for key, row in zip(KEYS, evidence, strict=False):
        quote = " ".join(row["quote"].split())
        shown = quote if len(quote) <= QUOTED else quote[:QUOTED] + "…"
        yield Choice(key, f"No, “{shown}” tells another", taken_apart([row["statement_id"]], statements))
