"""The scores of the benchmark of events, on the examples of the papers that define them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.append(str(BENCHMARKS))  # benchmarks import each other by name


def load(name):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


scores = load("coreference")


def clusters(picture):
    return [set(letters) for letters in picture.split()]


# Pradhan et al. 2014, section 4 (the first); Bagga and Baldwin 1998 (the second and third), CEAFe reckoned by hand
EXAMPLES = [
    ("abc defg", "ab cd fghi", "MUC", 2 / 5, 2 / 5),
    ("abc defg", "ab cd fghi", "B³", 1 / 2, 5 / 12),
    ("abc defg", "ab cd fghi", "CEAFe", 1.3 / 3, 1.3 / 2),
    ("12345 67 89ABC", "12345 6789ABC", "MUC", 9 / 10, 1),
    ("12345 67 89ABC", "12345 6789ABC", "B³", 16 / 21, 1),
    ("12345 67 89ABC", "12345 6789ABC", "CEAFe", (1 + 10 / 12) / 2, (1 + 10 / 12) / 3),
    ("12345 67 89ABC", "1234589ABC 67", "MUC", 9 / 10, 1),
    ("12345 67 89ABC", "1234589ABC 67", "B³", 7 / 12, 1),
]


@pytest.mark.parametrize(("gold", "found", "metric", "precision", "recall"), EXAMPLES)
def test_textbook(gold, found, metric, precision, recall):
    score = scores.METRICS[metric](clusters(gold), clusters(found))
    assert (score.precision, score.recall) == pytest.approx((precision, recall))


def test_alignment_is_the_best_one_not_the_first():
    """The pair that shares most is not in the best alignment."""
    score = scores.ceaf_e(clusters("abcd ef"), clusters("abcef d"))
    assert score.right == pytest.approx(max(2 * 3 / 9, 2 * 2 / 7 + 2 * 1 / 5))


def test_conll_is_the_mean_of_the_three():
    each = {name: metric(clusters("abc defg"), clusters("ab cd fghi")) for name, metric in scores.METRICS.items()}
    assert scores.conll(each) == pytest.approx((0.4 + 5 / 11 + 0.52) / 3)


partitions = st.lists(st.integers(0, 4), min_size=2, max_size=12).map(
    lambda owners: [{at for at, owner in enumerate(owners) if owner == one} for one in sorted(set(owners))]
)


@given(partitions, partitions)
def test_of_any_clusters(gold, found):
    for name, metric in scores.METRICS.items():
        forth, back = metric(gold, found), metric(found, gold)
        assert 0 <= forth.precision <= 1 + 1e-9 and 0 <= forth.recall <= 1 + 1e-9
        assert (forth.precision, forth.recall) == pytest.approx((back.recall, back.precision)), name
    assert scores.b_cubed(gold, gold).f1 == pytest.approx(1)
    assert scores.ceaf_e(gold, gold).f1 == pytest.approx(1)


def test_triggers():
    benchmark = load("events")
    gold, found = [(0, 4), (10, 14), (20, 26)], [(0, 4), (12, 15), (13, 16), (40, 44)]
    same, near = benchmark.exact(gold, found), benchmark.overlapping(gold, found)
    assert (same.precision, same.recall) == pytest.approx((1 / 4, 1 / 3))
    assert (near.precision, near.recall) == pytest.approx((2 / 4, 2 / 3))
