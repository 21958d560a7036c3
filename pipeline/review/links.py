"""Doubtful links: forms of names of which the pipeline is not sure that they name the row it put them in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pipeline.corrections import Correction
from pipeline.export.values import ENTITIES, PlainRow, plain_rows
from pipeline.review.passages import Reader
from pipeline.review.questions import DOUBTFUL, INPUT, Choice, Passage, Question

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

ALONE = 0.5
"""What the doubt of a link counts where nothing was joined: a missed join costs less than a wrong one."""
PASSAGES, ELSEWHERE = 3, 2
"""How many sentences are shown with the form, and with other forms of the same row."""


def link_questions(tables: Tables, reader: Reader) -> Iterator[Question]:
    """A question for every form of every row of people, places and organizations that is doubtful enough."""
    rows = {row[key]: (row, kind) for table, (key, kind) in ENTITIES.items() for row in plain_rows(tables, table)}
    mentions: dict[str, dict[str, list[PlainRow]]] = defaultdict(lambda: defaultdict(list))
    for mention in plain_rows(tables, "mentions"):
        if mention["entity_id"] in rows:
            mentions[mention["entity_id"]][mention["surface"]].append(mention)
    for identity, forms in mentions.items():
        for form, found in forms.items():
            doubt = _doubt(found, is_alone=len(forms) == 1)
            if doubt >= DOUBTFUL:
                row, kind = rows[identity]
                others = [one for other, those in forms.items() if other != form for one in those[:1]]
                look = partial(_passages, reader, found, others)
                choices = tuple(_choices(identity, kind, form, found, is_alone=len(forms) == 1))
                yield Question(
                    "link", identity, form, doubt, _ask(form, row, kind, is_alone=len(forms) == 1),
                    _decided(row, found), look, choices, tuple(one["mention_id"] for one in found),
                )  # fmt: skip


def _doubt(found: Sequence[PlainRow], is_alone: bool) -> float:
    linked = min(1.0 if one["link_confidence"] is None else one["link_confidence"] for one in found)
    named = max(1.0 if one["confidence"] is None else one["confidence"] for one in found)
    return round(1 - (1 - (1 - linked) * (ALONE if is_alone else 1)) * named, 3)


def _ask(form: str, row: PlainRow, kind: str, is_alone: bool) -> str:
    shown = " ".join(form.split())
    return f"Is “{shown}” a row of its own ({kind})?" if is_alone else f"Does “{shown}” name {row['name']}?"


def _decided(row: PlainRow, found: Sequence[PlainRow]) -> tuple[tuple[str, str], ...]:
    names = dict.fromkeys(row[name] for name in ("name", "name_en", "name_ru", "name_th") if row[name])
    recognizers = dict.fromkeys(one["recognizer"] for one in found if one["recognizer"])
    lines = [
        ("row", " · ".join(names)),
        ("other forms", " · ".join(row["aliases"])),
        ("Wikidata", row["wikidata_id"]),
        ("why", found[0]["link_reason"]),
        ("sure of the link", found[0]["link_confidence"]),
        ("sure it is a name", found[0]["confidence"]),
        ("found by", ", ".join(recognizers)),
    ]
    return tuple((label, str(value)) for label, value in lines if value is not None and value != "")


def _passages(reader: Reader, found: Sequence[PlainRow], others: Sequence[PlainRow]) -> tuple[Passage, ...]:
    shown = [(one, "") for one in found[:PASSAGES]]
    shown += [(one, "another form of the same row") for one in others[:ELSEWHERE]]
    return tuple(
        reader.passage(one["source_id"], one["language"] or "", [(one["start"], one["end"])], note)
        for one, note in shown
    )


def _choices(identity: str, kind: str, form: str, found: Sequence[PlainRow], is_alone: bool) -> Iterator[Choice]:
    confirm = Correction("confirm", identity, field="link", value=form)
    yield Choice("y", "Yes", (confirm,))
    if is_alone:
        same = (Correction("same", INPUT, identity), Correction("confirm", INPUT, field="link", value=form))
        yield Choice("n", "No, it is this row", same, "id of the row it belongs to", asks_row=kind)
        yield Choice("d", "It is no name", (Correction("drop", identity),))
    else:
        different = (Correction("different", identity, INPUT, value=form),)
        asks = "id of the row it names; empty: a row of its own"
        yield Choice("n", "No, it names someone or something else", different, asks, asks_row=kind, may_be_empty=True)
        yield Choice("d", "It is no name", tuple(Correction("drop", one["mention_id"]) for one in found))
    yield Choice("e", "Better English name", (Correction("rename", identity, field="name_en", value=INPUT),), "name")
    yield Choice("w", "Wikidata item", (Correction("set", identity, field="wikidata_id", value=INPUT),), "Q…")
