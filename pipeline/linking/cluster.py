"""Forms joined into clusters: one cluster for one thing.

A cluster never holds two anchors. Joining goes from the sure to the less sure: within a source, by
anchor, by equal name (`across`), and last by likeness across languages (`crosslingual`). What is left
over stays by itself: a wrong join costs an analyst more than a missed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.linking.candidates import Anchor
from pipeline.linking.forms import Form
from pipeline.linking.people import fits, surname

LEADING = 2
"""How many times more often a full name must occur than its rivals for a lone one to go to it."""
SMALL_WORDS = frozenset({"of", "the", "and", "for", "и", "по", "при", "в"})
"""Words that have no letter in an acronym."""
ACRONYM_LETTERS = range(2, 8)


@dataclass(frozen=True)
class Cluster:
    """Forms that name one thing; `why` says for a form how it came here, with a confidence."""

    kind: str
    forms: tuple[Form, ...]
    anchor: Anchor | None = None
    why: Mapping[Form, tuple[str, float]] = field(default_factory=dict)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Orders clusters by content alone."""
        first = min(self.forms, key=_form_key) if self.forms else None
        return (self.kind, *(_form_key(first) if first else ()), self.anchor.key if self.anchor else "")

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The sources that name it."""
        return tuple(sorted({form.source_id for form in self.forms}))

    @cached_property
    def names(self) -> frozenset[tuple[str, tuple[str, ...]]]:
        """(language, words) of all names in the texts."""
        return frozenset((form.language, form.words) for form in self.forms)

    def joined(self, other: Cluster, reason: str = "", confidence: float = 1.0) -> Cluster:
        """Both as one. The reason goes to the forms of the one that brings no anchor, or of the smaller one."""
        moved = min((self, other), key=lambda each: (each.anchor is not None, len(each.forms), each.key))
        anchor = self.anchor or other.anchor
        why = {**self.why, **other.why}
        if reason:
            why |= dict.fromkeys(moved.forms, (reason, confidence))
        forms = tuple(sorted({*self.forms, *other.forms}, key=_form_key))
        return Cluster(anchor.kind if anchor else self.kind, forms, anchor, why)


def _form_key(form: Form) -> tuple[str, ...]:
    return form.source_id, form.kind, form.language, form.key


def within_source(forms: Sequence[Form], anchors: Mapping[Form, Anchor]) -> list[Cluster]:
    """The clusters of one source: short names of people go to their full name, acronyms to theirs."""
    people = [form for form in forms if form.kind == "person"]
    others = [form for form in forms if form.kind != "person"]
    return [*_people(people, anchors), *_acronyms([_single(form, anchors.get(form)) for form in others])]


def _single(form: Form, anchor: Anchor | None) -> Cluster:
    why = (anchor.reason, anchor.confidence) if anchor else ("no other name is like it", 0.7)
    return Cluster(anchor.kind if anchor else form.kind, (form,), anchor, {form: why})


def _people(forms: Iterable[Form], anchors: Mapping[Form, Anchor]) -> list[Cluster]:
    """A name joins the one cluster whose longer name it fits; where two fit, the leading one or none.

    What the source itself says of a lone surname comes before what is known of its most famous bearer.
    """
    clusters: list[Cluster] = []
    sharing: defaultdict[str, list[int]] = defaultdict(list)  # the clusters that have a word, for no name fits without
    homes: Sequence[Cluster]
    for form in sorted(forms, key=lambda form: (-len(form.words), -len(form.key), _form_key(form))):
        own = anchors.get(form)
        near = sorted({place for word in form.words for place in sharing[word]})
        places = [place for place in near if any(_short_for(form, other) for other in clusters[place].forms)]
        homes = [clusters[place] for place in places]
        agreeing = [home for home in homes if own and home.anchor and home.anchor.key == own.key]
        lone = len(form.words) == 1
        if lone and not agreeing:
            homes = _leading(_by_surname(form, homes, own))
        homes = agreeing or homes
        if len(homes) == 1 and (lone or not own or not homes[0].anchor or agreeing):
            at = next(place for place in places if clusters[place] is homes[0])
            added = Cluster("person", (form,), None if lone else own)
            clusters[at] = homes[0].joined(added, "short for a full name in the source", 0.9)
        else:
            at = len(clusters)
            clusters.append(_single(form, None if homes and lone else own))
        for word in form.words:
            sharing[word].append(at)
    return clusters


def _by_surname(form: Form, homes: Sequence[Cluster], own: Anchor | None) -> Sequence[Cluster]:
    """Those of whose names the lone one is the last word; others if there are none and nobody is known by it alone."""
    surnamed = [home for home in homes if any(surname(other.words) == form.words[-1] for other in home.forms)]
    return surnamed or ([] if own else homes)


def _leading(homes: Sequence[Cluster]) -> Sequence[Cluster]:
    """The one of several that a lone name most likely means: named first, and much more often than the others."""

    def mentions(home: Cluster) -> list[int]:
        return sorted(index for form in home.forms for index in form.mentions)

    first = min(homes, key=mentions, default=None)
    others = [len(mentions(home)) for home in homes if home is not first]
    return [first] if first and len(mentions(first)) >= LEADING * max(others, default=0) else homes


def _short_for(short: Form, long: Form) -> bool:
    return short.language == long.language and fits(short.words, long.words)


def _acronyms(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Joins an acronym without an anchor to the only name with its initials."""
    spelled: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, cluster in enumerate(clusters):
        for form in cluster.forms:
            letters = "".join(word[0] for word in form.words if word not in SMALL_WORDS)
            if len(letters) in ACRONYM_LETTERS:
                spelled[cluster.kind, form.language, letters].append(at)
    found = dict(enumerate(clusters))
    for at, cluster in enumerate(clusters):
        form = cluster.forms[0]
        homes = spelled.get((cluster.kind, form.language, form.key), [])
        if len(homes) == 1 and cluster.anchor is None and all(name.isupper() for name, _ in form.surfaces):
            found[homes[0]] = found[homes[0]].joined(found.pop(at), "acronym of the full name", 0.9)
    return list(found.values())


def as_one(clusters: Sequence[Cluster], reason: str = "", confidence: float = 1.0) -> Cluster:
    """Many clusters of one thing as one, at most one anchor among them; a reason goes to all but the first."""
    first, *others = clusters
    if not others:
        return first
    why = {form: each.why[form] for each in clusters for form in each.forms if form in each.why}
    if reason:
        why |= {form: (reason, confidence) for each in others for form in each.forms}
    anchor = next((each.anchor for each in clusters if each.anchor), None)
    forms = tuple(sorted((form for each in clusters for form in each.forms), key=_form_key))
    return Cluster(anchor.kind if anchor else first.kind, forms, anchor, why)
