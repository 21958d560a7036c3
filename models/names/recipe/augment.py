"""Writes annotated text anew with other names in the same places: slot filling from lists of names.

    python models/names/recipe/augment.py NAMES OUT FILE...

NAMES is a folder with th-en.train.tsv.gz and ru-en.train.tsv.gz (columns name_a, name_b, type). Thai
persons come from PyThaiNLP's lists and from the knowledge file. Russian text is left as it is: a name
put into it would have to be inflected.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
from pathlib import Path

from pythainlp import corpus
from views import views

from data import records, set_of
from pipeline.knowledge import load

SHARE = 0.6
"""The share of the persons and places that are replaced."""


def pairs(file: Path) -> list[dict[str, str]]:
    """The rows of a file of name pairs."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def pools(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Names by language and label."""
    latin = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?").fullmatch
    russian, thai = pairs(folder / "ru-en.train.tsv.gz"), pairs(folder / "th-en.train.tsv.gz")
    people = [row["name_b"] for row in russian if row["type"] == "per" and latin(row["name_b"])]
    given = sorted({*corpus.thai_male_names(), *corpus.thai_female_names()})
    rng = random.Random(0)
    native = [f"{rng.choice(given)} {one}" for one in sorted(corpus.thai_family_names())] + given
    people_known = [one for one in load().entries if one.kind_of_table == "person"]
    known = [name for one in people_known for _, name in one.all_names("th")]
    return {
        ("en", "PERSON"): people,
        ("en", "PLACE"): [row["name_b"] for row in russian if row["type"] == "loc" and latin(row["name_b"])],
        ("th", "PERSON"): native + known * 8,
        ("th", "PLACE"): [row["name_a"] for row in thai if row["type"] == "loc" and len(row["name_a"]) > 2],
    }


def other(surface: str, names: list[str], language: str, label: str, rng: random.Random) -> str:
    """A name instead of `surface`, of as many words as far as that goes."""
    if language == "en" and label == "PERSON" and " " in surface:
        middle = f" {rng.choice('ABCDEFGHJKLMPRSTW')}." if surface.count(" ") > 1 else ""
        return f"{rng.choice(names).split()[0]}{middle} {rng.choice(names).split()[-1]}"
    return rng.choice(names)


def filled(record: dict, source: str, names: dict, rng: random.Random) -> dict | None:
    """The record with other names, or None where none was replaced."""
    text, parts, entities, at, changed = record["text"], [], [], 0, False
    for start, end, label in next(views(record, source)).spans:
        surface = text[start:end]
        pool = names.get((record["lang"], label))
        if pool and len(surface) > 2 and not surface.isupper() and rng.random() < SHARE:
            surface, changed = other(surface, pool, record["lang"], label, rng), True
        parts += [text[at:start], surface]
        begin = sum(map(len, parts[:-1]))
        entities.append({"start": begin, "end": begin + len(surface), "label": label})
        at = end
    if not changed:
        return None
    return {"lang": record["lang"], "text": "".join([*parts, text[at:]]), "entities": entities}


def main() -> None:
    """Writes OUT/SET.augmented.jsonl.gz for every set among the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    names, rng = pools(given.names), random.Random(given.seed)
    given.out.mkdir(parents=True, exist_ok=True)
    rows: dict[str, list[dict]] = {}
    for path in given.files:
        for record in records(path):
            if record["lang"] != "ru" and (row := filled(record, set_of(path), names, rng)):
                rows.setdefault(set_of(path), []).append(row)
    for source, found in rows.items():
        with gzip.open(given.out / f"{source}.augmented.jsonl.gz", "wt", encoding="utf-8") as out:
            for row in found:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        print(f"{source}: {len(found)} records")


if __name__ == "__main__":
    main()
