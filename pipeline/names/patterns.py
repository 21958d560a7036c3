"""Names that their own words give away: the Treaty of X, «битва при X», ยุทธการ X, King X.

The rules are data (`names.yaml` of each language pack). A rule reads plain text; in Thai, which does
not separate words, it reads text in which every word is followed by a mark that tells its class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import regex  # type: ignore[import-untyped]

from pipeline.names.conventions import Conventions, Rule, conventions
from pipeline.names.gazetteer import territories
from pipeline.names.recognizer import Recognizer
from pipeline.names.words import forms
from pipeline.records import Document, Mention, Sentence, Token

STOP, VERB, COMMON, PROPER = "\x1c", "\x1d", "\x1e", "\x1f"
"""The marks after a Thai word: function word, verb, other ordinary word, word of no dictionary or a known name."""
SHORTEST_VERB = 4
"""Letters from which a verb is taken for one: shorter ones are often pieces of a foreign name."""
_MARKS = f"[{STOP}{VERB}{COMMON}{PROPER}]"
_THAI_LETTER = regex.compile("[\u0e01-\u0e4e]")
_CONSONANT = regex.compile("[\u0e01-\u0e2e]")
_FUNCTIONS = frozenset({"ADP", "AUX", "CCONJ", "DET", "PRON", "SCONJ"})
_BRACES = regex.compile(r"(?<!\\p)\{([A-Za-z]+)\}")


class PatternNames:
    """The recognizer `patterns`. The names that `known` finds count as proper words in Thai patterns."""

    name = "patterns"
    languages = frozenset({"en", "ru", "th"})

    def __init__(self, known: Sequence[Recognizer] = (), confidence: float = 0.85) -> None:
        self.confidence = confidence
        self.known = known

    def recognize(self, document: Document, sentences: Sequence[Sentence]) -> list[Mention]:
        """What the rules of each sentence's language find in it; where they overlap, all of it."""
        text = document.readable
        found = []
        for sentence in sentences:
            rules = compiled(sentence.language)
            if not rules:
                continue
            words, offsets, known = self._read(document, text, sentence)
            tags = {token.start: token.tag for token in sentence.tokens}
            for rule, pattern in rules:
                for first, last in _matches(pattern, words):
                    start, end = offsets[first], offsets[last]
                    if rule.kind == "person":
                        end = _before_other(text, start, end, known)
                    if start < end and (not rule.opens or tags.get(start) in rule.opens):
                        surface = text[start:end]
                        found.append(
                            Mention(rule.kind, start, end, surface, sentence.language, self.confidence, self.name)
                        )
        return sorted(set(found), key=lambda mention: (mention.start, -mention.end, mention.kind))

    def _read(self, document: Document, text: str, sentence: Sentence) -> tuple[str, Sequence[int], Sequence[Mention]]:
        """What the patterns read, the position of each of its characters and of its end, and the known names."""
        if sentence.language != "th":
            # rules have single spaces, and a wrapped text ends its lines in the midst of names
            line = text[sentence.start : sentence.end].replace("\n", " ")
            return line, range(sentence.start, sentence.end + 1), ()
        names = [mention for known in self.known for mention in known.recognize(document, [sentence])]
        return *_with_marks(text, sentence, names), names


def _before_other(text: str, start: int, end: int, known: Sequence[Mention]) -> int:
    """The end of a Thai person's name that begins at `start`, before a known name of a place and the like.

    It is `start` where a country opens the name: it belongs to the office before it.
    """
    for name in known:
        if name.start == start and name.end < end and name.surface in territories():
            return start
        if start < name.start < end and name.kind != "person" and text[name.start - 1].isspace():
            return len(text[: name.start].rstrip())
    return end


def _with_marks(text: str, sentence: Sentence, names: Sequence[Mention]) -> tuple[str, list[int]]:
    pieces: list[str] = []
    offsets: list[int] = []
    at = sentence.start
    for number, token in enumerate(sentence.tokens):
        inside = any(name.start < token.end and token.start < name.end for name in names)
        mark = PROPER if inside else _class(sentence.tokens, number)
        pieces += [text[at : token.end], mark]
        # the mark itself stands where the word ends
        offsets += [*range(at, token.end), token.end]
        at = token.end
    return "".join(pieces), [*offsets, at]


def _class(tokens: Sequence[Token], number: int) -> str:
    """The mark of a token by PyThaiNLP's word lists and the pack's part of speech."""
    from pythainlp.corpus import thai_orst_words, thai_stopwords, thai_words

    word, tag = tokens[number].text, tokens[number].tag
    if _is_fragment(tokens, number) or _is_fragment(tokens, number + 1):
        return PROPER
    if word in thai_stopwords() or (tag in _FUNCTIONS and word in thai_words()):
        return STOP
    if word in conventions("th").breaks or (word in thai_words() and tag == "VERB" and len(word) >= SHORTEST_VERB):
        return VERB
    if len(word) < 2 or not any(letter.isalpha() for letter in word) or word in thai_orst_words():
        return COMMON
    return COMMON if word in thai_words() and tag != "PROPN" else PROPER


def _is_fragment(tokens: Sequence[Token], number: int) -> bool:
    """Whether a token is a single consonant that a word no dictionary has left behind: ออก|ซ|ฟอร์ด."""
    if not 0 < number < len(tokens) or not _CONSONANT.fullmatch(tokens[number].text):
        return False
    followed = number + 1 < len(tokens) and tokens[number + 1].text == "."
    return tokens[number - 1].end == tokens[number].start and not followed


def _matches(pattern: Any, words: str) -> Iterator[tuple[int, int]]:
    """The spans that a pattern finds, from the start of a word to the end of one."""
    for match in pattern.finditer(words, overlapped=True):
        start, end = match.span()
        marked = bool(words) and words[-1] in _MARKS
        before = words[start - 1 : start]
        if before.isalnum() or (marked and before not in _MARKS and not before.isspace()):
            continue
        while marked and end > start and words[end - 1] in _MARKS:
            end -= 1
        if marked and words[end : end + 1] not in _MARKS:
            continue
        if start < end:
            yield start, end


@cache
def compiled(language: str) -> tuple[tuple[Rule, Any], ...]:
    """The rules of a language with their compiled patterns."""
    known = conventions(language)
    macros = _macros(known)
    return tuple((rule, regex.compile(_expand(rule.pattern, macros, language))) for rule in known.rules)


def _macros(known: Conventions) -> dict[str, str]:
    titles: Iterable[str] = dict.fromkeys(form for title in known.titles for form in forms(title))
    title = "|".join(regex.escape(form) for form in sorted(titles, key=lambda form: (-len(form), form)))
    macros = {"stop": STOP, "verb": VERB, "common": COMMON, "proper": PROPER, "mark": _MARKS, "Title": f"(?:{title})"}
    for name, pattern in known.macros:
        macros[name] = _fill(pattern, macros)
    return macros


def _fill(pattern: str, macros: dict[str, str]) -> str:
    """The pattern with its braces filled; a count such as {0,3} is none of them."""
    return str(_BRACES.sub(lambda match: macros[match[1]], pattern))


def _expand(pattern: str, macros: dict[str, str], language: str) -> str:
    filled = _fill(pattern, macros)
    if language == "th":
        # a rule's words need not be the tokenizer's: any letter of theirs may end a word
        return str(_THAI_LETTER.sub(lambda match: match[0] + _MARKS + "?", filled))
    return filled
