import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.linking.normalize import normalize, script


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("The  Hague", "hague"),
        ("São Paulo", "sao paulo"),
        ("İzmir", "izmir"),
        ("Tromsø", "tromso"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Alsace–Lorraine", "alsace lorraine"),
        ("U.N.", "un"),
        ("U. N.", "un"),
        ("J. R. R. Tolkien", "j r r tolkien"),
        ("Королёв", "королев"),
        ("Йошкар-Ола", "йошкар ола"),
        ("«Аврора»", "аврора"),
        ("О. О. Н.", "оон"),
        ("น้\u0e4d\u0e32", "น้ำ"),
        ("กํ\u200bา", "กำ"),
        ("เเพร่", "แพร่"),
        ("รัชกาลที่ ๕", "รัชกาลที่ 5"),
        ("...", ""),
        ("กํ'า", "กำ"),  # what stands between the halves of a sign goes first
    ],
)
def test_normalize(written: str, normal: str) -> None:
    assert normalize(written) == normal


@pytest.mark.parametrize(
    ("name", "expected"), [("Lima", "latin"), ("Лима", "cyrillic"), ("ลิมา", "thai"), ("リマ", "other")]
)
def test_script(name: str, expected: str) -> None:
    assert script(name) == expected


@given(st.text(alphabet="abcÉøİ.-' «»ёЁйЙшกำํา่้เแ๔\u200b", max_size=30))
def test_what_is_normal_stays_so_but_for_its_article(name: str) -> None:
    once = normalize(name)
    assert once == once.strip()
    assert normalize(once) == once
