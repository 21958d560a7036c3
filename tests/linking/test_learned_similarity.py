import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.assets import VARIABLE, model_path
from pipeline.errors import ModelError, SettingsError
from pipeline.linking.biencoder import MODEL, BiEncoder, biencoder
from pipeline.linking.ngrams import LONGEST, ROWS, heard, written
from pipeline.linking.retrieval import Pair, by_group, found, read_pairs
from pipeline.linking.similarity import BlendedSimilarity, LearnedSimilarity, Similarity, SoundSimilarity

NEARER = """
สตาลิน | Stalin | Lenin
Сталин | Stalin | Stallman
สตาลิน | Сталин | Ленин
อังการา | Ankara | Angola
Анкара | Ankara | Angora
ไนโรบี | Nairobi | Narvik
Шостакович | Shostakovich | Stravinsky
ชูเบิร์ต | Schubert | Schumann
Гёте | Goethe | Gates
Чжоу Эньлай | Zhou Enlai | Zhu De
"""
"""A name | the same name in another script | another name."""

TEXT = st.text(max_size=30)


@pytest.mark.parametrize("row", NEARER.strip().splitlines())
def test_a_name_is_nearest_to_itself(row: str) -> None:
    name, same, other = row.split(" | ")
    for similarity in (LearnedSimilarity(), BlendedSimilarity()):
        right, wrong = similarity.scores([((name, ""), (same, "")), ((name, ""), (other, ""))])
        assert right > wrong, row


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_scores_are_shares_symmetric_and_one_for_equal_names(rows: list[tuple[str, str]]) -> None:
    for similarity in (LearnedSimilarity(), BlendedSimilarity()):
        pairs = [((a, ""), (b, "")) for a, b in rows]
        scores = similarity.scores(pairs)
        assert scores == pytest.approx(similarity.scores([(b, a) for a, b in pairs]), abs=1e-5)
        assert all(0.0 <= score <= 1.0 for score in scores)
        assert LearnedSimilarity().scores([(a, a) for a, _ in pairs]) == [1.0] * len(pairs)


@given(st.lists(TEXT, max_size=5))
def test_ngrams_lie_in_the_rows_of_their_table(names: list[str]) -> None:
    for bags in (written(names), heard(names)):
        assert len(bags.starts) == len(names) + 1
        assert bags.starts[-1] == len(bags.rows) == len(bags.places)
        assert ((bags.rows >= 0) & (bags.rows < sum(ROWS.values()))).all()
        assert ((bags.places >= 0) & (bags.places <= 1)).all()
        assert (bags.take(np.arange(len(names))).rows == bags.rows).all()


def test_ngrams_are_counted_with_spaces_at_both_ends() -> None:
    lengths = np.diff(written(["Рим", "Rome", ""]).starts)
    # 3 letters; pairs and triples with the spaces around them: 4 and 3. An empty name has two spaces, one pair.
    assert list(lengths) == [3 + 4 + 3, 4 + 5 + 4, 1]
    assert LONGEST == 3


def test_the_vector_of_a_name_does_not_depend_on_the_others() -> None:
    names = ["Прага", "ปราก", "Prague", ""]
    together = biencoder().encode(names)
    alone = np.concatenate([biencoder().encode([name]) for name in names])
    assert together == pytest.approx(alone, abs=1e-5)
    assert np.linalg.norm(together[:3], axis=1) == pytest.approx(np.ones(3), abs=1e-4)


def test_a_damaged_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(model_path(MODEL), tmp_path / MODEL, ignore=shutil.ignore_patterns("recipe"))
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert isinstance(biencoder.__wrapped__(), BiEncoder)
    with (tmp_path / MODEL / "encoder.npz").open("ab") as file:
        file.write(b"0")
    with pytest.raises(ModelError, match="damaged"):
        biencoder.__wrapped__()


def test_weights_of_another_version_are_refused() -> None:
    with pytest.raises(ModelError, match="does not fit"):
        BiEncoder({"table": np.zeros((3, 2), np.float32)})


PAIRS = """name_a\tname_b\ttype\tsource
Вена\tVienna\tloc\tcldr
Киото\tKyoto\tloc\tcldr
เบราว์เซอร์\tbrowser\tword\tdictionary
เชียงใหม่\tChiang Mai\tloc\twof-th
"""


def test_recall_counts_names_by_group(tmp_path: Path) -> None:
    (tmp_path / "pairs.tsv").write_text(PAIRS, encoding="utf-8")
    pairs = read_pairs(tmp_path / "pairs.tsv")
    assert pairs[0] == Pair("Вена", "Vienna", "loc", "cldr")
    rankings: list[Similarity | None] = [None, SoundSimilarity()]
    for ranking in rankings:
        right = found(pairs, biencoder(), ranking)
        assert by_group(pairs, right) == {"all": (4, 4), "foreign": (2, 2), "native": (1, 1), "word": (1, 1)}


def test_a_file_without_pairs_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "other.tsv").write_text("name\nВена\n", encoding="utf-8")
    for path in (tmp_path / "other.tsv", tmp_path / "missing.tsv.gz"):
        with pytest.raises(SettingsError, match="columns name_a"):
            read_pairs(path)
