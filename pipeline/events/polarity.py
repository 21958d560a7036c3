"""Whether a trigger is told as a fact, denied, supposed or yet to come."""

from __future__ import annotations

from pipeline.events.clauses import Clause
from pipeline.events.language import Cue
from pipeline.events.ontology import POLARITIES
from pipeline.events.patterns import Match
from pipeline.events.reading import Reading


def polarity(reading: Reading, head: range, clause: Clause) -> str:
    """The polarity of the trigger at `head`: that of the cues of its clause that reach it.

    Of several cues the one that claims least wins (hypothetical over negated over future): "might not sign".
    What was not done until a date was done then: "did not leave before January 1905".
    """
    found = {cue.value.polarity for cue in reading.cues if cue.head.start in clause and _reaches(cue, head)}
    tells = reading.language.is_future
    if tells is not None and tells(reading.words.sentence.tokens[head.start].text):
        found.add("future")
    if "negated" in found and any(_until(reading, date.start) for date in reading.dates if date.start in clause):
        found.remove("negated")
    return next((name for name in ("hypothetical", "negated", "future") if name in found), POLARITIES[0])


def _until(reading: Reading, start: int) -> bool:
    return start > 0 and reading.words.keys[start - 1] in reading.language.until


def _reaches(cue: Match[Cue], head: range) -> bool:
    if not set(cue.head).isdisjoint(head):
        return False
    if cue.value.after:
        return 0 <= cue.head.start - head.stop <= cue.value.reach
    return 0 <= head.start - cue.head.stop <= cue.value.reach
