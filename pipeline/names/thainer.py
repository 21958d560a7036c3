"""PyThaiNLP's conditional random field for Thai names, opened directly.

`pythainlp.tag.NER` asks for versions of the model that its wheel does not hold; the wheel does hold
version 1.5.1. Its features are those of `pythainlp.tag.thainer`, under the names the model was
trained with (`word.prepostag`, `word.isdigit()`), and its parts of speech are those of LST20, for
which the tags of the Thai Universal Dependency corpus are mapped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from pipeline.names.conventions import conventions
from pipeline.records import Document, Mention, Sentence

KINDS = {"PERSON": "person", "LOCATION": "place", "ORGANIZATION": "organization"}
"""The labels that are used; LAW is not, because it runs over whole clauses."""
LST20 = {
    "NOUN": "NN",
    "PROPN": "NN",
    "VERB": "VV",
    "ADJ": "AJ",
    "DET": "AJ",
    "ADV": "AV",
    "AUX": "AX",
    "CCONJ": "CC",
    "SCONJ": "CC",
    "PART": "PA",
    "PRON": "PR",
    "ADP": "PS",
    "PUNCT": "PU",
    "SYM": "PU",
    "NUM": "NU",
    "CLAS": "CL",
    "X": "XX",
}
"""LST20's parts of speech for the universal ones."""
MODEL = "thainer_crf_1_5_1.model"
PRECISION = {"person": 0.6, "place": 0.5, "organization": 0.45}
"""Exact precision on the development set of Thai-NNER, where a person's title counts as part of the name."""
HEADED = 0.7
"""That of an organization which begins with a word for one (พรรค, ธนาคาร, ...)."""
LONGEST = 8
"""A span of more words is a clause that ran away."""

PREPOSITIONS = frozenset({"ใน", "จาก", "และ", "กับ", "หรือ", "ถึง", "โดย"})
"""Words that end a place's name; ที่, แห่ง and ของ may well stand within one."""

Features = dict[str, str | bool]


@cache
def _load() -> Any:
    from importlib.resources import files

    from pycrfsuite import Tagger

    tagger = Tagger()
    tagger.open(str(files("pythainlp.corpus") / MODEL))
    return tagger


class ThaiNames:
    """The tagger `thainer`, sentence by sentence."""

    name = "thainer"
    languages = frozenset({"th"})

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """The names of the Thai sentences."""
        text = document.readable
        found = []
        for sentence in sentences:
            if sentence.language not in self.languages or not sentence.tokens:
                continue
            words = list(_words(text, sentence))
            labels = _load().tag(_features([word for _, word, _ in words], [tag for _, _, tag in words]))
            for label, first, last in _spans(labels):
                if KINDS.get(label) == "place":
                    last = _before_preposition(words, first, last)
                first = _after_loose_part(words, first, last)
                while first < last and _is_loose(words[first][1]):
                    first += 1
                while first < last and _is_loose(words[last][1]):
                    last -= 1
                surfaces = [word for _, word, _ in words[first : last + 1]]
                kind = KINDS.get(label, "")
                if kind and _is_plausible(kind, surfaces):
                    start, end = words[first][0], words[last][0] + len(words[last][1])
                    surface = text[start:end]
                    headed = kind == "organization" and surface.startswith(conventions("th").heads)
                    confidence = HEADED if headed else PRECISION[kind]
                    found.append(Mention(kind, start, end, surface, sentence.language, confidence, self.name))
        return found


def _after_loose_part(words: Sequence[tuple[int, str, str]], first: int, last: int) -> int:
    """Where the name begins if what stands before its last white space has a function word, else `first`."""
    if words[first][1] in conventions("th").titles:
        return first  # a first name may well be a function word
    spaces = [at for at in range(first, last) if words[at][1].isspace()]
    if spaces and any(_is_loose(words[at][1]) and not words[at][1].isspace() for at in range(first, spaces[-1])):
        return spaces[-1] + 1
    return first


def _before_preposition(words: Sequence[tuple[int, str, str]], first: int, last: int) -> int:
    """Where a place ends that another follows: เซติฟ|ในแอลจีเรีย."""
    inside = (at for at in range(first + 1, last + 1) if words[at][1] in PREPOSITIONS)
    return next(inside, last + 1) - 1


def _is_loose(word: str) -> bool:
    """Whether a word at the edge of a name is none of it: white space or a function word."""
    from pythainlp.corpus import thai_stopwords

    return word.isspace() or word in thai_stopwords()


def _is_plausible(kind: str, words: Sequence[str]) -> bool:
    """Whether a span is short enough, and an organization begins with a word for one or has a word of its own."""
    from pythainlp.corpus import thai_orst_words

    if len(words) > LONGEST or any("\n" in word for word in words):
        return False
    heads = conventions("th").heads
    own = [word for word in words if not word.isspace() and word not in heads]
    if kind == "person":
        return bool(own) and not _has_title(words) and (len(own) > 1 or own[0] not in thai_orst_words())
    if kind == "place":
        return any(word not in thai_orst_words() for word in own)
    if _has_title(words):
        return False
    return bool(own) and ("".join(words).startswith(heads) or own[0] not in thai_orst_words())


def _has_title(words: Sequence[str]) -> bool:
    """Whether another person's title stands within the span, so that it runs over more than one name."""
    titles = conventions("th").titles
    return any(words[at] in titles and words[at - 1] not in titles for at in range(1, len(words) - 1))


def _words(text: str, sentence: Sentence) -> Iterator[tuple[int, str, str]]:
    """The (start, text, part of speech in LST20) of the sentence's tokens and of the white space between them."""
    at = sentence.start
    for token in sentence.tokens:
        if token.start > at:
            yield at, text[at : token.start], LST20["PUNCT"]
        yield token.start, token.text, LST20.get(token.tag, LST20["NOUN"])
        at = token.end


def _features(words: Sequence[str], tags: Sequence[str]) -> list[Features]:
    columns = [_of_word(word) for word in words]
    rows: list[Features] = []
    for at, (word, tag) in enumerate(zip(words, tags, strict=True)):
        row: Features = {"word.word": word, "postag": tag}
        row |= {"word." + key.replace("isdigit", "isdigit()"): True for key in columns[at]}
        if word.isdigit() and len(word) == 5:
            row["word.islen5"] = True
        if at:
            row |= {"word.prevword": words[at - 1], "word.prepostag": tags[at - 1]}
            row |= {"word.prev" + key.replace("isdigit", "wordisdigit"): True for key in columns[at - 1]}
        else:
            row["BOS"] = True
        if at < len(words) - 1:
            row |= {"word.nextword": words[at + 1], "word.nextpostag": tags[at + 1]}
            row |= {"word.next" + key.replace("isdigit", "wordisdigit"): True for key in columns[at + 1]}
        else:
            row["EOS"] = True
        rows.append(row)
    return rows


def _of_word(word: str) -> list[str]:
    from pythainlp.corpus import thai_stopwords
    from pythainlp.util import is_thai

    tests = {
        "stopword": word in thai_stopwords(),
        "isthai": is_thai(word),
        "isspace": word.isspace(),
        "isdigit": word.isdigit(),
    }
    return [key for key, holds in tests.items() if holds]


def _spans(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """The (label, first, last) of the runs that B- opens and I- continues."""
    first = -1
    for at, label in enumerate(labels):
        if label.startswith("B-"):
            first = at
        continues = at + 1 < len(labels) and labels[at + 1] == "I-" + label[2:]
        if first >= 0 and label != "O" and not continues:
            yield label[2:], first, at
            first = -1
