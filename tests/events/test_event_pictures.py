"""Annotated sentences in, small tables out.

In a picture `[place Peru]` is a name and `{1879}` or `{1879-04-05|5 April 1879}` a date with its value. A row
of the table is: type, polarity, trigger, date, roles as `actor:Chile recipient:Peru`; a state that is named by
its people is shown by its code.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates.edtf import bounds
from pipeline.events import find_events
from pipeline.languages.pack import packs
from pipeline.origin import OriginMap
from pipeline.records import DateMention, DateValue, Document, Mention, Source
from pipeline.tables.schema import EVENT_TYPES

MARK = re.compile(
    r"\[(?P<kind>person|place|organization|event) (?P<name>[^\]]+)\]|\{(?P<edtf>[^|}]+)(?:\|(?P<date>[^}]+))?\}"
)
SHORT = {"actor": "actor", "recipient": "recipient", "participant": "with", "place": "at"}


def read(picture: str, language: str) -> list[str]:
    """The table of a picture, one line an event."""
    text, mentions, dates, at = "", [], [], 0
    for mark in MARK.finditer(picture):
        text += picture[at : mark.start()]
        at = mark.end()
        surface = mark["name"] or mark["date"] or mark["edtf"]
        start, end = len(text), len(text) + len(surface)
        text += surface
        if mark["kind"]:
            mentions.append(Mention(mark["kind"], start, end, surface, language))
        else:
            first, last = bounds(mark["edtf"])
            dates.append(DateMention(start, end, surface, language, DateValue(mark["edtf"], first, last)))
    text += picture[at:]
    document = Document(Source("s", "picture.txt"), text, text, OriginMap.identity(len(text)))
    sentences = packs()[language].sentences(text)
    rows = []
    for event in find_events(document, sentences, mentions, dates):
        parts = [(role.role, role.states[0] if role.states else mentions[role.mention].surface) for role in event.roles]
        roles = " ".join(sorted(f"{SHORT[role]}:{name}" for role, name in parts))
        date = dates[event.date].value.edtf if event.date >= 0 else "-"
        trigger = text[event.trigger_start : event.trigger_end]
        named = f" = {mentions[event.named].surface}" if event.named >= 0 else ""
        rows.append(" ".join(f"{event.event_type} {event.polarity} {trigger} {date} {roles}{named}".split()))
    return rows


PICTURES = [
    ("en", "[person Pitt] told [place Spain] in {1790} that besides the ships, [place Britain] claimed [place Nootka].",
     ["claim asserted claimed 1790 actor:Britain actor:Pitt recipient:Nootka recipient:Spain"]),
    ("en", "[place Japan] denounced the [event Treaty of Paris] in {1870}, by which [place Russia] lost [place Reni].",
     ["termination asserted denounced 1870 actor:Japan",
      "agreement asserted lost - actor:Russia recipient:Reni"]),
    ("ru", "В {1860} году [place Австрия] осудила [event Цюрихский мир], в результате чего лишилась [place Ломбардии].",
     ["statement asserted осудила 1860 actor:Австрия",
      "agreement asserted лишилась - actor:Австрия recipient:Ломбардии"]),
    ("en", "The [event Franco-Prussian Treaty] was signed in {1871}.",
     ["agreement asserted signed 1871 with:FR with:Prussia = Franco-Prussian Treaty"]),
    ("ru", "В {1904|1904 году} был подписан англо-французский договор.",
     ["agreement asserted подписан 1904 actor:FR actor:GB"]),
    ("en", "The revolution of {1848} in [place Paris] overthrew [person Louis Philippe].",
     ["political_change asserted overthrew 1848 at:Paris recipient:Louis Philippe"]),
    ("ru", "Революция {1848|1848 года} свергла короля [person Луи-Филиппа].",
     ["political_change asserted свергла 1848 recipient:Луи-Филиппа"]),
    ("ru", "Шведы {1700|в 1700 году} разбили армию [person Петра].",
     ["military_action asserted разбили 1700 actor:SE recipient:Петра"]),
    ("ru", "В {1935|1935 году} [place Италия] нападёт на [place Эфиопию].",
     ["military_action future нападёт на 1935 actor:Италия at:Эфиопию"]),
    ("ru", "[place Баку], захваченный турками в {1918|1918 году}, был оставлен.",
     ["military_action asserted захваченный 1918 actor:TR recipient:Баку"]),
    ("ru", "В {1905|1905 году} договор подписан [place Россией] и [place Японией] в [place Портсмуте].",
     ["agreement asserted подписан 1905 actor:Россией actor:Японией at:Портсмуте"]),
    ("ru", "Захват [place Смирны] греческими войсками начался в {1919|1919 году}.",
     ["military_action asserted Захват 1919 actor:GR with:Смирны"]),
    ("ru", "Захват [place Смирны] войсками [place Греции] начался в {1919|1919 году}.",
     ["military_action asserted Захват 1919 actor:Греции with:Смирны"]),
    ("en", "[place Algiers] fell to the French in {1830}.",
     ["military_action asserted fell to 1830 actor:FR recipient:Algiers"]),
    ("en", "[place Florida] was ceded to [place Britain] by [place Spain] in {1763}.",
     ["agreement asserted ceded 1763 actor:Spain recipient:Britain recipient:Florida"]),
    ("en", "Troops under [person Suvorov] stormed [place Izmail] in {1790}.",
     ["military_action asserted stormed 1790 actor:Suvorov recipient:Izmail"]),
    ("en", "[place Britain], [place France] and [place Israel] attacked [place Egypt] in {1956}.",
     ["military_action asserted attacked 1956 actor:Britain actor:France actor:Israel recipient:Egypt"]),
    ("en", "[person Nelson] was succeeded by [person Collingwood] in {1805}.",
     ["appointment asserted succeeded 1805 actor:Collingwood recipient:Nelson"]),
    ("th", "[place เชียงใหม่]ถูก[place พม่า]ยึดใน{1558|พ.ศ. 2101}",
     ["military_action asserted ยึด 1558 actor:พม่า recipient:เชียงใหม่"]),
    ("th", "[place ลิสบอน]ตกเป็นของ[place สเปน]ใน{1580|ค.ศ. 1580}",
     ["agreement asserted ตกเป็นของ 1580 actor:สเปน recipient:ลิสบอน"]),
    ("th", "[place อียิปต์]ได้รับเอกราชจาก[place อังกฤษ]ใน{1922|ค.ศ. 1922}",
     ["political_change asserted ได้รับเอกราช 1922 at:อังกฤษ recipient:อียิปต์"]),
    ("en", "[person Otto] attacked [place Pavia] in {0962|962}. The emperor left [place Rome] in {0963|963}.",
     ["military_action asserted attacked 0962 actor:Otto recipient:Pavia",
      "other asserted left 0963 actor:Otto recipient:Rome"]),
    ("ru", "[person Оттон] осадил [place Павию] в {0962|962 году}. Император покинул [place Рим] в {0963|963 году}.",
     ["military_action asserted осадил 0962 actor:Оттон recipient:Павию",
      "political_change asserted покинул 0963 actor:Оттон recipient:Рим"]),
    ("th", "[person อะเล็กซานดรา]โจมตี[place ปาเวีย]ใน{0962|ค.ศ. 962} แล้วเสด็จถึง[place โรม]ใน{0963|ค.ศ. 963}",
     ["military_action asserted โจมตี 0962 actor:อะเล็กซานดรา recipient:ปาเวีย",
      "other asserted เสด็จถึง 0963 actor:อะเล็กซานดรา recipient:โรม"]),
    ("en", "The Dutch troops besieged [place Haarlem] in {1573}, and the Spanish fleet left [place Delft] in {1574}.",
     ["military_action asserted besieged 1573 actor:NL recipient:Haarlem",
      "other asserted left 1574 actor:ES recipient:Delft"]),
    ("en", "The French army defeated [place Naples] in {1495}.",
     ["military_action asserted defeated 1495 actor:FR recipient:Naples"]),
    ("ru", "Армия [person Суворова] взяла [place Измаил] в {1790|1790 году}.",
     ["military_action asserted взяла 1790 actor:Суворова recipient:Измаил"]),
    ("ru", "Турки осадили [place Вену] в {1683|1683 году}.",
     ["military_action asserted осадили 1683 actor:TR recipient:Вену"]),
    ("ru", "В {1700|1700 году} шведские войска разбили [person Петра].",
     ["military_action asserted разбили 1700 actor:SE recipient:Петра"]),
    ("th", "กองทัพโซเวียตโจมตี[place วอร์ซอ]ใน{1920|ค.ศ. 1920}",
     ["military_action asserted โจมตี 1920 actor:Soviet Union recipient:วอร์ซอ"]),
    ("th", "[place สยาม]ลงนามเมื่อ{1855|พ.ศ. 2398} และใน{1856|พ.ศ. 2399} [place ฝรั่งเศส]ลงนามกับ[place สยาม]",
     ["agreement asserted ลงนาม 1855 actor:สยาม",
      "agreement asserted ลงนาม 1856 actor:ฝรั่งเศส with:สยาม"]),
    ("en", "In {1806} the army of [place Prussia] was defeated by the French general [person Davout].",
     ["military_action asserted defeated 1806 actor:Davout actor:FR recipient:Prussia"]),
    ("en", "In {1882} the ambassador informed [place Serbia] that [place Austria] was withdrawing from the treaty.",
     ["termination asserted withdrawing from 1882 actor:Austria recipient:Serbia"]),
    ("ru", "В {1911} году [place Чили] уведомила [place Перу], что выходит из договора.",
     ["termination asserted выходит из 1911 actor:Чили recipient:Перу"]),
    ("th", "ใน{1911|ปี ค.ศ. 1911} [place ชิลี]แจ้ง[place เปรู]ว่าจะถอนตัวจากสนธิสัญญา",
     ["termination asserted ถอนตัวจาก 1911 actor:ชิลี recipient:เปรู"]),
    ("en", "In {1903} [place Peru] announced that [place Chile] had withdrawn from the convention with [place Brazil].",
     ["statement asserted announced 1903 actor:Peru"]),
    ("en", "[person Zog] was outvoted in {1924}.",
     ["other asserted outvoted 1924 recipient:Zog"]),
    ("th", "[person มินดง]สร้าง[place มัณฑะเลย์]ใน{1857|พ.ศ. 2400}",
     ["founding asserted สร้าง 1857 actor:มินดง recipient:มัณฑะเลย์"]),
    ("th", "การปราบ[place ไต้หวัน]เริ่มใน{1683|พ.ศ. 2226}",
     ["military_action asserted ปราบ 1683 with:ไต้หวัน"]),
    ("en", "[place Venice] was blockaded by [place Genoa].",
     ["military_action asserted blockaded - actor:Genoa recipient:Venice"]),
    ("en", "[place Chile] declared war on [place Peru] on {1879-04-05|5 April 1879}.",
     ["declaration_of_war asserted declared 1879-04-05 actor:Chile recipient:Peru"]),
    ("en", "[place Lima] was occupied by [place Chile] in {1881}.",
     ["occupation asserted occupied 1881 actor:Chile recipient:Lima"]),
    ("en", "[place Sweden] did not join [organization NATO] in {1949}.",
     ["alliance negated join 1949 actor:Sweden recipient:NATO"]),
    ("en", "[place Prussia] might invade [place Saxony] in {1756}.",
     ["military_action hypothetical invade 1756 actor:Prussia recipient:Saxony"]),
    ("en", "The [event Treaty of Tordesillas] was signed by [place Portugal] and [place Castile] in {1494}.",
     ["agreement asserted signed 1494 actor:Castile actor:Portugal = Treaty of Tordesillas"]),
    ("en", "The [event Seven Years' War] broke out in {1756}.",
     ["military_action asserted broke out 1756 = Seven Years' War"]),
    ("en", "[person Brutus] killed [person Caesar], and [person Octavian] took [place Egypt] in {-0029|30 BC}.",
     ["death asserted killed - actor:Brutus recipient:Caesar",
      "military_action asserted took -0029 actor:Octavian recipient:Egypt"]),
    ("en", "The assassination of [person Henri] in [place Paris] shocked Europe.",
     ["death asserted assassination of - at:Paris recipient:Henri"]),
    ("en", "[place Paris] is a large city on the river.", []),
    ("ru", "[place Чили] объявила войну [place Перу] {1879-04-05|5 апреля 1879 года}.",
     ["declaration_of_war asserted объявила 1879-04-05 actor:Чили recipient:Перу"]),
    ("ru", "[person Наполеон] вторгся в [place Испанию] в {1808|1808 году}.",
     ["military_action asserted вторгся 1808 actor:Наполеон at:Испанию"]),
    ("ru", "[place Швеция] не вступила в [organization НАТО] в {1949|1949 году}.",
     ["alliance negated вступила в 1949 actor:Швеция with:НАТО"]),
    ("ru", "Подписание мира между [place Данией] и [place Швецией] состоялось в {1645|1645 году}.",
     ["agreement asserted Подписание 1645 with:Данией with:Швецией"]),
    ("ru", "[event Семилетняя война] началась в {1756|1756 году}.",
     ["military_action asserted началась 1756 = Семилетняя война"]),
    ("ru", "[person Гёте] родился во [place Франкфурте] в {1749|1749 году}.",
     ["birth asserted родился 1749 actor:Гёте at:Франкфурте"]),
    ("th", "[place ชิลี]ประกาศสงครามกับ[place เปรู]เมื่อ{1879-04-05|วันที่ 5 เมษายน ค.ศ. 1879}",
     ["declaration_of_war asserted ประกาศสงคราม 1879-04-05 actor:ชิลี with:เปรู"]),
    ("th", "ใน{1808|ปี 1808} [person นโปเลียน]บุก[place สเปน]",
     ["military_action asserted บุก 1808 actor:นโปเลียน recipient:สเปน"]),
    ("th", "[place สวีเดน]ไม่ได้เข้าร่วม[organization นาโต]ใน{1949|ปี 1949}",
     ["alliance negated เข้าร่วม 1949 actor:สวีเดน recipient:นาโต"]),
    ("th", "ใน{1756|ปี 1756} [place ปรัสเซีย]อาจบุก[place แซกโซนี]",
     ["military_action hypothetical บุก 1756 actor:ปรัสเซีย recipient:แซกโซนี"]),
    ("th", "[person โชแปง]เสียชีวิตที่[place ปารีส]ใน{1849|ปี 1849}",
     ["death asserted เสียชีวิต 1849 actor:โชแปง at:ปารีส"]),
    ("en", "[place Chile] refused to sign the treaty with [place Peru] in {1879}.",
     ["agreement negated sign 1879 actor:Chile with:Peru"]),
    ("en", "The legions did not leave [place Britain] before {0410|410}.",
     ["other asserted leave 0410 recipient:Britain"]),
    ("en", "Under the [event Treaty of Tilsit], [place Prussia] ceded [place Danzig] to [place France].",
     ["agreement asserted ceded - actor:Prussia recipient:Danzig recipient:France"]),
    ("en", "[person Canning] declared that [place Spain] had attacked [place Lima].",
     ["statement asserted declared that - actor:Canning"]),
    ("en", "[place Spain] signed a truce with [place Holland] in {1609}. The truce was renewed in {1611}.",
     ["agreement asserted signed 1609 actor:Spain with:Holland",
      "agreement asserted renewed 1611 with:Holland with:Spain"]),
    ("en", "[person Drake] sailed to [place Cadiz] in {1587}. In {1588} he attacked [place Calais].",
     ["other asserted sailed to 1587 actor:Drake recipient:Cadiz",
      "military_action asserted attacked 1588 actor:Drake recipient:Calais"]),
    ("en", "In {1815|June 1815}, after the siege of [place Hamburg], [person Blücher] defeated [person Ney].",
     ["military_action asserted defeated 1815 actor:Blücher recipient:Ney"]),
    ("en", "[place Austria] annexed [place Bosnia] in {1908}; in {1912} at last [place Serbia] invaded [place Kosovo].",
     ["occupation asserted annexed 1908 actor:Austria recipient:Bosnia",
      "military_action asserted invaded 1912 actor:Serbia recipient:Kosovo"]),
    ("en", "The [event Congress of Troppau] ({1820}) discussed [place Naples].",
     ["negotiation asserted Congress of Troppau 1820 = Congress of Troppau"]),
    ("ru", "[place Мальта] была захвачена [person Наполеоном] в {1798|1798 году}.",
     ["military_action asserted захвачена 1798 actor:Наполеоном recipient:Мальта"]),
    ("ru", "[place Дания] не будет воевать со [place Швецией] в {1801|1801 году}.",
     ["military_action negated воевать 1801 actor:Дания with:Швецией"]),
    ("ru", "[place Испания] подписала перемирие с [place Голландией] в {1609|1609 году}."
     " Он напал на [place Лиму] в {1615|1615 году}.",
     ["agreement asserted подписала 1609 actor:Испания with:Голландией",
      "military_action asserted напал на 1615 actor:Испания at:Лиму"]),
    ("th", "สนธิสัญญาระหว่าง[place สเปน]กับ[place ฮอลแลนด์]ได้รับการอนุมัติใน{1648|ปี 1648}",
     ["agreement asserted ได้รับการอนุมัติ 1648 with:สเปน with:ฮอลแลนด์"]),
    ("th", "[place ลิมา]ถูก[place ชิลี]ยึดครองใน{1881|ปี 1881}",
     ["occupation asserted ยึดครอง 1881 actor:ชิลี recipient:ลิมา"]),
    ("th", "[event สนธิสัญญาเบาว์ริง]ลงนามใน{1855|ปี 1855}",
     ["agreement asserted ลงนาม 1855 = สนธิสัญญาเบาว์ริง"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "picture", "table"), PICTURES)
def test_picture(language: str, picture: str, table: list[str]) -> None:
    assert read(picture, language) == table


spans = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9), st.sampled_from(["person", "place", "organization", "event"])),
    max_size=6,
)
TEXTS = {
    "en": "In 1812 France attacked Russia, which had signed a treaty; it did not end.",
    "ru": "В 1812 году Франция напала на Россию, которая подписала договор; мира не было.",
    "th": "ในปี 1812 ฝรั่งเศสบุกรัสเซีย ซึ่งลงนามในสนธิสัญญา แต่ไม่ได้สงบศึก",
}


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), spans, st.booleans())
def test_events_stay_inside_their_sentences_and_refer_to_what_there_is(
    language: str, drawn: list[tuple[int, int, str]], dated: bool
) -> None:
    text = TEXTS[language]
    mentions, at = [], 0
    for gap, length, kind in drawn:
        start = at + gap
        at = start + length
        if at <= len(text):
            mentions.append(Mention(kind, start, at, text[start:at], language))
    year = text.index("1812")
    dates = (
        [DateMention(year, year + 4, "1812", language, DateValue("1812", "1812-01-01", "1812-12-31"))] if dated else []
    )
    document = Document(Source("s", "t.txt"), text, text, OriginMap.identity(len(text)))
    for event in find_events(document, packs()[language].sentences(text), mentions, dates):
        assert 0 <= event.start <= event.trigger_start < event.trigger_end <= event.end <= len(text)
        assert event.event_type in EVENT_TYPES
        assert -1 <= event.date < len(dates)
        assert -1 <= event.named < len(mentions)
        assert all(0 <= role.mention < len(mentions) for role in event.roles)
        assert len({role.mention for role in event.roles}) == len(event.roles)


def test_headings_and_unknown_languages_hold_no_events() -> None:
    text = "Chile declares war on Peru"
    document = Document(Source("s", "t.txt"), text, text, OriginMap.identity(len(text)))
    (sentence,) = packs()["en"].sentences(text)
    names = [Mention("place", 0, 5, "Chile", "en")]
    assert find_events(document, [sentence], names, [])
    assert find_events(document, [replace(sentence, role="heading")], names, []) == []
    assert find_events(document, [replace(sentence, language="xx")], names, []) == []
