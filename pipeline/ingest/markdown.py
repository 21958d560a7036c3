"""Markdown read as it stands: its marks are chrome, its headings are headings."""

from __future__ import annotations

import re

from pipeline.records import Span

MARKS = re.compile(
    r"""^[ ]{0,3}\#{1,6}[ \t]+|[ \t]+\#+[ \t]*$     # the marks of a heading
      | ^[ ]{0,3}(?:=+|-{2,})[ \t]*$                # the line under a heading, a rule
      | ^[ ]{0,3}(?:\*[ \t]*){3,}$                  # a rule
      | ^[ ]{0,3}(?:>[ ]?)+                         # a quotation
      | ^[ ]{0,3}(?:```|~~~).*$                     # a fence
      | ^[ ]{0,3}\[[^\]\n]+\]:[ \t]+\S.*$           # the target of a link
      | !\[ | (?<!\\)\[(?=[^\[\]\n]{1,300}\]\([^()\s]{0,500}[^()\n]{0,200}\))   # a link or a picture opens
      | (?<=[^\\\n])\]\([^()\s]{0,500}[^()\n]{0,200}\)  # and closes
      | (?<![\\*])\*{1,3}(?=[^\s*][^*\n]{0,500}\*) | (?<=[^\s*\\])\*{1,3}(?!\*)   # emphasis
      | (?<![\\\w_])_{1,3}(?=[^\s_])(?=[^_\n]{1,500}_) | (?<=[^\s_\\])_{1,3}(?![\w_])
      | <!--.{0,2000}?-->
    """,
    re.VERBOSE | re.MULTILINE,
)
HEADING = re.compile(
    r"^[ ]{0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*\r?$|^(\S[^\n]*)\r?\n[ ]{0,3}(?:=+|-{2,})[ \t]*\r?$", re.MULTILINE
)


def marks(text: str) -> list[Span]:
    """The characters of a Markdown text that are marks: `#`, `*`, `_`, `[`, `](target)`, rules and fences."""
    return [Span(*match.span()) for match in MARKS.finditer(text)]


def headings(text: str) -> list[Span]:
    """The titles of headings, without their marks."""
    return [Span(*match.span(match.lastindex or 0)) for match in HEADING.finditer(text)]
