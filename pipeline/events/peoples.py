"""States that a sentence names by their people: "the Dutch besieged …", "French troops", «турки», กองทัพโซเวียต.

Such words are no names and make no rows of the mentions table; the state behind them takes part all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable

from pipeline.records import Mention, Role, Sentence, Token
from pipeline.rule_files import read_rules

KIND = "people"
"""The kind of the mentions made here; they live no longer than the reading of their document."""
FILE = "peoples.yaml"
REACH = 5
"""Words from an adjective to the noun it describes: "British and French naval forces"."""
DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
NOUNS = frozenset({"NOUN", "PROPN"})
States = tuple[str, ...]


@dataclass(frozen=True)
class Peoples:
    """The words of a language for states by their people, each with the states that it may mean.

    A state is an ISO 3166-1 code or an English name. `adjectives` take part with a noun of `members` or `deeds` beside
    them ("French troops", "a French attack") or, after one of `collectives`, alone ("the French"); `peoples` by
    themselves. `compounds` begin words of two states ("Anglo-French"), `joiners` join two ("British and French").
    `groups` mean several states before one of `group_nouns` ("the Baltic states"). `capitals` says whether all these
    words begin with one.
    """

    adjectives: Mapping[str, States] = field(default_factory=dict)
    peoples: Mapping[str, States] = field(default_factory=dict)
    compounds: Mapping[str, States] = field(default_factory=dict)
    members: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    collectives: frozenset[str] = frozenset()
    groups: Mapping[str, tuple[States, ...]] = field(default_factory=dict)
    group_nouns: frozenset[str] = frozenset()
    capitals: bool = False
    joiners: frozenset[str] = frozenset()
    spaced: bool = True

    @classmethod
    def read(cls, folder: Traversable, joint: str, joiners: frozenset[str]) -> Peoples:
        """The words in a language's folder; none where it has no such file."""
        path = folder / FILE
        if not path.is_file():
            return cls()
        data = read_rules(path)
        rows = data["peoples"]
        return cls(
            {word: tuple(row["states"]) for row in rows for word in row.get("adjectives", ())},
            {word: tuple(row["states"]) for row in rows for word in row.get("peoples", ())},
            {word: tuple(states) for word, states in data["compounds"].items()},
            frozenset(data["members"]),
            frozenset(data["deeds"]),
            frozenset(data["collectives"]),
            {word: tuple(map(tuple, states)) for word, states in data.get("groups", {}).items()},
            frozenset(data.get("group_nouns", ())),
            data["capitals"],
            joiners,
            bool(joint),
        )


@dataclass(frozen=True, slots=True)
class People:
    """Tokens `start`..`end` and the states that they mean: for each, what it may be called.

    `alone` where the word is a people's and needs no noun.
    """

    start: int
    end: int
    states: tuple[States, ...]
    alone: bool

    def mention(self, sentence: Sentence) -> Mention:
        """The word as the rest of the detector sees names."""
        first, last = sentence.tokens[self.start], sentence.tokens[self.end - 1]
        surface = "".join(token.text for token in sentence.tokens[self.start : self.end])
        return Mention(KIND, first.start, last.end, surface, sentence.language)


def peoples_in(sentence: Sentence, known: Peoples, names: Sequence[Mention]) -> list[People]:
    """The states that the sentence names by their people, in text order, outside its `names`."""
    tokens = sentence.tokens
    free = [not any(name.start < token.end and token.start < name.end for name in names) for token in tokens]
    words = {word.start: word for word in _words(tokens, known) if all(free[word.start : word.end])}
    return [word for word in words.values() if all(word.states) and _takes_part(tokens, known, word, words)]


def parties(tokens: Sequence[Token], known: Peoples) -> list[States]:
    """The states that a word of two states names among the tokens: those of "the Anglo-Siamese Treaty of 1909"."""
    words = (_hyphenated(tokens, known, at) for at in range(len(tokens)))
    return [called for word in words if word is not None for called in word.states]


def of_states(roles: Iterable[Role], states: Mapping[int, tuple[States, ...]]) -> tuple[Role, ...]:
    """The roles, those of peoples as roles of their states; `states` has them by the index of the people's mention."""
    told: list[Role] = []
    for role in roles:
        if role.mention not in states:
            told.append(role)
        told += (replace(role, mention=-1, states=called) for called in states.get(role.mention, ()))
    return tuple(told)


def _words(tokens: Sequence[Token], known: Peoples) -> Iterator[People]:
    """The words of the lists, the longest at each place."""
    at = 0
    while at < len(tokens):
        word = _hyphenated(tokens, known, at) or _listed(tokens, known, at, 2) or _listed(tokens, known, at, 1)
        if word is not None:
            yield word
        at = word.end if word is not None else at + 1


def _listed(tokens: Sequence[Token], known: Peoples, at: int, length: int) -> People | None:
    written = " ".join(token.text for token in tokens[at : at + length])
    if at + length > len(tokens) or (known.capitals and not written[:1].isupper()):
        return None
    lemma = " ".join(token.lemma or token.text for token in tokens[at : at + length]).casefold()
    for form in (written.casefold(), lemma):
        if form in known.peoples and (written.casefold() != lemma or not _singular(known, tokens[at])):
            return People(at, at + length, (known.peoples[form],), True)
        if form in known.groups and _key(tokens, at + length) in known.group_nouns:
            return People(at, at + length, known.groups[form], True)
        if form in known.adjectives:
            return People(at, at + length, (known.adjectives[form],), False)
    return None


def _key(tokens: Sequence[Token], at: int) -> str:
    return (tokens[at].lemma or tokens[at].text).casefold() if at < len(tokens) else ""


def _singular(known: Peoples, token: Token) -> bool:
    """Whether a word in its dictionary form is one man of his people: «турок», where the lists hold that form."""
    return known.spaced and token.text.islower()


def _hyphenated(tokens: Sequence[Token], known: Peoples, at: int) -> People | None:
    """A word of two states, in one token or three: «англо-французский», "Anglo" "-" "French"."""
    first, hyphen, second = _key(tokens, at).partition("-")
    end = at + 1
    if not hyphen and at + 2 < len(tokens) and tokens[at + 1].text in "-–":
        second, end = tokens[at + 2].text.casefold(), at + 3
    if first in known.compounds and second in known.adjectives:
        return People(at, end, (known.compounds[first], known.adjectives[second]), False)
    return None


def _takes_part(tokens: Sequence[Token], known: Peoples, word: People, words: Mapping[int, People]) -> bool:
    if not known.spaced:  # Thai says first what is of the people; what stands there alone is the state itself
        before = tokens[word.start - 1] if word.start else None
        return before is None or before.text in known.members or before.tag not in NOUNS
    if len(word.states) > 1 and word.alone:  # a group, with its noun
        return True
    described = word.end < len(tokens) and (tokens[word.end].tag in DESCRIBING or tokens[word.end].text in "-–")
    if word.alone and not (described and tokens[word.start].tag == "ADJ"):  # «русские», but not «русские книги»
        return True
    at = word.end
    while at < min(len(tokens), word.end + REACH):
        key = _key(tokens, at)
        if key in known.members or key in known.deeds:
            return True
        joined = (key in known.joiners or key == ",") and at + 1 in words
        if not joined and at not in words and tokens[at].tag not in DESCRIBING:
            break
        at += 1
    return not described and word.start > 0 and tokens[word.start - 1].text.casefold() in known.collectives
