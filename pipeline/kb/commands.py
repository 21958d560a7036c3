"""The command `synchronicle kb`: the only one that uses the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

SOME_FAILED = 1

app = typer.Typer(help="Candidates from knowledge bases on the network.", no_args_is_help=True)


@app.callback()
def kb() -> None:
    """Candidates from knowledge bases on the network, for the entities of finished tables."""


@app.command("fetch")
def fetch_command(
    folder: Annotated[Path, typer.Argument(help="Folder with finished tables.")],
    settings: Annotated[
        Path | None, typer.Option(help="Settings file; default: synchronicle.toml in this folder, if there.")
    ] = None,
    endpoint: Annotated[str | None, typer.Option(help="Address of an API like Wikidata's, instead of it.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many entities to ask for, the most mentioned first.")] = 100,
    contact: Annotated[str, typer.Option(help="Your mail or web address, for the operators of the API.")] = "",
) -> None:
    """Ask Wikidata what people, places and organizations may be; write kb_candidates.csv beside the tables."""
    from pipeline.kb.cache import Cache
    from pipeline.kb.client import Client
    from pipeline.kb.fetch import fetch
    from pipeline.kb.wikidata import ENDPOINT, Wikidata
    from pipeline.settings import load_settings

    chosen = load_settings(settings, kb_endpoint=endpoint)
    client, cache = Client(user_agent(contact)), Cache()
    try:
        result = fetch(folder, Wikidata(client, cache, chosen.kb_endpoint or ENDPOINT), limit)
    finally:
        cache.close()
    print(f"{result.candidates} candidates for {result.entities} entities in {folder / 'kb_candidates.csv'}")
    print(f"{client.requests} requests", file=sys.stderr)
    for problem in result.problems:
        print(f"left out: {problem}", file=sys.stderr)
    if result.problems:
        raise typer.Exit(SOME_FAILED)


def user_agent(contact: str = "") -> str:
    """How the program introduces itself: its name, its version and whom to write to."""
    from importlib.metadata import version

    words = f"Synchronicle/{version('synchronicle')} (command line tool; {contact or 'no contact given'})"
    return words.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")
