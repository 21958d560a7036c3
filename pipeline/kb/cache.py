"""Answers of the knowledge base on disk, so that nothing is asked twice."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

_TABLE = "CREATE TABLE IF NOT EXISTS answer (question TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"


def cache_file() -> Path:
    """Where the answers lie: in XDG_CACHE_HOME, or `~/.cache`. They stay until the user deletes the file."""
    folder = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(folder) / "synchronicle" / "wikidata.sqlite"


class Cache:
    """Questions and their answers (values of JSON), in a file or, where none can be written, for this run only."""

    def __init__(self, path: Path | None = None) -> None:
        try:
            path = path or cache_file()
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path)
            self._connection.execute(_TABLE)
        except (OSError, RuntimeError, sqlite3.Error):  # RuntimeError: there is no home folder
            self._connection = sqlite3.connect(":memory:")
            self._connection.execute(_TABLE)

    def get(self, question: str) -> Any:
        """The answer; None where there is none, or it cannot be read."""
        row = self._connection.execute("SELECT answer FROM answer WHERE question = ?", (question,)).fetchone()
        try:
            return json.loads(row[0]) if row else None
        except ValueError:
            return None

    def put(self, question: str, answer: object) -> None:
        """Keeps an answer; at once, so that an interrupted run loses nothing."""
        text = json.dumps(answer, ensure_ascii=False)
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO answer VALUES (?, ?)", (question, text))

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()
