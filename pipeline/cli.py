"""The command `synchronicle`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import OutputError, SourceError, SynchronicleError
from pipeline.evaluation import app as evaluation
from pipeline.export import Format
from pipeline.gazetteer_commands import app as gazetteer_commands
from pipeline.kb.commands import app as kb_commands

SOME_FAILED, WRONG_USE = 1, 2
YOUNG = 50_000
"""Objects made before Python looks for unused ones that refer to each other. What a run loads stays to its end, and
looking through it after every 700, as is the default, takes a tenth of the run."""

app = typer.Typer(
    name="synchronicle",
    help="Events, people and places from Thai, Russian and English sources as normalized tables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command("run")
def run_command(
    paths: Annotated[list[str], typer.Argument(help="Files and folders to read; - is standard input.")],
    out: Annotated[Path, typer.Option(help="Folder for the tables; it is made if need be.")],
    settings: Annotated[
        Path | None, typer.Option(help="Settings file; default: synchronicle.toml in this folder, if there.")
    ] = None,
    names: Annotated[
        str | None, typer.Option(help="Recognizers of names, joined by commas, instead of the default set.")
    ] = None,
    excel: Annotated[bool | None, typer.Option("--excel", help="CSV files made for Excel.")] = None,
    parquet: Annotated[bool | None, typer.Option("--parquet", help="Every table as Parquet too.")] = None,
    report: Annotated[bool, typer.Option("--report", help="A page to look at too: report.html.")] = False,
) -> None:
    """Read sources and write all tables."""
    from pipeline.display import progress_for, show_summary
    from pipeline.runner.run import run
    from pipeline.settings import load_settings

    chosen = load_settings(settings, names=names, excel=excel, parquet=parquet)
    with progress_for(sys.stderr) as progress:
        summary = run(paths, out, chosen, progress)
    show_summary(summary)
    if report:
        _write_report(out, None)
    if summary.failed:
        raise typer.Exit(SOME_FAILED)


@app.command()
def inspect(
    folder: Annotated[Path, typer.Argument(help="Folder with finished tables.")],
    top: Annotated[int, typer.Option(min=1, help="How many people and places to show.")] = 15,
) -> None:
    """Print the top people, places and a timeline from finished tables."""
    from pipeline.display import show_tables
    from pipeline.tables.read import read_tables

    show_tables(read_tables(folder), top)


@app.command()
def dates(
    files: Annotated[list[str], typer.Argument(help="Files and folders to read; - is standard input.")],
) -> None:
    """Print every time expression of the sources with what it means."""
    from pipeline.dates import find_dates
    from pipeline.display import show_dates
    from pipeline.ingest import find_sources, read_source

    failed = False
    for found in find_sources(files):
        try:
            document = read_source(found)
        except SourceError as error:
            print(f"synchronicle: {found.path}: {error}", file=sys.stderr)
            failed = True
            continue
        show_dates(found.path, find_dates(document))
    if failed:
        raise typer.Exit(SOME_FAILED)


@app.command("compare")
def compare_command(
    folder: Annotated[Path, typer.Argument(help="Folder with finished tables.")],
    csv: Annotated[Path | None, typer.Option(help="Write all of it to this CSV file too.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="How many events of each part to print.")] = None,
    excel: Annotated[bool, typer.Option("--excel", help="A CSV file made for Excel.")] = False,
) -> None:
    """Print what the sources say of the same events, side by side, contradictions first."""
    from pipeline.compare import compared, source_titles, write_comparison
    from pipeline.compare_display import show_comparison
    from pipeline.tables.read import read_tables

    tables = read_tables(folder)
    if csv is not None:
        write_comparison(tables, csv, excel)
    show_comparison(compared(tables), source_titles(tables), limit)


@app.command("report")
def report_command(
    folder: Annotated[Path, typer.Argument(help="Folder with finished tables.")],
    out: Annotated[Path | None, typer.Option(help="The page; default: report.html in that folder.")] = None,
) -> None:
    """Write finished tables and their texts as one HTML page that opens from disk."""
    _write_report(folder, out)


def _write_report(folder: Path, out: Path | None) -> None:
    from pipeline.report import write_report

    print(f"report    {write_report(folder, out)}")


@app.command()
def explain(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of a person, place, organization or event.")],
    folder: Annotated[Path, typer.Argument(help="Folder with finished tables.")],
) -> None:
    """Print a row with its mentions, and why each was taken to refer to it."""
    from pipeline.display import show_explanation
    from pipeline.tables.read import read_tables

    if not show_explanation(read_tables(folder), identity):
        raise OutputError(f"{folder} has no row {identity}", "Take an id from one of its tables")


@app.command()
def correct(
    action: Annotated[str, typer.Argument(help="same, different, apart, rename, set, date, drop or confirm.")],
    subject: Annotated[
        str, typer.Argument(help="Id of the row, of the mention for date and drop, of the statement for apart.")
    ],
    other: Annotated[
        str, typer.Option("--other", help="The other row, for same and different; statement, for apart.")
    ] = "",
    field: Annotated[str, typer.Option(help="The column, for rename and set; what is confirmed.")] = "",
    value: Annotated[str, typer.Option(help="The value; the form that is meant, for different.")] = "",
    who: Annotated[str, typer.Option(help="Who says so.")] = "",
    why: Annotated[str, typer.Option(help="On what grounds.")] = "",
    ledger: Annotated[Path | None, typer.Option(help="The ledger; default: the one of the settings.")] = None,
) -> None:
    """Add a correction to the ledger; the next run or `consolidate` applies it."""
    from datetime import date

    from pipeline.corrections import Correction, append
    from pipeline.settings import load_settings

    path = ledger or Path(load_settings().corrections)
    append(path, [Correction(action, subject, other, field, value, who, date.today().isoformat(), why)])
    print(f"added to {path}")


@app.command()
def consolidate(
    folder: Annotated[Path, typer.Argument(help="Folder with finished tables.")],
    settings: Annotated[Path | None, typer.Option(help="Settings file, as for run.")] = None,
    excel: Annotated[bool | None, typer.Option("--excel", help="CSV files made for Excel.")] = None,
    parquet: Annotated[bool | None, typer.Option("--parquet", help="Every table as Parquet too.")] = None,
) -> None:
    """Write the tables anew from what was read before, with today's corrections."""
    from pipeline.display import show_summary
    from pipeline.runner.consolidating import consolidate_again
    from pipeline.settings import load_settings

    show_summary(consolidate_again(folder, load_settings(settings, excel=excel, parquet=parquet)))


@app.command("export")
def export_command(
    folder: Annotated[Path, typer.Argument(help="Folder with finished tables.")],
    to: Annotated[Format, typer.Option("--to", help="The format.")],
    out: Annotated[Path | None, typer.Option(help="File or folder to write; default: in exports/ there.")] = None,
) -> None:
    """Write finished tables in the format of another tool."""
    from pipeline.export import export
    from pipeline.tables.read import read_tables

    print(export(read_tables(folder), to, out))


@app.command("review")
def review_command(
    folder: Annotated[Path, typer.Argument(help="Folder with finished tables.")],
    settings: Annotated[Path | None, typer.Option(help="Settings file, as for run.")] = None,
    ledger: Annotated[Path | None, typer.Option(help="The ledger; default: the one of the settings.")] = None,
    who: Annotated[str | None, typer.Option(help="Who decides; default: your user name.")] = None,
    terminal: Annotated[bool, typer.Option("--terminal", help="Ask here, without a browser.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Go through doubtful links, dates and contradictions; decisions go to the ledger of corrections."""
    from pipeline.review.command import review

    review(folder, settings, ledger, who, port, terminal=terminal, browser=browser)


app.add_typer(gazetteer_commands, name="gazetteer")
app.add_typer(kb_commands, name="kb")
app.add_typer(evaluation, name="evaluate")


def main() -> None:
    """Runs the command; errors with a remedy end it with one line and status 2."""
    gc.set_threshold(YOUNG)
    try:
        app()
    except SynchronicleError as error:
        print(f"synchronicle: {error}", file=sys.stderr)
        raise SystemExit(WRONG_USE) from None
