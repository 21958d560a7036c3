"""How well an item of Wikidata fits an entity of the tables: by its names, its kind, its dates and its position."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pipeline.dates.edtf import EDTFError, overlaps
from pipeline.kb.entities import Wanted
from pipeline.linking.importers.record import PLACES, Name, Record
from pipeline.linking.normalize import normalize, script
from pipeline.linking.similarity import score as sound_score

NAME, KIND, AGREEMENT = 0.6, 0.2, 0.2
"""The weights of the three parts of a score."""
UNKNOWN = 0.5
"""What a part counts where one side does not tell."""
OTHER_PLACE = 0.7
"""What it counts that both are places, of different kinds: the borders between them are loose."""
NEAR, FAR = 50.0, 500.0
"""Kilometres up to which two positions agree, and from which they do not at all."""
EARTH_RADIUS = 6371.0


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a score, each in 0..1; `agreement` is that of dates and positions."""

    name: float
    kind: float
    agreement: float

    @property
    def total(self) -> float:
        """The weighted sum, in 0..1."""
        return NAME * self.name + KIND * self.kind + AGREEMENT * self.agreement


def score(entity: Wanted, record: Record) -> Score:
    """How well a record fits an entity."""
    parts = [part for part in (_dates(entity, record), _position(entity, record)) if part is not None]
    agreement = sum(parts) / len(parts) if parts else UNKNOWN
    return Score(_names(entity, record), _kind(entity, record), agreement)


def _names(entity: Wanted, record: Record) -> float:
    """The mean over the languages that both have of the best match; by sound where they share none."""
    from rapidfuzz.fuzz import ratio

    shared = []
    for code, own in entity.names.items():
        theirs = [name.text for name in record.names if name.language == code or _is_like(name, own)]
        if theirs:
            shared.append(max(ratio(normalize(own), normalize(name)) / 100 for name in theirs))
    if shared:
        return sum(shared) / len(shared)
    crossed = [
        sound_score(own, code, name.text, name.language) for code, own in entity.names.items() for name in record.names
    ]
    return max(crossed, default=0.0)


def _is_like(name: Name, own: str) -> bool:
    """Whether a name of no known language is in the script of ours."""
    return not name.language and script(name.text) == script(own)


def _kind(entity: Wanted, record: Record) -> float:
    if not record.kind:
        return UNKNOWN
    if entity.kind in (*PLACES, "place"):
        return 1.0 if record.kind == entity.kind else OTHER_PLACE if record.kind in PLACES else 0.0
    return 1.0 if record.kind == entity.kind else 0.0


def _dates(entity: Wanted, record: Record) -> float | None:
    """Whether the times of both have a day in common; None where one is not known."""
    if not entity.dates or not (record.valid_from or record.valid_to):
        return None
    try:
        return float(overlaps(entity.dates, f"{record.valid_from or '..'}/{record.valid_to or '..'}"))
    except EDTFError:
        return None


def _position(entity: Wanted, record: Record) -> float | None:
    """1 where the positions are near, 0 where they are far; None where one is not known."""
    if entity.latitude is None or entity.longitude is None or record.latitude is None or record.longitude is None:
        return None
    away = kilometres(entity.latitude, entity.longitude, record.latitude, record.longitude)
    return min(1.0, max(0.0, (FAR - away) / (FAR - NEAR)))


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance of two points on the globe (haversine formula).

    >>> round(kilometres(55.75, 37.62, 41.01, 28.95))  # Moscow to Istanbul
    1756
    """
    phi, psi = math.radians(latitude), math.radians(other_latitude)
    turn = math.radians(other_longitude - longitude)
    half = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(half))
