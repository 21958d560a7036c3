"""One document speaks of one thing by one name: a name found once is found wherever it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.names.known import KnownNames
from pipeline.names.lexicon import Name
from pipeline.names.merge import PRIORITY
from pipeline.names.words import WORD, keys, script
from pipeline.records import Document, Mention, Sentence

SURE = 0.7
"""The confidence from which a name is looked for in the rest of its document."""
SPREAD = 0.5
"""The confidence of a name that was found only because it stands elsewhere in the document."""
SURNAME = 2.0
"""How many mentions of a surname alone one full name outweighs."""
SHORTEST = 4
"""Letters that a surname must have to be looked for without its first name."""


def one_kind_each(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with one kind for all that bear the same name: the one with the most confidence in all."""
    counts = Counter(key for mention in mentions for word in WORD.findall(mention.surface) for key in keys(word))
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    names = [_canonical(mention.surface, counts) for mention in mentions]
    for name, mention in zip(names, mentions, strict=True):
        votes[name][mention.kind] += mention.confidence
        if mention.kind == "person" and " " in mention.surface:
            votes[_canonical(mention.surface.split()[-1], counts)]["person"] += SURNAME * mention.confidence
    kinds = {name: min(kinds, key=lambda kind: (-kinds[kind], PRIORITY.index(kind))) for name, kinds in votes.items()}
    return [replace(mention, kind=kinds[name]) for name, mention in zip(names, mentions, strict=True)]


def _canonical(surface: str, counts: Counter[str]) -> str:
    """The name with each inflected word in the form that most of its forms in the document share."""
    words = WORD.findall(surface) if script(surface) == "Cyrillic" else [surface]
    return " ".join(max(keys(word), key=lambda key: (counts[key], key)) for word in words)


def found_again(document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of the sure names where they stand again, in any inflected form, and of surnames alone."""
    names = dict.fromkeys(_names(mentions))
    return KnownNames("document", lambda: names, SPREAD).recognize(document, sentences)


def _names(mentions: Iterable[Mention]) -> Iterator[Name]:
    for mention in mentions:
        if mention.confidence < SURE or mention.kind == "event":
            continue
        yield Name(mention.surface, mention.kind, safe=False)
        parts = mention.surface.split()
        if mention.kind == "person" and len(parts) > 1 and len(parts[-1]) >= SHORTEST and parts[-1].isalpha():
            yield Name(parts[-1], "person", safe=False)
