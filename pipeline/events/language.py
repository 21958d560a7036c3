"""The event data of a language: its trigger words, and the grammar words around them.

Both are files in the language's folder: `events.triggers.yaml` and `events.grammar.yaml`. A language
without them has no events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from pipeline.events.patterns import Patterns, expand
from pipeline.events.peoples import Peoples
from pipeline.languages.pack import packs
from pipeline.rule_files import read_rules

NAMED = "named"
"""The type of predicates that say no more than that the event named beside them happened."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a trigger pattern says: a type, as a verb or a noun, and the pattern it came from."""

    event_type: str
    form: str
    pattern: str
    example: str


@dataclass(frozen=True)
class Cue:
    """A word before (or after) a trigger that changes its polarity."""

    polarity: str
    reach: int
    after: bool
    pattern: str
    example: str


@dataclass(frozen=True)
class EventLanguage:
    """Everything the detector knows of one language.

    `openers` begin a clause, `joiners` join names or clauses, `coordinators` main clauses after a comma, `markers`
    give the role of the name that follows, `transparent` words stand between a marker and its name, those of
    `dating` before a date without a space, `kinds_of_name` give the type of a named event by a word in its name.
    `tags` are the parts of speech that a trigger of each form may have (none: any), `active` the endings of verbs
    that no auxiliary makes passive, `modifiers` those that may stand between a marker and its name, `determiners`
    those before a date that describes a noun (`attaching` words stand between the noun and the date). What is not
    done `until` a date is done then. Words of `reporting` begin what somebody says, not what the source tells; what
    a party gives notice of with a verb of `notices` it does by saying so. A named event after one of `frames` dates
    its sentence, an event after one of `temporal` only says when; `anaphors`, `pronouns` and `rulers` ("the king")
    at a sentence's start point to participants named before, as does a verb with nothing but dates and `particles`
    before it. Triggers of `yielding` tell of what goes to who takes it.
    """

    code: str
    joint: str
    triggers: Patterns[Trigger]
    trigger_list: tuple[Trigger, ...]
    cues: Patterns[Cue]
    cue_list: tuple[Cue, ...]
    openers: frozenset[str]
    relatives: frozenset[str]
    joiners: frozenset[str]
    coordinators: frozenset[str]
    markers: Patterns[str]
    transparent: frozenset[str]
    passive: frozenset[str]
    active: tuple[str, ...]
    agent: frozenset[str]
    case_roles: Mapping[str, Mapping[str, str]]
    kinds_of_name: Patterns[str]
    makes: frozenset[str]
    frames: frozenset[str]
    consequences: Patterns[str]
    temporal: frozenset[str]
    dating: frozenset[str]
    anaphors: frozenset[str]
    pronouns: frozenset[str]
    rulers: frozenset[str]
    particles: frozenset[str]
    yielding: frozenset[str]
    tags: Mapping[str, frozenset[str]]
    modifiers: frozenset[str]
    determiners: frozenset[str]
    attaching: frozenset[str]
    until: frozenset[str]
    reporting: frozenset[str]
    notices: frozenset[str]
    nominalizers: frozenset[str]
    peoples: Peoples
    cases: Callable[[str], frozenset[str]] | None
    is_future: Callable[[str], bool] | None
    is_passive: Callable[[str], bool] | None

    @property
    def heads(self) -> frozenset[str]:
        """Nouns that act for the name they stand with: "the army of Bolívar", «правительство Франции»."""
        return self.transparent | self.peoples.members


@cache
def event_language(code: str) -> EventLanguage | None:
    """The event data of the language with this code, None where its folder has none."""
    pack = packs().get(code)
    if pack is None:
        return None
    folder = files(import_module(type(pack).__module__).__package__ or "")
    if not (folder / "events.triggers.yaml").is_file():
        return None
    triggers = read_rules(folder / "events.triggers.yaml")
    grammar = read_rules(folder / "events.grammar.yaml")
    peoples = Peoples.read(folder, grammar["joint"], frozenset(grammar["joiners"]))
    forms = (getattr(pack, form, None) for form in ("cases", "is_future", "is_passive"))
    return _build(code, triggers, grammar, peoples, *forms)


def _build(
    code: str,
    triggers: Mapping[str, Any],
    grammar: Mapping[str, Any],
    peoples: Peoples,
    cases: Callable[[str], frozenset[str]] | None,
    is_future: Callable[[str], bool] | None,
    is_passive: Callable[[str], bool] | None,
) -> EventLanguage:
    joint = grammar["joint"]
    listed = tuple(
        Trigger(event_type, form, pattern, example)
        for event_type, forms in triggers.items()
        for form, patterns in forms.items()
        for pattern, example in patterns.items()
    )
    cues = tuple(
        Cue(polarity, row.get("reach", 3), row.get("after", False), pattern, row["example"])
        for polarity, rows in grammar["cues"].items()
        for pattern, row in rows.items()
    )
    return EventLanguage(
        code=code,
        joint=joint,
        triggers=Patterns.of(
            [*_direct(listed), *_nominalized(listed, grammar["passive"].get("nominalized", ""))], joint
        ),
        trigger_list=listed,
        cues=Patterns.of([(cue.pattern, cue) for cue in cues], joint),
        cue_list=cues,
        openers=frozenset(grammar["openers"]),
        relatives=frozenset(grammar["relatives"]),
        joiners=frozenset(grammar["joiners"]),
        coordinators=frozenset(grammar["coordinators"]),
        markers=Patterns.of([(word, role) for role, words in grammar["markers"].items() for word in words], joint),
        transparent=frozenset(grammar["transparent"]),
        passive=frozenset(grammar["passive"]["auxiliaries"]),
        active=tuple(grammar["passive"].get("never", ())),
        agent=frozenset(grammar["passive"]["agents"]),
        case_roles=grammar.get("cases", {}),
        kinds_of_name=Patterns.of(
            [(word, event_type) for event_type, words in grammar["names"].items() for word in words], joint
        ),
        makes=frozenset(grammar["makes"]),
        frames=frozenset(grammar["frames"]),
        consequences=Patterns.of([(words, words) for words in grammar["consequences"]], joint),
        temporal=frozenset(grammar["temporal"]),
        dating=frozenset(grammar.get("dating", ())),
        anaphors=frozenset(grammar["anaphors"]),
        pronouns=frozenset(grammar["pronouns"]),
        rulers=frozenset(grammar["rulers"]),
        particles=frozenset(grammar.get("particles", ())),
        yielding=frozenset(_beginning(listed, tuple(grammar["yielding"]), joint)),
        tags={form: frozenset(tags) for form, tags in grammar["tags"].items()},
        modifiers=frozenset(grammar["modifiers"]),
        determiners=frozenset(grammar["determiners"]),
        attaching=frozenset(grammar["attaching"]),
        until=frozenset(grammar["until"]),
        reporting=frozenset(grammar["reporting"]),
        notices=frozenset(grammar["notices"]),
        nominalizers=frozenset(grammar.get("nominalizers", ())),
        peoples=peoples,
        cases=cases,
        is_future=is_future,
        is_passive=is_passive,
    )


def _beginning(listed: Iterable[Trigger], words: tuple[str, ...], joint: str) -> Iterator[str]:
    """The patterns of which every reading begins with one of the words."""
    for trigger in listed:
        if all(reading[0].startswith(words) for reading in expand(trigger.pattern, joint)):
            yield trigger.pattern


def _direct(listed: Iterable[Trigger]) -> list[tuple[str, Trigger]]:
    return [(trigger.pattern, trigger) for trigger in listed]


def _nominalized(listed: Iterable[Trigger], prefix: str) -> list[tuple[str, Trigger]]:
    """The passives of verbs that a language makes with a prefix: ได้รับการอนุมัติ, "received approval", of อนุมัติ."""
    if not prefix:
        return []
    return [
        (f"{prefix}{word}", trigger)
        for trigger in listed
        if trigger.form == "verbal" and not set(trigger.pattern) & set("… <*/")
        for word in trigger.pattern.split("|")
    ]
