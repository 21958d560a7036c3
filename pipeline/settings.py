"""One frozen settings object, read from `synchronicle.toml` and the command line, checked as a whole."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from pipeline.errors import SettingsError

FILE = "synchronicle.toml"

FILES = ("corrections", "gazetteer")
"""Settings that are paths; in the file they are relative to it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told. In the file the same names stand at the top level."""

    names: str = "default"
    """The recognizers of names, joined by commas; `default` is the best set that ships."""
    excel: bool = False
    """Write CSV files that Excel opens without further ado: with a BOM, no cell run as a formula."""
    parquet: bool = False
    """Write every table as Parquet too."""
    corrections: str = "corrections.csv"
    """The ledger of corrections, replayed on every run if it is there; relative to the settings file."""
    gazetteer: str = ""
    """A gazetteer of your own, an SQLite file that `synchronicle gazetteer import` made; none unless named."""
    kb_endpoint: str = ""
    """The API that `synchronicle kb fetch` asks; Wikidata's unless named. A run asks none."""

    def as_dict(self) -> dict[str, object]:
        """The settings as plain values, for `run.json`."""
        return asdict(self)


def load_settings(path: str | Path | None = None, **given: object) -> Settings:
    """The settings of a file (default: `synchronicle.toml` here, if there is one), overridden by `given`.

    Values of None in `given` count as not given. Raises SettingsError that names every fault.
    """
    values: dict[str, object] = {}
    if path is not None or Path(FILE).is_file():
        values = _read(Path(path or FILE))
        folder = Path(path or FILE).parent
        values |= {name: str(folder / text) for name in FILES if isinstance(text := values.get(name), str) and text}
    values.update({name: value for name, value in given.items() if value is not None})
    faults = [*_faults(values)]
    if (own := values.get("gazetteer")) and not Path(str(own)).is_file():
        faults.append(f"gazetteer: there is no file {own}")
    if faults:
        raise SettingsError("; ".join(faults), "Known settings are " + ", ".join(_types()))
    return replace(Settings(), **values)  # type: ignore[arg-type]


def _types() -> dict[str, type]:
    return {field.name: type(field.default) for field in fields(Settings)}


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}", "Name another file with --settings") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not TOML: {error}", "Mend the line, or run without the file") from error


def _faults(values: Mapping[str, object]) -> list[str]:
    types, faults = _types(), []
    for name, value in values.items():
        if name not in types:
            near = difflib.get_close_matches(name, types, 1)
            faults.append(f"no setting is called {name!r}" + (f" (did you mean {near[0]!r}?)" if near else ""))
        elif not isinstance(value, types[name]):
            word = {"str": "text in quotes", "bool": "true or false"}[types[name].__name__]
            faults.append(f"{name} must be {word}, not {value!r}")
        elif name == "gazetteer" and value and not Path(str(value)).is_file():
            faults.append(f"the gazetteer {value} is not there (make it with `synchronicle gazetteer import`)")
    return faults
