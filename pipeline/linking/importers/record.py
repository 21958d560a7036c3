"""What every importer yields: one place, person, organization or event, or more names of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.errors import SynchronicleError
from pipeline.linking.normalize import script

LANGUAGES = ("en", "ru", "th")
PLACES = ("country", "city", "region", "water", "continent", "building", "other")
KINDS = (*PLACES, "person", "organization", "event")
USES = ("preferred", "main", "usual", "former")
"""How a name is used: it is the one of its language; it heads the record, whatever its language; it is
one of several; it is out of use, or colloquial. The first of these that a name is told to be counts."""


class GazetteerError(SynchronicleError):
    """A file cannot be imported, or is no gazetteer."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name; `language` is "" where the file does not tell it."""

    text: str
    language: str = ""
    use: str = "usual"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that bears names.

    `id` is `geonames:`, `whosonfirst:` or `wikidata:` with the id that it has there. `kind` is one of KINDS,
    or "" for a record that only adds names and ids to another one. Latitude and longitude are degrees (WGS 84),
    `population` is 0 where unknown. `valid_from` and `valid_to` are EDTF: of a person birth and death, of an
    event its first and last day. `country` is the Wikidata id of the country where its code is not stated.
    """

    id: str
    kind: str = ""
    names: tuple[Name, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    country_code: str = ""
    population: int = 0
    geonames_id: str = ""
    wikidata_id: str = ""
    valid_from: str = ""
    valid_to: str = ""
    country: str = ""

    def name_in(self, language: str) -> str:
        """The name in a language: the preferred one, else the main one, else the only one; "" where that is open."""
        own = [name for name in self.names if name.language == language]
        for use in ("preferred", "main"):
            for name in own:
                if name.use == use:
                    return name.text
        usual = [name.text for name in own if name.use == "usual"]
        return usual[0] if len(usual) == 1 else ""

    def variants_in(self, language: str) -> tuple[str, ...]:
        """The other names in a language, in the record's order; `""` gives the names of no known language."""
        chosen = self.name_in(language)
        found = [name.text for name in self.names if name.language == language and name.text != chosen]
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Fault:
    """A line (or record, counted from 1) of a file that cannot be read and is left out."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.problem}"


Report = Callable[[Fault], None]
"""What an importer tells its faults to."""


def ignore(fault: Fault) -> None:
    """The report of those who do not ask."""


def language_of(name: str) -> str:
    """The language that a name's script tells; "" for Cyrillic, which many languages share, and unknown scripts."""
    return {"thai": "th", "latin": "en"}.get(script(name), "")


def degrees(latitude: object, longitude: object) -> tuple[float | None, float | None]:
    """A position; (None, None) where either half is empty. Raises ValueError for what lies on no globe."""
    if latitude in (None, "") or longitude in (None, ""):
        return None, None
    north, east = float(str(latitude)), float(str(longitude))
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        raise ValueError(f"there is no position {latitude}, {longitude}")
    return north, east
