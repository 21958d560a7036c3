"""Scores finished tables against a folder of gold annotation.

    python benchmarks/quality.py data/out tests/gold

Prints the F1 of names and dates for each document and for all, and of links and events for all documents
together; `--mistakes` lists what is wrong. What counts as right: see pipeline/quality.py.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline import read_tables
from pipeline.quality import Quality


def main() -> None:
    """Prints the figures as a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--mistakes", action="store_true", help="list what is wrong, too")
    given = parser.parse_args()
    quality = Quality(read_tables(given.tables), given.gold)
    figures = quality.figures().pivot(index="measure", columns="document", values="f1")
    figures = figures.loc[["names", "dates", "links", "events"], [*quality.documents, "all"]]
    print("F1      " + "".join(f"{document:>8}" for document in figures))
    for measure, row in figures.iterrows():
        print(f"{measure:8}" + "".join(f"{value:8.3f}" if value == value else f"{'':8}" for value in row))
    if given.mistakes:
        print(quality.mistakes().to_csv(sep="\t", index=False), end="")


if __name__ == "__main__":
    main()
