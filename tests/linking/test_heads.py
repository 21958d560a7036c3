import csv
from importlib.resources import files

import pytest

from pipeline.linking.heads import part

ROWS = list(csv.DictReader(files("pipeline.linking").joinpath("heads.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["concept"])
@pytest.mark.parametrize("language", ["en", "ru", "th"])
def test_every_concept_by_its_examples(row: dict[str, str], language: str) -> None:
    parted = part(row[f"example_{language}"], language, row["table"])
    assert parted.head is not None
    assert (parted.head.concept, parted.head.kind) == (row["concept"], row["kind"])


@pytest.mark.parametrize(
    ("name", "language", "concept", "rest"),
    [
        ("the City of Lima", "en", "city", "lima"),
        ("Ladoga", "en", None, "ladoga"),
        ("Treaty", "en", None, "treaty"),
        ("Аральское море", "ru", "sea", "аральское"),
        ("ทะเลสาบลาโดกา", "th", "lake", "ลาโดกา"),  # the longer noun wins over ทะเล, sea
        ("เกาะ", "th", None, "เกาะ"),
        ("เขาะ", "th", None, "เขาะ"),  # a noun does not end before a vowel of its last letter
    ],
)
def test_part(name: str, language: str, concept: str | None, rest: str) -> None:
    parted = part(name, language)
    assert (parted.head.concept if parted.head else None, parted.rest) == (concept, rest)
