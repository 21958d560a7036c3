"""A name's spelling in another script, in brackets behind it: ออร์ด วินเกต (Orde Wingate)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.linking.cluster import Cluster
from pipeline.linking.normalize import script
from pipeline.linking.sounds import likeness
from pipeline.records import Extraction, Mention

BRACKETS = re.compile(
    r"[»”\"’']?\s?\((?:[^\W\d_]{2,7}\.\s|[^\W\d_]+:\s)?(?P<spelling>[^\W\d_][^(),;:]{2,80}?)(?:[,;][^()]{0,80})?\)"
)
"""What stands behind a name: a bracket, a language perhaps (англ., English:), the spelling, and more after a comma."""
ALIKE = 0.5
"""How alike both must sound, as `sounds` counts it, to be one person or place."""
SPOKEN = ("person", "place")
"""Kinds whose names are spelt in another script; those of the others are translated."""
CONFIDENCE = 0.95
"""Confidence that both are one."""


def spelling(name: Mention, text: str) -> Mention | None:
    """What stands in brackets behind the name, if it is the same in another script: as a mention of the same kind.

    A person or place must sound like it, surname alone or whole; other names must have several words or be an acronym.
    """
    match = BRACKETS.match(text, name.end) if name.kind != "date" else None
    if match is None:
        return None
    surface = match["spelling"].rstrip()
    scripts = {script(letter) for letter in surface if letter.isalpha()}
    if len(scripts) > 1 or scripts & {"other", script(name.surface)} or surface[0].islower():
        return None
    surname = surface.split()[-1]
    if name.kind in SPOKEN:
        same = max(likeness(name.surface, surface), likeness(name.surface, surname)) >= ALIKE
    else:
        same = surname != surface or surface.isupper()
    start = match.start("spelling")
    return replace(name, start=start, end=start + len(surface), surface=surface) if same else None


def with_spellings(clusters: Sequence[Cluster], extraction: Extraction) -> list[Cluster]:
    """The clusters of one source, those joined of which one holds what spells a name of the other."""
    at = {index: place for place, cluster in enumerate(clusters) for form in cluster.forms for index in form.mentions}
    text, mentions = extraction.document.readable, extraction.mentions
    starts = {mention.start: index for index, mention in enumerate(mentions)}
    found = dict(enumerate(clusters))
    for index, mention in enumerate(mentions):
        spelt = spelling(mention, text) if index in at else None
        other = starts.get(spelt.start) if spelt else None
        if spelt is None or other is None or other not in at or mentions[other].end != spelt.end:
            continue
        one, two = at[index], at[other]
        if one != two and found[one].kind == found[two].kind and not (found[one].anchor and found[two].anchor):
            joined = found.pop(two)
            found[one] = found[one].joined(joined, "its spelling in brackets", CONFIDENCE)
            at |= {index: one for form in joined.forms for index in form.mentions}
    return list(found.values())
