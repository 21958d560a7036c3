"""How well known a candidate is: what speaks for it before the context does."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pipeline.knowledge import Entry
from pipeline.linking.gazetteer_sources import Place
from pipeline.linking.normalize import normalize, script

PRIOR = {"country": 3.3, "continent": 3.3, "region": 1.5}
"""How well known a place of the gazetteer is, on the scale of a city's: log10 of its people, halved, less 1."""
KNOWN = 3.3
"""The same for a place of the knowledge file."""
ENDED, OTHER_NAME = -1.3, -0.5
"""What is added for a state that is no more, and for a by-name in Latin script (GeoNames has many doubtful ones)."""
OWN = 2.5
"""The same for what the user's gazetteer has that is no place."""
RIVAL = -0.4
"""The same for a state that is no more and for a part of a country, where a lasting country has the name as well."""
BARE = -0.4
"""The same for a person who is known under this name with a title or a realm only."""


def yields(entry: Entry, others: Iterable[Entry]) -> float:
    """What is added to the prior of an entry that shares its name with others of the knowledge file."""
    if not any(_lasting(other) for other in others if other is not entry):
        return 0.0
    return 0.0 if _lasting(entry) else RIVAL


def _lasting(entry: Entry) -> bool:
    return entry.fields.get("kind") == "country" and not entry.fields.get("valid_to")


def same(entry: Entry, place: Place) -> bool:
    """Whether an entry and a place that share a name are one: of one kind, in one country, towns not far apart."""
    if place.valid_to:
        return False
    if place.kind == "country":  # what one calls a country may be a region or a city to the other: Hong Kong
        return entry.fields.get("country_code", "") == place.country_code
    if entry.fields.get("kind") != place.kind:
        return False
    if entry.fields.get("country_code", place.country_code) != place.country_code:
        return False
    if place.kind != "city":  # where the middle of a region or a continent lies is a matter of taste
        return True
    latitude, longitude = entry.fields.get("latitude"), entry.fields.get("longitude")
    if not (latitude and longitude) or place.latitude is None or place.longitude is None:
        return True
    return abs(float(latitude) - place.latitude) < 1 and abs(float(longitude) - place.longitude) < 1


def prior_of(place: Place, name: str) -> float:
    """How well known a place of the gazetteer is under this name."""
    prior = PRIOR.get(place.kind)
    if prior is None:
        prior = math.log10(max(place.population, 1)) / 2 - 1
    if place.valid_to:
        prior += ENDED
    preferred = {normalize(each) for each in place.names.values()}
    by_name = place.kind == "city" and script(name) == "latin" and normalize(name) not in preferred
    return prior + (OTHER_NAME if by_name else 0.0)
