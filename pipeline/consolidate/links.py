"""What consolidation needs of the links between mentions and entities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from pipeline.records import Entity


class Linked(Protocol):
    """The part of `pipeline.linking.Links` that is read here.

    `entity_of` maps (source_id, index into the extraction's mentions) to an entity_id; mentions of
    kind event map to the ids of `named_events`.
    """

    @property
    def entities(self) -> tuple[Entity, ...]:
        """People, places and organizations."""
        ...

    @property
    def entity_of(self) -> Mapping[tuple[str, int], str]:
        """The entity of each mention that was linked."""
        ...

    @property
    def named_events(self) -> tuple[Entity, ...]:
        """Events with a name; attributes `event_type` and `date_edtf` where they are known."""
        ...
