"""The same event as its sources tell it, side by side, from finished tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.compare_disputes import Disputes, Telling
from pipeline.errors import OutputError
from pipeline.tables.schema import EVENTS, EVIDENCE, Column, Table
from pipeline.tables.write import csv_bytes

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables.read import Tables

_OF_EVENTS = {column.name: column for column in EVENTS.columns}
_OF_EVIDENCE = {column.name: column for column in EVIDENCE.columns}

COMPARISON = Table(
    "comparison",
    "Every event with every sentence that tells it, contradicted events first",
    (
        *(_OF_EVENTS[name] for name in ("event_id", "title", "date_edtf", "corroboration")),
        _OF_EVIDENCE["source_id"],
        Column("source_title", "the title that the source gives itself, else its path"),
        *(_OF_EVIDENCE[name] for name in ("language", "date_as_stated")),
        Column("source_date_edtf", "the date this source gives (EDTF)"),
        *(_OF_EVIDENCE[name] for name in ("stance", "field", "quote")),
    ),
    ("event_id", "source_id", "quote", "stance", "field"),
)
"""The columns of the long form; one row for every row of `evidence`."""

__all__ = ["COMPARISON", "Compared", "Telling", "compare", "compared", "source_titles", "write_comparison"]

PARTS = ("contradicted", "agreed", "single")


@dataclass(frozen=True)
class Compared:
    """An event with what each source says of it, the sources in the order of `sources.csv`.

    `part` is "contradicted", "agreed" or "single"; `disputes` has a line for each contradicted field.
    """

    event_id: str
    title: str
    edtf: str
    corroboration: str
    part: str
    told: dict[str, list[Telling]]
    languages: dict[str, str]
    disputes: tuple[str, ...] = ()


def compare(tables: Tables) -> pd.DataFrame:
    """Every sentence of evidence with its event and its source: the columns of `COMPARISON`.

    Contradicted events first, then those that several sources agree on, then those that one source
    tells; each part by date, events without one last; within an event by source and place in it.
    Named events that no sentence asserts have no evidence, and no row here.
    """
    events = tables.events.reset_index(drop=True)
    day = events.date_start.fillna(events.date_end)
    events = events.assign(_undated=day.isna(), _day=day, _row=events.index).set_index("event_id")
    titles = source_titles(tables)
    places = {source_id: at for at, source_id in enumerate(titles)}
    frame = tables.evidence.rename(columns={"date_edtf": "source_date_edtf"}).join(
        events[["title", "date_edtf", "corroboration", "_undated", "_day", "_row"]], on="event_id"
    )
    frame = frame.assign(
        source_title=frame.source_id.map(titles).astype("string"),
        _source=frame.source_id.map(places),
        _part=parts(frame).map(PARTS.index),
    )
    frame = frame.sort_values(["_part", "_undated", "_day", "_row", "_source", "start", "end", "field"])
    return frame[list(COMPARISON.names)].reset_index(drop=True)


def parts(frame: pd.DataFrame) -> pd.Series[str]:
    """The part (`PARTS`) of each row's event: contradicted, told alike by several sources, or by one."""
    disputed = (frame.corroboration == "contradicted") | (frame.stance == "contradicts")
    disputed = disputed.groupby(frame.event_id).transform("any")
    alone = frame.groupby("event_id").source_id.transform("nunique") == 1
    return alone.map({True: "single", False: "agreed"}).mask(disputed, "contradicted").astype("string")


def source_titles(tables: Tables) -> dict[str, str]:
    """The title of each source, else its path, by id; sources of one title carry their path as well."""
    sources = tables.sources.drop_duplicates("source_id").fillna({"title": ""})
    double = sources.title.duplicated(keep=False)
    return {
        row["source_id"]: f"{row['title']} ({row['path']})" if row["title"] and again else row["title"] or row["path"]
        for row, again in zip(sources.to_dict("records"), double, strict=True)
    }


def compared(tables: Tables) -> list[Compared]:
    """The events of `compare` in its order, each with what every source says of it."""
    frame = compare(tables)
    frame = frame.assign(part=parts(frame)).astype(object).where(frame.notna().assign(part=True), "")
    disputes = Disputes(tables, source_titles(tables))
    found = []
    for event_id, rows in frame.groupby("event_id", sort=False):
        told: dict[str, list[Telling]] = {}
        for row in rows.to_dict("records"):
            field = row["field"] if row["stance"] == "contradicts" else ""
            telling = Telling(row["date_as_stated"], row["source_date_edtf"], row["quote"], field)
            told.setdefault(row["source_id"], []).append(telling)
        languages = dict(zip(rows.source_id, rows.language, strict=True))
        first = rows.iloc[0]
        lines = disputes.lines(str(event_id), told, languages)
        found.append(
            Compared(
                str(event_id), first.title, first.date_edtf, first.corroboration, first.part, told, languages, lines
            )
        )
    return found


def write_comparison(tables: Tables, path: Path, excel: bool = False) -> None:
    """Writes `compare(tables)` as CSV, quoted and, with `excel`, neutralized as the tables are; else OutputError."""
    frame = compare(tables)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    try:
        path.write_bytes(csv_bytes(COMPARISON, rows, excel))  # type: ignore[arg-type]
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}", "Name another file with --csv") from error
