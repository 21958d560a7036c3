"""From the scores of pieces to flat spans: the best sequence of tags that is a legal one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.records import KIND_OF_LABEL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORBIDDEN = -1e4
INSIDE_WORD = {"th": 2.0}
"""What it costs, in log probability, to begin or end a span inside a word; elsewhere it is forbidden.
Thai words are a guess of the word splitter's dictionary, which a foreign name often defeats."""
AGAIN = {"PERSON": 2.0, "ORG": 1.5, "DATE": 2.0, "EVENT": 1.0}
"""What it costs to begin a name where another of its label has just ended: mostly it is one name. Places do
follow each other, in addresses."""

NEVER_LAST = {
    "en": re.compile("in|of|at|to|for|from|with|by|on|into|about|as|and|or|the|a|an"),
    "ru": re.compile("во?|на|со?|за|по|ко?|об?|от|из|у|до|для|при|над|под|без|через|про|между|и|или"),
    "th": re.compile("และ|หรือ|กับ"),
}
"""Small words, in small letters, that no name ends with: "Festival Hall in" is Festival Hall, «войну в» is войну."""

Piece = tuple[int, int]


class Decoder:
    """Viterbi decoding over tags such as O, B-PERSON, I-PERSON: an I follows its own B or I only."""

    def __init__(self, tags: Sequence[str], temperature: float = 1.0) -> None:
        import numpy as np

        self.tags = tuple(tags)
        self.temperature = temperature
        self.outside = self.tags.index("O")
        self.legal = np.zeros((len(tags), len(tags)), np.float32)
        self.within, self.opening, self.ending = (np.zeros_like(self.legal) for _ in range(3))
        for after, tag in enumerate(self.tags):
            for before, previous in enumerate(self.tags):
                continues = tag[:2] == "I-" and previous[2:] == tag[2:] and previous != "O"
                if tag[:2] == "I-" and not continues:
                    self.legal[before, after] = self.opening[before, after] = FORBIDDEN
                if tag[:2] == "B-" and previous[2:] == tag[2:]:
                    self.legal[before, after] = -AGAIN.get(tag[2:], 0.0)
                if previous != "O" and not continues:
                    self.ending[before, after] = FORBIDDEN
                # inside a word nothing begins, ends or changes
                same = continues or (tag == previous == "O")
                self.within[before, after] = 0.0 if same else -1.0

    def spans(
        self,
        offsets: Sequence[Piece],
        scores: NDArray[np.float32],
        words: frozenset[int],
        borders: Sequence[int],
        language: str,
        unended: frozenset[int] = frozenset(),
    ) -> Iterator[tuple[str, int, int, float]]:
        """Kind, start, end and confidence of every span, in text order.

        `scores` has the shape (pieces, tags), `words` holds the positions where words begin, `borders`
        those, in order, that no span crosses, and `unended` where words begin that no span ends with. The
        confidence is the mean probability of the span's label over its pieces.
        """
        import numpy as np

        if not len(offsets):
            return
        logs = log_probabilities(scores, self.temperature)
        begins = [start in words for start, _ in offsets]
        firsts = list(_firsts(offsets, borders))
        after = frozenset(_after(offsets, begins, unended))
        path = self._best(logs.copy(), begins, firsts, after, INSIDE_WORD.get(language, -FORBIDDEN))
        probabilities = np.exp(logs)
        at = 0
        while at < len(path):
            label = self.tags[path[at]][2:]
            last = at + 1
            while last < len(path) and self.tags[path[last]] == "I-" + label:
                last += 1
            if path[at] != self.outside and label in KIND_OF_LABEL:
                columns = [index for index, tag in enumerate(self.tags) if tag[2:] == label]
                confidence = float(probabilities[at:last][:, columns].sum(axis=1).mean())
                yield KIND_OF_LABEL[label], offsets[at][0], offsets[last - 1][1], min(confidence, 1.0)
            at = last

    def _best(
        self,
        logs: NDArray[np.float32],
        begins: Sequence[bool],
        firsts: Sequence[int],
        after: frozenset[int],
        cost: float,
    ) -> list[int]:
        """The tags of the best path; none ends just before the pieces of `after`."""
        import numpy as np

        # what continues a name after a border begins another: Omar in a list of names
        opening = {0, *firsts}
        for at in opening:
            for goes_on, tag in enumerate(self.tags):
                if tag[:2] == "I-":
                    begin = self.tags.index("B-" + tag[2:])
                    logs[at, begin] = np.logaddexp(logs[at, begin], logs[at, goes_on])
                    logs[at, goes_on] = FORBIDDEN
        score = logs[0]
        word, inside = self.legal, self.legal + np.float32(cost) * self.within
        back = np.empty(logs.shape, np.int64)
        for index in range(1, len(logs)):
            moves = score[:, None] + (self.opening if index in opening else word if begins[index] else inside)
            if index in after:
                moves += self.ending
            back[index] = moves.argmax(axis=0)
            score = moves.max(axis=0) + logs[index]
        if len(logs) in after:
            score = score + self.ending[:, self.outside]
        path = [int(score.argmax())]
        for index in range(len(logs) - 1, 0, -1):
            path.append(int(back[index, path[-1]]))
        return path[::-1]


def log_probabilities(scores: NDArray[np.float32], temperature: float) -> NDArray[np.float32]:
    """The log probability of every tag for every piece, of scores of the shape (pieces, tags)."""
    import numpy as np

    logs = scores / temperature
    found: NDArray[np.float32] = logs - np.logaddexp.reduce(logs, axis=1, keepdims=True)
    return found


def _after(offsets: Sequence[Piece], begins: Sequence[bool], words: frozenset[int]) -> Iterator[int]:
    """The index after the last piece of every one of the words."""
    inside = False
    for index, (start, _) in enumerate(offsets):
        if begins[index]:
            if inside:
                yield index
            inside = start in words
    if inside:
        yield len(offsets)


def _firsts(offsets: Sequence[Piece], borders: Sequence[int]) -> Iterator[int]:
    """The indices of the first piece after each border."""
    at = 0
    for border in borders:
        while at < len(offsets) and offsets[at][0] < border:
            at += 1
        if at < len(offsets):
            yield at
