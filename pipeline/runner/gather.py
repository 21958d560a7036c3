"""Makes one folder of tables from the folders of several runs, without reading any source again.

So that many sources can be read in parts, by as many processes or machines as there are, and a part that is
done need not be done again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.corrections import read_ledger
from pipeline.errors import OutputError
from pipeline.records import Source
from pipeline.runner.clock import Clock
from pipeline.runner.consolidating import STORE, Summary, consolidate_store, keep_store
from pipeline.runner.store import SUFFIX, load_sources, save_sources
from pipeline.settings import Settings
from pipeline.tables.write import check_folder


def gather(parts: Sequence[str | Path], out: str | Path, settings: Settings | None = None) -> Summary:
    """Writes the tables of all sources that the runs in the folders `parts` have read to the folder `out`.

    The tables are those of one run over all these sources. Raises OutputError where a part holds nothing that
    was read, SettingsError for a faulty ledger of corrections.
    """
    settings, folder, clock = settings or Settings(), Path(out), Clock()
    stores = [Path(part) / STORE for part in parts]
    if missing := [str(store.parent) for store in stores if not store.is_dir()]:
        raise OutputError(
            f"nothing that was read is kept in {', '.join(missing)}", "Run `synchronicle run SOURCES --out DIR` first"
        )
    ledger = read_ledger(Path(settings.corrections))
    check_folder(folder)
    with tempfile.TemporaryDirectory() as scratch, clock.measure("total"):
        store = Path(scratch)
        for path in (path for one in stores for path in sorted(one.glob("*" + SUFFIX))):
            shutil.copyfile(path, store / path.name)
        save_sources(_once([source for one in stores for source in load_sources(one)]), store)
        summary = consolidate_store(store, folder, settings, ledger, clock)
        keep_store(store, folder)
    return summary


def _once(sources: Sequence[Source]) -> list[Source]:
    """The sources in the order of their paths, the same file a second time marked as in a single run."""
    first: dict[str, str] = {}
    found = []
    for source in sorted(sources, key=lambda one: one.path):
        seen = first.setdefault(source.source_id, source.path) if source.status != "failed" else source.path
        if seen != source.path:
            source = replace(source, status="partial", message=f"the same file as {seen}: read once, under that name")
        found.append(source)
    return found
