"""HTML cut into tags and text, each with its place, in one pass and linear time.

The standard library's parser tells no absolute positions and takes quadratic time over markup that never
closes; lxml tells lines only. The rules are those of the WHATWG tokenizer, as far as they decide where
text ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

OPAQUE = frozenset({"script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"})
"""Elements that hold no markup: everything up to their end tag is theirs."""

TAG = re.compile(
    r"""<(/?)([A-Za-z][^\s/>]*+)            # the name
        ( (?: [\s/]++                      # the attributes
            | [^\s/>=][^\s/>=]*+ (?: \s*+ = \s*+ (?: "[^"]*+" | '[^']*+' | [^\s>"'][^\s>]*+ )?+ )?+
            | =
          )*+ )
        >""",
    re.VERBOSE,
)
LENIENT_TAG = re.compile(r"<(/?)([A-Za-z][^\s/><]*+)([^<>]*+)>?")
"""A tag in a page whose quotes no longer match up."""


class Token(NamedTuple):
    """A stretch of the page: `kind` is "text", "open", "close" or "opaque" (an element without markup in it)."""

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: str = ""


def tokens(page: str) -> Iterator[Token]:
    """Tags and text in order; comments and declarations are left out."""
    at, size = 0, len(page)
    absent: set[str] = set()

    def find(terminator: str, start: int) -> int:
        """Like str.find, but looks only once for what is not there."""
        place = -1 if terminator in absent else page.find(terminator, start)
        if place < 0:
            absent.add(terminator)
        return place

    while at < size:
        opening = page.find("<", at)
        if opening < 0:
            opening = size
        if opening > at:
            yield Token("text", at, opening)
        at = opening
        if at == size:
            return
        mark = page[at + 1 : at + 2]
        if mark in ("!", "?") or (mark == "/" and not page[at + 2 : at + 3].isalpha()):
            at = _comment_end(page, at, find)
            continue
        tag = None if "tag" in absent else TAG.match(page, at)
        if tag is None:
            tag = LENIENT_TAG.match(page, at)
            if tag is not None:
                absent.add("tag")
        if tag is None:
            yield Token("text", at, at + 1)
            at += 1
            continue
        name = tag[2].lower()
        at = tag.end()
        if tag[1] or name not in OPAQUE:
            yield Token("close" if tag[1] else "open", tag.start(), at, name, tag[3])
            continue
        end = re.compile(rf"</{name}\b[^>]*>?", re.IGNORECASE).search(page, at)
        at = end.end() if end else size
        yield Token("opaque", tag.start(), at, name, page[tag.end() : end.start() if end else size])


def _comment_end(page: str, at: int, find: object) -> int:
    """Where a comment or declaration that starts at `at` ends; an unclosed comment ends with its first ">"."""
    assert callable(find)
    if page.startswith(("<!-->", "<!--->"), at):
        return page.index(">", at) + 1
    if page.startswith("<!--", at):
        end = find("-->", at + 4)
        if end >= 0:
            return int(end) + 3
    end = find(">", at)
    return int(end) + 1 if end >= 0 else len(page)
