"""Projects the names of parallel English and Russian sentences onto their Thai translations.

    python models/names/recipe/project.py PUD.jsonl.gz OUT.jsonl.gz

A Thai run of words that sounds like the English or the Russian name takes its label. Sentences in
which some name finds no such run are left out, and so are those with two names that want one run.
"""

from __future__ import annotations

import argparse
import gzip
import json
from itertools import product
from pathlib import Path

import numpy as np

from pipeline.linking.biencoder import biencoder
from pipeline.names.gazetteer import territories

LONGEST = 7
"""Words of a name at most."""
ALIKE = 0.62
"""The cosine from which a run of words is taken for the name."""
MARGIN = 0.04
"""A shorter run must sound so much better than a longer one that holds it."""


def runs(words: list[str], text: str) -> list[tuple[int, int]]:
    """Start and end in the text of every run of up to LONGEST words that begins and ends with letters."""
    places, at = [], 0
    for word in words:
        at = text.index(word, at)
        places.append((at, at + len(word)))
        at += len(word)
    found = []
    for first, length in product(range(len(places)), range(1, LONGEST + 1)):
        if first + length <= len(places):
            start, end = places[first][0], places[first + length - 1][1]
            if text[start].isalpha() and (text[end - 1].isalpha() or "\u0e00" < text[end - 1] < "\u0e7f"):
                found.append((start, end))
    return found


def projected(record: dict) -> list[dict] | None:
    """The entities of the Thai sentence, or None where not every name is found."""
    text, english = record["th"]["text"], record["en"]
    names = [(english["text"][one["start"] : one["end"]], one["label"]) for one in english["entities"]]
    spans = runs(record["th"]["tokens"], text)
    if not names or not spans:
        return [] if not names else None
    encoder = biencoder()
    other = [record["ru"]["text"][one["start"] : one["end"]] for one in record["ru"]["entities"]]
    russian = encoder.encode(other) if other else np.zeros((1, 1), np.float32)
    thai, latin = encoder.encode([text[a:b] for a, b in spans]), encoder.encode([name for name, _ in names])
    found: dict[tuple[int, int], str] = {}
    for row, (name, label) in zip(latin, names, strict=True):
        likeness = thai @ row
        if other:
            # the Russian name that goes with the English one, as a second ear
            pairs = russian @ row
            if pairs.max() > ALIKE:
                likeness = np.maximum(likeness, thai @ russian[pairs.argmax()])
        best = int(np.argmax(likeness))
        if likeness[best] < ALIKE or len(name) < 3:
            return None
        longer = [
            at
            for at, (a, b) in enumerate(spans)
            if a <= spans[best][0] and b >= spans[best][1] and likeness[at] > likeness[best] - MARGIN
        ]
        chosen = max(longer, key=lambda at: (likeness[at], spans[at][1] - spans[at][0]))
        if any(a < spans[chosen][1] and spans[chosen][0] < b for a, b in found):
            return None
        surface = text[slice(*spans[chosen])]
        found[spans[chosen]] = "PLACE" if surface in territories() else label
    return [{"start": a, "end": b, "label": label} for (a, b), label in sorted(found.items())]


def main() -> None:
    """Writes the sentences whose names were all found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    kept = total = 0
    with (
        gzip.open(given.file, "rt", encoding="utf-8") as lines,
        gzip.open(given.out, "wt", encoding="utf-8") as out,
    ):
        for line in lines:
            record = json.loads(line)
            total += 1
            entities = projected(record) if record["th"] else None
            if entities is not None:
                kept += 1
                row = {"lang": "th", "text": record["th"]["text"], "entities": entities}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(f"{kept} of {total} sentences projected")


if __name__ == "__main__":
    main()
