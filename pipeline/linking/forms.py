"""What one source calls things: its mentions, grouped by the dictionary form of their names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.linking.lemmas import Familiar, lemmas
from pipeline.linking.normalize import normalize, script
from pipeline.linking.people import words_of
from pipeline.records import DateMention, Extraction, Mention

LINKABLE = ("person", "place", "organization", "event")
"""The kinds of mentions that have an entity."""
NEAR = 150
"""Characters between a name and a date that may tell who or what is meant."""
LANGUAGE_OF_SCRIPT = {"latin": "en", "cyrillic": "ru", "thai": "th"}


@dataclass(frozen=True, eq=False)
class Form:
    """One name as one source uses it: each is made once, so that it is equal to itself alone.

    `name` is its dictionary form as written, `key` its normalized form; `surfaces` counts the forms it
    has in the text; `mentions` index `Extraction.mentions`, in text order; `years` are those of dates that
    stand near the mentions.
    """

    source_id: str
    kind: str
    language: str
    key: str
    name: str
    surfaces: tuple[tuple[str, int], ...]
    mentions: tuple[int, ...]
    years: frozenset[int] = frozenset()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the key."""
        return tuple(words_of(self.key) if self.kind == "person" else self.key.split())


def written_language(mention: Mention) -> str:
    """The language whose script the name is in: a Latin name in a Thai text counts as English."""
    return LANGUAGE_OF_SCRIPT.get(script(mention.surface), mention.language)


def collect(extractions: Iterable[Extraction], familiar: Familiar) -> list[Form]:
    """The forms of all sources, in an order that does not depend on the order of the extractions."""
    forms: list[Form] = []
    for extraction in sorted(extractions, key=lambda each: each.document.source.source_id):
        groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for index, mention in enumerate(extraction.mentions):
            if mention.kind in LINKABLE:
                groups[mention.kind, written_language(mention)].append(index)
        for (kind, language), indexes in sorted(groups.items()):
            forms += _group(extraction, kind, language, indexes, familiar)
    return forms


def _group(extraction: Extraction, kind: str, language: str, indexes: Sequence[int], familiar: Familiar) -> list[Form]:
    mentions = extraction.mentions
    dates = sorted(extraction.dates, key=lambda date: (date.end, date.start))
    surfaces = Counter(mentions[index].surface for index in indexes)
    lemma_of = lemmas(surfaces, kind, language, familiar)
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index in indexes:
        members[normalize(lemma_of[mentions[index].surface])].append(index)
    forms = []
    for key, own in sorted(members.items()):
        own.sort(key=lambda index: (mentions[index].start, index))
        counts = Counter(mentions[index].surface for index in own)
        names = Counter(lemma_of[mentions[index].surface] for index in own)
        name = min(names, key=lambda each: (in_capitals(each, kind), -names[each], each))
        years = _years_near(dates, [mentions[index] for index in own])
        source_id = extraction.document.source.source_id
        forms.append(Form(source_id, kind, language, key, name, tuple(sorted(counts.items())), tuple(own), years))
    return forms


def in_capitals(name: str, kind: str) -> bool:
    """Whether a name is written as in a heading, so that one of prose is shown rather: ВРАНГЕЛЬ."""
    return kind in ("person", "place") and name.isupper()


def years_of(edtf: str) -> tuple[int, ...]:
    """The years that an EDTF value names: 1921 and 1922 of `1921-03-16/1922`."""
    return tuple(int(year) for year in re.findall(r"(?<![\d-])\d{4}(?!\d)", edtf))


def _years_near(dates: Sequence[DateMention], mentions: Iterable[Mention]) -> frozenset[int]:
    """The years of the dates, in text order, that stand within NEAR characters of some of the mentions."""
    found: set[int] = set()
    for mention in mentions:
        at = bisect_left(dates, mention.start - NEAR, key=lambda date: date.end)
        while at < len(dates) and dates[at].start < mention.end + NEAR:
            found.update(years_of(dates[at].value.edtf))
            at += 1
    return frozenset(found)


def by_source(forms: Iterable[Form]) -> dict[str, list[Form]]:
    """The forms of each source."""
    found: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        found[form.source_id].append(form)
    return dict(found)
