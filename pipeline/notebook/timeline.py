"""The events along time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compare import source_titles
from pipeline.notebook.display import FONTS, Drawing, altair

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables.read import Tables

COLOURS = {"single": "#999999", "corroborated": "#0072b2", "contradicted": "#d55e00"}
"""By corroboration; colours that the colour-blind tell apart (Okabe and Ito)."""
SHORTEST = 1 / 120
"""A day in a century would not be seen: no bar is shorter than this part of the whole."""


def timeline(tables: Tables, events: pd.DataFrame | None = None, limit: int = 60, width: int = 600) -> Drawing:
    """A bar for each event, from the first to the last day that its date can mean.

    `events` is a choice of rows of `tables.events`; default: all told as facts. Of more than `limit` dated
    events those that most sources tell are drawn, and the subtitle says so. A date that is open on one side
    reaches to the edge and is paler. `width` is in pixels.
    """
    alt = altair()
    chosen = tables.events[tables.events.polarity == "asserted"] if events is None else events
    dated = chosen[chosen.date_start.notna() | chosen.date_end.notna()]
    rows = dated.sort_values(["number_of_sources", "confidence"], ascending=False, kind="stable").head(limit)
    told = "" if len(dated) <= limit else f"{limit} of {len(dated)} events with a date: those that most sources tell"
    order = alt.EncodingSortField("start", order="ascending")
    tooltip = ["event", "date", "place", "sources", "sentence"]
    chart = (
        alt.Chart(alt.Data(values=_bars(rows, source_titles(tables))))
        .mark_bar(height=9, cornerRadius=2)
        .encode(
            x=alt.X("start:T", title=None, scale=alt.Scale(type="utc")),
            x2="end:T",
            y=alt.Y("row:N", sort=order, title=None, axis=alt.Axis(labelLimit=340, labelExpr=LABEL)),
            color=alt.Color("told:N", title=None, scale=alt.Scale(domain=[*COLOURS], range=[*COLOURS.values()])),
            opacity=alt.condition("datum.open", alt.value(0.45), alt.value(1)),
            tooltip=[f"{name}:N" for name in tooltip],
        )
        .properties(width=width, title=alt.Title("What happened", subtitle=told))
        .configure(font=FONTS)
        .configure_view(stroke=None)
    )
    return Drawing(chart)


LABEL = "slice(datum.label, indexof(datum.label, ' ') + 1)"
"""Two events may have one title: a row is named by its id and title, and shown without the id."""


def _bars(rows: pd.DataFrame, titles: dict[str, str]) -> list[dict[str, object]]:
    """The rows with their days as milliseconds, which hold any year, and what is shown under the pointer."""
    if rows.empty:
        return []
    days = [day.timestamp() for name in ("date_start", "date_end") for day in rows[name].dropna()]
    first, last = min(days), max(days) + 86_400
    least = (last - first) * SHORTEST
    bars: list[dict[str, object]] = []
    for row in rows.astype(object).where(rows.notna(), None).to_dict("records"):
        start = row["date_start"].timestamp() if row["date_start"] is not None else first
        end = row["date_end"].timestamp() + 86_400 if row["date_end"] is not None else last
        bars.append(
            {
                "row": f"{row['event_id']} {row['title']}",
                "start": start * 1000,
                "end": max(end, start + least) * 1000,
                "open": row["date_start"] is None or row["date_end"] is None,
                "told": str(row["corroboration"]),
                "event": row["title"],
                "date": row["date_edtf"],
                "place": row["place_name"] or "",
                "sources": "; ".join(titles.get(one, one) for one in row["sources"]),
                "sentence": row["summary"] or "",
            }
        )
    return bars
