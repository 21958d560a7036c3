"""The language of each paragraph: a code, a bar and the paragraph."""

from __future__ import annotations

import pytest

from pipeline.ingest.language import paragraph_languages, shares

PICTURES = {
    "the three languages, however short the Thai": """\
en | The harbour was closed in the autumn of that year, and the ships lay idle.
ru | Осенью того же года порт был закрыт, и корабли стояли без дела.
th | ท่าเรือถูกปิด
""",
    "Latin names in Thai prose": """\
th | เรือ HMS Victory และ USS Constitution จอดอยู่ที่ท่าเรือ Portsmouth เมื่อปี 1805 ตามบันทึกของ Thomas Hardy
th | เขาอ่านหนังสือ The Influence of Sea Power upon History ของ Mahan แล้วแปลเป็นภาษาไทย
""",
    "names of others in English and Russian prose": """\
en | The poet signed the letter as Сергей Есенин, and the consul answered him in Thai: สวัสดี.
ru | Статья вышла в журнале «The Economist» под заголовком «Dark times».
""",
    "Latin names in Russian prose, lists of names in English": """\
ru | Компания Blue Harbor Shipping Lines открыла контору
en | They included Mateusz Borowicz, Jadwiga Lewandowska, Kazimierz Nowakowski and Stefania Wrona.
en | Pedro Navarro, Lucía Ferrer, Andrés Molina, Isabel Quintana
ru | Мануэль Артуро Гарсия, Педро Наварро, Лусия Феррер, Андрес Молина, Исабель Кинтана
""",
    "neighbours in the same script": """\
uk | Навесні того ж року обидва уряди домовилися обмінятися послами та врегулювати борги.
bg | През пролетта на същата година двете правителства се договориха да разменят посланици.
de | Im Frühjahr desselben Jahres einigten sich die beiden Regierungen darauf, Botschafter auszutauschen.
fr | Au printemps de la même année, les deux gouvernements convinrent d'échanger des ambassadeurs.
pl | Wiosną tego samego roku oba rządy uzgodniły wymianę ambasadorów i uregulowanie długów.
tr | Aynı yılın ilkbaharında iki hükümet büyükelçi değişimi ve borçların ödenmesi konusunda anlaştı.
nl | In het voorjaar van dat jaar kwamen de twee regeringen overeen om ambassadeurs uit te wisselen.
""",
    "other scripts": """\
el | Την άνοιξη του ίδιου έτους οι δύο κυβερνήσεις συμφώνησαν να ανταλλάξουν πρεσβευτές.
zh | 同年春天,两国政府同意互派大使并清偿债务。
""",
    "short ones follow the paragraph above in their script": """\
uk | Навесні того ж року обидва уряди домовилися обмінятися послами та врегулювати борги.
uk | Угода
ru | В том же году оба правительства договорились обменяться послами.
ru | Договор
th | สนธิสัญญา
th | 1921
""",
    "short ones without a neighbour take their script's usual language": """\
en | London
th | ในปีเดียวกันนั้น รัฐบาลทั้งสองตกลงแลกเปลี่ยนเอกอัครราชทูตกัน
ru | Москва
""",
    "a short beginning follows what comes below": """\
de | Der Vertrag
de | Im Frühjahr desselben Jahres einigten sich die beiden Regierungen darauf, Botschafter auszutauschen.
""",
    "Russian in the old spelling": """\
ru | Въ томъ же году оба правительства условились обмѣняться послами и уплатить долги.
""",
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str) -> None:
    rows = [row.split(" | ") for row in PICTURES[name].splitlines()]
    found = paragraph_languages([text for _, text in rows])
    assert [f"{code} | {text}" for code, (_, text) in zip(found, rows, strict=True)] == PICTURES[name].splitlines()


def test_no_letters_at_all() -> None:
    assert paragraph_languages(["1914–1918"]) == ["und"]
    assert paragraph_languages([]) == []


def test_shares_are_ordered_by_length() -> None:
    assert shares([("en", 10), ("ru", 40), ("th", 20), ("en", 15)]) == ["ru", "en", "th"]
