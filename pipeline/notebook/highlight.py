"""A source as it stands, with its names and dates marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import OutputError
from pipeline.notebook.display import STYLE, Html
from pipeline.tables.schema import MENTIONS

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

KINDS = next(column.enum for column in MENTIONS.columns if column.name == "kind")


class Mark(NamedTuple):
    """Characters `start` to `end` of a text, marked as a kind; `note` is shown under the pointer."""

    start: int
    end: int
    kind: str
    note: str


def highlight(tables: Tables, document: str, kinds: Iterable[str] = KINDS, entity: str | None = None) -> Html:
    """The text of a source with its names and dates in colours, and a legend.

    `document` is a source_id, a path as `sources.csv` has it, or the name of the file. `kinds` chooses among
    person, place, organization, event and date; `entity` marks the mentions of one row only, by its id.
    Raises OutputError where there is no such source.
    """
    source_id = find_source(tables, document)
    marks = _marks(tables, source_id, set(kinds), entity)
    counts = {kind: sum(mark.kind == kind for mark in marks) for kind in KINDS}
    legend = " ".join(f'<mark class="{kind}">{kind} ({count})</mark>' for kind, count in counts.items() if count)
    row = tables.sources[tables.sources.source_id == source_id].iloc[0]
    language = escape(str(row.language), quote=True)
    return Html(
        f'{STYLE}<div class="synchronicle"><div class="legend">{legend}</div>'
        f'<div class="text" lang="{language}">{marked(tables.text(source_id), marks)}</div></div>'
    )


def find_source(tables: Tables, document: str) -> str:
    """The id of the source that is meant by its id, path or file name; raises OutputError."""
    sources = tables.sources
    names = sources.path.map(lambda path: PurePath(path).name)
    found = sources.source_id[(sources.source_id == document) | (sources.path == document) | (names == document)]
    read = sorted({str(path) for path in sources.path[sources.status != "failed"]})
    if found.nunique() != 1:
        said = "several sources are" if len(found) else "no source is"
        raise OutputError(f"{said} called {document!r}", "Take a path of sources.csv: " + ", ".join(read))
    if (sources.status[found.index] == "failed").all():
        raise OutputError(f"nothing was read of {document!r}", "Choose one of " + ", ".join(read))
    return str(found.iloc[0])


def marked(text: str, marks: Sequence[Mark]) -> str:
    """The text as HTML, escaped, with every mark in it.

    A mark inside another is nested; of two that cross, the second begins where the first ends.
    """
    pieces: list[str] = []
    open_marks: list[Mark] = []
    at = 0

    def close(until: int) -> None:
        nonlocal at
        while open_marks and open_marks[-1].end <= until:
            end = open_marks.pop().end
            pieces.append(escape(text[at:end]) + "</mark>")
            at = end

    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        close(mark.start)
        start, end = max(mark.start, at), mark.end
        if open_marks and open_marks[-1].end < end:
            close(start := open_marks[-1].end)
        if start >= end or (open_marks and open_marks[-1].end < end):
            continue
        pieces.append(escape(text[at:start]))
        pieces.append(f'<mark class="{escape(mark.kind)}" title="{escape(mark.note)}">')
        open_marks.append(mark)
        at = start
    close(len(text))
    return "".join(pieces) + escape(text[at:])


def _marks(tables: Tables, source_id: str, kinds: set[str], entity: str | None) -> list[Mark]:
    from pandas import notna

    dates = tables.dates.set_index("mention_id")[["edtf", "basis", "anchor"]].to_dict("index")
    names = {
        identity: name
        for frame in (tables.people, tables.places, tables.organizations)
        for identity, name in zip(frame.iloc[:, 0], frame.name, strict=True)
    } | dict(zip(tables.events.event_id, tables.events.title, strict=True))
    rows = tables.mentions[(tables.mentions.source_id == source_id) & tables.mentions.kind.isin(kinds)]
    if entity is not None:
        rows = rows[rows.entity_id == entity]
    found = []
    for row in rows.to_dict("records"):
        date = dates.get(row["mention_id"])
        said = (date["edtf"], date["basis"], date["anchor"]) if date else (names.get(row["entity_id"]),)
        note = ", ".join([row["kind"], *(str(one) for one in said if notna(one))])
        found.append(Mark(row["start"], row["end"], row["kind"], note))
    return found
