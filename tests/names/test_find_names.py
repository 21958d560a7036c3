"""Whole pictures: what an ordinary run marks in texts of three languages."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.languages.pack import packs
from pipeline.names import default_recognizers, find_names
from pipeline.names.evaluate import find_in_text
from pipeline.names.markup import mark, unmark
from pipeline.origin import OriginMap
from pipeline.records import Document, Source, Span

PICTURES = [
    (
        "en",
        "After the [event Battle of Trafalgar] [person Horatio Nelson] was mourned in [place London]. "
        "[place Spain]'s fleet was lost.",
    ),
    ("en", "President [person James Monroe] warned [place Europe] off; the [event Monroe Doctrine] was born."),
    ("en", "In 1863 Admiral [person Charles Hope] reached [place Japan]. [person Hope] stayed a month."),
    (
        "en",
        "When [person Frederick II] fell ill, [place Prussia] waited. [person Frederick] rode to [place Potsdam].",
    ),
    (
        "en",
        "The [event Treaty of Ghent] was read in June by [person Henry Clay], not in the [event Conference at Reims].",
    ),
    ("en", "They built the [place Hoover Dam] for the [place Despotate of Epirus] and [person Pepin the Short]."),
    ("en", "He met [person Mori Ogai] in [place Berlin]; later [person Mori] wrote of [place Germany]."),
    ("en", "[place France] was ruled by [person Pierre Mendès France] for a year; [place France] was grateful."),
    ("ru", "Так началась [event первая мировая война], хотя [event битва при Грюнвальде] была давно."),
    ("ru", "Здесь была большая игра, а не [event война Босин]."),
    ("ru", "Советник [person Шарль Лагранж] приехал в [place Лион]. Столицу он не видел."),
    ("th", "เขาเล่าเรื่อง[event สงครามรัสเซีย - ตุรกี]และ[person ทาลัต ปาชา]"),
    ("th", "นายกรัฐมนตรี[place ญี่ปุ่น]มาถึง[place เกียวโต]"),
    ("th", "สมัยจักรพรรดิ[person วิลเฮล์มที่ 2] [place เยอรมนี]รบ [person วิลเฮล์ม]หนีไป[place เนเธอร์แลนด์]"),
    ("ru", "Французский посол прибыл в [place Вену]. Японские войска вошли в [place Харбин]."),
    ("ru", "После [event Бородинского сражения] [person Кутузов] оставил [place Москву]."),
    ("ru", "Король [person Чулалонгкорн] посетил [place Данию] в 1897 году; [place Дания] приняла его тепло."),
    ("ru", "[person Анна Вебер] жила в [place Осло]. Письма [person Анны Вебер] хранятся в [place Норвегии]."),
    ("th", "หลัง[event สงครามโลกครั้งที่สอง] [place ญี่ปุ่น]และ[place เยอรมนี]ยอมแพ้"),
    ("th", "กองทัพ[place เดนมาร์ก]ลงนามใน[event สนธิสัญญาเวียนนา]ที่[place กรุงเวียนนา]"),
    ("th", "ประธานาธิบดี[person ลินคอล์น]ไม่เคยไป[place สเปน] แต่[person ลินคอล์น]เคยไป[place เม็กซิโก]"),
]


@pytest.mark.parametrize(("language", "marked"), PICTURES)
def test_pictures(language: str, marked: str) -> None:
    text, _ = unmark(marked)
    found = find_in_text(text, language, default_recognizers())
    assert mark(text, [one for one in found if one.kind != "date"]) == marked


def test_chrome_is_not_read() -> None:
    text = "Contact us in Copenhagen\nHe sailed to Iceland."
    document = Document(Source("", ""), text, text, OriginMap.identity(len(text)), chrome=(Span(0, 24),))
    found = find_names(document, packs()["en"].sentences(document.readable), default_recognizers())
    assert [mention.surface for mention in found] == ["Iceland"]


def test_nothing_to_read() -> None:
    document = Document(Source("", ""), "", "", OriginMap.identity(0))
    assert find_names(document, [], default_recognizers()) == []


MARKS = ["(", ")", "«", "»", "“", '"', "'", ".", ",", "—", "…", "[1]", "\u200b", "1917", "'s", "The", "King"]
MARKS += ["ก", "\u0e47", "ของ", "Ё", "и", "İ", "\u0301", "👑"]
FRAGMENTS = st.sampled_from(
    [
        *(unmark(marked)[0] for _, marked in PICTURES),
        *MARKS,
        "\n",
        "\u00a0",
    ]
)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["en", "ru", "th"]), st.lists(FRAGMENTS, min_size=1, max_size=6), st.sampled_from(["", " "]))
def test_mentions_are_flat_ordered_and_stand_in_the_text(language: str, parts: list[str], joint: str) -> None:
    text = joint.join(parts)
    found = find_in_text(text, language, default_recognizers())
    assert all(text[mention.start : mention.end] == mention.surface for mention in found)
    assert all(mention.surface.strip() == mention.surface != "" for mention in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
    assert all(0 < mention.confidence <= 1 and mention.recognizer for mention in found)
    assert found == find_in_text(text, language, default_recognizers())
