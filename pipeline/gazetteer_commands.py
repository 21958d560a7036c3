"""The command `synchronicle gazetteer`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.linking.importers.record import Fault

SHOWN = 10
"""Faults that are printed one by one; of the others only their number."""
SOME_FAILED = 1

app = typer.Typer(help="Gazetteers of your own.", no_args_is_help=True)


@app.callback()
def gazetteer() -> None:
    """Gazetteers of your own, made from files of GeoNames, Who's On First and Wikidata."""


@app.command("import")
def import_command(
    files: Annotated[list[Path], typer.Argument(help="Files, as they were published; packed ones too.")],
    to: Annotated[Path, typer.Option(help="SQLite file that they are added to; it is made if need be.")],
    format_name: Annotated[
        str, typer.Option("--format", help="geonames, whosonfirst, wikidata or sparql; default: by name and content.")
    ] = "",
) -> None:
    """Add the places, persons, organizations and events of files to a gazetteer of your own."""
    from pipeline.linking.importers.formats import read_files
    from pipeline.linking.importers.store import import_into

    faults = 0

    def report(fault: Fault) -> None:
        nonlocal faults
        faults += 1
        if faults <= SHOWN:
            print(f"left out: {fault}", file=sys.stderr)

    def progress(records: int) -> None:
        print(f"{records:,} records", file=sys.stderr, flush=True)

    counts = import_into(to, read_files(files, format_name, report), progress)
    if faults > SHOWN:
        print(f"left out: {faults - SHOWN} more", file=sys.stderr)
    print(f"{counts.records:,} records with {counts.names:,} names in {to}")
    if counts.left_out:
        print(f"{counts.left_out:,} names belong to places that the file does not have")
    if faults:
        raise typer.Exit(SOME_FAILED)
