"""What the sources say of the same events, side by side."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pipeline.compare import PARTS, Compared, Telling, compared, source_titles
from pipeline.notebook.display import STYLE, Html

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

HEADINGS = {
    "contradicted": "Sources contradict each other",
    "agreed": "Several sources agree",
    "single": "Only one source tells",
}


def compare(tables: Tables, limit: int = 20) -> Html:
    """A table for each part of the comparison, contradictions first: an event in a row, a source in a column.

    `limit` is how many events of each part are shown. `pipeline.compare.compare` is the same as a data frame.
    """
    titles = source_titles(tables)
    events = compared(tables)
    parts = [_part(part, [event for event in events if event.part == part], titles, limit) for part in PARTS]
    return Html(f'{STYLE}<div class="synchronicle">{"".join(parts)}</div>')


def _part(part: str, events: list[Compared], titles: dict[str, str], limit: int) -> str:
    if not events:
        return ""
    shown = [titles[source] for source in titles if any(source in event.told for event in events[:limit])]
    columns = [source for source in titles if titles[source] in shown]
    head = "".join(f"<th>{escape(titles[source])}</th>" for source in columns)
    rows = "".join(_row(event, columns) for event in events[:limit])
    count = f"{len(events)}" + (f", the first {limit} shown" if len(events) > limit else "")
    return f"<h4>{HEADINGS[part]} ({count})</h4><table><tr><th>event</th>{head}</tr>{rows}</table>"


def _row(event: Compared, columns: list[str]) -> str:
    first = f"<b>{escape(event.title)}</b><br>{escape(event.edtf)}"
    first += "".join(f'<br><span class="disputed">≠ {escape(line)}</span>' for line in event.disputes)
    cells = "".join(
        f'<td lang="{escape(event.languages.get(source, ""))}">'
        + "<br>".join(map(_telling, event.told[source]))
        + "</td>"
        if source in event.told
        else "<td></td>"
        for source in columns
    )
    return f"<tr><td>{first}</td>{cells}</tr>"


def _telling(telling: Telling) -> str:
    date = escape(f"{telling.stated} = {telling.edtf}") if telling.edtf else ""
    if telling.field:
        date = f'<span class="disputed">≠ {escape(telling.field)}: {date}</span>'
    return f"<i>{date}</i><br>{escape(telling.quote)}" if date else escape(telling.quote)
