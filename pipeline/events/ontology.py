"""The event types of the output contract, each with its definition, examples and codes elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pipeline.rule_files import read_rules

ROLES = ("actor", "recipient", "participant", "place")
POLARITIES = ("asserted", "negated", "hypothetical", "future")

_NEAR = (
    {"agreement", "alliance", "trade"},
    {"agreement", "political_change", "founding"},
    {"alliance", "neutrality"},
    {"military_action", "occupation", "declaration_of_war"},
    {"military_action", "mobilization"},
    {"military_action", "death"},
    {"statement", "claim", "negotiation"},
    {"statement", "neutrality", "declaration_of_war"},
    {"statement", "termination"},
    {"agreement", "negotiation"},
    {"aid", "trade", "mobilization"},
    {"trade", "sanction"},
    {"political_change", "repression"},
    {"political_change", "protest"},
    {"political_change", "appointment", "founding"},
    {"repression", "death"},
)
"""Types that two tellers may choose between for one and the same event."""


@dataclass(frozen=True, slots=True)
class EventType:
    """One type: what it means, the roles it takes, PLOVER type and CAMEO root code ("" where none fits)."""

    name: str
    definition: str
    plover: str
    cameo: str
    roles: tuple[str, ...]
    examples: Mapping[str, str]


@cache
def event_types() -> Mapping[str, EventType]:
    """All types by name, in the order of the contract."""
    data = read_rules(files("pipeline.events") / "ontology.yaml")
    return MappingProxyType(
        {
            name: EventType(
                name,
                row["definition"],
                row["plover"],
                row["cameo"],
                tuple(row["roles"]),
                MappingProxyType(row["examples"]),
            )
            for name, row in data.items()
        }
    )


def closeness(one: str, other: str) -> float:
    """How well two types can name one event: 1 the same, 0.6 near, 0.3 when one of them is `other`, else 0."""
    if one == other:
        return 1.0
    if any({one, other} <= near for near in _NEAR):
        return 0.6
    return 0.3 if "other" in (one, other) else 0.0
