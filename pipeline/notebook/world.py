"""Places and events on outlines that lie in the package."""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.notebook.display import FONTS, Drawing, altair
from pipeline.notebook.timeline import COLOURS

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables.read import Tables

MARGIN = 1.3
"""The view is this much wider than what is shown in it."""
LEAST = 8.0
"""Degrees that a view spans at least, so that a single place has surroundings."""
LETTER, LINE = 6, 13
"""Pixels that a letter of a label is wide, and a line high."""
NAMES = ("name_en", "name_ru", "name_th")
Row = dict[str, Any]


def world_map(
    tables: Tables, events: pd.DataFrame | None = None, places: pd.DataFrame | None = None, width: int = 640
) -> Drawing:
    """The places whose position is known, by mentions and kind; or, where `events` are given, these.

    `places` and `events` are choices of rows of `tables.places` and `tables.events`. Rows without a position
    are left out, and the subtitle counts them. The outlines are today's countries (Natural Earth, 1:110m).
    `width` is in pixels.
    """
    alt = altair()
    rows = _events(events) if events is not None else _places(tables.places if places is None else places)
    located = [row for row in rows if row["latitude"] is not None and row["longitude"] is not None]
    without = len(rows) - len(located)
    colour = (
        alt.Scale(domain=[*COLOURS], range=[*COLOURS.values()]) if events is not None else alt.Scale(scheme="dark2")
    )
    (left, bottom, right, top) = _view(located)
    height = round(width * (top - bottom) / (right - left))
    outlines = alt.Chart(
        alt.Data(values=_outlines(), format=alt.TopoDataFormat(type="topojson", feature="countries"))
    ).mark_geoshape(fill="#8882", stroke="#888", strokeWidth=0.5, clip=True)
    shown = _with_names(located, width / (right - left))
    points = alt.Chart(alt.Data(values=shown)).encode(longitude="longitude:Q", latitude="latitude:Q")
    dots = points.mark_circle(opacity=0.75, stroke="white", strokeWidth=0.5, clip=True).encode(
        size=alt.Size("count:Q", title=None, scale=alt.Scale(range=[30, 400]), legend=None),
        color=alt.Color("kind:N", title=None, scale=colour),
        tooltip=["name:N", "kind:N", "count:Q", "note:N"],
    )
    names = points.transform_filter("datum.label").mark_text(align="left", dx=9, fontSize=10, color="#777", clip=True)
    subtitle = f"{without} without a known position are left out" if without else ""
    chart = (
        alt.layer(outlines, dots, names.encode(text="label:N"))
        .project(
            type="equirectangular",
            scale=width / math.radians(right - left),
            center=[(left + right) / 2, (bottom + top) / 2],
            translate=[width / 2, height / 2],
        )
        .properties(width=width, height=height, title=alt.Title("Where", subtitle=subtitle))
        .configure(font=FONTS)
    )
    return Drawing(chart)


def _places(places: pd.DataFrame) -> list[Row]:
    return [
        {
            "name": row["name"],
            "kind": row["kind"] or "other",
            "count": row["mentions"] or 0,
            "note": " · ".join(dict.fromkeys(row[name] for name in NAMES if row[name])),
            **_position(row),
        }
        for row in _plain(places)
    ]


def _events(events: pd.DataFrame) -> list[Row]:
    """A row for each place, with all events there; of the most disputed of them it has the colour."""
    found: dict[tuple[float | None, float | None, str], Row] = {}
    for row in _plain(events.sort_values(["date_start", "event_id"])):
        position = _position(row)
        at = found.setdefault(
            (position["latitude"], position["longitude"], row["place_name"] or row["event_id"]),
            {"name": row["place_name"], "kind": "single", "count": 0, "note": "", **position},
        )
        at["count"] += 1
        at["kind"] = max(at["kind"], str(row["corroboration"]), key=[*COLOURS].index)
        at["note"] += ("; " if at["note"] else "") + f"{row['date_edtf'] or 'undated'} {row['title']}"
    return list(found.values())


def _plain(frame: pd.DataFrame) -> list[Row]:
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(name): cell for name, cell in row.items()} for row in rows]


def _position(row: Row) -> dict[str, float | None]:
    return {name: None if row[name] is None else float(row[name]) for name in ("latitude", "longitude")}


def _with_names(rows: list[Row], degree: float) -> list[Row]:
    """The rows, largest first, with a label where it covers no larger one; `degree` is in pixels."""
    labels: list[tuple[float, float, float]] = []
    shown = []
    for row in sorted(rows, key=lambda one: (-one["count"], one["name"] or "")):
        x, y = row["longitude"] * degree, row["latitude"] * degree
        end = x + LETTER * (len(row["name"] or "") + 3)
        free = all(end < left or right < x or abs(y - level) > LINE for left, right, level in labels)
        labels += [(x, end, y)] if free else []
        shown.append(row | {"label": row["name"] if free else ""})
    return shown


def _view(rows: list[Row]) -> tuple[float, float, float, float]:
    """West, south, east and north of the view: around all points, the whole world where there are none."""
    if not rows:
        return -180, -90, 180, 90
    across, along = [row["longitude"] for row in rows], [row["latitude"] for row in rows]
    wide = min(max((max(across) - min(across)) * MARGIN, LEAST), 360)
    high = min(max((max(along) - min(along)) * MARGIN, wide * 0.45), 180, wide)
    middle, level = (max(across) + min(across)) / 2, (max(along) + min(along)) / 2
    return middle - wide / 2, level - high / 2, middle + wide / 2, level + high / 2


@cache
def _outlines() -> dict[str, Any]:
    """The countries of Natural Earth as TopoJSON, as they come with the report page."""
    text = (files("pipeline.report") / "vendor" / "countries-110m.json").read_text(encoding="utf-8")
    outlines: dict[str, Any] = json.loads(text)
    return outlines
