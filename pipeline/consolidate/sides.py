"""Which country a state or a statesman stands for: a source has the ruler act where another has the state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.consolidate.government import country_code
from pipeline.knowledge import load
from pipeline.records import Entity

Side = tuple[str, bool]
"""A country code of today, and whether it is the state itself rather than a person."""


def sides(entities: Iterable[Entity]) -> Mapping[str, Side]:
    """The side of each state, and of each person whose country the knowledge file tells."""
    found = {}
    for entity in entities:
        code = _code(entity)
        if code:
            found[entity.entity_id] = (code, entity.kind == "place")
    return found


def _code(entity: Entity) -> str:
    if entity.kind == "place":
        return country_code(entity) if entity.attributes.get("kind") == "country" else ""
    if entity.kind != "person":
        return ""
    known = load().by_name(entity.names.get("en", entity.name), kind="person")
    codes = {entry.fields.get("country_code", "") for entry in known}
    return codes.pop() if len(codes) == 1 else ""
