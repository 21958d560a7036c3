"""What `synchronicle review` does."""

from __future__ import annotations

import getpass
import webbrowser
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.review.session import Session
from pipeline.settings import load_settings


def review(
    folder: Path,
    settings: Path | None,
    ledger: Path | None,
    who: str | None,
    port: int,
    *,
    terminal: bool = False,
    browser: bool = True,
) -> None:
    """Reviews the tables in `folder`, in the terminal or on a local page until it is interrupted.

    Raises OutputError where there are no tables or the port is taken, SettingsError where the settings are wrong.
    """
    given = load_settings(settings, corrections=str(ledger) if ledger else None)
    session = Session(folder, given, user() if who is None else who)
    if terminal:
        from rich.console import Console

        from pipeline.review.terminal import review_in_terminal

        review_in_terminal(session, Console())
        return
    from pipeline.review.server import ReviewServer

    try:
        server = ReviewServer(session, port)
    except OSError as error:
        raise OutputError(f"port {port} cannot be used: {error.strerror}", "Choose another with --port") from error
    with server:
        print(f"{len(session.queue())} questions at {server.url}\nCtrl-C ends the review.", flush=True)
        if browser:
            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print(f"decisions are in {session.ledger}")


def user() -> str:
    """The name of the user of this machine, "" where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
