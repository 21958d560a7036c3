"""How well a similarity finds a name among all names of another language: recall at 1."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.errors import SettingsError
from pipeline.linking.forms import LANGUAGE_OF_SCRIPT
from pipeline.linking.heads import part
from pipeline.linking.normalize import script
from pipeline.linking.similarity import LEARNED, Encoder, Similarity

CANDIDATES = 50
"""How many of the encoder's nearest names are ranked again."""
PARTED = 0.02
"""Taken off where two names are alike only without their general nouns."""
CHUNK = 512
"""Names that are looked up at once."""
COLUMNS = ("name_a", "name_b", "type", "source")
THAI_GAZETTEERS = ("wof-th", "thai-province")
"""Sources of names of Thailand's own places."""


@dataclass(frozen=True)
class Pair:
    """Two names of one thing, in two languages; `kind` and `source` say what it is and who says so."""

    a: str
    b: str
    kind: str
    source: str

    @property
    def group(self) -> str:
        """`word` for a common noun, `native` for a place of Thailand, else `foreign`."""
        if self.kind == "word":
            return "word"
        return "native" if any(name in self.source for name in THAI_GAZETTEERS) else "foreign"


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a tab-separated file with the columns name_a, name_b, type and source, packed or not."""
    try:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Pair(*(row[column] for column in COLUMNS)) for row in rows]
    except (OSError, EOFError, KeyError, UnicodeDecodeError) as error:
        remedy = f"Give a tab-separated file with the columns {', '.join(COLUMNS)}"
        raise SettingsError(f"{path} cannot be read as pairs of names ({error})", remedy) from error


def bare(name: str) -> str:
    """The name of a place without its general noun (`о-в Святой Елены`); other names as they are."""
    parted = part(name, LANGUAGE_OF_SCRIPT.get(script(name), ""), "place")
    return parted.rest if parted.head else name


def found(pairs: Sequence[Pair], encoder: Encoder, rules: Similarity | None, share: float = LEARNED) -> dict[str, bool]:
    """Whether each left name's best partner among all right names is one of its own.

    The encoder's nearest names are ranked again by its products and the scores of `rules`, where these
    are given; `share` is what the encoder counts. Names are compared as they are and without general nouns.
    """
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        partners[pair.a].add(pair.b)
    targets = sorted({pair.b for pair in pairs})
    bare_targets = [bare(name) for name in targets]
    vectors, bare_vectors = encoder.encode(targets), encoder.encode(bare_targets)
    right: dict[str, bool] = {}
    asked = sorted(partners)
    few = min(CANDIDATES, len(targets))
    for at in range(0, len(asked), CHUNK):
        chunk = asked[at : at + CHUNK]
        bare_chunk = [bare(name) for name in chunk]
        products = encoder.encode(chunk) @ vectors.T
        products = np.maximum(products, encoder.encode(bare_chunk) @ bare_vectors.T - PARTED)
        near = np.sort(np.argpartition(-products, few - 1, axis=1)[:, :few], axis=1)  # of equals, the first by name
        for name, rest, places, own in zip(chunk, bare_chunk, near, products, strict=True):
            scores = own[places]
            if rules is not None:
                whole = rules.scores([((name, ""), (targets[place], "")) for place in places])
                parted = rules.scores([((rest, ""), (bare_targets[place], "")) for place in places])
                heard = np.maximum(np.array(whole), np.array(parted) - PARTED)
                scores = share * scores.clip(0) + (1 - share) * heard
            right[name] = targets[places[scores.argmax()]] in partners[name]
    return right


def by_group(pairs: Iterable[Pair], right: dict[str, bool]) -> dict[str, tuple[int, int]]:
    """For each group of names, and for all, how many were found and how many were looked for."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        groups[pair.group].add(pair.a)
        groups["all"].add(pair.a)
    return {group: (sum(map(right.__getitem__, names)), len(names)) for group, names in sorted(groups.items())}
