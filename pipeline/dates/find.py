"""Reads the time expressions of a document or a text and gives each its value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.dates.anchors import event_after
from pipeline.dates.context import is_dateline, is_name, reckons_historically, speaks_of_today
from pipeline.dates.fields import Expression
from pipeline.dates.grammar import Grammar, grammar
from pipeline.dates.lexicon import lowered
from pipeline.dates.relative import named_day
from pipeline.dates.resolve import Resolver, share_years
from pipeline.records import DateMention, DateValue, Document, Paragraph


def find_dates(document: Document) -> list[DateMention]:
    """The time expressions of a document in text order; paragraphs in other languages are left out."""
    paragraphs = document.paragraphs or (Paragraph(0, len(document.text), document.source.language),)
    return _find(document.readable, paragraphs, document.source.published)


def find_dates_in_text(text: str, language: str, published: str = "", timex2: bool = False) -> list[DateMention]:
    """The time expressions of a text in one language (en, ru, th).

    A range is one mention, and words that name no date (now, former) are none; with `timex2` the two ends
    of a range are mentions of their own and such words are mentions without value, as that scheme has it.
    `published` is the day on which the text was published (an EDTF day such as `2009-12-19`), if known:
    "yesterday" and, in news, "on Friday" are reckoned from it.
    """
    return _find(text, (Paragraph(0, len(text), language),), published, timex2)


def _find(text: str, paragraphs: Sequence[Paragraph], published: str, timex2: bool = False) -> list[DateMention]:
    lower = lowered(text)
    grammars = {code: rules for code in {p.language for p in paragraphs} if (rules := grammar(code)) is not None}
    historical = any(reckons_historically(text, rules.local_history) for rules in grammars.values())
    read = [
        (paragraph, grammars[paragraph.language].find(text, lower, paragraph.start, paragraph.end))
        for paragraph in paragraphs
        if paragraph.language in grammars
    ]
    news = any(speaks_of_today(expression) for _, expressions in read for expression in expressions)
    resolver = Resolver(named_day(published) if published else None, event_after, historical)
    found: list[DateMention] = []
    for paragraph, expressions in read:
        rules = grammars[paragraph.language]
        gaps = [text[a.end : b.start] if b.start - a.end < 12 else "x" for a, b in pairwise(expressions)]
        resolver.timeline.paragraph()
        at = paragraph.start
        for expression in share_years(expressions, gaps, rules.connectors):
            resolver.timeline.read(text[at : expression.start])
            if news and resolver.published is None and is_dateline(text, expression):
                resolver.dateline(expression)
            if _is_date(text, expression, resolver.ancient, timex2):
                found += _mentions(text, expression, paragraph.language, rules, resolver, timex2)
            at = expression.end
    return found


def _is_date(text: str, expression: Expression, ancient: bool, timex2: bool) -> bool:
    """Vague words and names count by TIMEX2 only, and bare years of three digits only in texts of such times."""
    fields = expression.fields
    if expression.shape == "VAGUE" or (
        expression.shape == "DURATION" and is_name(text[expression.start : expression.end])
    ):
        return timex2
    return fields.modifier != "ancient" or fields.era is not None or ancient


def _mentions(
    text: str, expression: Expression, language: str, rules: Grammar, resolver: Resolver, timex2: bool
) -> list[DateMention]:
    surface = text[expression.start : expression.end]
    resolver.ahead = (
        resolver.published is not None
        and rules.future.search(_clause(text, expression, rules.lexicon.spaced)) is not None
    )
    resolved = resolver.resolve(
        expression, surface, text[expression.end : expression.end + 80], _opens(text, expression.start)
    )
    expression = resolved.expression
    if expression.fields.modifier in ("name", "title") and not timex2:
        return []  # the year of a name (the Rebellion of R.S. 130) only dates what follows
    unsure = expression.fields.modifier == "unsure" or (expression.fields.is_pronoun and not timex2)
    if unsure and not resolved.value.edtf:
        return []
    spans: tuple[tuple[int, int], ...] = ((expression.start, expression.end),)
    values: tuple[DateValue, ...] = (resolved.value,)
    if timex2 and resolved.ends:
        spans, values = expression.ends, resolved.ends
    return [
        DateMention(start, end, text[start:end], language, value, resolved.confidence)
        for (start, end), value in zip(spans, values, strict=True)
    ]


def _clause(text: str, expression: Expression, spaced: bool) -> str:
    """The words of the same sentence near an expression; in Thai, which has no full stops, of its phrase."""
    before = re.split(r"[.!?\n]", text[max(0, expression.start - 80) : expression.start])[-1]
    after = re.split(r"[.!?\n]", text[expression.end : expression.end + 80], maxsplit=1)[0]
    if not spaced:
        before, after = " ".join(before.split(" ")[-2:]), after.partition(" ")[0]
    return f"{before} {after}".lower()


def _opens(text: str, at: int) -> bool:
    """Whether at most two words stand between the begin of the sentence and the expression."""
    before = text[max(0, at - 24) : at]
    begin = max(before.rfind(mark) for mark in ".!?\n;")
    return (begin >= 0 or at < 24) and len(before[begin + 1 :].split()) <= 2
