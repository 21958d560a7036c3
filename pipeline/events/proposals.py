"""What a trigger would say, before the triggers of its clause are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.events.language import Trigger
from pipeline.events.patterns import Match


@dataclass(frozen=True)
class Proposal:
    """A trigger with what it would say."""

    match: Match[Trigger]
    clause: int
    event_type: str
    named: int
    date: int
    owned: bool
    basis: str

    @property
    def rank(self) -> tuple[int, int]:
        """Stronger proposals are smaller: verbs before nouns, telling types before "said" and "began"."""
        strength = {"other": 3, "statement": 2}.get(self.event_type, 0)
        if self.match.value.form == "nominal":
            strength = max(strength, 1)
        return (0 if self.named >= 0 else strength, self.match.head.start)

    def tells(self, other: Proposal) -> bool:
        """Whether this dates what `other` says in the same clause: "the [revolution] of 1952 [overthrew] …"."""
        alike = self.event_type == other.event_type and self.named == other.named == -1
        return self.owned and self.date >= 0 > other.date and alike
