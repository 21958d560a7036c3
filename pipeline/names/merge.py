"""One flat list out of what several recognizers found."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.records import Mention

PRIORITY = ("event", "place", "organization", "person", "date")
"""Which kind is taken where the same span has two with equal confidence."""


def merge(mentions: Iterable[Mention]) -> list[Mention]:
    """The flat set of mentions that covers the most text with the most confidence.

    Equal spans of one kind become one mention: those who agree confirm each other, as independent
    witnesses would (1 - (1 - a)(1 - b)). A span of several kinds takes the most confident one. Among
    overlapping spans, the set with the greatest sum of length times confidence is taken, so that a
    longer name wins over its parts unless it is doubtful.
    """
    spans: dict[tuple[int, int], dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention in mentions:
        spans[mention.start, mention.end][mention.kind].append(mention)
    return _best([_agreed(kinds) for _, kinds in sorted(spans.items())])


def _agreed(kinds: dict[str, list[Mention]]) -> Mention:
    united = []
    for found in kinds.values():
        best: dict[str, Mention] = {}
        for mention in found:
            if mention.recognizer not in best or best[mention.recognizer].confidence < mention.confidence:
                best[mention.recognizer] = mention
        witnesses = sorted(best.values(), key=lambda mention: (-mention.confidence, mention.recognizer))
        doubt = 1.0
        for mention in witnesses:
            doubt *= 1 - mention.confidence
        united.append(replace(witnesses[0], confidence=round(1 - doubt, 4)))
    return min(united, key=lambda mention: (-mention.confidence, PRIORITY.index(mention.kind)))


def _best(mentions: Sequence[Mention]) -> list[Mention]:
    """Weighted interval scheduling: the non-overlapping mentions of the greatest total weight."""
    ordered = sorted(mentions, key=lambda mention: (mention.end, mention.start))
    ends = [mention.end for mention in ordered]
    totals = [0.0]
    taken: list[int] = []
    for at, mention in enumerate(ordered):
        before = bisect_right(ends, mention.start, 0, at)
        weight = totals[before] + mention.confidence * (mention.end - mention.start)
        taken.append(before if weight > totals[-1] else -1)
        totals.append(max(weight, totals[-1]))
    kept, at = [], len(ordered)
    while at:
        if taken[at - 1] >= 0:
            kept.append(ordered[at - 1])
            at = taken[at - 1]
        else:
            at -= 1
    return kept[::-1]
