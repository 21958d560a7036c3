"""The event data of every language holds together, and every example beside a rule shows the rule at work."""

from __future__ import annotations

from functools import cache

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


def words_of(code: str, text: str, name: tuple[int, int, str] | None = None) -> list[Words]:
    mentions = [Mention(name[2], name[0], name[1], text[name[0] : name[1]], code)] if name else []
    return [Words.of(sentence, mentions) for sentence in packs()[code].sentences(text)]


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
    language = language_of(code)
    missed = []
    for trigger in language.trigger_list:
        if "<" in trigger.pattern:
            continue  # needs a name: shown below
        found = {match.value for words in words_of(code, trigger.example) for match in language.triggers.matches(words)}
        if trigger not in found:
            missed.append(f"{trigger.event_type} {trigger.pattern}: {trigger.example}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_trigger_with_a_name_is_found_in_its_example(code: str) -> None:
    """Some name of the example, taken for a mention of the pattern's kind, lets the pattern match."""
    language = language_of(code)
    missed = []
    for trigger in (trigger for trigger in language.trigger_list if "<" in trigger.pattern):
        kind = trigger.pattern.split("<")[-1].split(">")[0]
        text = trigger.example
        tokens = [token for sentence in packs()[code].sentences(text) for token in sentence.tokens]
        spans = [(one.start, other.end) for i, one in enumerate(tokens) for other in tokens[i : i + 3]]
        if not any(
            match.value == trigger
            for start, end in spans
            for words in words_of(code, text, (start, end, kind))
            for match in language.triggers.matches(words)
        ):
            missed.append(f"{trigger.event_type} {trigger.pattern}: {text}")
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_cue_is_found_before_a_trigger_of_its_example(code: str) -> None:
    language = language_of(code)
    missed = []
    for cue in language.cue_list:
        hits = [
            (match.head, trigger.head)
            for words in words_of(code, cue.example)
            for match in language.cues.matches(words)
            if match.value == cue
            for trigger in longest(language.triggers.matches(words))
            if 0 <= trigger.head.start - match.head.stop <= cue.reach
        ]
        if not hits:
            missed.append(f"{cue.polarity} {cue.pattern}: {cue.example}")
    assert not missed, "\n".join(missed)
