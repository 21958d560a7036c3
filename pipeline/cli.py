"""The command `synchronicle`. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import OutputError, SettingsError, SynchronicleError

SOME_FAILED, WRONG_USE = 1, 2

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
) -> None:
    """Read sources and write all tables."""
    from pipeline.display import progress_for, show_summary
    from pipeline.runner.run import run
    from pipeline.settings import load_settings

    chosen = load_settings(settings, names=names, excel=excel, parquet=parquet)
    with progress_for(sys.stderr) as progress:
        summary = run(paths, out, chosen, progress)
    show_summary(summary)
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


def main() -> None:
    """Runs the command; errors with a remedy end it with one line and status 2."""
    try:
        app()
    except (SettingsError, OutputError) as error:
        _fail(error)
    except SynchronicleError as error:
        _fail(error)


def _fail(error: SynchronicleError) -> None:
    print(f"synchronicle: {error}", file=sys.stderr)
    raise SystemExit(WRONG_USE)
