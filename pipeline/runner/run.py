"""One run: sources in, tables out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.corrections import read_ledger
from pipeline.errors import SourceError, SynchronicleError
from pipeline.ids import content_id
from pipeline.ingest import Found, find_sources, read_source
from pipeline.records import Source
from pipeline.runner.clock import Clock
from pipeline.runner.consolidating import Summary, consolidate_store, keep_store
from pipeline.runner.store import save_sources
from pipeline.settings import Settings
from pipeline.tables.write import check_folder


class Progress:
    """What a run tells while it works; this one says nothing."""

    def start(self, total: int) -> None:
        """`total` sources will be read."""

    def source(self, source: Source) -> None:
        """One source is done."""

    def step(self, name: str) -> None:
        """Another step begins."""


def run(
    paths: Sequence[str | Path],
    out: str | Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Reads the files and folders `paths` (`-`: standard input) and writes all tables to `out`.

    Raises SettingsError or OutputError before anything is read. A source that cannot be read does
    not end the run: it gets a row in `sources.csv` with the reason.
    """
    from pipeline.names import recognizers_named

    settings, progress, folder, clock = settings or Settings(), progress or Progress(), Path(out), Clock()
    recognizers = recognizers_named(settings.names)
    ledger = read_ledger(Path(settings.corrections))
    found = find_sources([str(path) for path in paths])
    check_folder(folder)
    progress.start(len(found))
    with tempfile.TemporaryDirectory() as scratch, clock.measure("total"):
        store = Path(scratch)
        sources = []
        for source in _read_all(found, store, recognizers, clock):
            progress.source(source)
            sources.append(source)
        progress.step("consolidating")
        save_sources(sources, store)
        summary = consolidate_store(store, folder, settings, ledger, clock)
        keep_store(store, folder)
    return summary


def _read_all(found: Sequence[Found], store: Path, recognizers: Sequence[object], clock: Clock) -> Iterator[Source]:
    from pipeline.runner.extract import extract
    from pipeline.runner.store import save

    seen: dict[str, str] = {}
    for one in found:
        try:
            with clock.measure("ingest"):
                document = read_source(one)
        except SourceError as error:
            yield failed(one.path, error)
            continue
        source = document.source
        if source.source_id in seen:
            message = f"the same file as {seen[source.source_id]}: read once, under that name"
            yield replace(source, status="partial", message=message)
            continue
        seen[source.source_id] = source.path
        try:
            with clock.measure("extract"):
                extraction = extract(document, recognizers)  # type: ignore[arg-type]
        except SynchronicleError:
            raise
        except Exception as error:  # one bad source never ends a run
            yield failed(one.path, error)
            continue
        with clock.measure("store"):
            save(extraction, store)
        yield source


def failed(path: str, error: Exception) -> Source:
    """The row of a source of which nothing was read."""
    if not isinstance(error, SynchronicleError):
        message = f"reading failed ({type(error).__name__}: {error}). Please report this with the file"
    else:
        message = str(error)
    return Source(content_id("s", path), path, title=Path(path).stem, status="failed", message=message)
