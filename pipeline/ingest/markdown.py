"""Markdown read as it stands: its marks are chrome, its headings are headings."""

from __future__ import annotations

import re

from pipeline.records import Span

LINES = re.compile(
    r"""^[ ]{0,3}\#{1,6}[ \t]+                      # the marks before a heading
      | (?<=[ \t])\#+[ \t]*(?=\r?$)                 # and after it
      | ^[ ]{0,3}(?:=+|-{2,})[ \t]*(?=\r?$)         # the line under a heading, a rule
      | ^[ ]{0,3}(?:\*[ \t]*){3,}(?=\r?$)           # a rule
      | ^[ ]{0,3}(?:>[ ]?)+                         # a quotation
      | ^[ ]{0,3}(?:```|~~~)[^\r\n]*                # a fence
      | ^[ ]{0,3}\[[^\]\n]+\]:[ \t]+\S[^\r\n]*      # the target of a link
    """,
    re.VERBOSE | re.MULTILINE,
)
INSIDE = re.compile(
    r"""!\[
      | (?<!\\)\[(?=[^\[\]\n]{1,300}\]\([^()\s]{0,500}[^()\n]{0,200}\))      # a link opens
      | (?<!\\)\]\([^()\s]{0,500}[^()\n]{0,200}\)                            # and closes
      | (?<![\\*])\*{1,3}(?=[^\s*][^*\n]{0,500}\*) | (?<=[^\s*\\])\*{1,3}(?!\*)
      | (?<![\\\w])_{1,3}(?=[^\s_][^_\n]{0,500}_) | (?<=[^\s_\\])_{1,3}(?!\w)
      | <!--.{0,2000}?-->
    """,
    re.VERBOSE,
)
CANDIDATE = re.compile(r"[!\[\]*_<]")
"""What a mark inside a line begins with: to look there only makes long texts fast."""

HEADING = re.compile(
    r"^[ ]{0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*\r?$|^(\S[^\n]*)\r?\n[ ]{0,3}(?:=+|-{2,})[ \t]*\r?$", re.MULTILINE
)


def marks(text: str) -> list[Span]:
    """The characters of a Markdown text that are marks: `#`, `*`, `_`, `[`, `](target)`, rules and fences."""
    found = [Span(*match.span()) for match in LINES.finditer(text)]
    end = 0
    for candidate in CANDIDATE.finditer(text):
        match = INSIDE.match(text, candidate.start()) if candidate.start() >= end else None
        if match:
            end = match.end()
            found.append(Span(*match.span()))
    return found


def headings(text: str) -> list[Span]:
    """The titles of headings, without their marks."""
    return [Span(*match.span(match.lastindex or 0)) for match in HEADING.finditer(text)]
