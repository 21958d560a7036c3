"""Every encoding in every language, short texts too; and bytes that are not what they should be."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.decoding import decode

TEXTS = {
    "ru": "В начале лета сюда пришли купцы с юга. Они привезли шёлк, соль и медь, а увезли мёд и пушнину.\n"
    "Князь Всеволод принял их в большой палате, расспросил о дороге и велел щедро угостить.",
    "th": "ในต้นฤดูฝน พ่อค้าจากแดนใต้เดินทางมาถึงเมืองนี้ พวกเขานำผ้าไหม เกลือ และทองแดงมาแลกกับน้ำผึ้ง\n"
    "เจ้าเมืองต้อนรับพวกเขาที่ท้องพระโรง ถามไถ่เรื่องการเดินทาง และสั่งให้จัดเลี้ยงอย่างดี",
    "en": "In early summer merchants came from the south – with silk, salt and copper, bought in a café in Cádiz.\n"
    "The prince’s steward received them in the “great hall” and asked about the road.",
}
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]
CASES = [
    *((language, encoding) for language in TEXTS for encoding in UNICODE),
    *(("ru", encoding) for encoding in ("windows-1251", "koi8-r", "cp866", "iso8859-5")),
    *(("th", encoding) for encoding in ("cp874", "tis-620", "iso8859-11")),
    ("en", "windows-1252"),
]


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_whole_text(language: str, encoding: str) -> None:
    data = TEXTS[language].replace("ё", "е").encode(encoding)
    decoded = decode(data)
    assert decoded is not None
    assert decoded.text == TEXTS[language].replace("ё", "е")
    assert decoded.text == data.decode(decoded.encoding, errors="replace")
    assert decoded.lost == 0


@pytest.mark.parametrize(("language", "encoding"), CASES)
def test_forty_characters_are_enough(language: str, encoding: str) -> None:
    text = TEXTS[language].replace("ё", "е").replace("\n", " ")
    for start in range(0, len(text) - 40, 7):
        part = text[start : start + 40]
        decoded = decode(part.encode(encoding))
        assert decoded is not None
        assert decoded.text == part


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866", "iso8859-5"])
def test_capitals_alone(encoding: str) -> None:
    text = "ДОГОВОР О ДРУЖБЕ И ТОРГОВЛЕ МЕЖДУ ДВУМЯ ДЕРЖАВАМИ"
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_byte_order_mark_is_not_text() -> None:
    decoded = decode(b"\xef\xbb\xbfAbc")
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == ("Abc", "utf-8-sig")


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ('<meta charset="koi8-r"><p>Мир', "koi8-r"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Мир', "windows-1251"),
        ('<?xml version="1.0" encoding="TIS-620"?><p>สันติภาพ', "cp874"),
        ('<meta charset="shift_jis"><p>平和条約が結ばれた', "shift_jis"),
    ],
)
def test_declared_encoding(page: str, encoding: str) -> None:
    decoded = decode(page.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (page, encoding)


@pytest.mark.parametrize("declared", ["windows-1251", "no-such-charset", "utf-16", "hex", "idna", "base64"])
def test_utf8_with_a_wrong_declaration(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>Заключён мир'
    decoded = decode(page.encode())
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (page, "utf-8")


@pytest.mark.parametrize("declared", ["utf-8", "koi8-r", "base64", "rot13"])
def test_windows_1251_with_a_wrong_declaration(declared: str) -> None:
    page = f'<meta charset="{declared}"><p>{TEXTS["ru"]}'
    decoded = decode(page.encode("windows-1251"))
    assert decoded is not None
    assert decoded.text == page


@pytest.mark.parametrize(
    ("data", "text", "encoding", "lost", "positions"),
    [
        (b"One \xed\xa0\x80 two", "One \ufffd\ufffd\ufffd two", "utf-8", 3, (4, 5, 6)),
        (b"\xff\xfeA\x00\x00\xd8B\x00C\x00", "A\ufffdBC", "utf-16", 1, (4,)),
        (b"\xfe\xff\x00A\xdc\x00\x00B\x00C", "A\ufffdBC", "utf-16", 1, (4,)),
        ("Мир и договор, ".encode() + b"\xd0", "Мир и договор, \ufffd", "utf-8", 1, (26,)),
        (
            "สันติภาพ".encode("cp874") + b"\xfc" + "กลับคืนสู่เมืองนี้แล้ว".encode("cp874"),
            "สันติภาพ\ufffdกลับคืนสู่เมืองนี้แล้ว",
            "cp874",
            1,
            (8,),
        ),
    ],
)
def test_damage_is_reported(data: bytes, text: str, encoding: str, lost: int, positions: tuple[int, ...]) -> None:
    decoded = decode(data)
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.lost, decoded.positions) == (text, encoding, lost, positions)


def test_old_replacement_characters_are_no_damage() -> None:
    decoded = decode("Мир \ufffd договор".encode())
    assert decoded is not None
    assert (decoded.lost, decoded.positions) == (0, ())


def test_noise_is_no_text() -> None:
    noise = random.Random(7)
    assert decode(bytes(noise.randrange(256) for _ in range(4000))) is None
    assert decode(bytes(noise.randrange(1, 32) for _ in range(4000))) is None


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    decoded = decode(data)
    if decoded is not None:
        assert decoded.text == data.decode(decoded.encoding, errors="replace")
        assert len(decoded.positions) <= max(decoded.lost, 0)
