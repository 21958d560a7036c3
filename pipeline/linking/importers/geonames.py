"""GeoNames dumps: `allCountries.txt`, `cities500.txt`, `TH.txt`, ... and `alternateNamesV2.txt`.

The columns are those of the readme that lies beside the dumps. Lines end in no quotes: a tab always
divides. `alternateNamesV2.txt` names places by number only, so it is read after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.linking.importers.files import numbered_lines, parsed
from pipeline.linking.importers.record import LANGUAGES, Name, Record, Report, degrees, ignore, language_of
from pipeline.linking.normalize import script

FEATURES = (
    ("A.PCL", "country", "A.PCLI"),  # independent political entity
    ("A", "region", "A.ADM1"),  # first-order administrative division
    ("P.PPLX", "other", "P.PPLX"),  # section of a town
    ("P", "city", "P.PPLC"),  # capital
    ("H", "water", "H.STM"),  # stream
    ("U", "water", "U.TRNU"),  # trench under the sea
    ("L.CONT", "continent", "L.CONT"),  # continent
    ("L.RGN", "region", "L.RGNE"),  # economic region
    ("T.ISL", "region", "T.ISLS"),  # islands
    ("T.PEN", "region", "T.PEN"),  # peninsula
    ("S", "building", "S.PAL"),  # palace
    ("", "other", "T.MT"),  # mountain
)
"""Beginnings of "class.code" and the kind of place each means, with a code that it decides; the first one counts."""
PLACE_COLUMNS = 19
NAME_COLUMNS = (8, 10)
"""Of `alternateNames.txt` and of `alternateNamesV2.txt`, which adds from and to."""
_CODE = re.compile("[A-Z]{2,4}")
"""Codes of airports and countries, which stand among the names."""


def kind_of(feature_class: str, feature_code: str) -> str:
    """The kind of place that a GeoNames feature is."""
    code = f"{feature_class}.{feature_code}"
    return next(kind for beginning, kind, _ in FEATURES if code.startswith(beginning))


def read_geonames(path: Path, report: Report = ignore) -> Iterator[Record]:
    """The records of a dump: places, or for `alternateNamesV2.txt` names of places."""
    return parsed(path, numbered_lines(path), _parse, report)


def _parse(line: bytes) -> Record | None:
    cells = [cell.strip() for cell in line.decode().split("\t")]
    if len(cells) == PLACE_COLUMNS:
        return _place(cells)
    if len(cells) in NAME_COLUMNS:
        return _name(cells)
    raise ValueError(f"has {len(cells)} columns, not {PLACE_COLUMNS} (places) or {NAME_COLUMNS[-1]} (names)")


def _place(cells: list[str]) -> Record:
    number, name, plain, others = cells[:4]
    if not name:
        raise ValueError("has no name")
    latitude, longitude = degrees(cells[4], cells[5])
    return Record(
        id=f"geonames:{_number(number)}",
        kind=kind_of(cells[6], cells[7]),
        names=(Name(name, language_of(name), "main"), *_others([plain, *others.split(",")])),
        latitude=latitude,
        longitude=longitude,
        country_code=cells[8].upper(),
        population=int(cells[14] or 0),
        geonames_id=number,
    )


def _others(texts: list[str]) -> Iterator[Name]:
    """The names of all languages in one cell; Thai script tells its language, the others do not."""
    for text in dict.fromkeys(map(str.strip, texts)):
        written = script(text)
        if text and written != "other" and not _CODE.fullmatch(text):
            yield Name(text, "th" if written == "thai" else "")


def _name(cells: list[str]) -> Record | None:
    _, place, language, text = cells[:4]
    preferred, _short, colloquial, historic = (cell == "1" for cell in cells[4:8])
    identity = f"geonames:{_number(place)}"
    if language == "wkdt":
        return Record(identity, wikidata_id=text)
    language = language.partition("-")[0]
    if language not in (*LANGUAGES, "", "abbr"):
        return None
    if not text:
        raise ValueError("has no name")
    if not language or language == "abbr":
        return Record(identity, names=tuple(_others([text]))) if script(text) != "other" else None
    use = "former" if historic or colloquial else "preferred" if preferred else "usual"
    return Record(identity, names=(Name(text, language, use),))


def _number(cell: str) -> str:
    if not cell.isdecimal():
        raise ValueError(f"{cell!r} is no GeoNames id")
    return cell
