"""Markdown: marks in ⟦ ⟧, headings after #."""

from __future__ import annotations

import pytest

from pipeline.ingest import Found, read_source

PICTURES = {
    "en": """\
⟦#⟧ The ⟦*⟧Great⟦*⟧ Flood

The river rose on ⟦**⟧3 May 1829⟦**⟧, as ⟦[⟧the chronicle⟦](https://example.org/a_b)⟧ says. ⟦__⟧Nobody⟦__⟧ slept.
2 * 3 is 6, and snake_case_names stay.⟦[4]⟧

After the flood
⟦---⟧

⟦>⟧ We have lost the mill, the bridge and the road to the mountains, and the winter is near.

⟦![⟧The mill⟦](mill.png)⟧
""",
    "ru": """\
Большое наводнение
⟦==================⟧

Река поднялась ⟦**⟧3 мая 1829 года⟦**⟧, как пишет ⟦[⟧летопись⟦](http://example.org "Летопись")⟧, и снесла мельницу.

⟦##⟧ После наводнения ⟦##⟧

⟦_⟧Никто⟦_⟧ не спал до утра, потому что вода всё прибывала и прибывала, а лодок не хватало.
""",
    "th": """\
⟦#⟧ มหาอุทกภัย

แม่น้ำเอ่อสูงขึ้นเมื่อ⟦**⟧วันที่ 3 พฤษภาคม พ.ศ. 2372⟦**⟧ ตามที่⟦[⟧พงศาวดาร⟦](https://example.org)⟧บันทึกไว้ โรงสีก็ถูกน้ำพัดหายไปทั้งหลังในคืนนั้น
""",
}
HEADINGS = {
    "en": ["The Great Flood", "After the flood"],
    "ru": ["Большое наводнение", "После наводнения"],
    "th": ["มหาอุทกภัย"],
}


@pytest.mark.parametrize("language", PICTURES)
def test_marks(language: str) -> None:
    text = PICTURES[language].replace("⟦", "").replace("⟧", "")
    document = read_source(Found("a.md", text.encode()))
    assert document.text == document.original == text
    pieces, at = [], 0
    for span in document.chrome:
        pieces += [
            text[at : span.start],
            "⟦",
            text[span.start : span.end].rstrip(),
            "⟧",
            " " * text[span.start : span.end].endswith(" "),
        ]
        at = span.end
    assert "".join([*pieces, text[at:]]).replace("⟦ ##⟧", " ⟦##⟧") == PICTURES[language]


@pytest.mark.parametrize("language", PICTURES)
def test_headings(language: str) -> None:
    text = PICTURES[language].replace("⟦", "").replace("⟧", "")
    document = read_source(Found("a.md", text.encode()))
    found = [
        " ".join(document.readable[item.start : item.end].split())
        for item in document.paragraphs
        if item.role == "heading"
    ]
    assert found == HEADINGS[language]
    assert document.source.title == HEADINGS[language][0]
    assert {item.language for item in document.paragraphs} == {language}
    assert document.source.media_type == "text/markdown"
