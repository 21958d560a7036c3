"""Annotated sentences in, small tables out.

In a picture `[place Peru]` is a name and `{1879}` or `{1879-04-05|5 April 1879}` a date with its value. A row
of the table is: type, polarity, trigger, date, roles as `actor:Chile recipient:Peru`.
"""

from __future__ import annotations

import re

import pytest

from pipeline.dates.edtf import bounds
from pipeline.events import find_events
from pipeline.languages.pack import packs
from pipeline.origin import OriginMap
from pipeline.records import DateMention, DateValue, Document, Mention, Source

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
        roles = " ".join(sorted(f"{SHORT[role.role]}:{mentions[role.mention].surface}" for role in event.roles))
        date = dates[event.date].value.edtf if event.date >= 0 else "-"
        trigger = text[event.trigger_start : event.trigger_end]
        named = f" = {mentions[event.named].surface}" if event.named >= 0 else ""
        rows.append(" ".join(f"{event.event_type} {event.polarity} {trigger} {date} {roles}{named}".split()))
    return rows


PICTURES = [
    ("en", "[place Chile] declared war on [place Peru] on {1879-04-05|5 April 1879}.",
     ["declaration_of_war asserted declared 1879-04-05 actor:Chile with:Peru"]),
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
]  # fmt: skip


@pytest.mark.parametrize(("language", "picture", "table"), PICTURES)
def test_picture(language: str, picture: str, table: list[str]) -> None:
    assert read(picture, language) == table
