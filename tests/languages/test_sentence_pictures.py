"""Sentences as pictures: ‖ stands where one ends; the text without it is what the pack reads."""

import re

import pytest

from pipeline.languages.pack import packs

PICTURES = {
    "en": [
        "The U.S. envoy, Gen. T. H. Brown, signed Treaty No. 5 in c. 1453. ‖ It was kept.",
        "He was born on Jan. 5, 1850, in Washington, D.C. ‖ His mother died in 1851.",
        "The pact lapsed.;[13] the decision was explained. ‖ Nobody asked why.",
        "The fleet sailed.   ‖ It met a storm   off the cape. ‖ All ships were lost.",
        'He said: "We shall return." ‖ They did not.',
        "The army (see p. 12. of the report) withdrew; the town, which had held out, fell. ‖ Peace followed.",
        "King Charles I was tried. ‖ In 1649 he died.",
        "Did it work? ‖ Yes! ‖ It did.",
        "It closed at 5 p.m. ‖ Trade stopped.",
        "It closed at 5 p.m. Monday by decree. ‖ Trade stopped.",
        "Foreign minister V. Petrov resigned. ‖ A. Ivanov followed him.",
        "It was the end.[4][5] ‖ The war had lasted ten years.",
        "She quoted Пушкин. ‖ Он поэт. ‖ He is a poet.",
    ],
    "ru": [
        "В 1920 г. в Москве, на ул. Тверской, жил А. Б. Петров, т. е. наш герой. ‖ Он писал книги.",
        "Население составляло 10 тыс. человек и 5 млн. рублей долга. ‖ Город рос.",
        "Собор построен в XV в. до н. э. неизвестным мастером. ‖ Он сгорел.",
        "Договор, подписанный в 1867 гг., действовал долго   и был   продлён. ‖ Потом его забыли.",
        "«Кто идёт?» — спросил часовой. ‖ Никто не ответил.",
        "Армия отступила! ‖ Почему? ‖ Никто не знал.",
        "Он служил в полку им. Суворова под началом ген. Иванова. ‖ Война шла.",
    ],
    "th": [
        "พระราชบัญญัตินี้ประกาศใช้เมื่อ พ.ศ. 2466 ในรัชกาลที่ 6",
        "ม.ร.ว. ชาย และ พล.ต. หญิง เดินทางไปกรุงเทพฯ",
        "เขาเกิดเมื่อวันที่ 5 มีนาคม พ.ศ. 2440 ที่เมืองน่าน",
        "รัฐมนตรีกล่าวว่า “เราจะสร้างถนน สะพาน และ โรงเรียน” ในปี 1950",
        "น้ำท่วมทั้งเมือง ‖ อย่างไรก็ตาม ชาวเมืองไม่ยอมย้ายออก",
    ],
}
CASES = [pytest.param(code, picture, id=f"{code}-{n}") for code in PICTURES for n, picture in enumerate(PICTURES[code])]


@pytest.mark.parametrize(("code", "picture"), CASES)
def test_sentences(code: str, picture: str) -> None:
    text = re.sub(r"‖ ", "", picture)
    found = [text[sentence.start : sentence.end] for sentence in packs()[code].sentences(text)]
    assert found == [part.strip() for part in picture.split("‖")]


def test_long_thai_passage_is_cut_at_spaces_and_nothing_is_lost() -> None:
    text = " ".join("เขาเดินไปตลาดและซื้อปลากับผักซึ่ง" for _ in range(60))
    found = packs()["th"].sentences(text)
    assert max(sentence.end - sentence.start for sentence in found) <= 600
    assert " ".join(text[sentence.start : sentence.end] for sentence in found) == text


@pytest.mark.parametrize("code", ["en", "ru", "th"])
def test_paragraphs_keep_their_roles_and_order(code: str) -> None:
    from pipeline.records import Paragraph

    text = "1914 ABC\n\n1915 DEF\n\n1916 GHI"
    paragraphs = [Paragraph(0, 8, code, "heading"), Paragraph(10, 18, code), Paragraph(20, 28, code)]
    found = packs()[code].sentences_of(text, paragraphs)
    assert [(text[s.start : s.end], s.role) for s in found] == [
        ("1914 ABC", "heading"),
        ("1915 DEF", "prose"),
        ("1916 GHI", "prose"),
    ]
