"""Every rule about sentence ends does in its example what the example shows."""

import re

import pytest

from pipeline.languages.breaks import MARK, BreakRule, load_rules
from pipeline.languages.pack import packs

PACKAGES = {code: f"pipeline.languages.{name}" for code, name in (("en", "english"), ("ru", "russian"), ("th", "thai"))}
EXAMPLES = [
    pytest.param(code, kind, rule, id=f"{code}-{kind}-{number}")
    for code, package in PACKAGES.items()
    for kind in ("joins", "splits")
    for number, rule in enumerate(getattr(load_rules(package), kind))
]


def picture(code: str, text: str) -> str:
    sentences = packs()[code].sentences(text)
    return f" {MARK} ".join(text[sentence.start : sentence.end] for sentence in sentences)


@pytest.mark.parametrize(("code", "kind", "rule"), EXAMPLES)
def test_example(code: str, kind: str, rule: BreakRule) -> None:
    text = rule.example.replace(f" {MARK} ", " ")
    assert picture(code, text) == rule.example


@pytest.mark.parametrize(("code", "kind", "rule"), EXAMPLES)
def test_rule_speaks_in_its_example(code: str, kind: str, rule: BreakRule) -> None:
    ends = {rule.example[: found.start()].replace(f" {MARK} ", " ") for found in re.finditer(f" {MARK} ", rule.example)}
    text = rule.example.replace(f" {MARK} ", " ")
    places = [(space.start(), space.end()) for space in re.finditer(r"\s+", text)]
    spoken = [text[:end] in ends for end, start in places if rule.holds(text, (end, start), len(text))]
    assert spoken, "the rule does not apply anywhere in its example"
    if kind == "joins":
        assert not all(spoken)
    else:
        assert any(spoken)
