"""Averages the weights of taggers from one course of training, which reads new text better than the last of them.

python models/names/recipe/average.py OUT TAGGER...
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Saves the mean of the taggers' weights to OUT, for `export.py`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("taggers", type=Path, nargs="+")
    given = parser.parse_args()
    models = [torch.load(path, map_location="cpu")["model"] for path in given.taggers]
    mean = {name: sum(one[name].float() for one in models) / len(models) for name in models[0]}
    torch.save({"model": mean, "step": 0}, given.out)


if __name__ == "__main__":
    main()
