"""Prose of many centuries and styles in three languages: what is found in it, drawn as marked-up text."""

from pathlib import Path

import pytest

from pipeline.dates import find_dates_in_text
from pipeline.dates.markup import passages, write_marked

PASSAGES = [
    pytest.param(language, passage, id=f"{language} {number}")
    for language in ("en", "ru", "th")
    for number, passage in enumerate(passages((Path(__file__).parent / f"gold.{language}.txt").read_text("utf-8")))
]


@pytest.mark.parametrize(("language", "passage"), PASSAGES)
def test_passage(language, passage):
    found = find_dates_in_text(passage.text, language, passage.published)
    drawn = write_marked(passage.text, [(date.start, date.end, date.value.edtf) for date in found])
    assert drawn == write_marked(passage.text, list(passage.dates))


def test_the_files_are_large_enough_to_mean_something():
    count = dict.fromkeys(("en", "ru", "th"), 0)
    for passage in PASSAGES:
        count[passage.values[0]] += len(passage.values[1].dates)
    assert count["th"] >= 300 and count["ru"] >= 350 and count["en"] >= 250
