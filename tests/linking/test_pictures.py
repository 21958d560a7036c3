"""Small histories in three languages: each row is a mention, its label says which entity it should be."""

from collections.abc import Callable

import pytest

from pipeline.linking import Links

PICTURES = {
    "people unknown beforehand, found by their sound": """
        a en person Roald Amundsen | amundsen
        a en person Amundsen | amundsen
        a en person Robert Falcon Scott | scott
        a en person Scott | scott
        a en place Norway | norway
        b ru person Руаля Амундсена | amundsen
        b ru person Амундсен | amundsen
        b ru person Роберт Скотт | scott
        b ru place Норвегии | norway
        c th person โรอัลด์ อะมุนด์เซน | amundsen
        c th person อะมุนด์เซน | amundsen
        c th person โรเบิร์ต สกอตต์ | scott
        c th place นอร์เวย์ | norway
    """,
    "two bearers of one surname in one source": """
        a ru person Пётр Смыслов | peter
        a ru person Анна Смыслова | anna
        a ru person Смыслов | unclear
        b en person Pyotr Smyslov | peter
    """,
    "a surname goes to the one full name that fits": """
        a ru person Фритьофа Нансена | nansen
        a ru person Нансену | nansen
        a ru person Ф. Нансен | nansen
        a ru person Отто Свердруп | sverdrup
        b en person Fridtjof Nansen | nansen
        b en person Nansen | nansen
        b en person Otto Sverdrup | sverdrup
    """,
    "rulers of one name and other numbers": """
        a en person Gustav III | third
        a en person Gustav IV | fourth
        b ru person Густава III | third
        b ru person Густаве IV | fourth
        c th person กุสตาฟที่ 3 | third
        c th person กุสตาฟที่ 4 | fourth
    """,
    "a country under its short and its long name": """
        a en place Kingdom of Thailand | thailand
        a en place Thailand | thailand
        b ru place Таиланде | thailand
        c th place ประเทศไทย | thailand
        c th place ไทย | thailand
    """,
    "the state of Georgia among American towns": """
        a en place Georgia | state
        a en place Atlanta | atlanta
        a en place Savannah | savannah
        a en place Alabama | alabama
        a en place United States | usa
        b ru place Грузии | country
        b ru place Тбилиси | tbilisi
        b ru place Армения | armenia
        c en place Georgia | country
        c en place Tbilisi | tbilisi
        c en place Armenia | armenia
    """,
    "a capital in cases that no dictionary has": """
        a ru place Боготу | bogota
        a ru place Боготе | bogota
        b en place Bogotá | bogota
    """,
    "the other London": """
        a en place London | ontario
        a en place Ontario | province
        a en place Toronto | toronto
        a en place Hamilton | hamilton
        a en place Canada | canada
        b ru place Лондоне | capital
        b ru place Великобритании | britain
        b ru place Париже | paris
    """,
    "England before and after the union of 1707": """
        a ru place Англия | kingdom
        a ru year 1588 |
        b ru place Англии | britain
        b ru year 1854 |
        c th place อังกฤษ | britain
        c th year 1855 |
        d en place Great Britain | britain
    """,
    "rulers of one name and number, told apart by the years beside them": """
        a en person Alexander II | tsar
        a en year 1861 |
        b ru person Александра II | tsar
        b ru year 1878 |
        c en person Ferdinand I | habsburg
        c en year 1526 |
    """,
    "a ruler with a number and the famous bearer of his name": """
        a en person Muhammad II | shah
        a en place Khwarazm | khwarazm
        b en person Muhammad | prophet
        b en place Medina | medina
    """,
    "a ruler by name alone after name and number": """
        a th person อาเมเดโอที่ 1 | amadeo
        a th person อาเมเดโอ | amadeo
        a th place สเปน | spain
        b ru person Амадео I | amadeo
        b ru person Амадео | amadeo
        b ru place Испании | spain
    """,
    "rulers with and without their title": """
        a en person Gustavus Adolphus | swede
        b th person กุสตาวุส อดอลฟุส | swede
        c th person พระเจ้ากุสตาวัส อดอลฟัส | swede
        c th person จักรพรรดิคาร์ลที่ 5 | emperor
        d th person คาร์ลที่ 5 | emperor
        d ru person Карл V | emperor
    """,
    "a name that is a part of another": """
        a en person Muhammad Ali | boxer
        a en year 1964 |
        b en person Muhammad Ali Jinnah | jinnah
        b en year 1940 |
        c ru person Мухаммеда Али Джинны | jinnah
    """,
    "towns of the gazetteer": """
        a en place Valparaíso | valparaiso
        a en place Chile | chile
        a en place Antofagasta | antofagasta
        b ru place Вальпараисо | valparaiso
        b ru place Антофагасте | antofagasta
        b ru place Чили | chile
        c th place บัลปาราอีโซ | valparaiso
        c th place อันโตฟากัสตา | antofagasta
        c th place ชิลี | chile
    """,
    "acronyms stand for the name they abbreviate": """
        a en organization Hudson Strait Trading Company | company
        a en organization HSTC | company
        a en organization Northern Fur Union | union
    """,
    "a town and the river and the battle called after it are three things": """
        a en place Borodino | village
        a en event Battle of Borodino | battle
        b ru event Бородинское сражение | battle
        b ru event Бородинского сражения | battle
    """,
    "a treaty by its noun and its place": """
        a en event Treaty of Kuldja | treaty
        b ru event Кульджинского договора | treaty
        c th event สนธิสัญญากุลจา | treaty
        c th event สงครามกุลจา | war
    """,
    "a lone surname in sources that have nothing in common": """
        a en person Lindqvist | swede
        a en place Stockholm | stockholm
        a en place Sweden | sweden
        b en person Lindqvist | other
        b en place Lima | lima
        b en place Peru | peru
    """,
}


@pytest.mark.parametrize("picture", PICTURES.values(), ids=PICTURES.keys())
def test_rows_and_entities(picture: str, linked: Callable[[str], tuple[list, Links]], drawing: Callable) -> None:
    rows, links = linked(picture)
    expected: dict[str, list[str]] = {}
    for _, _, _, surface, label in rows:
        expected.setdefault(label, []).append(surface)
    assert drawing(rows, links) == expected
