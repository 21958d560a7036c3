"""States that a sentence names by their people: the words found, and the states in the tables.

In a picture `<GB>British< troops landed` marks the word for a people with the first of the states that it may mean.
"""

from __future__ import annotations

import re

import pycountry
import pytest

from pipeline.events.language import event_language
from pipeline.events.peoples import peoples_in
from pipeline.languages.pack import packs

MARK = re.compile(r"<(?P<states>[^<>]+)>(?P<word>[^<]+)<")

PICTURES = [
    ("en", "The <NL>Dutch< besieged the town, and <ES>Spaniards< held it."),
    ("en", "<GB>British< and <FR>French< naval forces sailed."),
    ("en", "An <GB FR>Anglo-French< fleet met the <RU>Russians<."),
    ("en", "He learned French, wore a Swiss watch and began to polish his English verses."),
    ("en", "The South American republics protested to the <US>American< government."),
    ("en", "The king spoke with the <BR>Brazilian< ambassador."),
    ("en", "The <KR>Korean< court asked <CN>Chinese< troops for help."),
    ("en", "The <EE LV LT>Baltic< states declared independence, but Baltic amber was sold elsewhere."),
    ("ru", "<SE NO DK>Скандинавские< страны объявили нейтралитет, скандинавские саги — нет."),
    ("ru", "<TR>Турки< осадили крепость, а <RU>русские< отступили."),
    ("ru", "<GB>Английские< и <FR>французские< войска высадились."),
    ("ru", "<GB FR>Англо-французская< эскадра встретила <DK>датчан<."),
    ("ru", "Он читал французские романы и пил турецкий кофе."),
    ("ru", "Это говорил один старый поляк <AT>австрийскому< послу."),
    ("th", "กองทัพ<Soviet Union>โซเวียต<ล้อมเมือง"),
    ("th", "<DE>เยอรมัน<บุก"),
    ("th", "เขาเรียนภาษาเยอรมัน"),
    ("th", "ชาว<NL>ดัตช์<สร้างป้อม"),
]


@pytest.mark.parametrize(("language", "picture"), PICTURES)
def test_words_for_states_by_their_people(language: str, picture: str) -> None:
    text = MARK.sub(lambda mark: mark["word"], picture)
    known = event_language(language)
    assert known is not None
    found: list[tuple[int, int, str]] = []
    for sentence in packs()[language].sentences(text):
        for people in peoples_in(sentence, known.peoples, []):
            mention = people.mention(sentence)
            found.append((mention.start, mention.end, " ".join(states[0] for states in people.states)))
    shown, at = "", 0
    for start, end, states in found:
        shown += f"{text[at:start]}<{states}>{text[start:end]}<"
        at = end
    assert shown + text[at:] == picture


@pytest.mark.parametrize("language", ["en", "ru", "th"])
def test_every_word_stands_for_a_state(language: str) -> None:
    known = event_language(language)
    assert known is not None
    words = {**known.peoples.adjectives, **known.peoples.peoples}
    codes = {country.alpha_2 for country in pycountry.countries}
    for word, states in words.items():
        assert word == word.casefold()
        assert all(len(state) > 2 or state in codes for state in states), word
