"""Every rule's example, and the soundness of the rules as data."""

import re
from importlib import resources

import pytest

from pipeline.dates import find_dates_in_text
from pipeline.dates.grammar import RULES as RULES_FILE
from pipeline.dates.grammar import grammar, languages, read_data
from pipeline.dates.lexicon import number_classes
from pipeline.dates.markup import read_marked, write_marked
from pipeline.dates.patterns import PatternError, compile_rule
from pipeline.languages.pack import packs

RULES = [
    pytest.param(language, rule, id=f"{language}: {rule.name}")
    for language in languages()
    for stage in grammar(language).stages
    for rule in stage
]


@pytest.mark.parametrize(("language", "rule"), RULES)
def test_example_of_the_rule(language, rule):
    assert rule.example, "a rule without an example"
    text = read_marked(rule.example).text
    vague = any(capture.field == "vague" for capture in rule.captures.values())
    found = find_dates_in_text(text, language, timex2=vague)
    assert write_marked(text, [(date.start, date.end, date.value.edtf) for date in found]) == rule.example


@pytest.mark.parametrize("language", languages())
def test_rules_look_at_a_bounded_number_of_atoms(language):
    for stage in grammar(language).stages:
        for rule in stage:
            assert not re.search(r"[*+]|\{\d", rule.regex.pattern), rule.name


@pytest.mark.parametrize("language", languages())
def test_names_of_rules_differ_and_every_class_of_words_is_used(language):
    data = read_data(language)
    names = [rule["name"] for stage in data["stages"] for rule in stage]
    assert len(names) == len(set(names))
    spots = ["pattern", "after", "before", "not_after", "not_before"]
    said = " ".join(str(rule.get(spot, "")) for stage in data["stages"] for rule in stage for spot in spots)
    said += " ".join(data["macros"].values())
    bounds = {"since", "until", "by", "before", "after"}
    blockers = {"other_word", "function", "determiner", "that", "when"}
    assert set(data["words"]) - set(re.findall(r"\w+", said)) <= bounds | blockers


@pytest.mark.parametrize("language", languages())
def test_no_class_of_words_is_listed_twice(language):
    module = type(packs()[language]).__module__
    lines = (resources.files(module) / RULES_FILE).read_text("utf-8").splitlines()
    classes = [line.split(":")[0] for line in lines if re.match(r"  \w+:", line)]
    assert len(classes) == len(set(classes))  # YAML would silently keep the last


def test_a_rule_with_an_unknown_class_or_open_group_is_refused():
    alphabet = grammar("en").lexicon.alphabet
    for pattern in ("month:mnth", "( month:month", "month:month )", "month:month *"):
        with pytest.raises(PatternError):
            compile_rule({"name": "broken", "pattern": pattern, "example": ""}, {}, alphabet)


def test_shapes_of_numbers():
    assert {"day", "month_number", "hour", "count"} <= number_classes("7")
    assert "minute" in number_classes("59") and "minute" not in number_classes("60")
    assert "be_year" in number_classes("2484") and "ce_year" in number_classes("1941")
    assert number_classes("00000") == {"number"}
