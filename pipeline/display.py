"""What the commands print: progress, closing summary, and finished tables in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from pipeline.records import DateMention, Source
from pipeline.runner.consolidating import Summary
from pipeline.runner.run import Progress

if TYPE_CHECKING:
    from pipeline.tables.read import Tables

WIDE = 200
"""Columns of the tables where they do not go to a terminal."""


class _Lines(Progress):
    """A plain line for every source, for log files."""

    def __init__(self, file: TextIO) -> None:
        self.file, self.total, self.done = file, 0, 0

    def start(self, total: int) -> None:
        self.total = total

    def source(self, source: Source) -> None:
        self.done += 1
        note = f": {source.message}" if source.message else ""
        print(f"[{self.done}/{self.total}] {source.path} {source.status}{note}", file=self.file, flush=True)


class _Bar(Progress):
    """A bar that moves on with every source."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        self.task: TaskID = bar.add_task("reading", total=None)

    def start(self, total: int) -> None:
        self.bar.update(self.task, total=total)

    def source(self, source: Source) -> None:
        if source.message:
            self.bar.console.print(f"{escape(source.path)} [yellow]{source.status}[/]: {escape(source.message)}")
        self.bar.update(self.task, advance=1, description=escape(source.path))

    def step(self, name: str) -> None:
        self.bar.update(self.task, description=name)


@contextmanager
def progress_for(file: TextIO) -> Iterator[Progress]:
    """A bar when `file` is a terminal, plain lines otherwise."""
    if not file.isatty():
        yield _Lines(file)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(file=file)) as bar:
        yield _Bar(bar)


def show_summary(summary: Summary) -> None:
    """Prints what was read and where the tables are."""
    failed, partial = len(summary.failed), sum(source.status == "partial" for source in summary.sources)
    notes = [f"{count} {word}" for count, word in ((failed, "failed"), (partial, "partial")) if count]
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(summary.mentions.items(), key=lambda one: -one[1]))
    print(f"sources   {len(summary.sources)}" + (f" ({', '.join(notes)})" if notes else ""))
    print(f"mentions  {sum(summary.mentions.values())}" + (f" ({kinds})" if kinds else ""))
    print(f"events    {summary.events}")
    print(f"tables    {summary.folder}")
    for one in summary.unapplied:
        correction = one.correction
        print(f"correction not applied: {correction.action} {correction.subject} {correction.value}: {one.reason}")


def show_tables(tables: Tables, top: int) -> None:
    """Prints the most named people and places and a timeline of the dated events."""
    console = _console()
    for title, frame in (("People", tables.people), ("Places", tables.places)):
        view = Table("name", "English", "Russian", "Thai", "mentions", "sources", title=title, title_justify="left")
        for row in frame.head(top).to_dict("records"):
            cells = [row[name] for name in ("name", "name_en", "name_ru", "name_th", "mentions")]
            view.add_row(*(_shown(cell) for cell in [*cells, len(row["sources"])]))
        console.print(view)
    view = Table("date", "event", "sources", "", title="Timeline", title_justify="left")
    dated = tables.events.dropna(subset=["date_start"]).sort_values(["date_start", "event_id"])
    for row in dated.to_dict("records"):
        mark = {"contradicted": "≠", "corroborated": "="}.get(str(row["corroboration"]), "")
        view.add_row(*(_shown(row[name]) for name in ("date_edtf", "title", "number_of_sources")), mark)
    console.print(view)


def show_dates(title: str, dates: Sequence[DateMention]) -> None:
    """Prints the time expressions of one source, in text order."""
    headings = ("at", "text", "EDTF", "first day", "last day", "calendar", "basis", "from", "also")
    view = Table(*headings, title=title, title_justify="left")
    for date in dates:
        value = date.value
        cells = (
            value.edtf,
            value.start,
            value.end,
            value.calendar,
            value.basis,
            value.anchor,
            value.modifier or value.other,
        )
        view.add_row(str(date.start), escape(" ".join(date.surface.split())), *(escape(cell) for cell in cells))
    _console().print(view)


def show_explanation(tables: Tables, identity: str) -> bool:
    """Prints a row with its mentions and why each was taken to refer to it; False where there is no such row."""
    keys = {"people": "person_id", "places": "place_id", "organizations": "organization_id", "events": "event_id"}
    found = [
        row for table, key in keys.items() for row in getattr(tables, table).to_dict("records") if identity == row[key]
    ]
    if not found:
        return False
    console = _console()
    row = found[0]
    for name in ("name", "title", "name_en", "name_ru", "name_th", "date_edtf", "summary", "wikidata_id", "confidence"):
        if name in row and _shown(row[name]):
            console.print(f"{name:12}{_shown(row[name])}")
    view = Table("mention", "source", "at", "text", "confidence", "why", title="Mentions", title_justify="left")
    for mention in tables.mentions[tables.mentions.entity_id == identity].to_dict("records"):
        cells = (
            mention[name] for name in ("mention_id", "source_id", "start", "surface", "link_confidence", "link_reason")
        )
        view.add_row(*(_shown(cell) for cell in cells))
    console.print(view)
    return True


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=WIDE)  # a file has no width: cut nothing


def _shown(cell: object) -> str:
    return "" if str(cell) in ("<NA>", "nan", "None") else escape(str(cell))
