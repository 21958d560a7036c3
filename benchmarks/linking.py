"""Time and peak memory of linking many mentions of many names.

    python benchmarks/linking.py [--mentions 1000000] [--names 100000] [--pairs FILE...]

The names are those of tab-separated files of pairs (columns name_a, name_b, type; the file's name begins
with its two languages, as in `th-en.tsv`), and generated ones where these do not suffice. People have
two words, a thing has a name in each of two languages; each source is in one language and has 250 mentions.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.linking import link
from pipeline.linking.retrieval import read_pairs
from pipeline.origin import OriginMap
from pipeline.records import Document, Extraction, Mention, Source

PER_SOURCE = 250
SYLLABLES = (
    ("ba", "ба"), ("go", "го"), ("len", "лен"), ("mir", "мир"), ("sto", "сто"), ("ka", "ка"), ("rud", "руд"),
    ("vi", "ви"), ("tan", "тан"), ("po", "по"), ("zel", "зел"), ("nu", "ну"), ("fer", "фер"), ("ish", "иш"),
    ("do", "до"), ("pra", "пра"), ("lu", "лу"), ("gan", "ган"), ("te", "те"), ("shov", "шов"),
)  # fmt: skip

Thing = tuple[str, dict[str, str]]
"""Its kind, and its name by language."""


def generated() -> Iterator[Thing]:
    """People with an English and a Russian name of two words, all different."""
    for parts in itertools.product(SYLLABLES, repeat=4):
        words = {
            language: ["".join(pair[at] for pair in parts[half : half + 2]) for half in (0, 2)]
            for at, language in enumerate(("en", "ru"))
        }
        yield "person", {language: " ".join(words[language]).title() for language in words}


def things(paths: list[Path], count: int, random_numbers: random.Random) -> list[Thing]:
    """Things with two names each, `count` names in all."""
    known: list[Thing] = []
    for path in paths:
        languages = path.name.split(".")[0].split("-")
        for pair in read_pairs(path):
            names = dict(zip(languages, (pair.a, pair.b), strict=True))
            known.append(("person" if pair.kind == "per" else "place", names))
    random_numbers.shuffle(known)
    people = [names for kind, names in known if kind == "person"]
    full = [
        ("person", {language: f"{people[at - 1][language]} {name}" for language, name in names.items()})
        for at, names in enumerate(people)
        if people[at - 1].keys() == names.keys()
    ]
    others = [thing for thing in known if thing[0] != "person"]
    mixed = [thing for both in itertools.zip_longest(full, others) for thing in both if thing]
    return list(itertools.islice(itertools.chain(mixed, generated()), count // 2))


def sources(found: list[Thing], mentions: int, random_numbers: random.Random) -> Iterator[Extraction]:
    """Sources with mentions of things drawn at random."""
    by_language: dict[str, list[tuple[str, str]]] = {}
    for kind, names in found:
        for language, name in names.items():
            by_language.setdefault(language, []).append((kind, name))
    languages = sorted(by_language)
    weights = [len(by_language[language]) for language in languages]
    for number in range(mentions // PER_SOURCE):
        language = random_numbers.choices(languages, weights)[0]
        drawn = random_numbers.choices(by_language[language], k=PER_SOURCE)
        starts = itertools.accumulate((len(name) + 1 for _, name in drawn), initial=0)
        rows = [Mention(kind, at, at + len(name), name, language) for at, (kind, name) in zip(starts, drawn)]  # noqa: B905
        source = Source(f"s{number:06}", f"{number}.txt")
        yield Extraction(Document(source, "", "", OriginMap.identity(0)), mentions=tuple(rows))


def main() -> None:
    """Prints one line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--pairs", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    random_numbers = random.Random(1)
    read = list(sources(things(given.pairs, given.names, random_numbers), given.mentions, random_numbers))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begin, busy = time.perf_counter(), time.process_time()
    links = link(read)
    seconds, busy = time.perf_counter() - begin, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    mentions = sum(len(each.mentions) for each in read)
    print(f"{mentions:,} mentions, {given.names:,} names, {len(read):,} sources -> {len(links.entities):,} entities")
    print(f"{seconds:.1f} s ({busy:.1f} s of one processor), {peak:.0f} MB peak ({before:.0f} MB before linking)")


if __name__ == "__main__":
    main()
