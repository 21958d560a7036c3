"""Which lines of a paragraph run on; | stands between units."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.layout import flatten, units
from pipeline.languages.pack import packs

WRAPPED = """\
The ships left the harbour before dawn, and when the
sun rose over the bay the people saw that all of them
were gone. Nobody wept."""
LISTED = """\
Causes of the war
Results
The long quarrel about the fisheries in the north"""
BULLETS = """\
The delegates agreed on these three points in the end:
• the border follows the river from the lake to the sea
• prisoners go home"""
RUSSIAN = """\
Осенью того же года посольство выехало из столицы и
через месяц прибыло в город, где его ждали уже давно,
но принять не спешили. Переговоры тянулись до весны."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRAPPED, 1),
        (LISTED, 3),
        (BULLETS, 3),
        (RUSSIAN, 1),
        ("One\n\nTwo", 2),
        ("", 0),
        (" \n \t\n", 0),
    ],
)
def test_units(text: str, expected: int) -> None:
    assert len(units(text, 0, len(text))) == expected


def test_a_wrapped_line_end_is_a_space_for_the_sentence() -> None:
    assert len(packs()["en"].sentences(WRAPPED)) == 2
    assert len(packs()["ru"].sentences(RUSSIAN)) == 2
    assert len(packs()["en"].sentences(LISTED)) == 3


@given(st.text(alphabet="ab Яก\n\r\t\u2028.", max_size=200))
def test_units_hold_all_but_white_space(text: str) -> None:
    spans = units(text, 0, len(text))
    assert all(first < last for first, last in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join("".join(text[first:last].split()) for first, last in spans) == "".join(text.split())


@given(st.text(max_size=100))
def test_flatten_maps_every_character(text: str) -> None:
    flat, origins = flatten(text, 0, len(text))
    assert len(flat) == len(origins)
    assert all(char == " " or text[origin] == char for char, origin in zip(flat, origins, strict=True))
