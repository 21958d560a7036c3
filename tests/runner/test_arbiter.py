"""Pictures of names and dates that meet."""

from __future__ import annotations

import pytest

from pipeline.records import DateMention, DateValue, Mention
from pipeline.runner.arbiter import arbitrate

TEXT = {
    "en": "In May 1905 the Revolution of 1905 went on; 1914 men fled.",
    "ru": "В мае 1905 года Революция 1905 года шла; 1914 человек бежали.",
    "th": "ในปี 1905 การปฏิวัติ ค.ศ. 1905 ดำเนินต่อ 1914 คนหนี",
}


def name(language: str, surface: str, kind: str, confidence: float, nth: int = 0) -> Mention:
    """The nth time that the words stand in the text, as a recognizer's mention."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT[language].index(surface, start + 1)
    return Mention(kind, start, start + len(surface), surface, language, confidence, "encoder")


def date(language: str, surface: str, confidence: float, nth: int = 0) -> DateMention:
    """The same as a date that the rules found."""
    found = name(language, surface, "date", confidence, nth)
    return DateMention(found.start, found.end, surface, language, DateValue("1905"), confidence)


@pytest.mark.parametrize(
    ("language", "confirmed", "event", "bare"),
    [
        ("en", "May 1905", "Revolution of 1905", "1914"),
        ("ru", "мае 1905 года", "Революция 1905 года", "1914"),
        ("th", "ปี 1905", "การปฏิวัติ ค.ศ. 1905", "1914"),
    ],
)
def test_recognizers_confirm_dates_and_doubt_bare_numbers(language: str, confirmed: str, event: str, bare: str) -> None:
    names = [
        name(language, confirmed, "date", 0.9),
        name(language, event, "event", 0.9),
    ]
    kept, dates = arbitrate(names, [date(language, confirmed, 0.9), date(language, bare, 0.9)])
    assert [one.surface for one in kept] == [event]
    assert [(one.surface, one.confidence) for one in dates] == [(confirmed, 0.99), (bare, 0.72)]


def test_a_name_within_a_date_is_none_and_unread_languages_are_not_doubted() -> None:
    names = [name("en", "May", "person", 0.6)]
    kept, dates = arbitrate(names, [date("en", "May 1905", 0.9), date("en", "1914", 0.9)])
    assert kept == []
    assert [one.confidence for one in dates] == [0.9, 0.9]
