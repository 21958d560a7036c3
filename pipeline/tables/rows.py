"""From extractions, links and consolidated events to the rows of every table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from pipeline.consolidate import Consolidated
from pipeline.corrections import mention_id
from pipeline.linking import Links
from pipeline.records import DateMention, Entity, Extraction, Mention, Source
from pipeline.tables.cells import Cell, Row
from pipeline.tables.schema import TABLES

ID_COLUMN = {"person": "person_id", "place": "place_id", "organization": "organization_id"}
TABLE_OF = {"person": "people", "place": "places", "organization": "organizations"}


def table_rows(
    sources: Sequence[Source], extractions: Sequence[Extraction], links: Links, consolidated: Consolidated
) -> dict[str, list[Row]]:
    """The rows of every table of the schema, each in its fixed order."""
    used = _Usage.of(extractions, links, consolidated)
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    rows["sources"] = [_record(source) for source in sources]
    for extraction in extractions:
        rows["mentions"] += _mentions(extraction, links, consolidated)
        rows["dates"] += _dates(extraction)
    for entity in links.entities:
        rows[TABLE_OF[entity.kind]].append(_entity(entity, used))
    rows["events"] = [_record(row) for row in consolidated.events]
    rows["event_roles"] = [_record(row) for row in consolidated.roles]
    rows["evidence"] = [_record(row) for row in consolidated.evidence]
    for name, id_column in (("people", "person_id"), ("places", "place_id"), ("organizations", "organization_id")):
        rows[name].sort(key=lambda row, key=id_column: (-_number(row["mentions"]), str(row["name"]), str(row[key])))  # type: ignore[misc]
    rows["records"] = _flat(rows, used)
    return rows


class _Reason(NamedTuple):
    """How sure the link of a mention is, and why it was made."""

    confidence: float | None = None
    text: str = ""


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _record(record: Any) -> Row:
    return {one.name: getattr(record, one.name) for one in fields(record)}


def _mentions(extraction: Extraction, links: Links, consolidated: Consolidated) -> list[Row]:
    document = extraction.document
    source_id = document.source.source_id
    entity_of = {**links.entity_of, **consolidated.event_of}
    kind_of = {entity.entity_id: entity.kind for entity in links.entities}
    found: list[tuple[Mention | DateMention, str, str, _Reason]] = []
    for index, name in enumerate(extraction.mentions):
        entity_id = entity_of.get((source_id, index), "")
        # what all sources together know of a name may correct what it was taken for in one
        place = (source_id, index)
        reason = _Reason(links.confidence.get(place), links.reason.get(place, ""))
        found.append((name, kind_of.get(entity_id, name.kind), entity_id, reason))
    found += [(date, "date", "", _Reason()) for date in extraction.dates]
    rows: list[Row] = []
    for mention, kind, entity_id, (sure, why) in sorted(found, key=lambda one: (one[0].start, one[0].end, one[1])):
        begin, finish = document.origin.span(mention.start, mention.end)
        rows.append(
            {
                "mention_id": mention_id(source_id, mention),
                "source_id": source_id,
                "kind": kind,
                "surface": mention.surface,
                "start": mention.start,
                "end": mention.end,
                "origin_start": begin,
                "origin_end": finish,
                "language": mention.language,
                "entity_id": entity_id,
                "confidence": round(mention.confidence, 3),
                "recognizer": mention.recognizer,
                "link_confidence": sure,
                "link_reason": why,
            }
        )
    return rows


def _dates(extraction: Extraction) -> list[Row]:
    source_id = extraction.document.source.source_id
    return [
        {
            "mention_id": mention_id(source_id, date),
            "source_id": source_id,
            "surface": date.surface,
            "edtf": date.value.edtf,
            "date_start": date.value.start,
            "date_end": date.value.end,
            "precision": date.value.precision,
            "calendar": date.value.calendar,
            "basis": date.value.basis,
            "anchor": date.value.anchor,
            "modifier": date.value.modifier,
            "other_reading": date.value.other,
        }
        for date in extraction.dates
    ]


@dataclass
class _Usage:
    """Where each entity is named, and the days of the events it has a part in."""

    mentions: Counter[str] = field(default_factory=Counter)
    sources: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    languages: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    days: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, extractions: Sequence[Extraction], links: Links, consolidated: Consolidated) -> _Usage:
        used = cls()
        for extraction in extractions:
            source_id = extraction.document.source.source_id
            for index, mention in enumerate(extraction.mentions):
                named = {
                    consolidated.event_of.get((source_id, index), ""),
                    links.entity_of.get((source_id, index), ""),
                } - {""}
                for entity_id in named:
                    used.mentions[entity_id] += 1
                    used.sources[entity_id].add(source_id)
                    used.languages[entity_id].add(mention.language)
        dates = {row.event_id: (row.date_start, row.date_end) for row in consolidated.events}
        for role in consolidated.roles:
            used.days[role.entity_id] += [day for day in dates.get(role.event_id, ()) if day]
        return used

    def columns(self, entity_id: str) -> dict[str, Cell]:
        return {
            "mentions": self.mentions[entity_id],
            "sources": sorted(self.sources[entity_id]),
            "languages": sorted(self.languages[entity_id]),
        }

    def first_and_last(self, entity_id: str) -> tuple[str, str]:
        days = sorted(self.days[entity_id], key=day_key)
        return (days[0], days[-1]) if days else ("", "")


def day_key(day: str) -> tuple[int, str]:
    """Orders ISO days of any year, also before our era: ("-0043-03-15" before "0014-08-19")."""
    year, _, rest = day.lstrip("-").partition("-")
    return (-int(year) if day.startswith("-") else int(year)), rest


def _entity(entity: Entity, used: _Usage) -> Row:
    columns = TABLES[TABLE_OF[entity.kind]].names
    row: dict[str, Cell] = {
        ID_COLUMN[entity.kind]: entity.entity_id,
        "name": entity.name,
        **{f"name_{code}": entity.names.get(code, "") for code in ("en", "ru", "th")},
        "aliases": entity.aliases,
        "wikidata_id": entity.wikidata_id,
        "confidence": round(entity.confidence, 3),
        **used.columns(entity.entity_id),
    }
    row |= {name: value for name, value in entity.attributes.items() if name in columns}
    if entity.kind == "person":
        row["first_date"], row["last_date"] = used.first_and_last(entity.entity_id)
    return row


def _flat(rows: Mapping[str, Iterable[Row]], used: _Usage) -> list[Row]:
    flat: list[Row] = [
        {
            "record_type": "event",
            "record_id": row["event_id"],
            "name": row["title"],
            "type": row["event_type"],
            "participants": row["participant_names"],
            "mentions": used.mentions[str(row["event_id"])],
            **{name: row[name] for name in _SHARED if name in TABLES["events"].names},
        }
        for row in rows["events"]
    ]
    for kind, table in (("person", "people"), ("place", "places")):
        for row in rows[table]:
            first, last = used.first_and_last(str(row[ID_COLUMN[kind]]))
            flat.append(
                {
                    "record_type": kind,
                    "record_id": row[ID_COLUMN[kind]],
                    "type": row.get("kind", ""),
                    **{name: row[name] for name in _SHARED if name in row},
                    "date_start": first,
                    "date_end": last,
                }
            )
    return flat


_SHARED = (
    "name", "name_en", "name_ru", "name_th", "date_edtf", "date_start", "date_end", "latitude", "longitude",
    "sources", "languages", "mentions", "confidence",
)  # fmt: skip
