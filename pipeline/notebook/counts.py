"""Counts that are asked for most: who acts with whom, and when each source tells how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compare import source_titles
from pipeline.notebook.display import FONTS, Drawing, altair

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables.read import Tables


def together(tables: Tables, events: pd.DataFrame | None = None, top: int = 15) -> Drawing:
    """How often two of the `top` most active participants stand in one event.

    `events` is a choice of rows of `tables.events`; default: all told as facts.
    """
    alt = altair()
    chosen = tables.events[tables.events.polarity == "asserted"] if events is None else events
    each = chosen[["event_id", "participant_names"]].explode("participant_names").dropna().drop_duplicates()
    often = each.participant_names.value_counts(sort=True).head(top).index
    each = each[each.participant_names.isin(often)]
    pairs = each.merge(each, on="event_id", suffixes=("", "_with")).query("participant_names != participant_names_with")
    counted = pairs.value_counts(["participant_names", "participant_names_with"]).reset_index(name="events")
    values = [{"one": str(one), "other": str(other), "events": int(n)} for one, other, n in counted.to_numpy()]
    axis = alt.Axis(labelLimit=200)
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_rect()
        .encode(
            x=alt.X("one:N", title=None, axis=alt.Axis(labelLimit=200, labelAngle=-45)),
            y=alt.Y("other:N", title=None, axis=axis),
            color=alt.Color("events:Q", scale=alt.Scale(scheme="blues", domainMin=0)),
            tooltip=["one:N", "other:N", "events:Q"],
        )
        .properties(title="Events that two take part in")
        .configure(font=FONTS)
    )
    return Drawing(chart)


def decades(tables: Tables, events: pd.DataFrame | None = None, years: int = 10) -> Drawing:
    """How many events each source tells of each decade, or of each span of so many `years`.

    `events` is a choice of rows of `tables.events`; default: all told as facts. An event counts for the
    span in which its date begins, once for each source that tells it.
    """
    alt = altair()
    chosen = tables.events[tables.events.polarity == "asserted"] if events is None else events
    told = chosen[["date_start", "sources"]].dropna(subset=["date_start"]).explode("sources").dropna()
    told = told.assign(span=told.date_start.dt.year // years * years, source=told.sources.map(source_titles(tables)))
    counted = told.value_counts(["span", "source"]).sort_index().reset_index(name="events")
    values = [{"span": int(span), "source": str(source), "events": int(n)} for span, source, n in counted.to_numpy()]
    spans = counted.span.tolist()
    scale = alt.Scale(domain=[*range(min(spans), max(spans) + 1, years)]) if spans else alt.Undefined
    chart = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X("span:O", title=None, scale=scale, axis=alt.Axis(labelAngle=0)),
            xOffset="source:N",
            y=alt.Y("events:Q", title="events", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "source:N", title=None, legend=alt.Legend(labelLimit=400, orient="top", direction="vertical")
            ),
            tooltip=["source:N", "span:O", "events:Q"],
        )
        .properties(title=f"Events that each source tells, by {years} years", width=500, height=200)
        .configure(font=FONTS)
    )
    return Drawing(chart)
