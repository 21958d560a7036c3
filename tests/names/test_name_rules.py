"""Every rule of every language's `names.yaml` finds what its own example marks."""

import pytest

from pipeline.languages.pack import packs
from pipeline.names import recognizer_named
from pipeline.names.conventions import conventions
from pipeline.names.evaluate import find_in_text
from pipeline.names.markup import mark, unmark
from pipeline.names.patterns import PatternNames, compiled
from pipeline.origin import OriginMap
from pipeline.records import Document, Paragraph, Source

LANGUAGES = ("en", "ru", "th")
RULES = [(language, number) for language in LANGUAGES for number in range(len(conventions(language).rules))]


def document_of(text: str, language: str) -> Document:
    return Document(Source("", ""), text, text, OriginMap.identity(len(text)), (Paragraph(0, len(text), language),))


@pytest.mark.parametrize(("language", "number"), RULES)
def test_a_rule_finds_its_own_example(language: str, number: int) -> None:
    rule, _ = compiled(language)[number]
    text, marked = unmark(rule.example)
    assert marked, "an example marks at least one name"
    patterns = PatternNames([recognizer_named("gazetteer")])
    found = patterns.recognize(document_of(text, language), packs()[language].sentences(text))
    spans = {(mention.kind, mention.start, mention.end) for mention in found}
    assert {(kind, span.start, span.end) for kind, span in marked} <= spans


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_stay_outside(language: str) -> None:
    for example in conventions(language).examples:
        text, _ = unmark(example)
        assert (
            mark(text, find_in_text(text, language, [recognizer_named("patterns"), recognizer_named("gazetteer")]))
            == example
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_is_also_a_modifier(language: str) -> None:
    known = conventions(language)
    assert not set(known.titles) & set(known.roles)
    assert not set(known.titles) & set(known.modifiers)


def test_a_language_without_conventions_has_none() -> None:
    assert conventions("xx").rules == ()
    assert compiled("xx") == ()
