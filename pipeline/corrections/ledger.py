"""The ledger of a person's judgements: `corrections.csv`, read, checked and appended to.

A row says what to do (`action`) with whom (`subject`), by ids as they stand in the tables:

- `same,A,B`: the rows A and B (of people, places, organizations or named events) are one; A stays.
- `different,A,B,,Georgia`: the form "Georgia" does not name A but B; without B it gets a row of its own.
- `apart,S,T`: the statements S and T (`statement_id` of the evidence) tell two events; where both were taken to be
  about one named event, S is not.
- `rename,A,,name_en,Siam`: the preferred name, in all languages (`name`) or in one.
- `set,A,,latitude,13.75`: any other column of the row.
- `date,M,,,1893-07-13`: the date mention M means this EDTF value.
- `drop,A` or `drop,M`: the row, or the one mention, is no name at all; the mention, no date at all.
- `confirm,A,,link,Siam`: the form "Siam" does name A; `confirm,M,,date,1893`: the mention does mean this value;
  `confirm,E,,contradiction,…`: the sources do disagree on the event; `confirm,E,,join,…`: its statements do tell one
  event. So nobody is asked again.

`who`, `when` and `why` are for people. Nothing ever removes a row from the ledger, but for
`synchronicle review`, which takes back a slip as long as it is the last row and was not applied.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, fields
from pathlib import Path

from pipeline.dates.edtf import is_valid
from pipeline.errors import SettingsError
from pipeline.tables.schema import ORGANIZATIONS, PEOPLE, PLACES

FILE = "corrections.csv"
ACTIONS = ("same", "different", "apart", "rename", "set", "date", "drop", "confirm")
CONFIRMED = ("link", "date", "contradiction", "join")
NAMES = ("name", "name_en", "name_ru", "name_th")
COUNTED = frozenset({"aliases", "mentions", "sources", "languages", "first_date", "last_date", "confidence"})
"""Columns that the texts decide; no person sets them."""
SETTABLE = frozenset(
    column
    for table in (PEOPLE, PLACES, ORGANIZATIONS)
    for column in table.names
    if column not in NAMES and column not in COUNTED and column not in table.keys
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of the ledger; empty texts where the action needs nothing."""

    action: str
    subject: str
    object: str = ""
    field: str = ""
    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""

    def fault(self) -> str:
        """What is wrong with the row in itself, "" when nothing is."""
        if self.action not in ACTIONS:
            return f"no action is called {self.action!r}; there are {', '.join(ACTIONS)}"
        if not self.subject:
            return f"{self.action} needs the id of a row in subject"
        if self.action == "same" and (not self.object or self.object == self.subject):
            return "same needs another row's id in object"
        if self.action == "apart" and (not self.object or self.object == self.subject):
            return "apart needs another statement's id in object"
        if self.action in ("different", "rename", "set", "date", "confirm") and not self.value:
            return f"{self.action} needs a value"
        if self.action == "rename" and self.field not in NAMES:
            return f"rename needs one of {', '.join(NAMES)} in field, not {self.field!r}"
        if self.action == "set" and self.field not in SETTABLE:
            return f"set needs one of {', '.join(sorted(SETTABLE))} in field, not {self.field!r}"
        if self.action == "confirm" and self.field not in CONFIRMED:
            return f"confirm needs one of {', '.join(CONFIRMED)} in field, not {self.field!r}"
        if self.action == "date" and not is_valid(self.value):
            return f"{self.value!r} is not an EDTF value"
        return ""


COLUMNS = tuple(field.name for field in fields(Correction))


def read_ledger(path: Path) -> tuple[Correction, ...]:
    """The corrections in the order of the file; none where there is no file.

    Raises SettingsError that names every faulty line.
    """
    if not path.exists():
        return ()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}", "Save it as CSV in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    unknown = [name for name in reader.fieldnames or () if name not in COLUMNS]
    if unknown or not {"action", "subject"} <= set(reader.fieldnames or ()):
        raise SettingsError(f"{path} has not the columns of a ledger", f"Its first line must be {','.join(COLUMNS)}")
    found, faults = [], []
    for row in reader:
        if None in row:
            faults.append(f"line {reader.line_num}: more cells than columns")
            continue
        correction = Correction(**{name: (row.get(name) or "").strip() for name in COLUMNS})
        found.append(correction)
        if fault := correction.fault():
            faults.append(f"line {reader.line_num}: {fault}")
    if faults:
        raise SettingsError(f"{path}: " + "; ".join(faults), "Mend or remove these lines")
    return tuple(found)


def append(path: Path, corrections: Sequence[Correction]) -> None:
    """Adds rows to the ledger, with its header where it is new. Raises SettingsError on a faulty row."""
    faults = [fault for correction in corrections if (fault := correction.fault())]
    if faults:
        raise SettingsError("; ".join(faults), "Nothing was written")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    old = path.read_bytes() if path.exists() else b""
    if not old.strip():
        writer.writerow(COLUMNS)
    elif not old.endswith(b"\n"):
        text.write("\n")
    writer.writerows(astuple(correction) for correction in corrections)
    with path.open("ab") as file:
        file.write(text.getvalue().encode())


def as_row(correction: Correction) -> dict[str, str]:
    """The correction as a row, for `run.json`."""
    return {name: value for name, value in asdict(correction).items() if value}
