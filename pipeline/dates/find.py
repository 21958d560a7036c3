"""Reads the time expressions of a document or a text and gives each its value."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.dates.fields import Expression
from pipeline.dates.grammar import FOLDERS, grammar
from pipeline.dates.lexicon import lowered
from pipeline.dates.relative import Now, named_day
from pipeline.dates.resolve import Narrative, asides, moves, share_years
from pipeline.records import DateMention, Document, Paragraph

_CONNECTORS = frozenset(
    {"and", "or", "&", ",", "и", "или", "и в", "и на", "และ", "หรือ", "/", "-", "–", "to", "and in", "and on", "or in"}
)


def find_dates(document: Document) -> list[DateMention]:
    """The time expressions of a document in text order; paragraphs in other languages are left out."""
    paragraphs = document.paragraphs or (Paragraph(0, len(document.text), document.source.language),)
    return _find(document.readable, paragraphs, document.source.published)


def find_dates_in_text(text: str, language: str, published: str = "") -> list[DateMention]:
    """The time expressions of a text in one language (en, ru, th).

    `published` is the day on which the text was published (an EDTF day such as `2009-12-19`), if known:
    "yesterday" and, in news, "on Friday" are reckoned from it.
    """
    return _find(text, (Paragraph(0, len(text), language),), published)


def _find(text: str, paragraphs: Iterable[Paragraph], published: str) -> list[DateMention]:
    lower = lowered(text)
    narrative = Narrative(named_day(published) if published else None)
    found: list[DateMention] = []
    for paragraph in paragraphs:
        if paragraph.language not in FOLDERS:
            continue
        expressions = grammar(paragraph.language).find(text, lower, paragraph.start, paragraph.end)
        gaps = [
            text[a.end : b.start] if b.start - a.end < 12 else "x"
            for a, b in zip(expressions, expressions[1:], strict=False)
        ]
        at = paragraph.start
        for expression in share_years(expressions, gaps, _CONNECTORS):
            moves(asides(text[at : expression.start]), narrative)
            found.append(_mention(text, expression, paragraph.language, narrative))
            at = expression.end
        narrative.leave_aside()
    return found


def _mention(text: str, expression: Expression, language: str, narrative: Narrative) -> DateMention:
    surface = text[expression.start : expression.end]
    resolved = narrative.resolve(expression, surface, text[expression.end : expression.end + 80])
    return DateMention(expression.start, expression.end, surface, language, resolved.value, resolved.confidence)


__all__ = ["Now", "find_dates", "find_dates_in_text"]
