"""What kind of file some bytes are: text, markup, or something this pipeline does not read."""

from __future__ import annotations

import re
from pathlib import PurePath

PLAIN, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"

MEDIA_TYPES = {".txt": PLAIN, ".md": MARKDOWN, ".html": HTML, ".htm": HTML}

MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
"""First bytes of common formats (the registry of file(1)) and what to call them."""

PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)


def binary_format(data: bytes) -> str:
    """The name of the format whose first bytes these are, or "" for what may be text."""
    return next((name for magic, name in MAGIC if data.startswith(magic)), "")


def media_type(path: str, beginning: str) -> str:
    """The media type by the file's ending, unless its first characters say that it is a web page."""
    if PAGE.match(beginning):
        return HTML
    return MEDIA_TYPES.get(PurePath(path).suffix.lower(), PLAIN)
