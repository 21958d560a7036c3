"""Averages the weights of taggers from one course of training, which reads new text better than the last of them.

python models/names/recipe/average.py OUT TAGGER... [--shares SHARE...]
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
    parser.add_argument("--shares", type=float, nargs="+", help="of each tagger in the mean; default: the same of all")
    given = parser.parse_args()
    shares = given.shares or [1 / len(given.taggers)] * len(given.taggers)
    if len(shares) != len(given.taggers):
        parser.error("give a share for each tagger")
    models = [torch.load(path, map_location="cpu")["model"] for path in given.taggers]
    mean = {
        name: sum(share * one[name].float() for share, one in zip(shares, models, strict=True)) for name in models[0]
    }
    torch.save({"model": mean, "step": 0}, given.out)


if __name__ == "__main__":
    main()
