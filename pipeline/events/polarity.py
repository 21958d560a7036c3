"""Whether a trigger is told as a fact, denied, supposed or yet to come."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.events.clauses import Clause
from pipeline.events.language import Cue
from pipeline.events.ontology import POLARITIES
from pipeline.events.patterns import Match


def polarity(cues: Iterable[Match[Cue]], head: range, clause: Clause) -> str:
    """The polarity of the trigger at `head`: that of the cues of its clause that reach it.

    Of several cues the one that claims least wins (hypothetical over negated over future): "might not sign".
    """
    found = {cue.value.polarity for cue in cues if cue.head.start in clause and _reaches(cue, head)}
    return next((name for name in ("hypothetical", "negated", "future") if name in found), POLARITIES[0])


def _reaches(cue: Match[Cue], head: range) -> bool:
    if not set(cue.head).isdisjoint(head):
        return False
    if cue.value.after:
        return 0 <= cue.head.start - head.stop <= cue.value.reach
    return 0 <= head.start - cue.head.stop <= cue.value.reach
