"""Opens a file as its bytes, whatever it is packed in, and reads it line by line."""

from __future__ import annotations

import bz2
import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TypeVar, cast

from pipeline.linking.importers.record import Fault, GazetteerError, Record, Report

DAMAGED = (EOFError, zipfile.BadZipFile, zlib.error, gzip.BadGzipFile)
Item = TypeVar("Item")
Line = tuple[int, bytes]
"""A line's number, counted from 1, and its bytes without the line end."""


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The content of a plain, .gz, .bz2 or .zip file. Raises GazetteerError where it cannot be read to its end."""
    try:
        with _plain(path) as file:
            yield file
    except DAMAGED as error:
        raise GazetteerError(f"{path} is damaged or ends early ({error})", "Fetch the file once more") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise GazetteerError(f"{path} cannot be read: {reason}", "Check its name and whether it is whole") from error


@contextmanager
def _plain(path: Path) -> Iterator[IO[bytes]]:
    suffix = path.suffix.lower()
    with ExitStack() as stack:
        if suffix == ".zip":
            archive = stack.enter_context(zipfile.ZipFile(path))
            yield stack.enter_context(archive.open(_member(path, archive)))
        elif suffix == ".gz":
            yield cast(IO[bytes], stack.enter_context(gzip.open(path)))
        elif suffix == ".bz2":
            yield cast(IO[bytes], stack.enter_context(bz2.open(path)))
        else:
            yield stack.enter_context(path.open("rb"))


def _member(path: Path, archive: zipfile.ZipFile) -> str:
    """The file that an archive is about: the one with its name, else the largest (beside it lie a readme and lists)."""
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    if not files:
        raise GazetteerError(f"{path} is empty", "Fetch the file once more")
    named = [entry for entry in files if PurePosixPath(entry.filename).stem == path.stem]
    return max(named or files, key=lambda entry: entry.file_size).filename


def numbered_lines(path: Path) -> Iterator[Line]:
    """Every line of a file that has something on it."""
    with opened(path) as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield number, line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf" if number == 1 else b"")


def parsed(
    path: Path, items: Iterable[tuple[int, Item]], parse: Callable[[Item], Record | None], report: Report
) -> Iterator[Record]:
    """The records of all items; an item that cannot be read is reported with its number and left out."""
    for number, item in items:
        try:
            record = parse(item)
        except UnicodeDecodeError:
            report(Fault(str(path), number, "is not UTF-8"))
        except ValueError as error:
            report(Fault(str(path), number, str(error)))
        except (AttributeError, KeyError, IndexError, TypeError) as error:
            report(Fault(str(path), number, f"is not built as expected ({type(error).__name__}: {error})"))
        else:
            if record is not None:
                yield record
