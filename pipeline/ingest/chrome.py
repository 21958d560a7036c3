"""The parts of a page that no author wrote as prose, found in its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.ingest.lines import Line, lines, width
from pipeline.ingest.rules import bare, chrome
from pipeline.records import Span

LONGEST = 400
"""Characters up to which a whole line is tried for chrome."""

MENU_ITEM = 28
MENU_LINES = 4
MENU_SHARE = 0.3
"""A menu: so many short lines without punctuation in a row, that share of them known words of navigation."""


def chrome_spans(text: str) -> list[Span]:
    """The chrome of a text, in order: whole lines that are chrome, and marks within the others."""
    found = lines(text)
    names = _names(text, found)
    _add_menus(text, found, names)
    _add_site_title(text, found, names)
    whole = [Span(line.start, line.end) for line, name in zip(found, names, strict=True) if name]
    inline = [Span(*match.span()) for pattern in chrome().inline for match in pattern.finditer(text)]
    return merged([*whole, *inline])


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one, empty ones left out."""
    result: list[Span] = []
    for span in sorted((span for span in spans if span.start < span.end), key=lambda span: (span.start, span.end)):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def _names(text: str, found: Sequence[Line]) -> list[str]:
    """For each line the rule that makes it chrome, "" for prose."""
    ready = chrome()
    openers = ready.openers
    names: list[str] = []
    opened = ""
    for line in found:
        short = line.end - line.start <= LONGEST
        name = ready.rule(text[line.start : line.end], opened) if short else ""
        if name in openers:
            opened = name
        elif not name:
            opened = ""
        names.append(name)
    return names


def _add_menus(text: str, found: Sequence[Line], names: list[str]) -> None:
    """A run of short lines of which many are known navigation is a menu as a whole."""
    start = 0
    while start < len(found):
        end = start
        while end < len(found) and (names[end] or _is_item(text, found[end])):
            end += 1
        run = range(start, end)
        known = sum(1 for index in run if names[index] == "navigation")
        if len(run) >= MENU_LINES and known >= 2 and known >= MENU_SHARE * len(run):
            first = next(index for index in run if names[index] == "navigation")
            last = next(index for index in reversed(run) if names[index] == "navigation")
            for index in range(first, last + 1):
                names[index] = names[index] or "menu"
        start = end + 1


def _is_item(text: str, line: Line) -> bool:
    if line.end - line.start > 2 * MENU_ITEM:
        return False
    words = text[line.start : line.end]
    return width(words) <= MENU_ITEM and not set(words) & set('.,;:!?…"«»“”()0123456789')


def _add_site_title(text: str, found: Sequence[Line], names: list[str]) -> None:
    """A line that is repeated above the title names the site; repeated above prose it is the title itself."""
    head = _head(found, names)
    for place in range(len(head) - 1):
        first, second = head[place], head[place + 1]
        if bare(text[found[first].start : found[first].end]) != bare(text[found[second].start : found[second].end]):
            continue
        names[first] = "title"
        follows = head[place + 2] if place + 2 < len(head) else None
        if follows is not None and _is_title(text, found[follows]):
            names[second] = "title"


def _head(found: Sequence[Line], names: Sequence[str]) -> list[int]:
    """The short lines that are not chrome before the first prose, at most ten."""
    head: list[int] = []
    for index, line in enumerate(found[:60]):
        if names[index]:
            continue
        if line.end - line.start > 120 or len(head) == 10:
            break
        head.append(index)
    return head


def _is_title(text: str, line: Line) -> bool:
    """A line of words: no byline, no date alone, no row of a table, no sentence."""
    words = text[line.start : line.end]
    letters = sum(1 for character in words if character.isalpha())
    byline = words.casefold().startswith(("by ", "автор", "โดย", "from "))
    return (
        letters * 2 > len(words.replace(" ", ""))
        and not byline
        and "\t" not in words
        and not words.endswith((".", "!", "?", "…", ":"))
    )
