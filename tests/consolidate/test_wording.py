"""Every pattern of the data finds its example; numbers beside events are read in all three languages."""

from __future__ import annotations

import pytest

from pipeline.consolidate import quantities, wording
from pipeline.consolidate.patterns import compiled
from pipeline.consolidate.quantities import Quantity, differ

EXAMPLES = [
    (pattern, language, example)
    for section in (*wording.rules().values(), quantities.rules()["units"], {"about": quantities.rules()["about"]})
    for languages in section.values()
    for language, patterns in languages.items()
    for pattern, example in patterns.items()
]


@pytest.mark.parametrize(("pattern", "language", "example"), EXAMPLES)
def test_pattern_finds_its_example(pattern: str, language: str, example: str) -> None:
    assert compiled(pattern, language).search(example.lower())


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The town lost 1,300 killed and about 40 wounded.", "en", "killed 1300, wounded ~40"),
        ("They sold it for 7.2 million dollars.", "en", "dollars 7200000"),
        ("Город потерял 10 000 убитыми и 39 тыс. пленными.", "ru", "killed 10000, prisoners 39000"),
        ("Заём в 3,5 млн фунтов.", "ru", "pounds 3500000"),
        ("มีผู้เสียชีวิต ๓๐๐ คน บาดเจ็บ 1,284 คน", "th", "killed 300, wounded 1284"),
        ("เงินกู้ 4 ล้านปอนด์", "th", "pounds 4000000"),
        ("В бою погибло около 900 человек.", "ru", "killed ~900"),
        ("Chapter 12 begins.", "en", ""),
    ],
)
def test_numbers_with_what_they_count(text: str, language: str, expected: str) -> None:
    found = [one for _, one in quantities.quantities(text, language)]
    assert ", ".join(f"{one.unit} {'~' * one.rough}{one.value:.0f}" for one in found) == expected


def test_a_date_counts_nothing() -> None:
    text = "In 1854 men fought there."
    assert list(quantities.quantities(text, "en", [(3, 7)])) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("362", "2000", True),
        ("1300", "1284", False),
        ("10000", "9800", False),
        ("500", "600", True),
        ("~500", "600", False),
        ("5", "6", True),
    ],
)
def test_numbers_differ(one: str, other: str, expected: bool) -> None:
    mine, theirs = (Quantity("killed", float(text.strip("~")), "~" in text) for text in (one, other))
    assert differ([mine], [theirs]) is expected
    assert differ([theirs], [mine]) is expected


def test_several_numbers_of_a_unit_count_several_things() -> None:
    assert not differ([Quantity("killed", 5.0), Quantity("killed", 9.0)], [Quantity("killed", 700.0)])
