"""One document speaks of one thing by one name: a name found once is found wherever it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.names.gazetteer import ordinary_thai, territories
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
TERRITORY = 0.5
"""The same where the surname is a country's name too: Mendès France, Michael Jordan."""
SHORTEST = 4
"""Letters that a part of a name must have to be looked for without the others."""
MODELS = frozenset({"encoder", "spacy", "thainer"})
"""Recognizers whose kind of a lone word yields to that of the full name which begins with it."""
WELL_KNOWN = 0.8
"""The confidence from which a lone word's own kind stands against all that: more than a city of the gazetteer has."""
_RULER = re.compile(r"(\w+)(?: [IVXL]+$| [IVXL]+ | the )|(\w[\w\u0e30-\u0e4e]*?)ที่\s?\d+$")


def one_kind_each(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with one kind for all that bear the same name: the one with the most confidence in all."""
    counts = Counter(key for mention in mentions for word in WORD.findall(mention.surface) for key in keys(word))
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    names = [_canonical(mention.surface, counts) for mention in mentions]
    well_known = {
        name
        for name, mention in zip(names, mentions, strict=True)
        if mention.recognizer not in MODELS and mention.confidence >= WELL_KNOWN
    }
    for name, mention in zip(names, mentions, strict=True):
        votes[name][mention.kind] += mention.confidence
        if mention.kind == "person" and " " in mention.surface:
            surname = mention.surface.split()[-1]
            weight = TERRITORY if surname in territories() else SURNAME
            votes[_canonical(surname, counts)]["person"] += weight * mention.confidence
            first = _canonical(mention.surface.split()[0], counts)
            if first not in well_known or _RULER.match(mention.surface):
                votes[first]["person"] += SURNAME * mention.confidence
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
        # an unsafe Thai name would not be found at all
        safe = script(mention.surface) == "Thai" and mention.surface not in ordinary_thai()
        yield Name(mention.surface, mention.kind, safe)
        if mention.kind == "person":
            for part in _short_forms(mention.surface):
                if len(part) >= SHORTEST and not any(letter.isdigit() for letter in part):
                    yield Name(part, "person", script(part) == "Thai" and part not in ordinary_thai())


def _short_forms(name: str) -> Iterator[str]:
    """What a person is called for short: the surname, and a ruler's first name without the number."""
    parts = name.split()
    if len(parts) > 1:
        yield parts[-1]
    if ruler := _RULER.match(name):
        yield ruler[1] or ruler[2]
