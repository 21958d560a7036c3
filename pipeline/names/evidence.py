"""What the mentions of one name in a document say of its kind, each of them hears from the others.

A network that reads a window at a time may take Basra for a person in one sentence and for a place in the
next. Where a name stands again, in any inflected form, the log probabilities of its kinds are averaged over
all its mentions, so that a doubtful one follows those that are clear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.languages.russian.morphology import analyzer
from pipeline.names.decoding import Decoder, log_probabilities
from pipeline.names.words import nominative, script

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHARED = frozenset({"PERSON", "PLACE", "ORG", "EVENT"})
"""The labels that a name has throughout a document; what is a date in one place may be a number in another."""
WEIGHT = 0.7
"""How far a mention's own log probabilities go towards those of all mentions."""
GROWTH = 0.5
"""The exponent with which evidence grows by the number of mentions: they are not independent witnesses."""
LEAST = 0.01
"""No kind is less probable than this for one mention, so that no single one decides."""

Word = tuple[int, int, Hashable]
"""Start and end of a word in the text of its reading, and the key under which its forms meet."""


@dataclass(frozen=True)
class Reading:
    """A stretch of a document as the network read it: its words, its pieces and their scores (pieces, tags).

    `words` are in text order; `borders` are positions that no name crosses, `unended` those of words that no
    name ends with.
    """

    start: int
    language: str
    words: Sequence[Word]
    borders: Sequence[int]
    offsets: Sequence[tuple[int, int]]
    scores: NDArray[np.float32]
    unended: frozenset[int] = frozenset()

    def spans(self, decoder: Decoder) -> Iterator[tuple[str, int, int, float]]:
        """Kind, start, end and confidence of every span, in text order."""
        begins = frozenset(start for start, _, _ in self.words)
        return decoder.spans(self.offsets, self.scores, begins, self.borders, self.language, self.unended)


def share(readings: Sequence[Reading], decoder: Decoder) -> None:
    """Changes the scores of the readings of one document, where a name stands more than once in it."""
    import numpy as np

    places = list(_standing_again(readings, decoder))
    if not places:
        return
    name, first, last = (np.array(column) for column in zip(*places, strict=True))
    spread = _labels_of(decoder)
    kinds = [np.exp(log_probabilities(one.scores, decoder.temperature)) @ spread.T for one in readings]
    sums = np.cumsum(np.concatenate([np.zeros((1, len(spread))), *kinds]), axis=0)
    own = np.log(np.clip((sums[last] - sums[first]) / (last - first)[:, None], LEAST, 1.0))
    common = np.zeros((name.max() + 1, len(spread)))
    np.add.at(common, name, own)
    common *= np.bincount(name)[:, None] ** (GROWTH - 1.0)
    common -= np.logaddexp.reduce(common, axis=1, keepdims=True)
    changes = (common[name] - own) * WEIGHT * decoder.temperature
    moved = np.zeros((len(sums) - 1, len(spread)), np.float32)
    for change, start, end in zip(changes, first, last, strict=True):
        moved[start:end] = change
    for reading, start in zip(readings, _begins(readings), strict=True):
        reading.scores[:] += moved[start : start + len(reading.offsets)] @ spread


def _labels_of(decoder: Decoder) -> NDArray[np.float32]:
    """Which tags, by columns, belong to no name (the first row) and to each label that is shared."""
    import numpy as np

    labels = ["", *sorted(SHARED)]
    return np.array([[tag[2:] == label for tag in decoder.tags] for label in labels], np.float32)


def _begins(readings: Sequence[Reading]) -> list[int]:
    """How many pieces stand before each reading."""
    return list(accumulate((len(one.offsets) for one in readings), initial=0))[:-1]


def _standing_again(readings: Sequence[Reading], decoder: Decoder) -> Iterator[tuple[int, int, int]]:
    """Where names stand that do so more than once, and not within a longer name.

    Of each place the number of its name, and of all pieces its first and the one after its last.
    """
    found = [[(start, end) for kind, start, end, _ in one.spans(decoder) if kind != "date"] for one in readings]
    names: dict[Hashable, set[tuple[Hashable, ...]]] = defaultdict(set)
    for reading, spans in zip(readings, found, strict=True):
        starts, ends = [word[0] for word in reading.words], [word[1] for word in reading.words]
        for start, end in spans:
            first, last = bisect_left(starts, start), bisect_right(ends, end)
            if first < last and starts[first] == start and ends[last - 1] == end:
                name = tuple(key for _, _, key in reading.words[first:last])
                names[name[0]].add(name)
    longest_first = {key: sorted(some, key=len, reverse=True) for key, some in names.items()}
    places: dict[tuple[Hashable, ...], list[tuple[int, int]]] = defaultdict(list)
    for reading, spans, before in zip(readings, found, _begins(readings), strict=True):
        first_pieces, last_pieces = [piece[0] for piece in reading.offsets], [piece[1] for piece in reading.offsets]
        for name, start, end in _standing(reading.words, longest_first):
            first, last = bisect_right(last_pieces, start), bisect_left(first_pieces, end)
            if first < last and _is_apart(start, end, spans):
                places[name].append((before + first, before + last))
    for number, some in enumerate(some for some in places.values() if len(some) > 1):
        yield from ((number, first, last) for first, last in some)


def _standing(
    words: Sequence[Word], names: dict[Hashable, list[tuple[Hashable, ...]]]
) -> Iterator[tuple[tuple[Hashable, ...], int, int]]:
    """The names that stand among the words, the longest at each place, with their start and end."""
    keys = [key for _, _, key in words]
    at = 0
    while at < len(words):
        name = next((one for one in names.get(keys[at], ()) if tuple(keys[at : at + len(one)]) == one), None)
        if name:
            yield name, words[at][0], words[at + len(name) - 1][1]
        at += len(name or "-")


def _is_apart(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether no span touches the stretch, or one is just that."""
    at = bisect_right(spans, start, key=lambda span: span[1])
    return at == len(spans) or spans[at][0] >= end or spans[at] == (start, end)


@lru_cache(maxsize=100_000)
def key_of(word: str) -> Hashable:
    """What the forms of a word share: a Russian word's likeliest nominative, and how it is capitalized.

    >>> key_of("Шлезвига") == key_of("Шлезвиг"), key_of("Вера") == key_of("вера"), key_of("Austin")
    (True, False, 'Austin')
    """
    if script(word) != "Cyrillic":
        return word
    return word[0].isupper(), len(word) > 1 and word.isupper(), nominative(analyzer().parse(word)[0])
