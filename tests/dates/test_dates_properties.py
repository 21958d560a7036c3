"""What holds for any text: offsets, order, values that are EDTF, and work that is bounded by the length."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import edtf, find_dates_in_text
from pipeline.dates.grammar import grammar, languages, read_data
from pipeline.dates.lexicon import lowered

WORDS = {
    language: sorted(
        {str(form) for values in read_data(language)["words"].values() for forms in values.values() for form in forms}
    )
    for language in languages()
}
PIECES = [
    "1941",
    "22",
    "06",
    "2484",
    "XIX",
    "'41",
    "1,000",
    "–",
    "-",
    ".",
    ",",
    "/",
    "(",
    ")",
    "\n",
    "\n\n",
    "«",
    '"',
    "?",
    "İ",
]


def texts(language):
    glue = st.sampled_from(["", " "])
    pieces = st.lists(st.tuples(st.sampled_from(WORDS[language] + PIECES * 20), glue), max_size=25)
    return st.one_of(pieces.map(lambda row: "".join(word + space for word, space in row)), st.text(max_size=60))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("timex2", [False, True])
def test_any_text(language, timex2):
    @settings(max_examples=150, deadline=None)
    @given(texts(language), st.sampled_from(["", "1951-03-12"]))
    def check(text, published):
        found = find_dates_in_text(text, language, published, timex2=timex2)
        assert found == find_dates_in_text(text, language, published, timex2=timex2)
        at = 0
        for date in found:
            assert text[date.start : date.end] == date.surface and date.start < date.end
            assert date.start >= at
            at = date.end
            value = date.value
            assert (value.start, value.end) == edtf.bounds(value.edtf)
            assert edtf.precision(value.edtf) == value.precision
            assert not value.other or edtf.is_valid(value.other)
            assert 0 < date.confidence <= 1

    check()


@settings(deadline=None)
@given(st.text())
def test_lowering_keeps_every_offset(text):
    assert len(lowered(text)) == len(text)


HOSTILE = {
    "en": [
        "the ",
        "between 1 and ",
        "May ",
        "1 ",
        "a few ",
        "(",
        "1941-",
        "1,0",
        "first ",
        "'",
        "of the same ",
        "\n \n",
    ],
    "ru": ["с ", "в ночь с 1 на ", "май ", "1-", "около ", "(", "1941—", "до н", "первого ", "«", "того же ", "тысяч "],
    "th": ["วันที่ ", "ระหว่าง 1 และ ", "พ.ศ. ", "1 ", "ปี", "(", "2484-", "สอง", "เดือน", "ก่อน", "พ", "ต้นปลาย"],
}


@pytest.mark.parametrize("language", HOSTILE)
def test_tries_of_rules_grow_with_the_length_only(language, monkeypatch):
    """Twice the text makes twice the tries, whatever is repeated; each try is bounded (see the test of the rules)."""
    rules = grammar(language)
    tries = 0
    longest = type(rules)._longest

    def counted(self, *arguments):
        nonlocal tries
        tries += 1
        return longest(self, *arguments)

    monkeypatch.setattr(type(rules), "_longest", counted)
    for unit in HOSTILE[language]:
        counts = []
        for times in (200, 400):
            tries = 0
            find_dates_in_text(unit * times, language)
            counts.append(tries)
        assert counts[1] <= 2 * counts[0] + 10, unit
