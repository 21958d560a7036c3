"""Candidates from Wikidata for the entities of finished tables, in a table beside them.

They are suggestions: nothing in the pipeline reads them. Who agrees with one says so in the
corrections.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.kb.client import KnowledgeBaseError
from pipeline.kb.entities import Wanted, wanted
from pipeline.kb.score import Score, score
from pipeline.kb.wikidata import Item, Wikidata
from pipeline.linking.importers.record import LANGUAGES, Record
from pipeline.linking.importers.wikidata_item import record_of
from pipeline.tables.cells import Row
from pipeline.tables.schema import Column, Table
from pipeline.tables.write import csv_bytes

KEPT = 5
"""Candidates of an entity that are written at most."""
PATIENCE = 3
"""Failures in a row after which no more is asked."""
TABLE = Table(
    "kb_candidates",
    "What the entities may be in Wikidata; suggestions for a person to judge",
    (
        Column("entity_id", "the row of people, places or organizations", required=True),
        Column("kind", "person, organization, or the kind of the place"),
        Column("name", "its name in the tables", required=True),
        Column("wikidata_id", "the candidate", required=True),
        *(Column(f"label_{code}", f"the candidate's name ({code})") for code in LANGUAGES),
        Column("description", "what Wikidata says it is, in English, Russian or Thai"),
        Column("candidate_kind", "its kind, where its classes tell one"),
        Column("valid_from", "birth or beginning (EDTF)"),
        Column("valid_to", "death or end (EDTF)"),
        Column("latitude", "degrees north", "number"),
        Column("longitude", "degrees east", "number"),
        Column("name_score", "how alike the names are, 0 to 1", "number"),
        Column("kind_score", "how well the kinds agree, 0 to 1", "number"),
        Column("agreement_score", "how well dates and position agree, 0 to 1; 0.5 where unknown", "number"),
        Column("score", "the weighted mean of the three", "number"),
    ),
    ("entity_id", "wikidata_id"),
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it: entities asked for, candidates written, and the problems met."""

    entities: int
    candidates: int
    problems: tuple[str, ...] = ()


def fetch(folder: Path, wikidata: Wikidata, limit: int) -> Fetched:
    """Asks for the `limit` most mentioned entities and writes `kb_candidates.csv` into the folder.

    An entity that cannot be searched for is left out. Raises KnowledgeBaseError where none can, or where
    the items found cannot be read, and OutputError where there are no tables or the file cannot be
    written; an older file then stays.
    """
    entities = wanted(folder)[:limit]
    found, problems = _search(entities, wikidata)
    if problems and not found:
        raise problems[0]
    items = dict(wikidata.items(identity for _, identities in found for identity in identities))
    rows = [row for entity, identities in found for row in _rows(entity, identities, items)]
    _write(folder / f"{TABLE.name}.csv", rows)
    return Fetched(len(found), len(rows), tuple(dict.fromkeys(map(str, problems))))


def _search(
    entities: Iterable[Wanted], wikidata: Wikidata
) -> tuple[list[tuple[Wanted, list[str]]], list[KnowledgeBaseError]]:
    found: list[tuple[Wanted, list[str]]] = []
    problems: list[KnowledgeBaseError] = []
    failures = 0
    for entity in entities:
        try:
            hits = [hit for code, name in entity.names.items() for hit in wikidata.search(name, code)]
        except KnowledgeBaseError as error:
            problems.append(error)
            failures += 1
            if failures == PATIENCE:
                break
        else:
            failures = 0
            found.append((entity, list(dict.fromkeys(hits))))
    return found, problems


def _rows(entity: Wanted, identities: Iterable[str], items: Mapping[str, Item]) -> list[Row]:
    scored = []
    for identity in identities:
        if identity in items:
            try:
                record = record_of(items[identity])
            except (ValueError, KeyError, TypeError, AttributeError, IndexError):
                continue  # not built as an item; no candidate then
            scored.append((score(entity, record), record, _description(items[identity])))
    scored.sort(key=lambda each: (-each[0].total, each[1].id))
    return [_row(entity, *each) for each in scored[:KEPT]]


def _row(entity: Wanted, scored: Score, record: Record, description: str) -> Row:
    return {
        "entity_id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "wikidata_id": record.wikidata_id,
        **{f"label_{code}": record.name_in(code) for code in LANGUAGES},
        "description": description,
        "candidate_kind": record.kind,
        "valid_from": record.valid_from,
        "valid_to": record.valid_to,
        "latitude": record.latitude,
        "longitude": record.longitude,
        "name_score": round(scored.name, 3),
        "kind_score": round(scored.kind, 3),
        "agreement_score": round(scored.agreement, 3),
        "score": round(scored.total, 3),
    }


def _description(item: Item) -> str:
    known = item.get("descriptions") or {}
    return next((str(known[code]["value"]) for code in LANGUAGES if code in known), "")


def _write(path: Path, rows: list[Row]) -> None:
    aside = path.with_suffix(".part")
    try:
        aside.write_bytes(csv_bytes(TABLE, rows))
        aside.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}", "Make room or change permissions") from error
