"""Quality floors on annotated prose, where the data lies beside the checkout: a change may not lower them silently."""

import importlib.util
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "dates"


def load_benchmark():
    name = "benchmark_of_dates"
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / "dates.py")
    sys.modules[name] = importlib.util.module_from_spec(spec)  # its dataclasses look themselves up there
    spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


benchmark = load_benchmark()

FLOORS = """
wikiwars_01_16.en  strict  0.915
wikiwars_01_16.en  relaxed 0.955
wikiwars_01_16.en  value   0.93
nerel_spans.ru     strict  0.90
nerel_spans.ru     relaxed 0.93
nerel_spans.ru     recall  0.99
nerel_spans.ru     alone   0.98
thainer_spans.th   relaxed 0.93
thainer_spans.th   recall  0.99
thainer_spans.th   alone   0.955
"""


@cache
def score(name):
    return benchmark.score(DATA / f"{name}.jsonl.gz", benchmark.ours)


@pytest.mark.skipif(not DATA.exists(), reason="the annotated data is not here")
@pytest.mark.parametrize("line", FLOORS.strip().splitlines())
def test_floor(line):
    name, figure, floor = line.split()
    result = score(name)
    figures = {
        "strict": benchmark.f1(result.strict, result.found, result.gold),
        "relaxed": benchmark.f1(result.relaxed, result.found, result.gold),
        "value": benchmark.f1(result.values_right, result.values_found, result.values_gold),
        "recall": result.values_recalled / result.values_gold,
        "alone": result.values_right / result.values_gold,
    }
    assert figures[figure] >= float(floor)
