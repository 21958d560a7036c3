from collections.abc import Callable, Iterable

import pytest

from pipeline.linking import Links, link
from pipeline.origin import OriginMap
from pipeline.records import DateMention, DateValue, Document, Extraction, Mention, Source

Row = tuple[str, str, str, str, str]
"""source, language, kind, surface, label of the entity it should be."""


def read_rows(picture: str) -> list[Row]:
    """Rows of a picture: `source language kind surface words | label`; of the kind `year` for a date."""
    rows = []
    for line in filter(None, map(str.strip, picture.splitlines())):
        left, _, label = line.rpartition("|")
        source, language, kind, surface = left.split(None, 3)
        rows.append((source, language, kind, surface.strip(), label.strip()))
    return rows


def extractions_of(rows: Iterable[Row]) -> list[Extraction]:
    """One extraction for each source; mentions and years stand one after the other in the order of the rows."""
    found: dict[str, tuple[list[Mention], list[DateMention]]] = {}
    for source, language, kind, surface, _ in rows:
        mentions, dates = found.setdefault(source, ([], []))
        start = max((each.end + 1 for each in (*mentions, *dates)), default=0)
        end = start + len(surface)
        if kind == "year":
            dates.append(DateMention(start, end, surface, language, DateValue(edtf=surface)))
        else:
            mentions.append(Mention(kind, start, end, surface, language))
    return [
        Extraction(
            Document(Source(name, f"{name}.txt"), "", "", OriginMap.identity(0)), (), tuple(mentions), tuple(dates)
        )
        for name, (mentions, dates) in found.items()
    ]


def entities_by_row(rows: Iterable[Row], links: Links) -> list[str]:
    """The entity id of each row."""
    seen: dict[str, int] = {}
    ids = []
    for source, *_ in rows:
        index = seen.get(source, 0)
        seen[source] = index + 1
        ids.append(links.entity_of[source, index])
    return ids


def drawn(rows: Iterable[Row], links: Links) -> dict[str, list[str]]:
    """The surfaces of each entity, under the first label that it has."""
    groups: dict[str, list[tuple[str, str]]] = {}
    rows = list(rows)
    for (_, _, _, surface, label), entity in zip(rows, entities_by_row(rows, links), strict=True):
        groups.setdefault(entity, []).append((label, surface))
    return {"+".join(sorted({label for label, _ in group})): [s for _, s in group] for group in groups.values()}


@pytest.fixture
def linked() -> Callable[[str], tuple[list[Row], Links]]:
    def run(picture: str) -> tuple[list[Row], Links]:
        rows = read_rows(picture)
        return [row for row in rows if row[2] != "year"], link(extractions_of(rows))

    return run


@pytest.fixture
def drawing() -> Callable[[Iterable[Row], Links], dict[str, list[str]]]:
    return drawn
