"""EDTF: what is a value, what it means, and that another implementation agrees."""

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import edtf

MEANINGS = """
1941-06-22            1941-06-22   1941-06-22   day
1941-06               1941-06-01   1941-06-30   month
1900-02               1900-02-01   1900-02-28   month
2000-02               2000-02-01   2000-02-29   month
1941                  1941-01-01   1941-12-31   year
1941-21               1941-03-01   1941-05-31   season
1941-24               1941-12-01   1942-02-28   season
1943-24               1943-12-01   1944-02-29   season
1942-34               1942-04-01   1942-06-30   season
1942-41               1942-07-01   1942-12-31   season
192X                  1920-01-01   1929-12-31   decade
18XX                  1800-01-01   1899-12-31   century
-03XX                 -0399-01-01  -0300-12-31  century
-0479-04              -0479-04-01  -0479-04-30  month
0000                  0000-01-01   0000-12-31   year
1984-1X               1984-10-01   1984-12-31   year
1941-06-1X            1941-06-10   1941-06-19   month
1941-XX-22            1941-01-22   1941-12-22   day
Y-17000               Y-17000-01-01  Y-17000-12-31  year
1941-06-22~           1941-06-22   1941-06-22   day
1941~-06              1941-06-01   1941-06-30   month
?1941-06              1941-06-01   1941-06-30   month
1941/1945             1941-01-01   1945-12-31   range
1939-24/1940-03-13    1939-12-01   1940-03-13   range
../1945-02-23         -            1945-02-23   range
1959/..               1959-01-01   -            range
1959/                 1959-01-01   -            range
{1941,1943..1945}     1941-01-01   1945-12-31   range
[1921-03,1921-04]     1921-03-01   1921-04-30   range
[..1921]              -            1921-12-31   range
"""


@pytest.mark.parametrize("line", MEANINGS.strip().splitlines())
def test_meaning(line):
    text, first, last, precision = line.split()
    value = edtf.parse(text)
    assert str(value) == text
    assert edtf.bounds(text) == (first.replace("-", "", 1) if first == "-" else first, "" if last == "-" else last)
    assert edtf.precision(text) == precision


REFUSED = """
1941-13         13
1941-02-29      29
1900-02-29      29
1941-06-31      31
1941-22-05      05
1942/1941       1941
194             194
1941-6-22       1941-6-22
22.06.1941      22.06.1941
1941/1942/1943  1941/1942/1943
/               /
../..           ../..
{1941,1942      2
-0000           -0000
1941-4X         4X
1941-06-4X      4X
1941-06-00      00
"""


@pytest.mark.parametrize("line", REFUSED.strip().splitlines())
def test_refusal_names_the_part(line):
    text, part = line.split()
    with pytest.raises(edtf.EDTFError) as refusal:
        edtf.parse(text)
    assert refusal.value.part == part
    assert part in str(refusal.value)


@pytest.mark.parametrize(
    ("one", "other", "overlap", "inside"),
    [
        ("1941-06-22", "1941", True, True),
        ("1941", "1941-06-22", True, False),
        ("1941-24", "1942", True, False),
        ("1939", "1941/1945", False, False),
        ("../1945", "1940", True, False),
        ("1940", "../1945", True, True),
        ("1946", "../1945", False, False),
        ("1959/..", "1940", False, False),
    ],
)
def test_comparison(one, other, overlap, inside):
    assert edtf.overlaps(one, other) is overlap
    assert edtf.within(one, other) is inside


def test_nothing_means_nothing():
    assert edtf.bounds("") == ("", "") and edtf.precision("") == "" and not edtf.is_valid("")
    assert edtf.bare("1453~") == "1453" and edtf.bare("1918?/1921%") == "1918/1921"


years = st.integers(-9998, 9998).filter(lambda year: year != 0)
parts = st.one_of(
    years.map(lambda y: f"{y:05d}" if y < 0 else f"{y:04d}"),
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.builds(lambda y, s: f"{y:04d}-{s}", st.integers(1, 9998), st.integers(21, 24)),
    st.builds(lambda y: f"{y:03d}X", st.integers(1, 299)),
)


@settings(deadline=None)
@given(parts)
def test_print_and_bounds_agree_with_each_other(text):
    assert str(edtf.parse(text)) == text
    first, last = (edtf.parse(text).first(), edtf.parse(text).last())
    assert first <= last


@settings(deadline=None)
@given(st.dates())
def test_bounds_of_days_and_months_agree_with_the_other_implementation(day):
    for text in (str(day), str(day)[:7], str(day)[:4]):
        theirs = parse_edtf(text)
        first, last = edtf.bounds(text)
        assert tuple(theirs.lower_strict()[:3]) == tuple(map(int, first.split("-")))
        assert tuple(theirs.upper_strict()[:3]) == tuple(map(int, last.split("-")))


@pytest.mark.parametrize(
    "text",
    ["1941", "1941-06", "1941-06-22", "1941-22", "192X", "18XX", "1941~", "1941?", "1941/1945", "../1945", "1959/.."],
)
def test_the_other_implementation_reads_what_is_written_here(text):
    assert edtf.is_valid(text)
    parse_edtf(text)


@settings(deadline=None)
@given(st.text(alphabet="0123456789-X/.~?%{}[],Y", max_size=14))
def test_any_text_is_read_or_refused(text):
    try:
        assert str(edtf.parse(text))
    except edtf.EDTFError as refusal:
        assert refusal.remedy
