"""Events on which the sources disagree: is it they who differ, or was one of them misread?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline.compare import Compared, compared
from pipeline.corrections import Correction
from pipeline.export.values import PlainRow, plain_rows
from pipeline.review.passages import Reader
from pipeline.review.questions import INPUT, Choice, Passage, Question

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

LEAST = 0.5
"""The doubt of a contradiction at the least: whoever uses the event should have seen it."""
KEYS = "123456789"
"""The dates of the passages are corrected by these keys, in their order."""


def contradiction_questions(tables: Tables, reader: Reader) -> Iterator[Question]:
    """A question for every event that a source contradicts in some field."""
    events = {row["event_id"]: row for row in plain_rows(tables, "events")}
    told: dict[str, list[PlainRow]] = defaultdict(list)
    for row in plain_rows(tables, "evidence"):
        told[row["event_id"]].append(row)
    dates: dict[str, list[PlainRow]] = defaultdict(list)
    values = {row["mention_id"]: row["edtf"] or "" for row in plain_rows(tables, "dates")}
    for row in plain_rows(tables, "mentions"):
        if row["mention_id"] in values:
            dates[row["source_id"]].append(row)
    for one in _disputed(tables):
        event, evidence = events[one.event_id], told[one.event_id]
        inside = _inside(evidence, dates)
        value = "; ".join(one.disputes) or "contradicted"
        yield Question(
            "contradiction", one.event_id, value, round(max(LEAST, 1 - (event["confidence"] or 0.0)), 3),
            f"Do the sources disagree on “{event['title']}”?", _decided(event, one),
            partial(_passages, reader, evidence, inside), tuple(_choices(one.event_id, value, inside, values)),
            dates={row["mention_id"]: values[row["mention_id"]] for row in inside},
        )  # fmt: skip


def _disputed(tables: Tables) -> list[Compared]:
    """The events that some source contradicts, compared; the others are left out before, for there are many."""
    contradicted = tables.events.event_id[tables.events.corroboration == "contradicted"]
    contradicting = tables.evidence.event_id[tables.evidence.stance == "contradicts"]
    ids = {*contradicted, *contradicting}
    return compared(replace(tables, evidence=tables.evidence[tables.evidence.event_id.isin(ids)])) if ids else []


def _inside(evidence: Sequence[PlainRow], dates: dict[str, list[PlainRow]]) -> list[PlainRow]:
    """The date mentions that stand in the sentences, each once."""
    found = {
        date["mention_id"]: date
        for row in evidence
        for date in dates[row["source_id"]]
        if row["start"] <= date["start"] and date["end"] <= row["end"]
    }
    return list(found.values())


def _decided(event: PlainRow, one: Compared) -> tuple[tuple[str, str], ...]:
    lines = [("disputed", line) for line in one.disputes]
    lines += [("date of the row", event["date_edtf"]), ("type", event["event_type"]), ("place", event["place_name"])]
    lines += [("participants", " · ".join(event["participant_names"])), ("sure", str(event["confidence"] or ""))]
    return tuple((label, value) for label, value in lines if value)


def _passages(reader: Reader, evidence: Sequence[PlainRow], inside: Sequence[PlainRow]) -> tuple[Passage, ...]:
    spans: dict[tuple[str, int, int], list[str]] = {}
    for row in evidence:
        note = f"{row['stance']} {row['field'] or ''}".strip() + (f": {row['date_edtf']}" if row["date_edtf"] else "")
        spans.setdefault((row["source_id"], row["start"], row["end"]), []).append(note)
    languages = {row["source_id"]: row["language"] or "" for row in evidence}
    return tuple(
        reader.passage(
            source_id,
            languages[source_id],
            [(start, end), *((one["start"], one["end"]) for one in inside if one["source_id"] == source_id)],
            "; ".join(notes),
            whole=True,
        )
        for (source_id, start, end), notes in spans.items()
    )


def _choices(event_id: str, value: str, inside: Sequence[PlainRow], values: dict[str, str]) -> Iterator[Choice]:
    confirm = Correction("confirm", event_id, field="contradiction", value=value)
    yield Choice("y", "Yes, they disagree", (confirm,))
    for key, one in zip(KEYS, inside, strict=False):
        now = values[one["mention_id"]] or "no value"
        label = f"“{' '.join(one['surface'].split())}” is not {now} but"
        yield Choice(key, label, (Correction("date", one["mention_id"], value=INPUT),), "EDTF")
