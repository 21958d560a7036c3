"""Pictures of what a list of names finds: case, inflection, word boundaries."""

import pytest

from pipeline.languages.pack import packs
from pipeline.names.evaluate import find_in_text
from pipeline.names.known import KnownNames
from pipeline.names.lexicon import Name
from pipeline.names.markup import mark, unmark
from pipeline.origin import OriginMap
from pipeline.records import Document, Sentence, Source

NAMES = [
    Name("Ceylon", "place"),
    Name("Victory", "organization"),
    Name("East India Company", "organization"),
    Name("India", "place"),
    Name("Балканы", "place"),
    Name("Арал", "place"),
    Name("Красное море", "place"),
    Name("Дания", "place"),
    Name("Вера", "person"),
    Name("ลาว", "place"),
    Name("ลังกา", "place"),
    Name("ซีลอน", "place"),
    Name("ตาก", "place", safe=False),
]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "The [organization East India Company] left [place Ceylon] for [place India]."),
        ("en", "Victory was near. He founded [organization Victory] in [place India]."),
        ("en", "A victory over ceylon is no name."),
        ("en", "In CAPITALS: [place INDIA] and [place CEYLON]."),
        ("ru", "Он был на [place Балканах] и шёл к [place Красному морю], а не на [place Арал]."),
        ("ru", "Лейтенант Аралов плыл по красному морю маков."),
        ("ru", "Вера в победу была сильна. Её звали [person Вера]."),
        ("ru", "Из [place Данией] не пугай, в [place Дании] тихо."),
        ("th", "เขาเดินทางจาก[place ลาว]ไป[place ลังกา]"),
        ("th", "ชาวลาวพูดภาษาลาว"),
        ("th", "เขาตากผ้าที่จังหวัด[place ตาก]"),
        ("th", "เรียก[place ซีลอน]ว่า [place Ceylon]"),
    ],
)
def test_known_names(language: str, marked: str) -> None:
    text, _ = unmark(marked)
    assert mark(text, KnownNames("list", lambda: NAMES, 0.9).recognize(*read(text, language))) == marked


def read(text: str, language: str) -> tuple[Document, list[Sentence]]:
    return Document(Source("", ""), text, text, OriginMap.identity(len(text))), packs()[language].sentences(text)


def test_names_are_read_only_when_needed() -> None:
    def never() -> list[Name]:
        raise AssertionError("read too early")

    assert KnownNames("list", never, 0.9).name == "list"


def test_confidence_is_weighed() -> None:
    names = KnownNames("list", lambda: [Name("Ceylon", "place", weight=0.5)], 0.8)
    assert [mention.confidence for mention in find_in_text("In Ceylon.", "en", [names])] == [0.4]
