"""A source that was found becomes a document."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePath

from pipeline.errors import SourceError
from pipeline.ingest import maintext, markdown, sniffing
from pipeline.ingest.blocks import join
from pipeline.ingest.chrome import chrome_spans, merged
from pipeline.ingest.decoding import Decoded, decode
from pipeline.ingest.language import UNKNOWN, paragraph_languages, shares, supported
from pipeline.ingest.paragraphs import SENTENCE_END, outline
from pipeline.ingest.sources import Found
from pipeline.ingest.visible import visible_blocks
from pipeline.origin import OriginMap
from pipeline.records import Document, Paragraph, Source, Span

TITLE_LENGTH = 150
"""Characters up to which a first line may be a title."""

WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Body:
    """What a reader of one format makes of the decoded file."""

    text: str
    origin: OriginMap
    title: str = ""
    published: str = ""
    headings: tuple[Span, ...] = ()
    marks: tuple[Span, ...] = ()
    wrapped: bool = True


def read_source(found: Found) -> Document:
    """Read one source: decode it, extract its text, mark its chrome, tell its paragraphs and languages.

    Raises SourceError, and nothing else, for a source that cannot be read, is empty, is no text, or has
    no words left. The source's `status` is "partial" when bytes were undecodable or paragraphs are in a
    language without a pack; its `message` says so.
    """
    data = found.load()
    decoded = _decoded(found.path, data)
    media_type = sniffing.media_type(found.path, decoded.text[:4096])
    body = _page(decoded.text) if media_type == sniffing.HTML else _plain(decoded.text, media_type == sniffing.MARKDOWN)
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(
        source_id=f"s{sha256[:12]}",
        path=found.path,
        media_type=media_type,
        encoding=decoded.encoding,
        published=body.published,
        sha256=sha256,
        characters=len(body.text),
    )
    chrome = merged([*body.marks, *chrome_spans(body.text)])
    document = Document(source, body.text, decoded.text, body.origin, chrome=tuple(chrome))
    readable = document.readable
    if not WORD.search(readable):
        raise SourceError(f"{found.path} has no text to read", "Give a file that holds prose, not only markup or menus")
    return _with_paragraphs(document, readable, body, decoded)


def _decoded(path: str, data: bytes) -> Decoded:
    if not data:
        raise SourceError(f"{path} is empty", "Leave it out, or save its text again")
    kind = sniffing.binary_format(data)
    if kind:
        raise SourceError(f"{path} is {kind}, not text", "Save it as plain text or HTML first")
    decoded = decode(data)
    if decoded is None:
        raise SourceError(f"{path} is not text in any known encoding", "Save it as plain text in UTF-8")
    return decoded


def _plain(original: str, is_markdown: bool) -> Body:
    origin = OriginMap.identity(len(original))
    if not is_markdown:
        return Body(original, origin)
    marks, headings = tuple(markdown.marks(original)), tuple(markdown.headings(original))
    title = next((original[span.start : span.end] for span in headings), "")
    return Body(original, origin, _without(title), "", headings, marks)


def _without(title: str) -> str:
    """A Markdown title without its marks."""
    kept, at = [], 0
    for span in merged(markdown.marks(title)):
        kept.append(title[at : span.start])
        at = span.end
    return " ".join("".join([*kept, title[at:]]).split())


def _page(original: str) -> Body:
    about = maintext.article(original)
    every = visible_blocks(original)
    kept = maintext.main_blocks(every, about.text)
    text, origin = join(kept)
    headings: list[Span] = []
    marks: list[Span] = []
    at = 0
    for block in kept:
        if block.heading:
            headings.append(Span(at, at + block.length))
        marks.extend(Span(at + start, at + end) for start, end in block.marks)
        at += block.length + 1
    return Body(text, origin, about.title, about.published, tuple(headings), tuple(marks), wrapped="<pre" in original)


def _with_paragraphs(document: Document, readable: str, body: Body, decoded: Decoded) -> Document:
    outlines = outline(readable, body.headings, body.wrapped)
    languages = paragraph_languages([readable[item.start : item.end] for item in outlines])
    paragraphs = tuple(
        Paragraph(item.start, item.end, language, "heading" if item.heading else "prose")
        for item, language in zip(outlines, languages, strict=True)
    )
    found = shares([(paragraph.language, paragraph.end - paragraph.start) for paragraph in paragraphs])
    messages = [*_damage(decoded), *_unread(paragraphs)]
    source = replace(
        document.source,
        title=body.title or _title(readable, paragraphs, document.source.path),
        language=found[0],
        languages=tuple(found),
        status="partial" if messages else "ok",
        message="; ".join(messages),
    )
    return replace(document, source=source, paragraphs=paragraphs)


def _title(readable: str, paragraphs: tuple[Paragraph, ...], path: str) -> str:
    """The heading above the first prose, else a short first line that ends no sentence, else the file's name."""
    first = paragraphs[0]
    title = " ".join(readable[first.start : first.end].split())
    if first.role == "heading" or (len(title) <= TITLE_LENGTH and not SENTENCE_END.search(title)):
        return title
    return PurePath(path).stem


def _damage(decoded: Decoded) -> list[str]:
    if not decoded.lost:
        return []
    more = ", …" if decoded.lost > len(decoded.positions) else ""
    places = ", ".join(map(str, decoded.positions))
    return [f"{decoded.lost} undecodable characters replaced by U+FFFD, at byte {places}{more}"]


def _unread(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    known = supported()
    counts = Counter(paragraph.language for paragraph in paragraphs if paragraph.language not in known)
    if not counts:
        return []
    names = ", ".join(
        f"{count} in {'an unknown language' if code == UNKNOWN else code}" for code, count in sorted(counts.items())
    )
    return [f"paragraphs not read: {names}"]
