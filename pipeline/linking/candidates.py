"""What a name can refer to: entries of the knowledge file and places of the gazetteer, each place once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.knowledge import Entry, Knowledge
from pipeline.linking.forms import years_of
from pipeline.linking.gazetteer import Gazetteer
from pipeline.linking.gazetteer_sources import Place
from pipeline.linking.heads import Head
from pipeline.linking.normalize import normalize
from pipeline.linking.people import fits, is_initial, words_of
from pipeline.linking.priors import BARE, KNOWN, OTHER_NAME, OWN, prior_of, same, yields
from pipeline.linking.titles import core

YEAR = re.compile(r"\(?(?:\b(?:of|в|ค\.ศ\.|พ\.ศ\.)\s*)?\b\d{3,4}\b(?:\s*(?:года|гг?\.))?\)?")
"""A year within the name of an event: "(1856)", "1921 года", "(ค.ศ. 1856)"."""


LEAST_PARTIES = 2
"""Parties of a treaty that a source must name to mean it by a name that others share."""
BY_PARTIES = 0.8
"""Confidence in an event found so."""
FOREVER = 9999
"""A last year that has not come."""


@dataclass(frozen=True, eq=False)
class Anchor:
    """A thing known beforehand: an entry of the knowledge file, a place of the gazetteer, or both as one."""

    key: str
    kind: str
    entry: Entry | None = None
    place: Place | None = None
    reason: str = ""
    confidence: float = 1.0

    @property
    def country_code(self) -> str:
        """ISO 3166-1 code of its country, "" where it has none."""
        own = self.entry.fields.get("country_code", "") if self.entry else ""
        return own or (self.place.country_code if self.place else "")

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of its life or validity; None where neither is known."""
        fields = self.entry.fields if self.entry else {}
        first = years_of(fields.get("birth") or fields.get("valid_from") or fields.get("founded") or "")
        last = years_of(fields.get("death") or fields.get("valid_to") or fields.get("dissolved") or "")
        last = last or years_of(self.place.valid_to if self.place and not self.entry else "")
        return (min(first, default=0), max(last, default=FOREVER)) if first or last else None

    @property
    def place_kind(self) -> str:
        """The kind of a place, in the words of the tables."""
        return (self.entry.fields.get("kind", "") if self.entry else "") or (self.place.kind if self.place else "")


class Candidates:
    """Finds what a name can refer to, with a prior for each: how well known it is."""

    def __init__(self, knowledge: Knowledge, gazetteer: Gazetteer) -> None:
        self.knowledge = knowledge
        self.gazetteer = gazetteer
        self._places: dict[str, frozenset[Place]] = {}
        self._words: dict[str, frozenset[str]] = {}

    def known(self, name: str, kind: str) -> bool:
        """Whether the knowledge file or the gazetteer has this very name."""
        found = self.gazetteer.lookup(name) if kind == "place" else self.gazetteer.entries(name, kind)
        return self.famous(name, kind) or bool(found)

    def famous(self, name: str, kind: str) -> bool:
        """Whether the knowledge file has this very name."""
        return bool(self.knowledge.by_name(name, None, kind))

    def words(self, kind: str) -> frozenset[str]:
        """The words (normalized) of all names that the knowledge file has for a kind."""
        if kind not in self._words:
            entries = (entry for entry in self.knowledge.entries if entry.kind_of_table == kind)
            names = (normalize(name) for entry in entries for _, name in entry.all_names())
            self._words[kind] = frozenset(word for name in names for word in name.split())
        return self._words[kind]

    def of(self, name: str, kind: str, head: Head | None, years: frozenset[int]) -> Iterator[tuple[Anchor, float]]:
        """What the name can be, each with its prior; some anchors may come twice.

        `head` is the general noun that was taken off the name, and `years` stand near its mentions.
        """
        named = {entry.id: entry for entry in self.knowledge.by_name(name, None, kind)}
        for entry in named.values() or self._dated(name, kind, years):
            if head is None or entry.fields.get("kind") == head.kind:
                place = self.place_of(entry.id) if kind == "place" else None
                yield (
                    Anchor(f"knowledge:{entry.id}", kind, entry, place, "knowledge file"),
                    KNOWN + yields(entry, named.values()),
                )
        if kind == "person":
            for entry in self._untitled.get(core(name), ()):
                if entry.id not in named:
                    yield Anchor(f"knowledge:{entry.id}", kind, entry, None, "knowledge file"), KNOWN + BARE
            for entry in () if named else self._by_initials(words_of(normalize(name))):
                yield Anchor(f"knowledge:{entry.id}", kind, entry, None, "knowledge file"), KNOWN + BARE
        if kind != "place":
            yield from self._own(name, kind)
            return
        found = [place for place in self.gazetteer.lookup(name) if head is None or place.kind == head.kind]
        cities = {place.country_code for place in found if place.kind == "city"}
        for place in found:
            if place.kind == "region" and place.country_code in cities:
                continue  # the province of a town: who means it says so
            own = self.entry_of(place.id)
            if own and own.id not in named:
                prior = min(prior_of(place, name), KNOWN + OTHER_NAME)  # a by-name that only the gazetteer has
                yield Anchor(f"knowledge:{own.id}", kind, own, self.place_of(own.id), "knowledge file"), prior
            elif not own:
                yield Anchor(place.id, kind, None, place, "gazetteer", 0.9), prior_of(place, name)

    def _by_initials(self, words: Sequence[str]) -> Collection[Entry]:
        """The people that initials and a surname can stand for: `c g e mannerheim` for Carl Gustaf Emil Mannerheim."""
        if len(words) < 2 or is_initial(words[-1]) or not any(map(is_initial, words)):
            return ()
        found = {entry.id: entry for full, entry in self._surnamed.get(words[-1], ()) if fits(words, full)}
        return found.values()

    @cached_property
    def _surnamed(self) -> dict[str, list[tuple[Sequence[str], Entry]]]:
        """The people of the knowledge file, each with the words of a name of several, by the last word."""
        found: defaultdict[str, list[tuple[Sequence[str], Entry]]] = defaultdict(list)
        for entry in self.knowledge.entries:
            for _, name in entry.all_names() if entry.kind_of_table == "person" else ():
                words = words_of(normalize(name))
                if len(words) > 1:
                    found[words[-1]].append((words, entry))
        return dict(found)

    def _own(self, name: str, kind: str) -> Iterator[tuple[Anchor, float]]:
        """What the user's gazetteer knows; what the knowledge file has too (the same Wikidata id) is its entry."""
        for entry in self.gazetteer.entries(name, kind):
            known = self._by_wikidata.get(entry.fields.get("wikidata_id", ""))
            if known and known.kind_of_table == kind:
                yield Anchor(f"knowledge:{known.id}", kind, known, None, "knowledge file"), KNOWN
            else:
                yield Anchor(entry.id, kind, entry, None, "gazetteer", 0.9), OWN

    @cached_property
    def _by_wikidata(self) -> dict[str, Entry]:
        return {found: entry for entry in self.knowledge.entries if (found := entry.fields.get("wikidata_id"))}

    def _dated(self, name: str, kind: str, years: frozenset[int]) -> Iterator[Entry]:
        """Events that bear the name with a year ("Treaty of Paris (1856)"), if their year stands near the mentions."""
        for entry in self._without_year.get(normalize(name), ()) if kind == "event" else ():
            if years & set(years_of(entry.fields.get("date_edtf", ""))):
                yield entry

    def by_parties(self, name: str, source: Collection[str], years: Collection[int]) -> Anchor | None:
        """The event that bears the name with a year, by its parties: the one with two or more that the `source` names.

        `source` are ids of the knowledge file; of several events the one with most parties, none without a clear lead,
        and none that is later than all `years` of the source.
        """
        counted = [
            (len(set(entry.parts("participants")) & set(source)), entry)
            for entry in self._without_year.get(normalize(name), ())
            if not years or min(years_of(entry.fields.get("date_edtf", "")), default=0) <= max(years)
        ]
        most = max((count for count, _ in counted), default=0)
        best = [entry for count, entry in counted if count == most]
        if most < LEAST_PARTIES or len(best) > 1:
            return None
        return Anchor(f"knowledge:{best[0].id}", "event", best[0], None, "its parties", BY_PARTIES)

    @cached_property
    def _without_year(self) -> dict[str, tuple[Entry, ...]]:
        found: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.knowledge.entries:
            for _, name in entry.all_names() if entry.kind_of_table == "event" else ():
                if (bare := YEAR.sub(" ", name)) != name:
                    found[normalize(bare)][entry.id] = entry
        return {name: tuple(entries.values()) for name, entries in found.items()}

    @cached_property
    def _untitled(self) -> dict[str, tuple[Entry, ...]]:
        found: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.knowledge.entries:
            for _, name in entry.all_names() if entry.kind_of_table == "person" else ():
                found[core(name)][entry.id] = entry
        return {name: tuple(entries.values()) for name, entries in found.items()}

    def place_of(self, entry_id: str) -> Place | None:
        """The gazetteer's row of a place that the knowledge file has, too."""
        entry = self.knowledge.get(entry_id)
        kind = entry.fields.get("kind") if entry else ""
        found = self._same_places(entry_id)
        return max(found, key=lambda place: (place.kind == kind, place.population, place.id), default=None)

    def _same_places(self, entry_id: str) -> frozenset[Place]:
        """All rows: Hong Kong is a country to one list and a city to another."""
        entry = self.knowledge.get(entry_id)
        if entry_id not in self._places and entry:
            lasting = entry.kind_of_table == "place" and not entry.fields.get("valid_to")
            names = entry.all_names() if lasting else ()
            found = (place for _, name in names for place in self.gazetteer.lookup(name) if same(entry, place))
            self._places[entry_id] = frozenset(found)
        return self._places.get(entry_id, frozenset())

    def entry_of(self, place_id: str) -> Entry | None:
        """The entry of the knowledge file for a place of the gazetteer."""
        return self._entries.get(place_id)

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        """The entries of the knowledge file by the ids of their places: asked of all, for a place has more names."""
        return {place.id: entry for entry in self.knowledge.entries for place in self._same_places(entry.id)}
