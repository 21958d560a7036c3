"""From an extracted text back to the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.origin import OriginMap

# original: "AT&amp;T <b>Chula</b>longkorn", text: "AT&T Chulalongkorn"
ORIGINAL = "AT&amp;T <b>Chula</b>longkorn"
TEXT = "AT&T Chulalongkorn"
MAP = OriginMap((0, 2, 3, 5, 10, 18), (0, 2, 7, 12, 21), (2, 7, 9, 17, 29))

SPANS = [
    ("AT&T", "AT&amp;T"),
    ("T&", "T&amp;"),
    ("&", "&amp;"),
    ("Chulalongkorn", "Chula</b>longkorn"),
    ("Chula", "Chula"),
    ("longkorn", "longkorn"),
    ("hula", "hula"),
    ("T C", "T <b>C"),
]


@pytest.mark.parametrize(("surface", "original"), SPANS)
def test_span_in_the_original(surface, original):
    at = TEXT.rindex(surface)
    begin, end = MAP.span(at, at + len(surface))
    assert ORIGINAL[begin:end] == original


def test_an_empty_span_has_no_origin():
    with pytest.raises(ValueError, match="at least one character"):
        MAP.span(3, 3)


@given(st.integers(1, 50), st.data())
def test_a_text_that_is_its_own_original(length, data):
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    assert OriginMap.identity(length).span(start, end) == (start, end)
