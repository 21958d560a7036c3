import pytest

from pipeline.names.markup import unmark
from pipeline.names.unbroken import unbroken
from pipeline.records import Mention, Sentence

PICTURES = [
    ("th", "ข้อเรียกร้องของ[person โจเซฟ |สตาลิน]เกือบทั้งหมด", 1),
    ("th", "จอมพล[person คาร์ล |กุสตาฟ |เอมิล]มา |แล้วไป", 2),
    ("th", "เขาไป[place ปารีส] |[person นโปเลียน]มา", 2),
    ("th", "ไป[place ปารีส\n|ลอนดอน]มา", 2),
    ("en", "They met [person Gen. |Smith] there.", 2),
    ("ru", "Так сказал [person Пётр |Волков] тогда.", 1),
]


@pytest.mark.parametrize(("language", "barred", "count"), PICTURES)
def test_no_sentence_ends_within_a_name(language: str, barred: str, count: int) -> None:
    text, spans = unmark(barred.replace("|", ""))
    starts = [0]
    for part in unmark(barred)[0].split("|")[:-1]:
        starts.append(starts[-1] + len(part))
    ends = [*(len(text[:start].rstrip()) for start in starts[1:]), len(text)]
    sentences = [Sentence(start, end, language) for start, end in zip(starts, ends, strict=True)]
    mentions = [Mention(kind, at.start, at.end, text[at.start : at.end], language, 0.9) for kind, at in spans]
    found = unbroken(sentences, mentions, text)
    assert len(found) == count
    assert (found[0].start, found[-1].end) == (0, len(text))
    doubtful = [Mention(each.kind, each.start, each.end, each.surface, language, 0.2) for each in mentions]
    assert unbroken(sentences, doubtful, text) == sentences
