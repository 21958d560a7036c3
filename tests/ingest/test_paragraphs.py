"""Lines to paragraphs: each example is a text and what its paragraphs are (# heading, = prose)."""

from __future__ import annotations

import textwrap

import pytest

from pipeline.ingest.lines import lines, width
from pipeline.ingest.paragraphs import outline

PROSE = {
    "en": "The council met on the first Monday of the month and debated the price of grain until the candles had "
    "burned down. Nobody could say where the money should come from, and in the end the mayor sold his own horses. "
    "That winter was remembered in the town for longer than any war that came after it.",
    "ru": "Совет собрался в первый понедельник месяца и спорил о цене зерна, пока не догорели свечи. Никто не мог "
    "сказать, откуда взять деньги, и в конце концов городской голова продал собственных лошадей. Ту зиму в городе "
    "помнили дольше, чем любую из войн, случившихся потом.",
    "th": "สภาประชุมกันในวันจันทร์แรกของเดือนและถกเถียงเรื่องราคาข้าวจนเทียนหมดเล่ม ไม่มีใครบอกได้ว่าจะหาเงินมาจากที่ใด "
    "ในที่สุดนายกเทศมนตรีจึงขายม้าของตนเอง ฤดูหนาวปีนั้นชาวเมืองจดจำกันนานยิ่งกว่าสงครามครั้งใด ๆ ที่ตามมาภายหลัง "
    "แม้เวลาจะผ่านไปหลายสิบปี ผู้เฒ่าผู้แก่ก็ยังเล่าเรื่องนี้ให้ลูกหลานฟังอยู่เสมอ",
}
TITLES = {"en": "The hungry winter", "ru": "Голодная зима", "th": "ฤดูหนาวอันหิวโหย"}


def picture(text: str, wrapped: bool = True) -> list[str]:
    return [
        ("# " if item.heading else "= ") + " ".join(text[item.start : item.end].split())
        for item in outline(text, wrapped=wrapped)
    ]


@pytest.mark.parametrize("language", PROSE)
def test_one_line_is_one_paragraph(language: str) -> None:
    text = f"{TITLES[language]}\n{PROSE[language]}\n{PROSE[language]}\n\n{PROSE[language]}"
    assert picture(text) == [f"# {TITLES[language]}", *[f"= {PROSE[language]}"] * 3]


@pytest.mark.parametrize("columns", [60, 72, 80])
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_broken_by_hand_are_joined(language: str, columns: int, end: str) -> None:
    wrapped = textwrap.fill(PROSE[language], columns)
    text = f"{TITLES[language]}\n\n{wrapped}\n\n{wrapped}\n".replace("\n", end)
    assert picture(text) == [f"# {TITLES[language]}", *[f"= {PROSE[language]}"] * 2]


def test_thai_lines_broken_by_hand_are_joined() -> None:
    words = [
        "สภา",
        "ประชุม",
        "กัน",
        "ใน",
        "วันจันทร์",
        "แรก",
        "ของ",
        "เดือน",
        "และ",
        "ถกเถียง",
        "เรื่อง",
        "ราคา",
        "ข้าว",
        "จน",
        "ดึก",
    ] * 8
    broken = [""]
    for word in words:
        if width(broken[-1] + word) > 70:
            broken.append("")
        broken[-1] += word
    found = outline("\n".join(broken))
    assert len(broken) > 4
    assert len(found) == 1


def test_indented_lines_begin_paragraphs() -> None:
    one = textwrap.fill(PROSE["en"], 66, initial_indent="    ")
    assert picture(f"{one}\n{one}") == [f"= {PROSE['en']}"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "1703 the town is founded\n1704 the fortress is built\n1712 the court moves in\n1714 the first library",
        "The first of the three letters was sent in the spring.\nThe second was lost.\nThe third came back unread.",
        "– Anna, a seamstress from the suburbs of the old town\n– Boris, who kept the ferry for thirty-one years\n"
        "– Clara, the daughter of the lighthouse keeper of Eastness",
        "The mill was built by the monks of Arden in the year 1201.\nThe mill was sold by the monks of Arden in the "
        "year 1349.\nThe mill was burned by the men of Ashford in the year 1402.\nThe mill was never built up again.",
        "ปี 2398 สร้างป้อม\nปี 2399 สร้างท่าเรือ\nปี 2401 สร้างหอสมุด",
        "В 1703 году основан город\nВ 1704 году построена крепость\nВ 1712 году переехал двор",
    ],
)
def test_lists_stay_apart(text: str) -> None:
    assert [line[2:] for line in picture(text)] == text.split("\n")


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("The hungry winter", True),
        ("1. The hungry winter", True),
        ("Зима 1708 года", True),
        ("เหตุการณ์หลังสงคราม", True),
        ("He wrote to his brother:", False),
        ("It was too late.", False),
        ("Было поздно…", False),
        ("and so it went on", False),
        ("* * *", False),
        ("«Всё пропало!»", False),
    ],
)
def test_headings(line: str, heading: bool) -> None:
    for prose in PROSE.values():
        assert picture(f"{line}\n{prose}")[0] == ("# " if heading else "= ") + line


def test_a_last_line_is_no_heading() -> None:
    assert picture(f"{PROSE['en']}\nJohn Smith")[-1] == "= John Smith"


def test_lines_know_blank_lines_of_every_kind() -> None:
    text = "a\r\nb\r\n\r\nc\rd\r\re\n \t\nf\u2028g\u2029h\x0ci"
    assert [(text[line.start : line.end], line.apart) for line in lines(text)] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", False),
        ("e", True),
        ("f", True),
        ("g", False),
        ("h", True),
        ("i", True),
    ]
