"""Draws the timeline of the README from finished tables.

python docs/timeline.py data/out docs/timeline.png
"""

from __future__ import annotations

import sys

import altair as alt
import pandas as pd

from pipeline import read_tables

LANES = {"single": "one source", "corroborated": "several agree", "contradicted": "several disagree"}


def chart(folder: str) -> alt.Chart:
    """The dated events that two or more sources tell, with the languages they tell them in."""
    events = read_tables(folder).events.dropna(subset=["date_start"])
    events = events[(events.number_of_sources > 1)].sort_values(["date_start", "event_id"])
    shown = pd.DataFrame(
        {
            "event": events.title.astype(str),
            "start": events.date_start.astype("datetime64[ms]"),
            "end": events.date_end.fillna(events.date_start).astype("datetime64[ms]") + pd.Timedelta(days=60),
            "sources": events.corroboration.astype(str).map(LANES),
            "languages": events.languages.map(", ".join),
        }
    )
    base = alt.Chart(shown).encode(y=alt.Y("event:N", sort=None, title=None, axis=alt.Axis(labelLimit=420)))
    bars = base.mark_bar(height=9, cornerRadius=2).encode(
        x=alt.X("start:T", title=None, scale=alt.Scale(nice="year")),
        x2="end:T",
        color=alt.Color(
            "sources:N", title=None, scale=alt.Scale(domain=list(LANES.values())[1:], range=["#3b7ea1", "#d1495b"])
        ),
    )
    labels = base.mark_text(align="left", dx=4, color="#666").encode(x="end:T", text="languages:N")
    return (
        (bars + labels)
        .properties(width=520, title="What two or more of the accounts tell")
        .configure_view(stroke=None)
        .configure(font="DejaVu Sans, Loma, sans-serif")
    )


if __name__ == "__main__":
    chart(sys.argv[1]).save(sys.argv[2], scale_factor=1.5)
