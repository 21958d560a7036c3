"""Doubtful dates: those that can be read in two ways, and those the rules are not sure of."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from pipeline.corrections import Correction
from pipeline.export.values import PlainRow, plain_rows
from pipeline.review.passages import Reader
from pipeline.review.questions import DOUBTFUL, INPUT, Choice, Passage, Question

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

NO_VALUE = 0.5
"""What the doubt of a date counts that has no value: it cannot mislead."""
TWO_READINGS = 0.5
"""The doubt of a date that can be read in two reckonings, at the least."""


def date_questions(tables: Tables, reader: Reader) -> Iterator[Question]:
    """A question for every date mention that has another reading or little confidence."""
    mentions = {row["mention_id"]: row for row in plain_rows(tables, "mentions") if row["kind"] == "date"}
    for date in plain_rows(tables, "dates"):
        mention = mentions[date["mention_id"]]
        sure = 1.0 if mention["confidence"] is None else mention["confidence"]
        doubt = round(_doubt(date, sure), 3)
        if doubt >= DOUBTFUL:
            look = partial(_passages, reader, mention)
            yield Question(
                "date", mention["mention_id"], date["edtf"] or "no value", doubt, _ask(date), _decided(date, sure),
                look, tuple(_choices(date)), (mention["mention_id"],),
            )  # fmt: skip


def _passages(reader: Reader, mention: PlainRow) -> tuple[Passage, ...]:
    span = [(mention["start"], mention["end"])]
    return (reader.passage(mention["source_id"], mention["language"] or "", span),)


def _doubt(date: PlainRow, sure: float) -> float:
    if not date["edtf"]:
        return (1 - sure) * NO_VALUE
    return max(1 - sure, TWO_READINGS if date["other_reading"] else 0.0)


def _ask(date: PlainRow) -> str:
    shown = " ".join(date["surface"].split())
    return (
        f"Does “{shown}” mean {date['edtf']}?"
        if date["edtf"]
        else f"Is it right that the text gives “{shown}” no date?"
    )


def _decided(date: PlainRow, sure: float) -> tuple[tuple[str, str], ...]:
    lines = [
        ("value", date["edtf"]),
        ("from", date["date_start"]),
        ("to", date["date_end"]),
        ("other reading", date["other_reading"]),
        ("calendar", date["calendar"]),
        ("why", date["basis"]),
        ("resolved from", date["anchor"]),
        ("sure", str(sure)),
    ]
    return tuple((label, value) for label, value in lines if value)


def _choices(date: PlainRow) -> Iterator[Choice]:
    identity = date["mention_id"]
    yield Choice("y", "Yes", (Correction("confirm", identity, field="date", value=date["edtf"] or "no value"),))
    if date["other_reading"]:
        other = (Correction("date", identity, value=date["other_reading"]),)
        yield Choice("o", f"No, it means {date['other_reading']}", other)
    yield Choice("n", "No, it means", (Correction("date", identity, value=INPUT),), "EDTF, such as 1893-07-13 or 1893")
    yield Choice("d", "It is no date", (Correction("drop", identity),))
