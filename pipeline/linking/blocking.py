"""Which names are worth comparing: an index of names by their consonants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from pipeline.linking.sounds import sounds

CLASSES = str.maketrans(
    {"b": "p", "f": "p", "d": "t", "z": "s", "x": "s", "c": "s", "j": "s", "q": "s", "g": "k", "l": "r", "h": None}
    | dict.fromkeys("aeiou")
)
"""Consonants that scripts confuse are one; vowels and h are left out."""
BEST = 10
"""How many candidates a name is compared with in earnest."""
CROWD = 4000
"""Names under one key beyond which the key says too little to be used."""

FEW = 2000
"""Names that one is compared with roughly: those under its rarest keys, which tell most."""

Item = TypeVar("Item", bound=Hashable)


@lru_cache(maxsize=1 << 17)
def skeleton(heard: str) -> str:
    """The classes of the consonants of a string of sounds: `istanbul` and `istambul` differ in one."""
    return heard.translate(CLASSES)


def keys(heard: str) -> Iterator[str]:
    """The skeleton, and the skeleton without each one of its consonants; short ones keep their vowels."""
    bare = skeleton(heard)
    if len(bare) < 2:
        yield f"={heard}"
        return
    yield bare
    if len(bare) > 2:
        yield from {bare[:at] + bare[at + 1 :] for at in range(len(bare))}


def parts(name: str) -> tuple[str, ...]:
    """What a name is looked up by: the sounds of the whole and of each of its longer words."""
    words = sounds(name)
    return tuple(dict.fromkeys(["".join(words), *(word for word in words if len(word) > 2)]))


def _weighed(heard: str) -> str:
    """The sounds and once more the consonants, so that these count for more in a plain edit distance."""
    return f"{heard} {skeleton(heard)}"


class Blocks(Generic[Item]):
    """Items by the sounds of their names."""

    def __init__(self, names: Iterable[tuple[Item, str]]) -> None:
        self._blocks: defaultdict[str, list[int]] = defaultdict(list)
        found = [(_weighed(heard), item, heard) for item, name in names for heard in parts(name)]
        found.sort(key=lambda row: row[0])  # once for all, so that rows in order are names in order
        self._heard = [weighed for weighed, _, _ in found]
        self._items = [item for _, item, _ in found]
        for row, (_, _, heard) in enumerate(found):
            for key in keys(heard):
                self._blocks[key].append(row)

    def near(self, name: str, least: float) -> Sequence[Item]:
        """The items whose names, or words of names, sound most like the name or a word of it.

        `least` is the share of letters that must agree by a plain edit distance, 0..1.
        """
        found: dict[Item, None] = {}
        for heard in parts(name):
            rows: set[int] = set()
            for block in sorted((self._blocks.get(key, ()) for key in keys(heard)), key=len):
                if len(block) <= CROWD and len(rows) < FEW:
                    rows.update(block)
            ordered = sorted(rows)
            close = process.extract(
                _weighed(heard),
                [self._heard[row] for row in ordered],
                scorer=Levenshtein.normalized_similarity,
                processor=None,
                limit=BEST,
                score_cutoff=least,
            )
            found.update((self._items[ordered[place]], None) for _, _, place in close)
        return tuple(found)
