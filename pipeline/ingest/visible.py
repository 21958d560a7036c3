"""The visible text of a page in blocks, each character with its place in the page."""

from __future__ import annotations

import re
from html import unescape

from pipeline.ingest.blocks import Block
from pipeline.ingest.markup import Token, tokens

BLOCK_NAMES = """
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup
    option p pre section summary table tbody tfoot thead tr ul
"""
BLOCK = frozenset(BLOCK_NAMES.split())
CLOSED_BLOCK = BLOCK - {"br", "dd", "dt", "hr", "legend", "li", "option", "p", "tbody", "tfoot", "thead", "tr"}
"""Blocks whose end tag may not be left out."""

CELL = frozenset({"td", "th"})
HEADING = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HIDDEN = frozenset(
    {"noscript", "template", "svg", "math", "select", "button", "canvas", "audio", "video", "object", "datalist"}
)
NAVIGATION = frozenset({"nav", "footer", "menu", "dialog"})
ASIDE = NAVIGATION | {"header", "aside", "form"}
"""Elements that hold what surrounds an article; a header or a footer inside an article is part of it."""

WITHIN = frozenset({"article", "main"})

PIECE = re.compile(
    r"(?P<entity>&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<space>\s+)"
    r"|(?P<dropped>[\u00ad\u200b-\u200f\u2060\ufeff]+)"
    r"|(?P<plain>&|(?:[^&\s\u00ad\u200b-\u200f\u2060\ufeff]+(?: (?=[^&\s\u00ad\u200b-\u200f\u2060\ufeff]))?)+)"
)
DROPPED = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, zero-width characters and direction marks: they say how a text is set, not what it says."""

NOTE_MARK = re.compile(r"\W*(?:\d{1,3}|[a-z*†‡])\W*")


class _Reader:
    """Walks over the tokens of a page and fills blocks."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.blocks: list[Block] = [Block()]
        self.open: dict[str, int] = {}
        self.hidden: list[str] = []
        self.nested = 0
        self.row = 0
        self.note: int | None = None
        self.linked = False

    def blocks_of(self) -> list[Block]:
        for token in tokens(self.page):
            if token.kind == "text":
                if not self.hidden:
                    self.read(token.start, token.end)
            elif token.kind != "opaque":
                self.tag(token)
        self.break_line()
        return [block for block in self.blocks if block.length]

    def break_line(self) -> None:
        block = self.blocks[-1]
        block.trim()
        if block.length:
            self.blocks.append(Block())
        self.blocks[-1].heading = any(self.open.get(name) for name in HEADING)
        around = {name for name in ASIDE if self.open.get(name)}
        if any(self.open.get(name) for name in WITHIN):
            around -= {"header", "footer"}
        self.blocks[-1].aside = bool(around)
        self.blocks[-1].navigation = bool(around & NAVIGATION)
        self.note = None

    def tag(self, token: Token) -> None:
        name, opens = token.name, token.kind == "open"
        if self.hidden and self.hide(name, token):
            return
        if name in HIDDEN:
            if opens and not token.attributes.rstrip().endswith("/"):
                self.hidden.append(name)
                self.nested = 0
            return
        if name in HEADING and opens:
            self.open.update(dict.fromkeys(HEADING, 0))
        if name in HEADING | ASIDE | WITHIN or name == "pre":
            self.open[name] = max(0, self.open.get(name, 0) + (1 if opens else -1))
        if name in BLOCK:
            self.break_line()
            if name == "tr":
                self.row = len(self.blocks)
        elif name in CELL:
            self.cell(token)
        elif name == "sup":
            self.superscript(opens)
        elif name == "a" and opens:
            self.linked = True

    def cell(self, token: Token) -> None:
        """Cells of a row stand in one line, unless they hold lines of their own."""
        block = self.blocks[-1]
        if len(self.blocks) != self.row:
            self.break_line()
        elif token.kind == "open" and block.length and not block.ends_in_space():
            block.add("\t", token.start, token.end)

    def hide(self, name: str, token: Token) -> bool:
        """Follow what happens inside a hidden element; False when the tag ends it by ending what it stands in."""
        change = 1 if token.kind == "open" else -1
        if name == self.hidden[-1]:
            if change < 0:
                self.hidden.pop()
            elif not token.attributes.rstrip().endswith("/"):
                self.hidden.append(name)
        elif name in CLOSED_BLOCK:
            if self.nested + change < 0:
                self.hidden.clear()
                return False
            self.nested += change
        return True

    def superscript(self, opens: bool) -> None:
        """Remember a superscript that is a footnote mark: a number or sign that is a link or follows punctuation."""
        block = self.blocks[-1]
        if opens:
            self.note, self.linked = len(block.pieces), False
        elif self.note is not None:
            mark = "".join(block.pieces[self.note :])
            before = block.pieces[self.note - 1][-1] if self.note else ""
            if NOTE_MARK.fullmatch(mark) and (self.linked or (before and not before.isalnum())):
                block.marks.append((block.length - len(mark), block.length))
            self.note = None

    def read(self, start: int, end: int) -> None:
        for match in PIECE.finditer(self.page, start, end):
            kind, piece = match.lastgroup, match[0]
            if kind == "entity":
                piece = DROPPED.sub("", unescape(piece))
                if piece.isspace():
                    kind = "space"
            if kind == "space":
                if not self.blocks[-1].ends_in_space():
                    self.blocks[-1].add(" ", match.start(), match.end())
                if self.open.get("pre") and "\n" in match[0]:
                    self.break_line()
            elif kind != "dropped" and piece:
                self.blocks[-1].add(piece, match.start(), match.end())


def visible_blocks(page: str) -> list[Block]:
    """The visible text of a page in document order, one block for each line that its markup makes."""
    return _Reader(page).blocks_of()
