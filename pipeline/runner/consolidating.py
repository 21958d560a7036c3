"""The second half of a run: from what was read to the tables. It can be repeated without reading."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.corrections import Correction, Unapplied, kept_apart, read_ledger, replay
from pipeline.errors import OutputError
from pipeline.records import Source
from pipeline.runner.clock import Clock
from pipeline.runner.store import SUFFIX, load, load_sources
from pipeline.settings import Settings
from pipeline.tables.write import check_folder, write_tables

STORE = ".extracted"
"""Folder below the tables with what was read from each source."""


@dataclass(frozen=True)
class Summary:
    """What a run did, for the closing lines and the exit status."""

    folder: Path
    sources: tuple[Source, ...]
    mentions: dict[str, int]
    events: int
    seconds: dict[str, float]
    unapplied: tuple[Unapplied, ...] = ()

    @property
    def failed(self) -> tuple[Source, ...]:
        """The sources of which nothing could be read."""
        return tuple(source for source in self.sources if source.status == "failed")


def consolidate_again(folder: Path, settings: Settings) -> Summary:
    """Writes the tables of `folder` anew from what was read before, with today's corrections.

    Raises OutputError where nothing is stored.
    """
    store, clock = folder / STORE, Clock()
    if not store.is_dir():
        raise OutputError(f"{folder} holds nothing that was read", "Run `synchronicle run SOURCES --out DIR` first")
    ledger = read_ledger(Path(settings.corrections))
    check_folder(folder)
    with clock.measure("total"):
        return consolidate_store(store, folder, settings, ledger, clock)


def consolidate_store(
    store: Path, folder: Path, settings: Settings, ledger: Sequence[Correction], clock: Clock
) -> Summary:
    """Links and joins what is stored, applies the corrections, and writes all tables."""
    from pipeline.consolidate import consolidate
    from pipeline.linking import link
    from pipeline.runner.provenance import describe_run
    from pipeline.tables.rows import table_rows

    with clock.measure("load"):
        extractions = [load(path) for path in sorted(store.glob("*" + SUFFIX))]
        sources = sorted(load_sources(store), key=lambda source: (source.path, source.source_id))
    with clock.measure("link"):
        links = link(extractions, own=settings.gazetteer)
        extractions, links, unapplied = replay(extractions, links, ledger)
    with clock.measure("consolidate"):
        consolidated = consolidate(extractions, links, kept_apart(ledger))
    with clock.measure("write"):
        rows = table_rows(sources, extractions, links, consolidated)
        texts = {one.document.source.source_id: one.document.text for one in extractions}
        run_file = describe_run(settings, sources, clock.started, clock.seconds, ledger)
        write_tables(folder, rows, texts, run_file, settings.excel, settings.parquet)
    kinds = Counter(str(row["kind"]) for row in rows["mentions"])
    return Summary(folder, tuple(sources), dict(kinds), len(rows["events"]), clock.seconds, tuple(unapplied))


def keep_store(store: Path, folder: Path) -> None:
    """Keeps what was read beside the tables, in place of what an earlier run kept."""
    kept = folder / STORE
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(store, kept)
