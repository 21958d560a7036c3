"""What a person says does not tell one event stays apart, whatever speaks for joining it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.consolidate.telling import Telling

Pair = tuple[str, str]
"""Ids of two statements that tell two events; of two that are about one named event the first is not about it."""


@dataclass(frozen=True)
class Apart:
    """Pairs of statements to keep apart; `others` are those that a statement must not be joined with."""

    pairs: tuple[Pair, ...]
    others: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, pairs: Iterable[Pair]) -> Apart:
        """The pairs, ready to look up."""
        pairs = tuple(sorted(set(pairs)))
        found: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            found[one].add(other)
            found[other].add(one)
        return cls(pairs, {one: frozenset(others) for one, others in found.items()})

    def without_names(self, tellings: Sequence[Telling]) -> Sequence[Telling]:
        """The tellings; one that is to stay apart from another of the same named event loses its name."""
        if not self.pairs:
            return tellings
        named = {telling.statement_id: telling.named for telling in tellings if telling.statement_id in self.others}
        strangers = {one for one, other in self.pairs if named.get(one) and named.get(one) == named.get(other)}
        return [replace(one, named="") if one.statement_id in strangers else one for one in tellings]

    def parts(self, tellings: Iterable[Telling], others: Iterable[Telling]) -> bool:
        """Whether one of the tellings is to stay apart from one of the others."""
        if not self.others:
            return False
        barred = frozenset().union(*(self.others.get(telling.statement_id, ()) for telling in tellings))
        return any(telling.statement_id in barred for telling in others)


NOTHING_APART = Apart((), {})
