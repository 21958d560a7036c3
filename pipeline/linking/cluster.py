"""Forms of many sources, joined into clusters: one cluster for one thing.

A cluster never holds two anchors. Joining goes from the sure to the less sure: within a source, by
anchor, by equal name, and last by likeness across languages (`crosslingual`). What is left over stays
by itself: a wrong join costs an analyst more than a missed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.linking.candidates import Anchor
from pipeline.linking.forms import Form
from pipeline.linking.people import clash, fits

LEADING = 2
"""How many times more often a full name must occur than its rivals for a lone one to go to it."""
SMALL_WORDS = frozenset({"of", "the", "and", "for", "и", "по", "при", "в"})
"""Words that have no letter in an acronym."""
ACRONYM_LETTERS = range(2, 8)
SOURCES = 8
"""How many sources of a cluster are looked at for context."""
SHARED = 0.2
"""The share of its anchors that a source must have in common with another to speak of the same things."""


@dataclass(frozen=True)
class Cluster:
    """Forms that name one thing; `why` says for a form how it came here, with a confidence."""

    kind: str
    forms: tuple[Form, ...]
    anchor: Anchor | None = None
    why: Mapping[Form, tuple[str, float]] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """Orders clusters by content alone."""
        first = min(self.forms, key=_form_key) if self.forms else None
        return (self.kind, *(_form_key(first) if first else ()), self.anchor.key if self.anchor else "")

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that name it."""
        return tuple(sorted({form.source_id for form in self.forms}))

    def names(self) -> set[tuple[str, str]]:
        """(language, key) of all names in the texts."""
        return {(form.language, form.key) for form in self.forms}

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
        homes = agreeing or (_leading(homes) if lone else homes)
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


class Contexts:
    """What each source speaks of, for judging whether two sources mean the same bearer of a name."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._anchors: defaultdict[str, set[str]] = defaultdict(set)
        for cluster in clusters:
            for form in cluster.forms:
                if cluster.anchor:
                    self._anchors[form.source_id].add(cluster.anchor.key)

    def shared(self, a: Cluster, b: Cluster) -> bool:
        """Whether a source of one and a source of the other speak of the same things."""
        for one in a.sources[:SOURCES]:
            for other in b.sources[:SOURCES]:
                mine, theirs = self._anchors[one], self._anchors[other]
                if one == other or len(mine & theirs) > SHARED * min(len(mine), len(theirs)):
                    return True
        return False


def across_sources(clusters: Sequence[Cluster], contexts: Contexts) -> list[Cluster]:
    """Joins clusters with one anchor, then those without that share a name and do not contradict each other."""
    anchored: dict[str, Cluster] = {}
    loose: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda each: each.key):
        if cluster.anchor is None:
            loose.append(cluster)
        else:
            home = anchored.get(cluster.anchor.key)
            anchored[cluster.anchor.key] = home.joined(cluster) if home else cluster
    homes: list[Cluster] = []
    index: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for cluster in loose:
        near = sorted({at for name in _telling(cluster) for at in index[name]})
        fitting = [at for at in near if _same_name(homes[at], cluster, contexts)]
        if len(fitting) == 1:
            homes[fitting[0]] = homes[fitting[0]].joined(cluster, "same name in another source", 0.9)
        else:
            homes.append(cluster)
            fitting = [len(homes) - 1]
        for name in _telling(cluster):
            if fitting[0] not in index[name]:
                index[name].append(fitting[0])
    return [*anchored.values(), *homes]


def _telling(cluster: Cluster) -> Iterator[tuple[str, str, str]]:
    """The names by which a cluster may be recognized: of people, the full ones, or the lone one that is all it has."""
    most = max(len(form.words) for form in cluster.forms)
    for form in cluster.forms:
        if cluster.kind != "person" or len(form.words) > 1 or most == 1:
            yield cluster.kind, form.language, form.key


def _same_name(a: Cluster, b: Cluster, contexts: Contexts) -> bool:
    if a.kind != "person":
        return True
    if any(x.language == y.language and clash(x.words, y.words) for x in a.forms for y in b.forms):
        return False
    lone = all(len(form.words) == 1 for form in (*a.forms, *b.forms))
    return not lone or contexts.shared(a, b)
