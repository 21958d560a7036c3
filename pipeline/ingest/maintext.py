"""Which blocks of a page are its main text: trafilatura chooses, and its choice is found again in the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.blocks import Block
from pipeline.ingest.rules import chrome

LARGEST = 1_500_000
"""Characters up to which trafilatura is asked: beyond, its time grows with the square of the length."""

HEAD = 50_000
"""Characters of a larger page that are searched for its title and date."""

WINDOW = 200
"""How many characters of trafilatura's text may be missing in the page before its place is lost."""

KEY = 24
"""Characters by which a longer line is recognized."""

SEPARATORS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Article:
    """What trafilatura says of a page; `text` is empty where it finds nothing."""

    text: str = ""
    title: str = ""
    published: str = ""


def article(page: str) -> Article:
    """The main text, the title and the date that a page's metadata state (ISO, empty if they do not)."""
    from lxml import html
    from trafilatura import bare_extraction
    from trafilatura.metadata import extract_metadata

    # Only stated dates count, and no clock decides which are possible: the same page gives the same date.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2099-12-31"}
    try:
        # lxml refuses text that declares an encoding, so it is given bytes in one that is known.
        parser = html.HTMLParser(encoding="utf-8")
        tree = html.document_fromstring(
            page[: LARGEST if len(page) <= LARGEST else HEAD].encode("utf-8"), parser=parser
        )
        about = extract_metadata(tree, date_config=dates)
        found = bare_extraction(tree, include_comments=False) if len(page) <= LARGEST else None
    except Exception:  # A page that breaks the library is read without it, never refused.
        return Article()
    text = getattr(found, "text", "") or ""
    title, published = about.title or "", about.date or ""
    return Article(text, " ".join(title.split()), published if re.fullmatch(r"\d{4}-\d\d-\d\d", published) else "")


def key(text: str) -> str:
    """The letters and digits of a text but its footnote marks: what it keeps when it is set anew."""
    for pattern in chrome().inline:
        text = pattern.sub("", text)
    return SEPARATORS.sub("", unicodedata.normalize("NFC", text)).lower()


def main_blocks(blocks: Sequence[Block], extracted: str) -> list[Block]:
    """The blocks that make up the extracted text, in the order of the page, with the headings above them.

    Where nothing was extracted or nothing of it is found, all blocks but navigation, headers, footers,
    asides and forms.
    """
    chosen = _aligned([key(block.text) for block in blocks], extracted) if extracted else [False] * len(blocks)
    chosen = [kept and not block.navigation for kept, block in zip(chosen, blocks, strict=True)]
    if not any(chosen):
        chosen = [not block.aside for block in blocks]
    if not any(chosen):
        chosen = [True] * len(blocks)
    follows = 0
    for index in range(len(blocks) - 1, -1, -1):
        if chosen[index]:
            follows = 2
        elif follows and blocks[index].heading and not blocks[index].aside:
            chosen[index] = True
        else:
            follows -= 1 if follows else 0
    return [block for block, kept in zip(blocks, chosen, strict=True) if kept]


def _aligned(keys: Sequence[str], extracted: str) -> list[bool]:
    """For each key whether it stands in the extracted text, following its order, in linear time."""
    parts = [part for part in map(key, extracted.splitlines()) if part]
    whole = "".join(parts)
    borders, beginnings, endings = {0}, dict[str, int](), dict[str, int]()
    at = 0
    for part in parts:
        beginnings.setdefault(part[:KEY], at)
        endings.setdefault(part[-KEY:], at + len(part))
        at += len(part)
        borders.add(at)
    chosen: list[bool] = []
    at = 0
    for candidate in keys:
        place = _place(candidate, whole, at, borders) if candidate else -1
        if place < 0 and len(candidate) >= KEY:
            ends = endings.get(candidate[-KEY:])
            place = beginnings.get(candidate[:KEY], -1 if ends is None else max(0, ends - len(candidate)))
        chosen.append(place >= 0)
        if place >= at:
            at = place + len(candidate)
    return chosen


def _place(candidate: str, whole: str, at: int, borders: set[int]) -> int:
    """Where a key stands within reach of `at`; a short one only as a line of its own or right at `at`."""
    reach = at + len(candidate) + WINDOW
    place = whole.find(candidate, at, reach)
    while place >= 0 and len(candidate) < KEY and place != at:
        if place in borders and place + len(candidate) in borders:
            break
        place = whole.find(candidate, place + 1, reach)
    return place
