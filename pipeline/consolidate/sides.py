"""Which country a state or a statesman stands for: a source has the ruler act where another has the state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from pipeline.consolidate.government import country_code
from pipeline.knowledge import load
from pipeline.records import Entity

NOBODY: Mapping[str, str] = MappingProxyType({})
Side = tuple[str, bool]
"""A country code of today, and whether it is the state itself rather than a person."""


def sides(entities: Iterable[Entity], served: Mapping[str, str] = NOBODY) -> Mapping[str, Side]:
    """The side of each state, and of each person whose country the knowledge file tells.

    `served` are the states of people by what the texts say of their offices; it counts where nothing is known.
    """
    found = {}
    for entity in entities:
        code = _code(entity)
        if code:
            found[entity.entity_id] = (code, entity.kind == "place")
    for person_id, state_id in served.items():
        if person_id not in found and state_id in found:
            found[person_id] = (found[state_id][0], False)
    return found


def _code(entity: Entity) -> str:
    if entity.kind == "place":
        return country_code(entity) if entity.attributes.get("kind") == "country" else ""
    if entity.kind != "person":
        return ""
    known = load().by_name(entity.names.get("en", entity.name), kind="person")
    codes = {entry.fields.get("country_code", "") for entry in known}
    return codes.pop() if len(codes) == 1 else ""
