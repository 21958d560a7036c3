"""The dictionary form of a name that only texts tell: the one that its names in other languages bear out.

Grammar leaves open whether `Саэнс` is of `Мануэла` or `Мануэл`; `Manuela Sáenz` in another text does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.languages.pack import packs
from pipeline.linking.forms import Form
from pipeline.linking.lemmas import endings_undone
from pipeline.linking.sounds import likeness

LANGUAGE = "ru"
"""The language whose names are inflected."""
BETTER = 0.02
"""By how much another form must fit better than the one that grammar holds most likely."""
SURFACES = 3
"""How many of the most frequent surfaces are asked for their forms."""


def borne_out(name: str, kind: str, forms: Iterable[Form], others: Sequence[str]) -> str:
    """The form of `name` that sounds most like one of `others`, of all that its surfaces allow; else the name."""
    pack = packs().get(LANGUAGE)
    if pack is None or not others:
        return name
    counts = sorted(((-count, surface) for form in forms for surface, count in form.surfaces))[:SURFACES]
    allowed = dict.fromkeys(
        each
        for _, surface in counts
        for each in (*pack.nominatives(surface, kind), surface, *endings_undone(name, LANGUAGE))
    )
    fits = {each: _fit(each, others) for each in (name, *allowed) if len(each.split()) == len(name.split())}
    best = max(fits, key=lambda each: (fits[each], each == name))
    return best if fits[best] >= fits[name] + BETTER else name


def _fit(name: str, others: Sequence[str]) -> float:
    return max(likeness(name, other) for other in others)
