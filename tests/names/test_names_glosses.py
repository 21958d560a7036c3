import pytest

from pipeline.languages.pack import packs
from pipeline.names.glosses import with_glosses
from pipeline.names.markup import mark, unmark
from pipeline.records import Mention

PICTURES = [
    ("th", "[person ออร์ด วินเกต] (Orde Wingate) มาถึง", "[person ออร์ด วินเกต] ([person Orde Wingate]) มาถึง"),
    ("th", "แม่ทัพ[place วินเกต] ([person Wingate]) มาถึง", "แม่ทัพ[place วินเกต] ([place Wingate]) มาถึง"),
    ("th", "เมื่อเกียรตินคร ([person Kertanagara]) มา", "เมื่อ[person เกียรตินคร] ([person Kertanagara]) มา"),
    ("th", "ออร์ด [place วินเกต] ([person Orde Wingate])", "[person ออร์ด วินเกต] ([person Orde Wingate])"),
    ("th", "[event ยุทธการที่แวร์เดิง] (Battle of [place Verdun])", "[event ยุทธการที่แวร์เดิง] ([event Battle of Verdun])"),
    (
        "ru",
        "[event Битва при Вердене] (фр. Bataille de Verdun)",
        "[event Битва при Вердене] (фр. [event Bataille de Verdun])",
    ),
    ("ru", "[person Жоффр] (Joseph Joffre, 1852—1931) ушёл", "[person Жоффр] ([person Joseph Joffre], 1852—1931) ушёл"),
    ("ru", "[person Тойнби] ([place Oxford]) возразил", "[person Тойнби] ([place Oxford]) возразил"),
    ("ru", "[person Тойнби] (Oxford) возразил", "[person Тойнби] (Oxford) возразил"),
    ("ru", "[event Ютландское сражение] (Jutland)", "[event Ютландское сражение] (Jutland)"),
    (
        "ru",
        "[organization Лига Наций] (League of Nations)",
        "[organization Лига Наций] ([organization League of Nations])",
    ),
    ("ru", "[place Лион] (Франция) и [date 1921] (MCMXXI)", "[place Лион] (Франция) и [date 1921] (MCMXXI)"),
    ("en", "in [place Bangkok] (กรุงเทพมหานคร) then", "in [place Bangkok] (กรุงเทพมหานคร) then"),
    ("en", "by [person Ivan Petrov] (Иван Петров) then", "by [person Ivan Petrov] ([person Иван Петров]) then"),
]


@pytest.mark.parametrize(("language", "before", "after"), PICTURES)
def test_what_stands_in_brackets_behind_a_name(language: str, before: str, after: str) -> None:
    text, spans = unmark(before)
    mentions = [
        Mention(kind, at.start, at.end, text[at.start : at.end], language, 0.8, "encoder") for kind, at in spans
    ]
    found = with_glosses(mentions, text, packs()[language].sentences(text))
    assert mark(text, found) == after
    assert all(text[each.start : each.end] == each.surface for each in found)
