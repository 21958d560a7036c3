"""In which fields the sources of one event contradict each other, and which tellings do.

For each field a source has what its tellings together say. The sources are compared with the one that most others
agree with (of equals the first), which is what the row says; those that differ from it contradict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from pipeline.consolidate.actors import Entities, other_actor, turned, with_same_actor
from pipeline.consolidate.contents import ends, extends, extents_differ, manners_differ, outcomes_differ
from pipeline.consolidate.quantities import differ
from pipeline.consolidate.telling import Key, Telling

SITUATED = frozenset({"agreement", "negotiation", "military_action", "birth", "death", "founding", "alliance"})
"""Types that happen at one spot."""
LASTING = frozenset({"aid", "trade", "neutrality"})
"""Types that go on for years: a year alone and years from one to another are two extents."""
AGREEMENTS = frozenset({"agreement", "alliance", "trade", "termination", "neutrality"})
APART = 60.0
"""Kilometres from which two spots are not one place and its surroundings."""
EARTH = 6371.0
"""Mean radius of the earth in kilometres."""
Group = Sequence[Telling]
Test = Callable[[Group, Group, Entities], bool]
VOTERS = 12
"""Sources of an event that are compared with one another; of more the first so many speak for all."""


class Field(NamedTuple):
    """Whether a telling says anything of a field, and whether two sources differ in it."""

    says: Callable[[Telling], bool]
    differ: Test


def disputed(tellings: Sequence[Telling], dated: Telling | None, entities: Entities) -> dict[Key, tuple[str, ...]]:
    """The fields that each telling contradicts; `dated` is the one whose date the row has."""
    found: dict[Key, list[str]] = defaultdict(list)
    groups: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        groups[telling.source_id].append(telling)
    for name, field in FIELDS.items() if len(groups) > 1 else ():
        saying = {source_id: group for source_id, group in groups.items() if any(map(field.says, group))}
        if len(saying) < 2:
            continue
        standard = groups[dated.source_id] if dated and name == "date" else _standard(saying, field.differ, entities)
        for group in saying.values():
            if group is not standard and field.differ(group, standard, entities):
                for telling in _contradicting(group, standard, field, entities):
                    found[telling.key].append(name)
    return {key: tuple(fields) for key, fields in found.items()}


def _standard(groups: Mapping[str, Group], test: Test, entities: Entities) -> Group:
    """What the sources are compared with: the source that fewest others differ from, of equals the first."""
    compared = [groups[source_id] for source_id in sorted(groups)[:VOTERS]]
    return min(
        compared,
        key=lambda group: sum(test(group, other, entities) for other in compared if other is not group),
    )


def _contradicting(group: Group, standard: Group, field: Field, entities: Entities) -> Group:
    """Those tellings of a source that themselves say what contradicts; all where they only do so together."""
    alone = [telling for telling in group if field.differ([telling], standard, entities)]
    return alone or group


def _dates(mine: Group, theirs: Group, _: Entities) -> bool:
    """No date of one source meets one of the other, or one tells years and the other one of them."""
    ours = [one for one in mine if one.days.known]
    others = [one for one in theirs if one.days.known]
    if not ours or not others:
        return False
    if not any(x.days.meets(y.days) for x in ours for y in others):
        return True
    return all(_extents(x, y) for x in ours for y in others)


def _extents(one: Telling, other: Telling) -> bool:
    """Whether one says from which year to which something went on, and the other that it was in a year."""
    if one.event_type != other.event_type or one.event_type not in LASTING:
        return False
    short, long = sorted((one, other), key=lambda telling: telling.days.length)
    return short.edtf.isdigit() and long.days.closed and "/" in long.edtf and long.days.length > 2 * short.days.length


def _actors(mine: Group, theirs: Group, entities: Entities) -> bool:
    return any(
        turned(x, y) or other_actor(x, y, entities) for x in mine for y in theirs if x.event_type == y.event_type
    )


def _places(mine: Group, theirs: Group, entities: Entities) -> bool:
    """Two spots far apart, of which neither source names the other's."""
    here, there = (frozenset().union(*(one.spots for one in group)) for group in (mine, theirs))
    if any(there & one.names for one in mine) or any(here & one.names for one in theirs):
        return False
    ours, others = _spots(mine, entities), _spots(theirs, entities)
    return bool(ours and others) and all(_distance(x, y) > APART for x in ours for y in others)


def _spots(group: Group, entities: Entities) -> list[tuple[float, float]]:
    """Latitude and longitude, in degrees, of the spots where a source says that it happened."""
    spots = [
        entities[one]
        for telling in group
        if telling.event_type in SITUATED
        for one in sorted(telling.spots)
        if one in entities
    ]
    return [
        (float(spot.attributes["latitude"]), float(spot.attributes["longitude"]))
        for spot in spots
        if spot.attributes.get("latitude") and spot.attributes.get("longitude")
    ]


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points on the globe, by the haversine formula."""
    latitude, longitude = (radians(b - a) for a, b in zip(one, other, strict=True))
    half = sin(latitude / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(longitude / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))


def _numbers(mine: Group, theirs: Group, _: Entities) -> bool:
    """They count the same differently; what two parties each lost or brought is not the same."""
    ours, others = with_same_actor(mine, theirs), with_same_actor(theirs, mine)
    return differ((q for one in ours for q in one.quantities), (q for one in others for q in one.quantities))


def _kinds(mine: Group, theirs: Group, _: Entities) -> bool:
    """Two sorts of agreement with nothing in common: a trade treaty and an armistice."""
    ours, others = (
        frozenset().union(*(one.wording.kinds for one in group if one.event_type in AGREEMENTS))
        for group in (mine, theirs)
    )
    return bool(ours and others) and ours.isdisjoint(others)


def _polarities(mine: Group, theirs: Group, _: Entities) -> bool:
    ours, others = ({one.polarity for one in group} for group in (mine, theirs))
    return (ours == {"negated"} and "asserted" in others) or (others == {"negated"} and "asserted" in ours)


FIELDS: Mapping[str, Field] = {
    "date": Field(lambda telling: telling.days.known, _dates),
    "actor": Field(lambda telling: bool(telling.by_role("actor")), _actors),
    "place": Field(lambda telling: bool(telling.spots), _places),
    "quantity": Field(lambda telling: bool(telling.quantities), _numbers),
    "extent": Field(extends, extents_differ),
    "manner": Field(lambda telling: bool(telling.wording.manners), manners_differ),
    "outcome": Field(ends, outcomes_differ),
    "kind": Field(lambda telling: bool(telling.wording.kinds), _kinds),
    "polarity": Field(lambda telling: telling.polarity in ("asserted", "negated"), _polarities),
}
"""The fields that are compared, in the order of the evidence."""
