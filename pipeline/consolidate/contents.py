"""Contradictions in what an event was like: how openly it was done, how it ended, what it was about."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.consolidate.actors import Entities, same_actor, with_same_actor
from pipeline.consolidate.telling import Telling

FOUGHT = frozenset({"military_action", "occupation"})
"""Types that are won or lost."""
CLAIMS = frozenset({"claim", "occupation"})
"""Types that are about territory, besides cessions."""
Group = Sequence[Telling]


def manners_differ(mine: Group, theirs: Group, _: Entities) -> bool:
    """What one source says was done in secret the other says was done openly, or with leave."""
    types = {one.event_type for one in mine} & {one.event_type for one in theirs}  # open talks, a secret treaty
    ours, others = (
        {_secret(one) for one in group if one.wording.manners and one.event_type in types} for group in (mine, theirs)
    )
    return len(ours) == len(others) == 1 and ours != others


def _secret(telling: Telling) -> bool:
    return "secret" in telling.wording.manners


def ends(telling: Telling) -> bool:
    """Whether the telling says how the fight ended."""
    return telling.event_type in FOUGHT and len(telling.wording.outcomes) == 1


def outcomes_differ(mine: Group, theirs: Group, _: Entities) -> bool:
    """By one source the actor succeeded, by the other failed, or nobody won.

    Where only one says who acted, or neither does, "was won" and "lost it" may be the two sides of the same.
    """
    ours, others = ([one for one in group if one.by_role("actor")] for group in (mine, theirs))
    ours, others = with_same_actor(ours, others), with_same_actor(others, ours)
    said, told = (frozenset().union(*(one.wording.outcomes for one in group if ends(one))) for group in (ours, others))
    return len(said) == len(told) == 1 and said != told


def extends(telling: Telling) -> bool:
    """Whether it tells what was claimed, taken or ceded."""
    return telling.event_type in CLAIMS or (telling.event_type == "agreement" and telling.wording.cedes)


def extents_differ(mine: Group, theirs: Group, entities: Entities) -> bool:
    """Each source names a place that was claimed, taken or ceded and that the other does not name.

    A place of which the other's may be a part contradicts nothing, so lists are compared, which have something
    in common or more than one place of their own each.
    """
    ours, others = _objects(mine, entities), _objects(theirs, entities)
    if not all(same_actor(x, y) for x in mine for y in theirs if extends(x) and extends(y)):
        return False
    named = [frozenset().union(*(one.names | one.listed for one in group)) for group in (mine, theirs)]
    only, alone = ours - named[1], others - named[0]
    return bool(only and alone) and (len(ours & others) > 1 or min(len(only), len(alone)) > 1)


def _objects(group: Group, entities: Entities) -> frozenset[str]:
    """The places that have a part in it without acting, or are listed; in a cession not where it was signed."""
    taken = {
        part.entity_id
        for one in group
        if extends(one)
        for part in one.parts
        if part.role != "actor" and (part.role != "place" or one.event_type in CLAIMS)
    }
    listed = frozenset().union(*(one.listed for one in group))
    return frozenset(one for one in taken | listed if one in entities and entities[one].kind == "place")
