"""What holds for the tokens and sentences of any text in any pack."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.languages.pack import packs
from pipeline.records import Paragraph, Sentence

CODES = ["en", "ru", "th"]
PROSE = (
    "The treaty U.S. No. 5 e.g. o'clock Договор 1921 г. В. И. т. е. «мир» ประเทศ พ.ศ. ๒๔๘๔ ๆ กรุงเทพฯ (ก) “ข” — … 10,5 %"
)
ODD = [
    "😀",
    "\u200b",
    "\ufeff",
    "a\u0301",
    "\x07",
    "\x85",
    "\u2028",
    "\x1f",
    "\u202e",
    "\ud800",
    "[12]",
    "<b>",
    "\\",
    "a://b.c/?d=e",
]
WORDS = st.sampled_from([*PROSE.split(" "), *ODD])
MIXED = st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=40).flatmap(
    lambda words: st.sampled_from([" ", "\n", "  ", "\n\n", "", "\r\n", "\t"]).map(lambda gap: gap.join(words))
)


def check(text: str, sentences: list[Sentence], start: int, end: int) -> None:
    at = start
    for sentence in sentences:
        assert sentence.tokens
        assert sentence.start == sentence.tokens[0].start
        assert sentence.end == sentence.tokens[-1].end
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert token.text
            assert not any(character.isspace() for character in token.text)
            assert not text[at : token.start].strip(), "something other than white space belongs to no token"
            assert at <= token.start
            at = token.end
    assert not text[at:end].strip()


@pytest.mark.parametrize("code", CODES)
@given(text=MIXED)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_tokens_partition_any_text(code: str, text: str) -> None:
    check(text, packs()[code].sentences(text), 0, len(text))


@pytest.mark.parametrize("code", CODES)
@given(text=MIXED, cuts=st.tuples(st.integers(0, 60), st.integers(0, 60)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_part_of_a_text(code: str, text: str, cuts: tuple[int, int]) -> None:
    start, end = sorted(min(cut, len(text)) for cut in cuts)
    check(text, packs()[code].sentences(text, start, end), start, end)


@pytest.mark.parametrize("code", CODES)
def test_paragraphs_together_are_paragraphs_one_by_one(code: str) -> None:
    texts = {
        "en": "The war ended. Peace came.",
        "ru": "Война кончилась. Настал мир.",
        "th": "สงครามสิ้นสุดลง ต่อมาบ้านเมืองสงบ",
    }
    text = "\n\n".join([texts[code]] * 3)
    step = len(texts[code]) + 2
    paragraphs = [Paragraph(n * step, n * step + len(texts[code]), code) for n in range(3)]
    together = packs()[code].sentences_of(text, paragraphs)
    alone = [s for p in paragraphs for s in packs()[code].sentences(text, p.start, p.end)]
    assert together == alone


LONG = {
    "one letter": "a" * 100_000,
    "one Cyrillic letter": "я" * 100_000,
    "one Thai syllable": "กา" * 50_000,
    "ambiguous Thai": "ตากลม" * 20_000,
    "digits": "1234567890" * 10_000,
    "spaces": " " * 100_000,
    "web address": "http://" + "a." * 50_000,
    "full stops": ". " * 5_000,
    "brackets": "([{" * 3_000,
    "quotation marks": '" ' * 5_000,
    "lines": "a\n" * 5_000,
    "no end": "and so on " * 2_000,
    "no end in Russian": "и так далее " * 2_000,
    "no end in Thai": "และเขาก็ไป " * 2_000,
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("kind", LONG)
def test_very_long_texts(code: str, kind: str) -> None:
    check(LONG[kind], packs()[code].sentences(LONG[kind]), 0, len(LONG[kind]))
