"""Linked data: events, people, places and organizations as schema.org in JSON-LD, with their evidence as PROV.

One graph with its context inside, so that nothing has to be fetched to read it. Names of rows are
`urn:synchronicle:<kind>:<id>`; what schema.org and PROV have no word for stands under `urn:synchronicle:term:`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.export.annotations import WIKIDATA, evidence_urn
from pipeline.export.values import ENTITIES, PlainRow, json_bytes, kinds_by_id, known, plain_rows, urn

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

Node = dict[str, Any]

CONTEXT: Node = {
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "edtf": "http://id.loc.gov/datatypes/edtf",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "term": "urn:synchronicle:term:",
    "schema:startDate": {"@type": "xsd:date"},
    "schema:endDate": {"@type": "xsd:date"},
    "schema:sameAs": {"@type": "@id"},
    "schema:location": {"@type": "@id"},
    "schema:participant": {"@type": "@id"},
    "prov:wasDerivedFrom": {"@type": "@id"},
    "prov:wasQuotedFrom": {"@type": "@id"},
    "term:date": {"@type": "edtf"},
    "term:existedFrom": {"@type": "edtf"},
    "term:existedTo": {"@type": "edtf"},
}
"""The type `edtf` is the Library of Congress's (id.loc.gov/datatypes/edtf)."""
GEONAMES = "https://sws.geonames.org/{}/"
TYPES = {"person": "schema:Person", "place": "schema:Place", "organization": "schema:Organization"}
PLACE_TYPES = {
    "country": "schema:Country", "city": "schema:City", "region": "schema:AdministrativeArea",
    "water": "schema:BodyOfWater", "continent": "schema:Continent",
    "building": "schema:LandmarksOrHistoricalBuildings",
}  # fmt: skip
LANGUAGES = ("en", "ru", "th")


def linked_data(tables: Tables) -> dict[str, bytes]:
    """`graph.jsonld`: sources, entities, events with the parts of their participants, and evidence."""
    kinds = kinds_by_id(tables)
    graph = [_source(row) for row in plain_rows(tables, "sources")]
    for table, (key, kind) in ENTITIES.items():
        graph += [_entity(row, row[key], kind) for row in plain_rows(tables, table)]
    roles, evidence = _by_event(tables, "event_roles"), _by_event(tables, "evidence")
    for row in plain_rows(tables, "events"):
        told = evidence[row["event_id"]]
        place = urn(kinds[row["place_id"]], row["place_id"]) if row["place_id"] in kinds else ""
        graph.append(_event(row, place, list(_parts(roles[row["event_id"]], kinds)), told))
        graph += [_evidence(one) for one in told]
    return {"graph.jsonld": json_bytes({"@context": CONTEXT, "@graph": graph})}


def _by_event(tables: Tables, name: str) -> dict[str, list[PlainRow]]:
    rows: dict[str, list[PlainRow]] = defaultdict(list)
    for row in plain_rows(tables, name):
        rows[row["event_id"]].append(row)
    return rows


def _source(row: PlainRow) -> Node:
    return {
        "@id": urn("source", row["source_id"]),
        "@type": ["schema:CreativeWork", "prov:Entity"],
        **known(**{
            "schema:name": row["title"] or row["path"],
            "schema:inLanguage": list(row["languages"]),
            "schema:encodingFormat": row["media_type"],
            "schema:datePublished": row["published"],
            "schema:sha256": row["sha256"],
            "term:path": row["path"],
        }),
    }  # fmt: skip


def _entity(row: PlainRow, identity: str, kind: str) -> Node:
    same = [WIKIDATA + row["wikidata_id"]] if row["wikidata_id"] else []
    same += [GEONAMES.format(row["geonames_id"])] if row.get("geonames_id") else []
    names = [{"@value": row[f"name_{code}"], "@language": code} for code in LANGUAGES if row[f"name_{code}"]]
    return {
        "@id": urn(kind, identity),
        "@type": PLACE_TYPES.get(row["kind"] or "", TYPES[kind]) if kind == "place" else TYPES[kind],
        **known(**{
            "schema:name": names or row["name"],
            "schema:alternateName": list(row["aliases"]),
            "schema:sameAs": same,
            "schema:geo": _position(row),
            "term:countryCode": row.get("country_code"),
            "term:existedFrom": row.get("valid_from"),
            "term:existedTo": row.get("valid_to"),
            "term:confidence": row["confidence"],
        }),
    }  # fmt: skip


def _position(row: PlainRow) -> Node | None:
    latitude, longitude = row.get("latitude"), row.get("longitude")
    if latitude is None or longitude is None:
        return None
    return {"@type": "schema:GeoCoordinates", "schema:latitude": latitude, "schema:longitude": longitude}


def _event(row: PlainRow, place: str, parts: Sequence[Node], told: Sequence[PlainRow]) -> Node:
    return {
        "@id": urn("event", row["event_id"]),
        "@type": ["schema:Event", "prov:Entity"],
        **known(**{
            "schema:name": {"@value": row["title"], "@language": "en"},
            "schema:startDate": row["date_start"],
            "schema:endDate": row["date_end"],
            "term:date": row["date_edtf"],
            "schema:location": place,
            "schema:participant": list(parts),
            "schema:sameAs": WIKIDATA + row["wikidata_id"] if row["wikidata_id"] else None,
            "schema:description": row["summary"],
            "term:eventType": row["event_type"],
            "term:ploverType": row["plover_type"],
            "term:corroboration": row["corroboration"],
            "term:polarity": row["polarity"],
            "term:confidence": row["confidence"],
            "prov:wasDerivedFrom": list(dict.fromkeys(evidence_urn(one) for one in told)),
        }),
    }  # fmt: skip


def _parts(roles: Sequence[PlainRow], kinds: dict[str, str]) -> Iterator[Node]:
    """Who has which part, in schema.org's pattern: a Role between the event and the one who has it."""
    parts = dict.fromkeys((row["role"], row["entity_id"]) for row in roles if row["role"] != "place")
    for role, identity in parts:
        if identity in kinds:
            who = urn(kinds[identity], identity)
            yield {"@type": "schema:Role", "schema:roleName": role, "schema:participant": who}


def _evidence(row: PlainRow) -> Node:
    return {
        "@id": evidence_urn(row),
        "@type": ["schema:Quotation", "prov:Entity"],
        "prov:wasQuotedFrom": urn("source", row["source_id"]),
        **known(**{
            "schema:text": {"@value": row["quote"], "@language": row["language"] or "und"},
            "term:start": row["start"],
            "term:end": row["end"],
            "term:dateAsStated": row["date_as_stated"],
            "term:date": row["date_edtf"],
            "term:stance": row["stance"],
            "term:field": row["field"],
            "term:confidence": row["confidence"],
        }),
    }  # fmt: skip
