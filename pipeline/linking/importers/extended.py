"""The gazetteer of the packages together with the one of the user."""

from __future__ import annotations

from pipeline.knowledge import Entry
from pipeline.linking.gazetteer import Gazetteer
from pipeline.linking.gazetteer_sources import Place
from pipeline.linking.importers.adapt import as_entry, as_place, with_own
from pipeline.linking.importers.record import PLACES
from pipeline.linking.importers.user_gazetteer import UserGazetteer


class ExtendedGazetteer(Gazetteer):
    """Asks both; a place that both have is the packages', so that ids stay as they are."""

    def __init__(self, packages: Gazetteer, own: UserGazetteer) -> None:
        self._packages, self._own = packages, own

    def lookup(self, name: str) -> tuple[Place, ...]:  # type: ignore[override]  # without the parent's cache
        """The places that bear exactly this name, the largest first."""
        return with_own(self._packages.lookup(name), self._own.lookup(name), self._packages.lookup)

    def get(self, place_id: str) -> Place | None:
        """The place with this id; None where neither has it."""
        if place := self._packages.get(place_id):
            return place
        record = self._own.get(place_id)
        return as_place(record) if record and record.kind in PLACES else None

    def is_own(self, place: Place) -> bool:
        """Whether only the user's gazetteer has the place."""
        return self._packages.get(place.id) is None

    def entries(self, name: str, kind: str) -> tuple[Entry, ...]:
        """The user's people, organizations or events (`kind`) that bear exactly this name."""
        if kind not in self._own.kinds:
            return ()
        return tuple(as_entry(record) for record in self._own.lookup(name) if record.kind == kind)
