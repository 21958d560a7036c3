"""Where in a text events are told: the stretch of each, and the places of their dates."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.records import EventCandidate, Extraction


def dated(extraction: Extraction) -> list[tuple[int, str]]:
    """Where events with a date of their own are told, and their dates (EDTF); not those of names."""
    found = [
        (one.trigger_start, extraction.dates[one.date].value.edtf)
        for one in extraction.events
        if one.date >= 0 and one.named < 0
    ]
    return sorted((start, edtf) for start, edtf in found if edtf)


def zones(candidates: Sequence[EventCandidate]) -> list[tuple[int, int]]:
    """The stretch of their sentence that is nearest to each candidate's trigger."""
    middles = [
        max(one.trigger_end, (one.trigger_end + other.trigger_start) // 2) for one, other in pairwise(candidates)
    ]
    ends = [*middles, candidates[-1].end]
    starts = [candidates[0].start, *middles]
    return [
        (min(start, one.trigger_start), max(end, one.trigger_end))
        for one, start, end in zip(candidates, starts, ends, strict=True)
    ]
