"""Whose minister, envoy or ruler a person is by what a text says."""

from __future__ import annotations

import re

import pytest

from pipeline.consolidate.offices import PERSON, PLACE, STATE, rules, served

EXAMPLES = [
    (language, pattern, example)
    for language, given in rules().items()
    for pattern, example in given["patterns"].items()
]


def masked(marked: str) -> str:
    """A text with [states], {people} and (places) as the characters that stand for them."""
    for marks, sign in ((r"\[[^]]*\]", STATE), (r"\{[^}]*\}", PERSON), (r"\([^)]*\)", PLACE)):
        marked = re.sub(marks, sign, marked)
    return marked


@pytest.mark.parametrize(("language", "pattern", "example"), EXAMPLES)
def test_pattern_reads_its_example(language: str, pattern: str, example: str) -> None:
    text = masked(example)
    assert list(served(text, language)) == [(text.index(PERSON), text.index(STATE))], pattern


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "[Sweden] attacked the army of {Peter}."),
        ("en", "{Nelson} sailed to [Denmark]."),
        ("ru", "[Швеция] напала на войско, которым правил {Пётр}."),
        ("th", "[สวีเดน]โจมตีกองทัพของ{ปีเตอร์}"),
    ],
)
def test_who_only_meets_a_state_does_not_serve_it(language: str, marked: str) -> None:
    assert list(served(masked(marked), language)) == []
