import csv
import gzip
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.linking.distances import all_alike
from pipeline.linking.normalize import normalize
from pipeline.linking.similarity import SoundSimilarity, score
from pipeline.linking.sounds import SPELLINGS, alike, distance, word_sounds
from pipeline.linking.transliterate import letters, romanize

PAIRS = Path(__file__).parents[2].parent / "shared" / "data" / "names"


def rules(table: str) -> list[dict[str, str]]:
    text = files("pipeline.linking").joinpath(f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("rule", [*rules("thai"), *rules("russian")], ids=lambda rule: rule["letter"])
def test_every_letter_by_its_example(rule: dict[str, str]) -> None:
    assert rule["letter"] in rule["example"].lower()
    assert romanize(rule["example"]) == rule["written"]


def test_every_thai_consonant_has_a_rule() -> None:
    assert set(letters("thai")) >= {chr(code) for code in range(0x0E01, 0x0E2F)}


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("เบอร์ลิน", "boerlin"),  # the silenced letter is kept
        ("เครมลิน", "kremlin"),  # two consonants behind one vowel
        ("เคลวิน", "kelvin"),  # the second of which opens a syllable here
        ("ออสเตรีย", "ostria"),  # o ang carries, then is a vowel
        ("อเมริกา", "amerika"),  # and carries an unwritten a
        ("หลุยส์", "luys"),  # ho hip only sets the tone
        ("เหมา", "mao"),
        ("ฮ่องกง", "hongkong"),  # an unwritten o
        ("Щербаков", "shcherbakov"),
        ("Lima", "lima"),
    ],
)
def test_romanize(name: str, latin: str) -> None:
    assert romanize(name) == latin


@pytest.mark.parametrize("rule", SPELLINGS, ids=lambda rule: rule[0])
def test_every_spelling_by_its_example(rule: tuple[str, str, str, str]) -> None:
    _, _, example, heard = rule
    assert word_sounds(normalize(example)) == heard


@pytest.mark.parametrize(
    ("name", "language", "same", "other_language", "different"),
    [
        ("Mozart", "en", "Моцарт", "ru", "Мопассан"),
        ("Mozart", "en", "โมซาร์ท", "th", "โมนาโก"),
        ("Salzburg", "en", "Зальцбург", "ru", "Залесье"),
        ("Helsinki", "en", "เฮลซิงกิ", "th", "เฮบรอน"),
        ("Гётеборг", "ru", "Göteborg", "en", "Hedeby"),
        ("ซาร์เยโว", "th", "Сараево", "ru", "Саратов"),
    ],
)
def test_the_same_name_sounds_more_alike(
    name: str, language: str, same: str, other_language: str, different: str
) -> None:
    right = score(name, language, same, other_language)
    assert right > 0.7
    assert right > score(name, language, different, other_language) + 0.15
    assert right == pytest.approx(score(same, other_language, name, language))


NAMES = st.text(alphabet="aeioupbfvmntdszxcjqkghlr5é語", max_size=8)
"""Also letters that no rule speaks of."""
SOUNDS = st.text(alphabet="aeioupbfvmntdszxcjqkghlr", max_size=8)


@given(SOUNDS, SOUNDS)
def test_distance_is_symmetric_and_bounded(a: str, b: str) -> None:
    assert distance(a, b) == pytest.approx(distance(b, a))
    assert (distance(a, b) == 0) == (a == b)
    assert 0.0 <= alike(a, b) <= 1.0


@given(st.lists(st.tuples(NAMES, NAMES), max_size=20))
def test_many_pairs_are_compared_as_each_alone(pairs: list[tuple[str, str]]) -> None:
    assert all_alike(pairs) == pytest.approx([alike(a, b) for a, b in pairs])


@pytest.mark.skipif(not PAIRS.exists(), reason="the name pairs are not beside this checkout")
@pytest.mark.parametrize(("pair", "least"), [("th-en", 0.75), ("th-ru", 0.77)])
def test_foreign_names_find_their_partner(pair: str, least: float) -> None:
    with gzip.open(PAIRS / f"{pair}.dev.tsv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    right = defaultdict(set)
    for row in rows:
        if "wof-th" not in row["source"] and "thai-province" not in row["source"] and row["type"] == "loc":
            right[row["name_a"]].add(row["name_b"])
    asked = sorted(right)[::8]
    candidates = sorted({row["name_b"] for row in rows})
    own, other = pair.split("-")
    similarity = SoundSimilarity()
    found = 0
    for name in asked:
        scores = similarity.scores([((name, own), (candidate, other)) for candidate in candidates])
        found += candidates[scores.index(max(scores))] in right[name]
    assert found / len(asked) >= least
