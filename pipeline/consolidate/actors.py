"""Whether two tellings of one event have different people or states act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.consolidate.quantities import differ
from pipeline.consolidate.telling import Telling
from pipeline.records import Entity

ONE_SIDED = frozenset(
    {"military_action", "occupation", "repression", "founding", "aid", "declaration_of_war", "sanction", "mobilization"}
)
"""Types that somebody does to somebody: two sources with two actors contradict each other there."""
DIRECTED = ONE_SIDED | {"claim"}
"""Types whose other side may be told as a place: to march on Poland, to ask help from Austria."""
OFFICES = frozenset({"appointment"})
"""Types that are told of either side alike: Egypt elected Nasser, Nasser became president of Egypt."""
REFUSE = "refuse"
"""The act of saying no to somebody."""
SURE = 0.6
"""Confidence of a role from which it can contradict another."""
Entities = Mapping[str, Entity]


def turned(one: Telling, other: Telling) -> bool:
    """Whether whom one calls the actor the other calls the recipient, and the other way round, in the same matter."""
    mine, theirs = one.by_role("actor"), other.by_role("actor")
    if not mine or not theirs or mine & theirs or one.event_type in OFFICES:
        return False
    rest, others = (telling.entities - mine - theirs for telling in (one, other))
    if rest and others and rest.isdisjoint(others):
        return False  # one ceded an island and got another for it
    if _gains(mine, one, other) or _gains(theirs, other, one):
        return True
    if one.event_type in DIRECTED or REFUSE in one.wording.acts & other.wording.acts:
        return mine <= other.entities and theirs <= one.entities
    return mine <= other.by_role("recipient") and theirs <= one.by_role("recipient")


def _gains(losers: frozenset[str], one: Telling, other: Telling) -> bool:
    """Whether who loses land by `one` gets some by `other`: itself, or another state of the country."""
    if not (one.wording.cedes and other.wording.cedes):
        return False
    gainers = other.by_role("recipient")
    return bool(losers & gainers or _countries(one, losers) & _countries(other, gainers))


def other_actor(one: Telling, other: Telling, entities: Entities) -> bool:
    """Two of a kind each of whom one sentence makes the actor and the other sentence does not name."""
    if one.event_type not in ONE_SIDED or one.event_type != other.event_type:
        return False
    mine, theirs = _sure_actors(one), _sure_actors(other)
    if not mine or not theirs or mine & other.names or theirs & one.names:
        return False
    if differ(one.quantities, other.quantities):
        return False  # two parties with a number of men each
    rest = (one.entities - mine) & (other.entities - theirs)
    kinds = {_sort(entities.get(one_id)) for one_id in mine | theirs}
    return bool(rest) and len(kinds) == 1 and kinds <= {"person", "country"}


def same_actor(one: Telling, other: Telling) -> bool:
    """Whether both may have the same party act: somebody in common, the ruler for the state, or one names nobody."""
    mine, theirs = one.by_role("actor"), other.by_role("actor")
    if not mine or not theirs or mine & theirs:
        return True
    return bool(_countries(one, mine) & _countries(other, theirs))


def with_same_actor(mine: Iterable[Telling], theirs: Sequence[Telling]) -> list[Telling]:
    """Those of the first that may have the same party act as one of the second."""
    return [one for one in mine if any(same_actor(one, other) for other in theirs)]


def _countries(telling: Telling, of: frozenset[str]) -> set[str]:
    return {telling.sides[one][0] for one in of if one in telling.sides}


def _sure_actors(telling: Telling) -> frozenset[str]:
    return frozenset(part.entity_id for part in telling.parts if part.role == "actor" and part.confidence >= SURE)


def _sort(entity: Entity | None) -> str:
    return (entity.attributes.get("kind", "") if entity.kind == "place" else entity.kind) if entity else ""
