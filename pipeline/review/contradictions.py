"""Events on which the sources disagree: is it they who differ, or was one of them misread?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from pipeline.compare import Compared, compared
from pipeline.corrections import Correction
from pipeline.export.values import ENTITIES, PlainRow, plain_rows
from pipeline.review.joins import taken_apart
from pipeline.review.passages import Reader
from pipeline.review.questions import INPUT, Choice, Passage, Question

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

LEAST = 0.5
"""The doubt of a contradiction at the least: whoever uses the event should have seen it."""
KEYS = "123456789"
"""What may be at fault in the passages is corrected by these keys, in its order."""


def contradiction_questions(tables: Tables, reader: Reader) -> Iterator[Question]:
    """A question for every event that a source contradicts in some field."""
    disputed = _disputed(tables)
    if not disputed:
        return
    events = {row["event_id"]: row for row in plain_rows(tables, "events")}
    rows = {row[key]: row["name"] for table, (key, _) in ENTITIES.items() for row in plain_rows(tables, table)}
    told, mentions = _grouped(tables, "evidence", "event_id"), _grouped(tables, "mentions", "source_id")
    values = {row["mention_id"]: row["edtf"] or "" for row in plain_rows(tables, "dates")}
    for one in disputed:
        event, evidence = events[one.event_id], told[one.event_id]
        fields = {row["field"] for row in evidence if row["field"]}
        inside = _inside(evidence, mentions)
        dates = [row for row in inside if row["mention_id"] in values and (not fields or "date" in fields)]
        names = [row for row in inside if row["entity_id"] in rows] if fields - {"date"} else []
        value = "; ".join(one.disputes) or "contradicted"
        choices = [*_misread(dates, values), *_misnamed(names, rows)]
        yield Question(
            "contradiction", one.event_id, value, round(max(LEAST, 1 - (event["confidence"] or 0.0)), 3),
            f"Do the sources disagree on “{event['title']}”?", _decided(event, one),
            partial(_passages, reader, evidence, [*dates, *names]),
            tuple(_choices(one.event_id, value, evidence, choices)),
            dates={row["mention_id"]: values[row["mention_id"]] for row in dates},
            forms=frozenset((row["entity_id"], row["surface"]) for row in names),
            statements=frozenset(row["statement_id"] for row in evidence),
        )  # fmt: skip


def _grouped(tables: Tables, name: str, column: str) -> dict[str, list[PlainRow]]:
    groups: dict[str, list[PlainRow]] = defaultdict(list)
    for row in plain_rows(tables, name):
        groups[row[column]].append(row)
    return groups


def _disputed(tables: Tables) -> list[Compared]:
    """The events that some source contradicts, compared; the others are left out before, for there are many."""
    contradicted = tables.events.event_id[tables.events.corroboration == "contradicted"]
    contradicting = tables.evidence.event_id[tables.evidence.stance == "contradicts"]
    ids = {*contradicted, *contradicting}
    return compared(replace(tables, evidence=tables.evidence[tables.evidence.event_id.isin(ids)])) if ids else []


def _inside(evidence: Sequence[PlainRow], mentions: dict[str, list[PlainRow]]) -> list[PlainRow]:
    """The mentions that stand in the sentences, each once, those of the sentences that contradict first."""
    found = {
        mention["mention_id"]: mention
        for row in sorted(evidence, key=lambda row: row["stance"] != "contradicts")
        for mention in mentions[row["source_id"]]
        if row["start"] <= mention["start"] and mention["end"] <= row["end"]
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


def _choices(event_id: str, value: str, evidence: Sequence[PlainRow], faults: Sequence[Choice]) -> Iterator[Choice]:
    yield Choice("y", "Yes, they disagree", (Correction("confirm", event_id, field="contradiction", value=value),))
    if separate := taken_apart(*_two_sides(evidence)):
        yield Choice("n", "No, they tell two events", separate)
    for key, fault in zip(KEYS, faults, strict=False):
        yield replace(fault, key=key)


def _two_sides(evidence: Sequence[PlainRow]) -> tuple[list[str], list[str]]:
    """The statements that contradict the row, and those that do not."""
    against = dict.fromkeys(row["statement_id"] for row in evidence if row["stance"] == "contradicts")
    return list(against), [row["statement_id"] for row in evidence if row["statement_id"] not in against]


def _misread(dates: Sequence[PlainRow], values: dict[str, str]) -> Iterator[Choice]:
    for one in dates:
        label = f"No, “{' '.join(one['surface'].split())}” is not {values[one['mention_id']] or 'without a date'} but"
        yield Choice("", label, (Correction("date", one["mention_id"], value=INPUT),), "EDTF")


def _misnamed(names: Sequence[PlainRow], rows: dict[str, str]) -> Iterator[Choice]:
    asks = "id of the row it names; empty: a row of its own"
    for one in {(row["entity_id"], row["surface"]): row for row in names}.values():
        label = f"No, “{' '.join(one['surface'].split())}” is not {rows[one['entity_id']]} but"
        wrong = (Correction("different", one["entity_id"], INPUT, value=one["surface"]),)
        yield Choice("", label, wrong, asks, asks_row=one["kind"], may_be_empty=True)
