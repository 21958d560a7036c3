"""What one source calls things: its mentions, grouped by the dictionary form of their names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.languages.pack import packs
from pipeline.linking.heads import part
from pipeline.linking.normalize import normalize, script
from pipeline.records import Extraction, Mention

LINKABLE = ("person", "place", "organization", "event")
"""The kinds of mentions that have an entity."""
NEAR = 150
"""Characters between a named event and a date that may be its own."""
CASE_ENDINGS = {"ru": ("ом", "ым", "ой", "ем", "ей", "а", "у", "е", "ы", "ю", "я", "и")}
"""Endings of names in the oblique cases, by language, longest first."""
LANGUAGE_OF_SCRIPT = {"latin": "en", "cyrillic": "ru", "thai": "th"}


@dataclass(frozen=True)
class Form:
    """One name as one source uses it.

    `name` is its dictionary form as written, `key` its normalized form; `surfaces` counts the forms it
    has in the text; `mentions` index `Extraction.mentions`, in text order; `years` are those of dates that
    stand near the mentions of an event.
    """

    source_id: str
    kind: str
    language: str
    key: str
    name: str
    surfaces: tuple[tuple[str, int], ...]
    mentions: tuple[int, ...]
    years: frozenset[int] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the key."""
        return tuple(self.key.split())


def written_language(mention: Mention) -> str:
    """The language whose script the name is in: a Latin name in a Thai text counts as English."""
    return LANGUAGE_OF_SCRIPT.get(script(mention.surface), mention.language)


Known = Callable[[str, str], bool]
"""Whether a name of a kind is known beforehand."""


def collect(extractions: Iterable[Extraction], known: Known) -> list[Form]:
    """The forms of all sources, in an order that does not depend on the order of the extractions."""
    forms: list[Form] = []
    for extraction in sorted(extractions, key=lambda each: each.document.source.source_id):
        groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for index, mention in enumerate(extraction.mentions):
            if mention.kind in LINKABLE:
                groups[mention.kind, written_language(mention)].append(index)
        for (kind, language), indexes in sorted(groups.items()):
            forms += _group(extraction, kind, language, indexes, known)
    return forms


def _group(extraction: Extraction, kind: str, language: str, indexes: Sequence[int], known: Known) -> list[Form]:
    mentions = extraction.mentions
    surfaces = Counter(mentions[index].surface for index in indexes)
    lemma_of = _lemmas(surfaces, _options(surfaces, kind, language), kind, language, known)
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index in indexes:
        members[normalize(lemma_of[mentions[index].surface])].append(index)
    forms = []
    for key, own in sorted(members.items()):
        own.sort(key=lambda index: (mentions[index].start, index))
        counts = Counter(mentions[index].surface for index in own)
        names = Counter(lemma_of[mentions[index].surface] for index in own)
        name = min(names, key=lambda each: (-names[each], each))
        years = _years_near(extraction, own) if kind == "event" else frozenset()
        source_id = extraction.document.source.source_id
        forms.append(Form(source_id, kind, language, key, name, tuple(sorted(counts.items())), tuple(own), years))
    return forms


def years_of(edtf: str) -> tuple[int, ...]:
    """The years that an EDTF value names: 1921 and 1922 of `1921-03-16/1922`."""
    return tuple(int(year) for year in re.findall(r"(?<![\d-])\d{4}(?!\d)", edtf))


def _years_near(extraction: Extraction, indexes: Iterable[int]) -> frozenset[int]:
    """The years of the dates that stand within NEAR characters of some of the mentions."""
    found: set[int] = set()
    for index in indexes:
        mention = extraction.mentions[index]
        for date in extraction.dates:
            if date.start < mention.end + NEAR and mention.start < date.end + NEAR:
                found.update(years_of(date.value.edtf))
    return frozenset(found)


def _options(surfaces: Iterable[str], kind: str, language: str) -> dict[str, tuple[str, ...]]:
    """The dictionary forms that grammar allows for each surface, best first.

    To those of the pack come, for people, those that drop a case ending where the rest is a name that
    the same source uses: no dictionary knows the foreign surname of `Амундсена`.
    """
    pack = packs().get(language)
    found = {surface: (pack.nominatives(surface) if pack else ()) or (surface,) for surface in surfaces}
    if kind != "person" or language not in CASE_ENDINGS:
        return found
    used = {word for surface in found for word in surface.split()}
    for surface, options in found.items():
        shorter = (" ".join(_attested(word, used, language) for word in option.split()) for option in options)
        found[surface] = tuple(dict.fromkeys([*options, *shorter]))
    return found


def _attested(word: str, used: Collection[str], language: str) -> str:
    for ending in CASE_ENDINGS[language]:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 3 and stem in used:
            return stem
    return word


def _lemmas(
    surfaces: Mapping[str, int], options: Mapping[str, Sequence[str]], kind: str, language: str, known: Known
) -> dict[str, str]:
    """The dictionary form of each surface.

    Of the forms that grammar allows, a known name is taken; else one with a general noun in its
    nominative (`Тартуский университет`); else the one whose words most mentions of this source can
    have (`Иванова` and `Иванову` agree on `Иванов` or on `Иванова`); else the most probable.
    """
    support: Counter[str] = Counter()
    for surface, count in surfaces.items():
        for key in {key for option in options[surface] for key in _supporting(option, kind)}:
            support[key] += count
    chosen = {}
    for surface, candidates in options.items():
        supported = [sum(support[key] for key in _supporting(candidate, kind)) for candidate in candidates]
        best = candidates[supported.index(max(supported))]
        familiar = [option for option in candidates if known(option, kind)]
        headed = [option for option in candidates if kind != "person" and part(option, language, kind).head]
        chosen[surface] = [*familiar, *headed, best][0]
    return chosen


def _supporting(option: str, kind: str) -> list[str]:
    """What mentions must have in common to support each other: a word of a person's name, the whole of others."""
    key = normalize(option)
    return key.split() if kind == "person" else [key]


def by_source(forms: Iterable[Form]) -> dict[str, list[Form]]:
    """The forms of each source."""
    found: defaultdict[str, list[Form]] = defaultdict(list)
    for form in forms:
        found[form.source_id].append(form)
    return dict(found)
