"""Chrome in ⟦ ⟧: the examples of every rule, and pages saved as text."""

from __future__ import annotations

import pytest

from pipeline.ingest.chrome import chrome_spans
from pipeline.ingest.rules import Rule, rules


def marked(text: str) -> str:
    """The text with its chrome in ⟦ ⟧."""
    pieces, at = [], 0
    for span in chrome_spans(text):
        pieces += [text[at : span.start], "⟦", text[span.start : span.end], "⟧"]
        at = span.end
    return "".join([*pieces, text[at:]])


def plain(picture: str) -> str:
    return picture.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_examples_of_rule(rule: Rule) -> None:
    assert rule.examples
    assert any("⟦" in example for example in rule.examples)
    for example in rule.examples:
        assert marked(plain(example)) == example.replace("⟧⟦", "")


def test_names_of_rules_are_unique_and_openers_exist() -> None:
    names = [rule.name for rule in rules()]
    assert len(set(names)) == len(names)
    assert {rule.after for rule in rules()} - {""} <= set(names)


PAGES = {
    "an English page of a content management system": """\
⟦Skip to main content⟧
⟦Font size: 75% 100% 150%⟧
⟦The Old Mill⟧
⟦The Old Mill⟧

The Great Flood of the River Tamber

⟦Home > Floods > Nineteenth century⟧

The flood⟦[edit]⟧
In August 1829 the river rose by nine feet in a single night.⟦[3]⟧ The mill was carried away, and the
miller's only comment was that he had seen worse.

⟦Leave a Reply⟧
⟦Your email address will not be published. Required fields are marked *⟧
⟦Name *⟧
⟦Email *⟧
⟦Save my name, email, and website in this browser for the next time I comment.⟧
⟦* Allowed HTML tags: <em> <strong>⟧
⟦CAPTCHA⟧
⟦Enter the code shown above.⟧
⟦© 2011 The Old Mill. All rights reserved.⟧
""",
    "a Russian news page": """\
⟦Перейти к содержимому⟧
⟦Меню⟧
⟦Главная » История » Реки⟧
Большое наводнение на Тамбере
⟦Размер шрифта: А А А⟧
В августе 1829 года река за одну ночь поднялась на девять футов.⟦[5]⟧ Мельницу унесло, и единственным
комментарием мельника было то, что он видел и похуже.
⟦Читайте также: Как строили первую плотину⟧
⟦Поделиться:⟧
⟦ВКонтакте Одноклассники Telegram⟧
⟦Комментарии (14)⟧
⟦Добавить комментарий⟧
⟦Имя *⟧
⟦Тема:⟧
⟦Введите символы, показанные на картинке.⟧
""",
    "a Thai encyclopedia page": """\
⟦ข้ามไปยังเนื้อหา⟧
⟦หน้าแรก › ประวัติศาสตร์⟧
⟦จากวิกิพีเดีย สารานุกรมเสรี⟧
⟦สารบัญ⟧
⟦1 น้ำท่วม⟧
⟦2 ผลที่ตามมา⟧
น้ำท่วม⟦[แก้ไข]⟧
ในเดือนสิงหาคม พ.ศ. 2372 แม่น้ำเอ่อสูงขึ้นเก้าฟุตภายในคืนเดียว⟦[7]⟧ โรงสีถูกน้ำพัดหายไป เจ้าของโรงสีแสดงความคิดเห็นว่าเขาเคยเห็นมากกว่านี้
⟦แชร์บทความนี้⟧
⟦แสดงความคิดเห็น⟧
⟦ชื่อ *⟧
⟦กรอกตัวอักษรที่เห็นในภาพ⟧
""",
    "a menu is chrome as a whole": """\
⟦Home⟧
⟦Kingdoms⟧
⟦Maps⟧
⟦Seafaring⟧
⟦Contact us⟧
The kings of the north built no roads.
""",
    "links side by side": """\
⟦Jump to navigationJump to search⟧
The king had died.
⟦« Previous post | Next post »⟧
⟦Главная Контакты Поиск⟧
Король умер.
⟦ก่อนหน้า ถัดไป⟧
""",
    "a list of names is no menu": """\
Present were:
Anna Petrova
John Smith
William Brown
Karl Weiss
The council then rose.
""",
    "a title above prose stays once": """\
⟦The Siege of Ashford⟧
The Siege of Ashford
The siege lasted for three months and cost the town a third of its people, as the chronicle of the abbey tells us.
""",
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str) -> None:
    assert marked(plain(PAGES[name])) == PAGES[name]


@pytest.mark.parametrize(
    "prose",
    [
        "Home rule was promised to the island in 1912.",
        "The search for the lost fleet went on for a year.",
        "We use cookies as a bribe, wrote the spy in his diary, and it works.",
        "Contents of the letter were never published.",
        "He asked for a comment; the minister shared his view by email.",
        "Share of the crop was a third.",
        "Copyright law was changed in the autumn.",
        "Главная улица города была разрушена.",
        "Поиск продолжался до весны 1913 года.",
        "Комментарий министра появился в газете на следующий день.",
        "หน้าแรกของหนังสือพิมพ์ลงข่าวการลงนามในสนธิสัญญา",
        "ข่าวการลงนามมาถึงกรุงเทพฯ ในวันรุ่งขึ้น",
        "In [1848] the king fled; see [Smith 1902] and [sic].",
        "They met on 12 March [Old Style] 1801.",
    ],
)
def test_prose_is_left_alone(prose: str) -> None:
    assert marked(prose) == prose
