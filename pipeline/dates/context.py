"""What a whole document tells about its dates: the day it was printed, and how it counts Thai years."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.dates.fields import Expression

_TOP = 400
"""Characters from the begin of a document in which its own date may be printed."""
_WORDS_BESIDE = 6
"""A line that holds at most this many words besides a full date is a dateline."""
_LOCAL = 3
"""So many different words of Thai history make a text one that reckons years as its sources did."""


def is_dateline(text: str, expression: Expression) -> bool:
    """Whether a full date stands at the top on a line of its own, or opens its line as a dateline does."""
    if expression.shape != "DMY" or expression.start > _TOP:
        return False
    begin = text.rfind("\n", 0, expression.start) + 1
    end = text.find("\n", expression.end)
    before = text[begin : expression.start].split()
    if not before and expression.fields.weekday is not None:
        return True
    after = text[expression.end : end if end >= 0 else len(text)][:200].split()
    return end >= 0 and len(before) + len(after) <= _WORDS_BESIDE


def speaks_of_today(expression: Expression) -> bool:
    """Whether an expression counts from the day of writing (yesterday, on Friday, last year), as in news."""
    fields = expression.fields
    return fields.origin == "publication" or fields.deixis in ("last", "this") or expression.shape == "WEEKDAY"


def is_name(surface: str) -> bool:
    """Whether a length of time is written as a name, with capitals throughout: "the Hundred Years' War"."""
    words = [word for word in re.split(r"[\s-]+", surface) if word and word[0].isalpha()]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def reckons_historically(text: str, words: Iterable[str]) -> bool:
    """Whether a text is about Thai history itself, by the words of it; then BE 2475 ran to March 1933."""
    return sum(word in text for word in words) >= _LOCAL
