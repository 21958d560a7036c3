"""What recognizers mark (between bars) and what is left of it."""

import pytest

from pipeline.languages.pack import packs
from pipeline.names.extend import extend
from pipeline.names.trim import trim
from pipeline.records import Mention


@pytest.mark.parametrize(
    ("language", "kind", "barred", "left"),
    [
        ("en", "place", "in |the Netherlands| now", "Netherlands"),
        ("en", "event", "the |1911 Treaty of Amity| lapsed", "Treaty of Amity"),
        ("en", "event", "the |1905 Revolution| failed", "1905 Revolution"),
        ("en", "event", "a |Treaty of Amity between Peru and Chile| came", "Treaty of Amity"),
        ("ru", "event", "|Договор о дружбе между Перу и Чили| истёк", "Договор о дружбе"),
        ("ru", "person", "отвечал |Рудольфу Амундсен| так", "Рудольфу"),
        ("ru", "person", "письма |Анны Вебер| целы", "Анны Вебер"),
        ("th", "event", "ตาม|สนธิสัญญาไมตรีระหว่างเปรูกับชิลี|แล้ว", "สนธิสัญญาไมตรี"),
        ("th", "event", "มี|การ|แล้ว", None),
        ("en", "person", "so |Prime Minister Anna Weber| said", "Anna Weber"),
        ("en", "person", "so |Field Marshal Lord Kitchener| said", "Kitchener"),
        ("en", "place", "near |Peru's| border", "Peru"),
        ("en", "person", "|the Adamses'| house", "Adamses"),
        ("en", "place", "(|Oslo).| There", "Oslo"),
        ("en", "place", "in |the U.S.| then", "U.S."),
        ("en", "organization", "by “|Vesna”| and", "Vesna"),
        ("en", "place", "a |Danish| ship", None),
        ("en", "person", "then |the President| came", None),
        ("en", "organization", "the |company| closed", None),
        ("en", "place", "|Rome\nParis| next", "Rome"),
        ("en", "person", "The line was long enough to be wrapped by |Anna\nWeber| then", "Anna\nWeber"),
        ("en", "person", "so |Anna Weber at Oslo| said", "Anna Weber"),
        ("en", "person", "shot by |An Chang-ho| there", "An Chang-ho"),
        ("en", "person", "|The Weber| came", "Weber"),
        ("en", "organization", "over |the King Zog| then", "Zog"),
        ("en", "organization", "the |King Zog Society| met", "King Zog Society"),
        ("en", "place", "and |Voivode| of", None),
        ("en", "place", "the |Venetians| fled", None),
        ("ru", "person", "и |генерал Брусилов| там", "Брусилов"),
        ("ru", "person", "с |королём Карлом XII| там", "Карлом XII"),
        ("ru", "person", "|Ген. Деникин| ушёл", "Деникин"),
        ("ru", "person", "речь |тов. Иванова| слушали", "Иванова"),
        ("ru", "person", "это |Ян Новак (Jan Novák)| сказал", "Ян Новак"),
        ("ru", "organization", "журнал |«Нива»| вышел", "Нива"),
        ("ru", "person", "речь |Анны Вебер А. Б. Иванова| была", "Анны Вебер"),
        ("ru", "place", "взяли |Столицу| быстро", None),
        ("ru", "place", "на |датский| корабль", None),
        ("ru", "place", "в |Осло,| потом", "Осло"),
        ("th", "person", "เมื่อ|ประธานาธิบดีลินคอล์น|มา", "ลินคอล์น"),
        ("th", "person", "กับ|นายสมชาย ใจดี|แล้ว", "สมชาย ใจดี"),
        ("th", "person", "กับ|ฝรั่งเศส ชาร์ล ลูโซ|แล้ว", "ชาร์ล ลูโซ"),
        ("th", "person", "นายกรัฐมนตรี|ญี่ปุ่น|มา", None),
        ("th", "person", "แล้ว|วิลเฮล์มสิ้นพระชนม์|ลง", "วิลเฮล์ม"),
        ("th", "organization", "กับ|กระทรวงการคลังสหรัฐ|ฯ แล้ว", "กระทรวงการคลังสหรัฐฯ"),
        ("th", "place", "เรือ|โซเวียต|จม", None),
        ("th", "person", "ใน|มุฮัมมัดที่ 2 แ|ห่งควาเรซม์", "มุฮัมมัดที่ 2"),
        ("th", "place", "สำหรับ|ลอนดอนนั้น| มี", "ลอนดอน"),
        ("th", "event", "ใน|ปฏิญญากรุงเทพที่|วัง", "ปฏิญญากรุงเทพ"),
        ("th", "person", "ส่วน|นันเซนปราชัย|ลง", "นันเซน"),
        ("th", "event", "หลัง|การโจมตี|นั้น", None),
        ("th", "event", "ใน|การรุกรานครั้งที่สาม| มี", None),
        ("th", "event", "มี|ข้อตกลงลับ|อยู่", None),
        ("th", "event", "ใน|ข้อตกลงโดฮา|นั้น", "ข้อตกลงโดฮา"),
        ("th", "event", "หลัง|การปฏิวัติวัฒนธรรม| มี", "การปฏิวัติวัฒนธรรม"),
        ("th", "place", "ที่ “|เวียนนา”| แล้ว", "เวียนนา"),
    ],
)
def test_trim(language: str, kind: str, barred: str, left: str | None) -> None:
    before, inside, after = barred.split("|")
    text = before + inside + after
    sentence = next(one for one in packs()[language].sentences(text) if one.end > len(before))
    mention = Mention(kind, len(before), len(before) + len(inside), inside, language, 1.0, "model")
    trimmed = trim(mention, text, sentence)
    assert (trimmed and trimmed.surface) == left
    if trimmed:
        assert text[trimmed.start : trimmed.end] == trimmed.surface


@pytest.mark.parametrize(
    ("language", "kind", "barred", "whole"),
    [
        ("en", "place", "to Western |Samoa| then", "Western Samoa"),
        ("en", "place", "to western |Samoa| then", "Samoa"),
        ("en", "place", "from Imperial |China| came", "Imperial China"),
        ("ru", "place", "в Западной |Фракии| было", "Западной Фракии"),
        ("ru", "place", "в советской |Литве| было", "советской Литве"),
        ("ru", "place", "в западной |Литве| было", "Литве"),
        ("th", "place", "ไปยังช่องแคบ|มะละกา|แล้ว", "ช่องแคบมะละกา"),
        ("th", "place", "กระทรวงการต่างประเทศ|อังกฤษ|ตอบ", "อังกฤษ"),
        ("th", "place", "ไปยังกรุง|เวียนนา|แล้ว", "กรุงเวียนนา"),
        ("en", "person", "when |Louis| XVI fled", "Louis XVI"),
        ("en", "person", "crowned as |Haile Selassie| I.", "Haile Selassie I"),
        ("en", "person", "with |Louis| I went home", "Louis"),
        ("en", "person", "the |Louis| IVth line", "Louis"),
        ("ru", "person", "когда |Карл| XII отступил", "Карл XII"),
    ],
)
def test_extend(language: str, kind: str, barred: str, whole: str) -> None:
    before, inside, after = barred.split("|")
    text = before + inside + after
    (sentence,) = packs()[language].sentences(text)
    mention = Mention(kind, len(before), len(before) + len(inside), inside, language)
    assert extend(mention, text, sentence).surface == whole
