"""Words with their lemma and part of speech, as a small table."""

import pytest

from pipeline.languages.pack import packs

TABLES = {
    "en": ("They signed treaties.", "They/they/PRON signed/sign/VERB treaties/treaty/NOUN ././PUNCT"),
    "ru": (
        "Подписанный договор, который Иван хранил, сгорел в XV веке.",
        "Подписанный/подписать/VERB договор/договор/NOUN ,/,/PUNCT который/который/DET Иван/иван/PROPN "
        "хранил/хранить/VERB ,/,/PUNCT сгорел/сгореть/VERB в/в/ADP XV/XV/NUM веке/век/NOUN ././PUNCT",
    ),
    "th": ("เขาซื้อปลา 3 ตัว", "เขา/เขา/PRON ซื้อ/ซื้อ/VERB ปลา/ปลา/NOUN 3/3/NUM ตัว/ตัว/NOUN"),
}
WORDS = {
    "en": ("J. Smith's well-known U.S. friend paid $5.", "J.|Smith|'s|well|-|known|U.S.|friend|paid|$|5|."),
    "ru": ("Санкт-Петербург (1703 г.), «Правда».", "Санкт-Петербург|(|1703|г.|)|,|«|Правда|»|."),
    "th": ("กองทัพ(NATO)มี 1,500 คน", "กองทัพ|(|NATO|)|มี|1,500|คน"),
}


@pytest.mark.parametrize("code", TABLES)
def test_lemmas_and_parts_of_speech(code: str) -> None:
    text, table = TABLES[code]
    (sentence,) = packs()[code].sentences(text)
    assert " ".join(f"{token.text}/{token.lemma}/{token.tag}" for token in sentence.tokens) == table


@pytest.mark.parametrize("code", WORDS)
def test_words(code: str) -> None:
    text, words = WORDS[code]
    (sentence,) = packs()[code].sentences(text)
    assert "|".join(token.text for token in sentence.tokens) == words
