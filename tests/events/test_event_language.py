"""The event data of every language holds together, and every example beside a rule shows the rule at work."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import pytest

from pipeline.events.language import NAMED, EventLanguage, event_language
from pipeline.events.ontology import closeness, event_types
from pipeline.events.patterns import Words, expand, longest
from pipeline.languages.pack import packs
from pipeline.records import Mention
from pipeline.tables.schema import EVENT_TYPES, PLOVER_TYPES

LANGUAGES = ("en", "ru", "th")


@cache
def language_of(code: str) -> EventLanguage:
    language = event_language(code)
    assert language is not None
    return language


def words_of(code: str, texts: Sequence[str]) -> list[list[Words]]:
    """The sentences of each text; all texts are read in one go."""
    starts = list(accumulate([0, *(len(text) + 2 for text in texts)]))
    found: list[list[Words]] = [[] for _ in texts]
    for sentence in packs()[code].sentences("\n\n".join(texts)):
        found[bisect_right(starts, sentence.start) - 1].append(Words.of(sentence, []))
    return found


def with_name(words: Words, first: int, last: int, kind: str) -> Words:
    """The same words with tokens `first` to `last` taken for a name."""
    tokens = words.sentence.tokens
    surface = " ".join(token.text for token in tokens[first : last + 1])
    return Words.of(
        words.sentence, [Mention(kind, tokens[first].start, tokens[last].end, surface, words.sentence.language)]
    )


def test_types_are_those_of_the_contract() -> None:
    assert tuple(event_types()) == EVENT_TYPES
    assert {kind.plover for kind in event_types().values()} <= {*PLOVER_TYPES, ""}
    assert all(set(kind.examples) == set(LANGUAGES) for kind in event_types().values())


def test_closeness_is_symmetric_and_full_on_itself() -> None:
    for one in event_types():
        assert closeness(one, one) == 1.0
        assert all(closeness(one, other) == closeness(other, one) for other in event_types())


@pytest.mark.parametrize("code", LANGUAGES)
def test_data_is_of_known_types_and_broad(code: str) -> None:
    language = language_of(code)
    assert {trigger.event_type for trigger in language.trigger_list} <= {*EVENT_TYPES, NAMED}
    assert {trigger.form for trigger in language.trigger_list} == {"verbal", "nominal"}
    assert len(language.trigger_list) >= 300
    covered = {trigger.event_type for trigger in language.trigger_list}
    assert covered >= set(EVENT_TYPES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_triggers_read_alike(code: str) -> None:
    seen: dict[tuple[str, ...], str] = {}
    for trigger in language_of(code).trigger_list:
        for reading in expand(trigger.pattern, language_of(code).joint):
            key = (trigger.form, *reading)
            assert key not in seen, f"{trigger.pattern} ({trigger.event_type}) and {seen[key]}"
            seen[key] = f"{trigger.pattern} ({trigger.event_type})"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_trigger_is_found_in_its_example(code: str) -> None:
    """Where a pattern holds a name, some words of the example, taken for a name of that kind, let it match."""
    triggers = language_of(code).trigger_list
    missed = []
    for trigger, sentences in zip(triggers, words_of(code, [trigger.example for trigger in triggers]), strict=True):
        kinds = re.findall("<(.+?)>", trigger.pattern)
        readings = [
            with_name(words, first, last, kind)
            for words in sentences
            for kind in kinds
            for first in range(len(words))
            for last in range(first, min(first + 3, len(words)))
        ]
        if not any(
            match.value == trigger
            for words in (*sentences, *readings)
            for match in language_of(code).triggers.matches(words)
        ):
            missed.append(f"{trigger.event_type} {trigger.pattern}: {trigger.example}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_cue_is_found_before_a_trigger_of_its_example(code: str) -> None:
    language = language_of(code)
    missed = []
    for cue, sentences in zip(
        language.cue_list, words_of(code, [cue.example for cue in language.cue_list]), strict=True
    ):
        hits = [
            trigger
            for words in sentences
            for match in language.cues.matches(words)
            if match.value == cue
            for trigger in longest(language.triggers.matches(words))
            if 0 <= trigger.head.start - match.head.stop <= cue.reach
        ]
        if not hits:
            missed.append(f"{cue.polarity} {cue.pattern}: {cue.example}")
    assert not missed, "\n".join(missed)
