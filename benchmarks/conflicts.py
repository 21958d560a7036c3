"""Which disagreements between the sources are shown, in finished tables and in pairs of short accounts.

    python benchmarks/events.py --conflicts tests/gold data/out
    python benchmarks/conflicts.py tests/consolidate/told_otherwise.yaml


`conflicts.json` of the gold lists topics with their kind and events, `events.json` the sentences that tell each event.
A disagreement is shown when an event row that is contradicted rests on sentences of two documents about its events,
each row showing one disagreement. Kinds that name no disagreement between the documents (agreement in coarser words,
what history knows otherwise, faults of translation) are not wanted; a contradicted row of anything but a wanted
disagreement is false.

A file of pairs has accounts that tell one event otherwise, with the field that has to be contradicted, and accounts of
different events that look alike, which have to contradict each other in nothing. Each pair is read on its own.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import yaml

from pipeline import read_tables
from pipeline.consolidate import consolidate
from pipeline.ingest.reading import read_source
from pipeline.ingest.sources import Found
from pipeline.linking import link
from pipeline.names import default_recognizers
from pipeline.runner.extract import extract
from pipeline.tables.read import Tables

BETWEEN_DOCUMENTS = frozenset(
    {"date_conflict", "event_conflict", "content_conflict", "scope_conflict", "naming_conflict", "territory"}
)
Span = tuple[str, int, int]
"""A document and a stretch of its original."""


def report(gold: Path, folder: Path) -> Iterator[str]:
    """The lines of the report: the counts, what is shown and missed, and what is false."""
    tables = read_tables(folder)
    conflicts = json.loads((gold / "conflicts.json").read_text(encoding="utf-8"))
    wanted = [one for one in conflicts if one["kind"] in BETWEEN_DOCUMENTS and len(one["claims"]) > 1]
    told = sentences(gold)
    rows = contradicted(tables, documents(gold, tables))
    graph = networkx.Graph()
    for at, conflict in enumerate(wanted):
        graph.add_node(("conflict", at))
        for event_id, spans in rows.items():
            if _shows(spans, [span for event in conflict["events"] for span in told[event]]):
                graph.add_edge(("conflict", at), ("row", event_id))
    tops = [node for node in graph if node[0] == "conflict"]
    shown = networkx.bipartite.hopcroft_karp_matching(graph, tops)
    false = [event_id for event_id in rows if ("row", event_id) not in graph]
    titles = tables.events.set_index("event_id").title.to_dict()
    yield f"disagreements shown {sum(top in shown for top in tops)} of {len(wanted)}, false contradictions {len(false)}"
    for at, conflict in enumerate(wanted):
        match = shown.get(("conflict", at))
        yield f"{'shown ' if match else 'missed'}  {conflict['topic']}" + (f": {titles[match[1]]}" if match else "")
    yield from (f"false   {titles[event_id]}" for event_id in false)


def sentences(gold: Path) -> dict[str, list[Span]]:
    """The sentences of each gold event."""
    events = json.loads((gold / "events.json").read_text(encoding="utf-8"))
    return {
        one["id"]: [(source["doc"], source["sentence_start"], source["sentence_end"]) for source in one["sources"]]
        for one in events
    }


def documents(gold: Path, tables: Tables) -> dict[str, str]:
    """The gold document of each source, by the name of its file."""
    read: list[Any] = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
    names = {Path(one["file"]).name: one["doc"] for one in read if isinstance(one, dict) and "mentions" in one}
    rows = tables.sources[["source_id", "path"]].itertuples(index=False)
    return {str(row[0]): names[Path(str(row[1])).name] for row in rows if Path(str(row[1])).name in names}


def contradicted(tables: Tables, doc_of: dict[str, str]) -> dict[str, list[Span]]:
    """The sentences of each event row that is contradicted."""
    events = tables.events
    against = set(tables.evidence.event_id[tables.evidence.stance == "contradicts"])
    against |= set(events.event_id[events.corroboration == "contradicted"])
    found: dict[str, list[Span]] = defaultdict(list)
    for row in tables.evidence.to_dict("records"):
        if row["event_id"] in against and row["source_id"] in doc_of:
            found[row["event_id"]].append((doc_of[row["source_id"]], row["origin_start"], row["origin_end"]))
    return found


def _shows(spans: list[Span], wanted: list[Span]) -> bool:
    """Whether the spans touch wanted sentences of two documents."""
    touched = {
        doc
        for doc, start, end in spans
        for other, first, last in wanted
        if doc == other and start < last and first < end
    }
    return len(touched) > 1


def pairs(path: Path) -> Iterator[str]:
    """The lines of the report on a file of pairs: those that are not as they have to be, then the counts."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    recognizers = default_recognizers()

    def fields(accounts: Mapping[str, str]) -> set[str]:
        extractions = []
        for language, text in accounts.items():
            if language != "field":
                read = read_source(Found(f"{language}.txt", text.encode()))
                extractions.append(extract(replace(read, source=replace(read.source, source_id=language)), recognizers))
        return {row.field for row in consolidate(extractions, link(extractions)).evidence} - {""}

    missed = [title for title, accounts in given["otherwise"].items() if accounts["field"] not in fields(accounts)]
    false = [title for title, accounts in given["different"].items() if fields(accounts)]
    yield from (f"missed  {title}" for title in missed)
    yield from (f"false   {title}" for title in false)
    yield f"contradictions shown {len(given['otherwise']) - len(missed)} of {len(given['otherwise'])}"
    yield f"false contradictions {len(false)} of {len(given['different'])} that look alike"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    print("\n".join(pairs(parser.parse_args().pairs)))
