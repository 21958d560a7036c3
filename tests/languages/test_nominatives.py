"""Names as they stand in a text, and the nominative forms they may have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages.pack import packs

FIRST = """
Анны Павловой            -> Анна Павлова
Ивана Грозного           -> Иван Грозный
Карла Великого           -> Карл Великий
Льву Николаевичу Толстому -> Лев Николаевич Толстой
А. С. Пушкиным           -> А. С. Пушкин
Римского-Корсакова       -> Римский-Корсаков
короля Людовика          -> король Людовик
Людовиком XIV            -> Людовик XIV
Шарлем де Голлем         -> Шарль де Голль
Британской империей      -> Британская империя
Чёрного моря             -> Чёрное море
Северной войны           -> Северная война
Венского конгресса       -> Венский конгресс
Великой французской революции -> Великая французская революция
Лиги Наций               -> Лига Наций
Министерству иностранных дел -> Министерство иностранных дел
Соединённых Штатов Америки -> Соединённые Штаты Америки
съезда КПСС              -> съезд КПСС
XX съезду                -> XX съезд
битве при Гастингсе      -> битва при Гастингсе
города Киева             -> город Киев
реке Амуру               -> река Амур
газете «Правда»          -> газета «Правда»
«Правду»                 -> «Правда»
Альпах                   -> Альпы
Афинами                  -> Афины
Токио                    -> Токио
СССР                     -> СССР
РСФСР                    -> РСФСР
NATO                     -> NATO
Париж                    -> Париж
ПАРИЖА                   -> ПАРИЖ
Нью-Йорке                -> Нью-Йорк
Ростова-на-Дону          -> Ростов-на-Дону
"""
PAIRS = [tuple(part.strip() for part in line.split("->")) for line in FIRST.strip().splitlines()]


@pytest.mark.parametrize(("name", "nominative"), PAIRS, ids=[name for name, _ in PAIRS])
def test_best_nominative(name: str, nominative: str) -> None:
    assert packs()["ru"].nominatives(name)[0] == nominative


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Виноградова", {"Виноградов", "Виноградова"}),
        ("Хрущева", {"Хрущёв", "Хрущев"}),
        ("Мао Цзэдуна", {"Мао Цзэдун"}),
        ("Инёню", {"Инёню"}),
        ("Республики Польши", {"Республика Польши", "Республика Польша"}),
    ],
)
def test_all_plausible_nominatives(name: str, forms: set[str]) -> None:
    assert forms <= set(packs()["ru"].nominatives(name))


@pytest.mark.parametrize(
    ("name", "nominative"),
    [
        ("Зубов", "Зубов"),
        ("Кедровым", "Кедров"),
        ("Анны Столовой", "Анна Столова"),
        ("Гончарову", "Гончаров"),
        ("Петра Великого", "Пётр Великий"),
        ("Мороза", "Мороз"),
        ("Котян", "Котян"),
        ("Дарвином", "Дарвин"),
        ("Романовых", "Романовы"),
    ],
)
def test_best_nominative_of_a_person(name: str, nominative: str) -> None:
    assert packs()["ru"].nominatives(name, "person")[0] == nominative


@pytest.mark.parametrize(
    ("name", "form"),
    [("Stalin's", "Stalin"), ("Stalin’s", "Stalin"), ("the Allies'", "the Allies"), ("Paris", "Paris"), ("'s", "'s")],
)
def test_english_possessive(name: str, form: str) -> None:
    assert packs()["en"].nominatives(name) == (form,)


def test_thai_does_not_inflect() -> None:
    assert packs()["th"].nominatives("กรุงเทพฯ") == ("กรุงเทพฯ",)


@given(st.text(alphabet="Ааиейьянго СтЁё-«».'’s XIก\t", max_size=60))
def test_no_name_is_too_odd(name: str) -> None:
    for pack in packs().values():
        forms = pack.nominatives(name)
        assert forms
        assert len(set(forms)) == len(forms)
        assert all(form or not name for form in forms)
