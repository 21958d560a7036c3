"""Pictures of the project's own encoder, and of how its scores become spans."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names import recognizer_named
from pipeline.names.bodies import named
from pipeline.names.conventions import conventions
from pipeline.names.decoding import Decoder
from pipeline.names.encoder import STYLES, EncoderNames
from pipeline.names.evaluate import find_in_text
from pipeline.names.markup import mark, unmark
from pipeline.records import Mention

CORPUS = Path(__file__).parents[2] / "models" / "names" / "recipe" / "corpus"
TAGS = ("O", "B-PERSON", "I-PERSON", "B-PLACE", "I-PLACE", "B-TRIGGER", "I-TRIGGER")


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("en", "In 1821 [person Agustín de Iturbide] entered [place Mexico City] with [person Vicente Guerrero]."),
        ("ru", "Адмирал [person Фёдор Ушаков] вышел из [place Севастополя] и взял [place Корфу]."),
        ("th", "จอมพล [person แปลก พิบูลสงคราม] เดินทางจาก[place กรุงเทพ]ไป[place โตเกียว]"),
        ("th", "เกิดเหตุน้ำท่วมใหญ่ใน[place เมืองลียง]และใน[place ประเทศสเปน]"),
        ("en", "Invited:\n[person Rosa Lindqvist]\n[person Omar Haddad]\n[person Pavel Novák]"),
    ],
)
def test_the_encoder_alone(language: str, marked: str) -> None:
    text, _ = unmark(marked)
    found = [one for one in find_in_text(text, language, [recognizer_named("encoder")]) if one.kind != "date"]
    assert mark(text, found) == marked
    assert all(0 < one.confidence <= 1 for one in found)


@pytest.mark.parametrize(
    ("style", "language", "marked"),
    [
        ("", "en", "We thank Senator [person Alma Reyes] and Captain [person Joe Mbeki] for coming."),
        ("gum", "en", "We thank [person Senator Alma Reyes] and [person Captain Joe Mbeki] for coming."),
        ("uner", "en", "We thank Senator [person Alma Reyes] and Captain [person Joe Mbeki] for coming."),
        ("", "ru", "Французский посол прибыл в [place Вену]."),
        ("", "ru", "Тогда немецкие газеты написали о пожаре в [place Вене]."),
        ("nerel", "ru", "[place Французский] посол [event прибыл] в [place Вену]."),
        ("nerel", "ru", "Тогда [place немецкие] газеты написали о [event пожаре] в [place Вене]."),
        ("", "th", "นาย[person สมชาย วงศ์สวัสดิ์] เดินทางไป[place โตเกียว]"),
        ("thainer15", "th", "[person นายสมชาย วงศ์สวัสดิ์] เดินทางไป[place โตเกียว]"),
    ],
)
def test_the_style_of_a_set_decides_what_is_a_name(style: str, language: str, marked: str) -> None:
    text, _ = unmark(marked)
    recognizer = recognizer_named("encoder", style)
    assert mark(text, find_in_text(text, language, [recognizer], raw=True)) == marked


def test_every_style_that_is_offered_is_known_to_the_network() -> None:
    text = "In Bergen, Maud Lindqvist met Omar Haddad."
    found = {style: find_in_text(text, "en", [EncoderNames(style=style)], raw=True) for style in STYLES}
    assert all("Maud Lindqvist" in [one.surface for one in names] for names in found.values())


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.txt")), ids=lambda file: file.stem)
def test_our_training_corpus_is_well_marked(file: Path) -> None:
    language, style = file.stem[:2], file.stem.partition(".")[2]
    assert language in {"en", "ru", "th"} and style in STYLES
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("# "):
            rest = re.sub(r"\[(PERSON|PLACE|ORG|EVENT|DATE) [^\s\[\]]([^\[\]]*[^\s\[\]])?\]", "", line)
            assert not set(rest) & set("[]"), line


@pytest.mark.parametrize(
    ("language", "filler", "name", "kind"),
    [
        ("en", "The harvest was poor and the roads were bad. ", "In May Simón Bolívar wrote again. ", "Simón Bolívar"),
        ("ru", "Урожай был плох, и дороги размыло. ", "В мае Симон Боливар написал снова. ", "Симон Боливар"),
        ("th", "ปีนั้นฝนไม่ตกและข้าวแพงมาก ", "ต่อมานายสมชาย วงศ์สวัสดิ์เขียนจดหมายอีก ", "สมชาย วงศ์สวัสดิ์"),
    ],
)
def test_no_name_is_lost_where_windows_meet(language: str, filler: str, name: str, kind: str) -> None:
    for before in range(14, 34, 3):
        text = filler * before + name + filler * 20
        found = find_in_text(text, language, [recognizer_named("encoder")])
        assert kind in [one.surface for one in found], before


def pieces(words: list[str]) -> list[tuple[int, int]]:
    """The offsets of pieces that stand side by side with a space between them."""
    at, offsets = 0, []
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    return offsets


def scores(*tags: str) -> np.ndarray:
    """Scores that favour these tags."""
    found = np.zeros((len(tags), len(TAGS)), np.float32)
    for row, tag in zip(found, tags, strict=True):
        row[TAGS.index(tag)] = 6.0
    return found


def decoded(table: np.ndarray, words: list[str], borders: list[int] | None = None, begins: bool = True) -> list[str]:
    """The spans as kind and words."""
    offsets = pieces(words)
    starts = frozenset(start for start, _ in offsets) if begins else frozenset({0})
    text = " ".join(words)
    found = Decoder(TAGS).spans(offsets, table, starts, borders or [], "en")
    return [f"{kind} {text[start:end]}" for kind, start, end, _ in found]


def test_a_name_of_several_pieces_and_events_without_a_name() -> None:
    table = scores("B-PERSON", "I-PERSON", "O", "B-TRIGGER", "B-PLACE")
    assert decoded(table, ["Anna", "Lee", "has", "left", "Turin"]) == ["person Anna Lee", "place Turin"]


def test_no_span_begins_or_ends_within_a_word() -> None:
    assert decoded(scores("B-PLACE", "O"), ["Tur", "in"], begins=False) in (["place Tur in"], [])


def test_no_span_crosses_a_border() -> None:
    table = scores("B-PERSON", "I-PERSON", "I-PERSON")
    assert decoded(table, ["Ann", "Lee", "Omar"], [8]) == ["person Ann Lee", "person Omar"]


def test_no_span_ends_in_a_preposition() -> None:
    table = scores("B-PLACE", "I-PLACE", "I-PLACE", "B-PLACE", "I-PLACE")
    words = ["Festival", "Hall", "in", "Pécs", "near"]
    offsets = pieces(words)
    starts = [start for start, _ in offsets]
    found = Decoder(TAGS).spans(offsets, table, frozenset(starts), [], "en", frozenset({starts[2], starts[4]}))
    assert [" ".join(words)[start:end] for _, start, end, _ in found] == ["Festival Hall", "Pécs"]


def test_one_name_rather_than_two_of_a_kind_side_by_side_but_for_places() -> None:
    split = scores("B-PERSON", "B-PERSON", "O", "B-PLACE", "B-PLACE")
    split[1, TAGS.index("I-PERSON")] = split[4, TAGS.index("I-PLACE")] = 5.0
    assert decoded(split, ["Anna", "Lee", "of", "Pécs", "Hungary"]) == [
        "person Anna Lee",
        "place Pécs",
        "place Hungary",
    ]


@given(st.integers(1, 30), st.integers(0, 2**32 - 1), st.lists(st.integers(0, 60), max_size=4))
def test_spans_are_flat_and_ordered_whatever_the_scores(length: int, seed: int, borders: list[int]) -> None:
    table = np.random.default_rng(seed).normal(0, 3, (length, len(TAGS))).astype(np.float32)
    offsets = pieces(["ab"] * length)
    found = list(Decoder(TAGS).spans(offsets, table, frozenset(a for a, _ in offsets), sorted(borders), "en"))
    assert all(start < end and 0 <= sure <= 1 for _, start, end, sure in found)
    assert all(one[2] <= other[1] for one, other in pairwise(found))
    assert not any(start < border < end and (border % 3 == 0) for _, start, end, _ in found for border in borders)


@pytest.mark.parametrize(
    ("surface", "left"),
    [
        ("กองทัพเปรู", "place เปรู"),
        ("กองทหารของชิลี", "place ชิลี"),
        ("กองพลทหารม้า", ""),
        ("กองทัพแดง", "organization กองทัพแดง"),
        ("ธนาคารชาติ", "organization ธนาคารชาติ"),
    ],
)
def test_an_army_of_a_country_names_the_country(surface: str, left: str) -> None:
    mention = Mention("organization", 0, len(surface), surface, "th", 0.9, "encoder")
    found = named(mention, conventions("th"))
    assert (f"{found.kind} {found.surface}" if found else "") == left
    assert not found or surface[found.start : found.end] == found.surface
