"""Says in a line what the sources of an event disagree on, and which of them says what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.consolidate.quantities import quantities
from pipeline.consolidate.wording import wording

if TYPE_CHECKING:
    from pipeline.tables.read import Tables


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence of a source about an event; `field` is what it contradicts, "" when it supports."""

    stated: str
    edtf: str
    quote: str
    field: str


Told = Mapping[str, Sequence[Telling]]
"""What each source says of an event, by source_id."""


class Disputes:
    """Writes the lines; `titles` are the names of the sources by id."""

    def __init__(self, tables: Tables, titles: Mapping[str, str]) -> None:
        self.tables = tables
        self.titles = titles
        self.names = {
            str(row[0]): str(row[1])
            for frame in (tables.people, tables.places, tables.organizations)
            for row in frame[[frame.columns[0], "name"]].itertuples(index=False)
        }

    def lines(self, event_id: str, told: Told, languages: Mapping[str, str]) -> tuple[str, ...]:
        """A line for each field that a source contradicts; `languages` are those of the sources."""
        fields = sorted({telling.field for tellings in told.values() for telling in tellings} - {""})
        return tuple(f"{field}: {'; '.join(self._said(field, event_id, told, languages))}" for field in fields)

    def _said(self, field: str, event_id: str, told: Told, languages: Mapping[str, str]) -> list[str]:
        said: dict[str, list[str]] = {}
        for source_id, tellings in told.items():
            words = dict.fromkeys(
                word
                for telling in tellings
                for word in (
                    [telling.edtf]
                    if field == "date"
                    else _numbers(telling, languages[source_id])
                    if field == "quantity"
                    else _words(telling, field, languages[source_id])
                )
                if word
            )
            said[source_id] = [word.replace("_", " ") for word in words]
        if field in ("actor", "place"):
            said = self._holders(event_id, field, list(told))
        lines = [f"{self.titles[one]} says {', '.join(words)}" for one, words in said.items() if words]
        return lines if len(lines) > 1 else [*self._row(event_id, field), *self._against(field, told)]

    def _holders(self, event_id: str, role: str, sources: Sequence[str]) -> dict[str, list[str]]:
        """The names in each source's sentences of who or what has the role; nothing where all have the same."""
        roles, evidence, mentions = self.tables.event_roles, self.tables.evidence, self.tables.mentions
        holders = set(roles.entity_id[(roles.event_id == event_id) & (roles.role == role)])
        found: dict[str, dict[str, str]] = {source_id: {} for source_id in sources}
        for row in evidence[evidence.event_id == event_id].to_dict("records"):
            inside = (mentions.source_id == row["source_id"]) & mentions.start.ge(row["start"])
            inside &= mentions.end.le(row["end"]) & mentions.entity_id.isin(holders)
            found[row["source_id"]] |= dict(zip(mentions.entity_id[inside], mentions.surface[inside], strict=True))
        if len({frozenset(names) for names in found.values()}) == 1:
            return {}
        return {source_id: list(names.values()) for source_id, names in found.items()}

    def _row(self, event_id: str, field: str) -> Iterator[str]:
        """Whom or what the event row has in the field."""
        roles = self.tables.event_roles
        holders = roles.entity_id[(roles.event_id == event_id) & (roles.role == field)]
        if len(holders):
            yield f"the row has {', '.join(dict.fromkeys(self.names.get(one, one) for one in holders))}"

    def _against(self, field: str, told: Told) -> Iterator[str]:
        """Who stands against whom, where what each says cannot be put in a word."""
        sides = [
            [
                self.titles[source_id]
                for source_id, said in told.items()
                if any(one.field == field for one in said) is side
            ]
            for side in (True, False)
        ]
        verb = "one tells it, the other denies it" if field == "polarity" else "told otherwise"
        yield f"{verb}: {', '.join(sides[0])}" + (f" against {', '.join(sides[1])}" if sides[1] else "")


def _words(telling: Telling, field: str, language: str) -> list[str]:
    """What the sentence says in a field that is told by words: the kind of agreement, the manner, the outcome."""
    said = wording(telling.quote, 0, 0, language)
    return sorted({"kind": said.kinds, "manner": said.manners, "outcome": said.outcomes}.get(field, frozenset()))


def _numbers(telling: Telling, language: str) -> list[str]:
    """The numbers of a sentence with what they count, without those of its date."""
    at = telling.quote.find(telling.stated) if telling.stated else -1
    taken = [(at, at + len(telling.stated))] if at >= 0 else []
    found = (quantity for _, quantity in quantities(telling.quote, language, taken))
    return [f"{'about ' * one.rough}{one.value:,.0f} {one.unit}" for one in found]
