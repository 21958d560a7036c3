"""Accounts in two languages that tell one event otherwise, and accounts of two events that look alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipeline.consolidate import Consolidated, consolidate
from pipeline.ingest.reading import read_source
from pipeline.ingest.sources import Found
from pipeline.linking import link
from pipeline.names import default_recognizers
from pipeline.runner.extract import extract

ALL = yaml.safe_load((Path(__file__).parent / "told_otherwise.yaml").read_text(encoding="utf-8"))
PAIRS = {part: dict(list(pairs.items())[:: 1 if part == "alike" else 4]) for part, pairs in ALL.items()}
"""Every fourth pair of the long lists; `benchmarks/conflicts.py` measures all."""
SHOWN, FALSE = 0.6, 0.1
"""Least part of the contradictions to be shown, and largest part of the pairs that look alike with a false one."""


@pytest.fixture(scope="module")
def results() -> dict[tuple[str, str], Consolidated]:
    """What the two accounts of each pair consolidate to."""
    recognizers = default_recognizers()
    found = {}
    for part, pairs in PAIRS.items():
        for title, accounts in pairs.items():
            extractions = []
            for language, text in accounts.items():
                if language != "field":
                    read = read_source(Found(f"{language}.txt", text.encode()))
                    read = replace(read, source=replace(read.source, source_id=language))
                    extractions.append(extract(read, recognizers))
            found[part, title] = consolidate(extractions, link(extractions))
    return found


def test_contradictions_are_shown(results: dict[tuple[str, str], Consolidated]) -> None:
    missed = [
        title
        for title, accounts in PAIRS["otherwise"].items()
        if accounts["field"] not in {row.field for row in results["otherwise", title].evidence}
    ]
    assert len(missed) <= (1 - SHOWN) * len(PAIRS["otherwise"]), missed


def test_events_that_look_alike_are_not_contradictions(results: dict[tuple[str, str], Consolidated]) -> None:
    false = [title for title in PAIRS["different"] if any(row.field for row in results["different", title].evidence)]
    assert len(false) <= FALSE * len(PAIRS["different"]), false


def test_two_sides_of_one_event_are_not_contradictions(results: dict[tuple[str, str], Consolidated]) -> None:
    told = {title: {row.field for row in results["alike", title].evidence} - {""} for title in PAIRS["alike"]}
    assert not any(told.values()), told
