"""Where names and dates meet: the rules give a date's value, the recognizers of names a second opinion."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records import DateMention, Mention

UNCONFIRMED = 0.8
"""What is left of the confidence in a bare number as a year where a recognizer of dates passed it over."""


def arbitrate(names: Sequence[Mention], dates: Sequence[DateMention]) -> tuple[list[Mention], list[DateMention]]:
    """Names without those inside a date, and dates with the confidence that the recognizers leave them.

    Both are flat and in text order; `names` may hold dates (kind "date") that have no value. Such a
    date confirms the one of the rules that it overlaps, as an independent witness would, and is left
    out: without a value it says nothing. A name that contains a date (the Revolution of 1905) stays.
    """
    seen = [mention for mention in names if mention.kind == "date"]
    languages = {mention.language for mention in seen}
    ends, seen_ends = [date.end for date in dates], [mention.end for mention in seen]
    kept = [name for name in names if name.kind != "date" and not _is_within(name, dates, ends)]
    return kept, [_weighed(date, seen, seen_ends, date.language in languages) for date in dates]


def _is_within(name: Mention, dates: Sequence[DateMention], ends: Sequence[int]) -> bool:
    at = bisect_right(ends, name.start)
    return at < len(dates) and dates[at].start <= name.start and name.end <= dates[at].end


def _weighed(date: DateMention, seen: Sequence[Mention], ends: Sequence[int], read: bool) -> DateMention:
    """The date with its confidence after hearing the recognizers; `read` says whether they know its language."""
    at = bisect_right(ends, date.start)
    if at < len(seen) and seen[at].start < date.end:
        return replace(date, confidence=round(1 - (1 - date.confidence) * (1 - seen[at].confidence), 4))
    if read and date.surface.isdigit():
        return replace(date, confidence=round(date.confidence * UNCONFIRMED, 4))
    return date
