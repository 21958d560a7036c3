"""Named events: which name a statement is about, and what sort of event a name means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.events.clauses import Clause
from pipeline.events.dating import Dated
from pipeline.events.language import NAMED, EventLanguage, Trigger
from pipeline.events.markers import Name
from pipeline.events.ontology import closeness
from pipeline.events.patterns import Match, Words

CLOSE_ENOUGH = 0.6
FRAMING = ("agreement", "negotiation")
"""Named events that last no longer than what is told of them."""


def kind_of_name(words: Words, language: EventLanguage, mention: int) -> str:
    """The event type that a word of the name shows ("Treaty of …": agreement), "" if none does."""
    inside = [at for at in range(len(words)) if words.owner[at] == mention]
    for match in language.kinds_of_name.matches(words):
        if set(match.head) <= set(inside):
            return match.value
    return ""


def named_event(
    words: Words, language: EventLanguage, match: Match[Trigger], clause: Clause, names: Sequence[Name]
) -> int:
    """The mention of the named event whose making or happening the trigger tells, -1 if none.

    Only a name without a marker is what the verb speaks of: a treaty signed *during* the war is not the war.
    """
    makes = not language.makes.isdisjoint(re.split(r"[|/…*\s]+", match.value.pattern))
    if not makes and match.value.event_type != NAMED:
        return -1
    for name in sorted(names, key=lambda name: abs(name.start - match.head.start)):
        allowed = {"", "of"} if match.value.form == "nominal" else {""}
        adjacent = name.end == match.head.start  # "… by the Treaty of Kars signed in October"
        if name.kind != "event" or name.start not in clause or (name.marker not in allowed and not adjacent):
            continue
        kind = kind_of_name(words, language, name.mention)
        if match.value.event_type == NAMED or closeness(kind, match.value.event_type) >= CLOSE_ENOUGH:
            return name.mention
    return -1


def dated_names(words: Words, names: Sequence[Name], dates: Sequence[Dated]) -> Iterator[tuple[int, int, range]]:
    """Names of events dated on the spot, "the Potsdam Conference (July 1945)": (mention, date, tokens of the name)."""
    for name in names:
        for date in dates:
            bracketed = date.start == name.end + 1 and words.keys[name.end] in {"(", "["}
            inside = name.start <= date.start and date.end <= name.end
            if name.kind == "event" and (bracketed or inside or date.attached == name.start):
                yield name.mention, date.date, range(name.start, name.end)


def brought_by_name(words: Words, language: EventLanguage, clause: Clause, names: Sequence[Name]) -> bool:
    """Whether a clause tells what a treaty or meeting named before it brought: "the Peace of Paris, by which …"."""
    opening = {clause.start, clause.start + 1}  # a comma may come first, and the preposition of a pronoun before it
    links = [match.head.start for match in language.consequences.matches(words) if opening & set(match.head)]
    before = [name for name in names if name.kind == "event" and links and name.end <= links[0]]
    return bool(before) and kind_of_name(words, language, before[-1].mention) in FRAMING


def framing_name(words: Words, language: EventLanguage, match: Match[Trigger], names: Sequence[Name]) -> bool:
    """Whether a treaty or a meeting frames the statement: "Under the Treaty of Paris, …", «По Парижскому миру …»."""
    return any(
        name.kind == "event"
        and name.end <= match.head.start
        and any(words.keys[at] in language.frames for at in range(max(0, name.start - 2), name.start))
        and kind_of_name(words, language, name.mention) in FRAMING
        for name in names
    )
