"""From the paths a user gives to the files that are to be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError, SourceError

SUFFIXES = (".txt", ".md", ".html", ".htm")
"""What a folder is searched for; a file that is named itself may end in anything."""

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A source before it is read: its path as the user sees it.

    `content` holds the bytes of standard input, which can be read only once and only by the process
    that was given it; files are read when `load` is called, by whichever process that is.
    """

    path: str
    content: bytes | None = None

    def load(self) -> bytes:
        """The bytes of the source; raises SourceError when they cannot be had."""
        if self.content is not None:
            return self.content
        try:
            return Path(self.path).read_bytes()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            remedy = "Check that the file exists and that you may read it"
            raise SourceError(f"{self.path} cannot be read: {reason}", remedy) from error


def find_sources(paths: Sequence[str]) -> list[Found]:
    """The sources under files and folders, in the order given and sorted within a folder.

    Folders are searched to any depth for `SUFFIXES`; hidden files and folders in them are passed over,
    and so is everything else. `-` is standard input. A file that is reached twice is listed once.
    Raises SettingsError that lists every path that is missing, unreadable or holds no source.
    """
    found: dict[str, Found] = {}
    faults: list[str] = []
    for path in paths:
        if path == STANDARD_INPUT:
            found.setdefault(path, Found(path, sys.stdin.buffer.read()))
            continue
        try:
            files = [path] if _is_file(path) else sorted(_files(path))
        except (OSError, ValueError) as error:
            faults.append(f"{path!r}: {getattr(error, 'strerror', None) or error}")
            continue
        if not files:
            faults.append(f"{path!r}: the folder holds no {', '.join(SUFFIXES)} file")
        for file in files:
            found.setdefault(os.path.realpath(file), Found(Path(file).as_posix()))
    if not paths:
        faults.append("no source was named")
    if faults:
        raise SettingsError(
            "; ".join(faults), "Name existing files, folders that hold sources, or - for standard input"
        )
    return list(found.values())


def _is_file(path: str) -> bool:
    return not Path(path).is_dir() and Path(path).stat() is not None


def _files(folder: str) -> Iterator[str]:
    """The readable kinds of files below a folder; a subfolder that cannot be listed raises OSError."""

    def fail(error: OSError) -> None:
        raise error

    for parent, folders, names in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield str(Path(parent) / name)
