"""One run: sources in, tables out."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import SourceError, SynchronicleError
from pipeline.ids import content_id
from pipeline.ingest import Found, find_sources, read_source
from pipeline.records import Extraction, Source
from pipeline.settings import Settings
from pipeline.tables.write import check_folder, write_tables

STORE = ".extracted"
"""Folder below the tables with what was read from each source, for consolidating again."""


@dataclass(frozen=True)
class Summary:
    """What a run did, for the closing lines and the exit status."""

    folder: Path
    sources: tuple[Source, ...]
    mentions: dict[str, int]
    events: int
    seconds: dict[str, float]

    @property
    def failed(self) -> tuple[Source, ...]:
        """The sources of which nothing could be read."""
        return tuple(source for source in self.sources if source.status == "failed")


class Progress:
    """What a run tells while it works; this one says nothing."""

    def start(self, total: int) -> None:
        """`total` sources will be read."""

    def source(self, source: Source) -> None:
        """One source is done."""

    def step(self, name: str) -> None:
        """Another step begins."""


@dataclass
class _Clock:
    started: float = field(default_factory=time.time)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def measure(self, step: str) -> Iterator[None]:
        begin = time.perf_counter()
        yield
        self.seconds[step] = self.seconds.get(step, 0.0) + time.perf_counter() - begin


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

    settings, progress, folder, clock = settings or Settings(), progress or Progress(), Path(out), _Clock()
    recognizers = recognizers_named(settings.names)
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
        summary = _consolidate(store, sources, folder, settings, clock)
        kept = folder / STORE
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(store, kept)
    return summary


def _read_all(found: Sequence[Found], store: Path, recognizers: Sequence[object], clock: _Clock) -> Iterator[Source]:
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


def _consolidate(store: Path, sources: Sequence[Source], folder: Path, settings: Settings, clock: _Clock) -> Summary:
    from pipeline.consolidate import consolidate
    from pipeline.linking import link
    from pipeline.runner.provenance import describe_run
    from pipeline.runner.store import SUFFIX, load
    from pipeline.tables.rows import table_rows

    with clock.measure("load"):
        extractions: list[Extraction] = [load(path) for path in sorted(store.glob("*" + SUFFIX))]
    with clock.measure("link"):
        links = link(extractions)
    with clock.measure("consolidate"):
        consolidated = consolidate(extractions, links)
    with clock.measure("write"):
        ordered = sorted(sources, key=lambda source: (source.path, source.source_id))
        rows = table_rows(ordered, extractions, links, consolidated)
        texts = {one.document.source.source_id: one.document.text for one in extractions}
        run_file = describe_run(settings, ordered, clock.started, clock.seconds)
        write_tables(folder, rows, texts, run_file, settings.excel, settings.parquet)
    kinds = Counter(str(row["kind"]) for row in rows["mentions"])
    return Summary(folder, tuple(ordered), dict(kinds), len(rows["events"]), clock.seconds)
