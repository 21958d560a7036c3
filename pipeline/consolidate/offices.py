"""Whose minister, envoy or ruler a person is, where a text says so: "Sweden's ambassador in Paris, Count Wrangel"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.consolidate.links import Linked
from pipeline.consolidate.patterns import SPACED
from pipeline.records import Extraction, Sentence
from pipeline.rule_files import read_rules

STATE, PLACE, PERSON = "\ue000", "\ue001", "\ue002"
"""Private characters, one of which stands for each name of the kind in a sentence."""
Named = tuple[int, int, str, str]
"""First and last offset of a name, the character of its kind, and its entity."""


@cache
def rules() -> Mapping[str, Any]:
    """The data of `offices.yaml`."""
    data: Mapping[str, Any] = read_rules(files("pipeline.consolidate") / "offices.yaml")
    return data


@cache
def _expressions(language: str) -> tuple[re.Pattern[str], ...]:
    given = rules().get(language, {"words": "", "patterns": {}})
    word = rf"(?<!\w)(?:{given['words']})(?!\w)" if language in SPACED else f"(?:{given['words']})"
    made = []
    for pattern in given["patterns"]:
        expression = pattern.replace("OFFICE_", f"{word} _").replace("OFFICE", word).replace("_", r"(?:[\w-]+ ){0,3}")
        for name, sign in (("state", STATE), ("person", PERSON)):
            expression = expression.replace(f"<{name}>", f"(?P<{name}>{sign})")
        made.append(re.compile(expression.replace("<place>", f"[{STATE}{PLACE}]"), re.IGNORECASE))
    return tuple(made)


def served(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Where in a text with the characters of the kinds instead of names a person and the state served stand.

    >>> list(served(f"{STATE}'s foreign minister {PERSON} met {PERSON}.", "en"))
    [(21, 0)]
    """
    for expression in _expressions(language):
        for match in expression.finditer(text):
            yield match.start("person"), match.start("state")


def states_served(extractions: Iterable[Extraction], links: Linked) -> Mapping[str, str]:
    """The state that each person serves by what the texts say of the office, both as entities; the one most often said.

    Of states said equally often none is taken.
    """
    kinds = {one.entity_id: _sign(one.kind, one.attributes.get("kind", "")) for one in links.entities}
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        names = _names(extraction, links, kinds)
        for sentence in extraction.sentences:
            inside = [one for one in names if sentence.start <= one[0] and one[1] <= sentence.end]
            if {STATE, PERSON} <= {sign for _, _, sign, _ in inside}:
                text, entities = _masked(extraction.document.text, sentence, inside)
                for person, state in served(text, sentence.language):
                    said[entities[person]][entities[state]] += 1
    found = {}
    for person_id, counted in said.items():
        (best, often), *others = counted.most_common(2)
        if not others or others[0][1] < often:
            found[person_id] = best
    return found


def _sign(kind: str, place: str) -> str:
    if kind == "place":
        return STATE if place == "country" else PLACE
    return PERSON if kind == "person" else ""


def _names(extraction: Extraction, links: Linked, kinds: Mapping[str, str]) -> list[Named]:
    source_id = extraction.document.source.source_id
    linked = ((one, links.entity_of.get((source_id, at), "")) for at, one in enumerate(extraction.mentions))
    return [(one.start, one.end, kinds[entity], entity) for one, entity in linked if kinds.get(entity)]


def _masked(text: str, sentence: Sentence, names: Iterable[Named]) -> tuple[str, dict[int, str]]:
    """The sentence with a character for each name, and the entity of each such character by its offset."""
    pieces, entities, at, length = [], {}, sentence.start, 0
    for start, end, sign, entity in names:
        if start < at:
            continue
        pieces += [text[at:start], sign]
        length += start - at
        entities[length] = entity
        length += 1
        at = end
    return "".join(pieces) + text[at : sentence.end], entities
