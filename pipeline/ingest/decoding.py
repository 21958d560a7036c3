"""Bytes to text: which encoding a file is in, and what in it could not be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.ingest.plausibility import plausibility

SIGNATURES = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; the codecs named here take them off. UTF-32 comes first: its mark begins like UTF-16's."""

WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
SINGLE_BYTE = ("windows-1252", "windows-1251", "koi8-r", "cp874", "cp866", "iso8859-5")
"""Encodings that are told apart by their letters; the first of equals wins. Mac Cyrillic is not among them:
its small letters stand where windows-1251 has them, so short texts would be taken for it."""

WEB_NAMES = {"ascii": "windows-1252", "iso8859-1": "windows-1252", "tis-620": "cp874", "iso8859-11": "cp874",
             "cp1251": "windows-1251", "cp1252": "windows-1252", "gb2312": "gb18030", "gbk": "gb18030"}  # fmt: skip
"""What a page means by an encoding's name (WHATWG Encoding Standard, labels), by Python's name for it."""

NOT_OF_FILES = frozenset(
    {"unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape", "punycode", "idna"}
)
"""Codecs of Python that no file is written in."""

DECLARED = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})",
    re.I,
)

CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

USUAL = re.compile("[\\s -ӿก-๛\u2010-\u2030]")
"""What texts are made of: Latin, Greek and Cyrillic letters, Thai, punctuation."""

SAMPLE = 1 << 16
HOPELESS = -6.5
"""Plausibility below which a single-byte reading is not believed (measured: see the tests of decoding)."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is `data.decode(encoding, errors="replace")`; `lost` counts what was replaced by U+FFFD,
    `positions` are the byte positions of the first of these."""

    text: str
    encoding: str
    lost: int = 0
    positions: tuple[int, ...] = ()


def decode(data: bytes) -> Decoded | None:
    """The text of a file and its encoding as a Python codec name; None where the bytes are no text."""
    encoding = _encoding(data)
    if not encoding:
        return None
    text = data.decode(encoding, errors="replace")
    if "\ufffd" not in text:
        return Decoded(text, encoding)
    lost = text.count("\ufffd") - data.decode(encoding, errors="ignore").count("\ufffd")
    if lost * 3 > len(text):
        return None
    return Decoded(text, encoding, lost, _undecodable(data, encoding) if lost else ())


def _encoding(data: bytes) -> str:
    for mark, name in SIGNATURES:
        if data.startswith(mark):
            return name
    controls = len(CONTROL.findall(data[:SAMPLE]))
    if controls * 10 > len(data[:SAMPLE]) or b"\x00" in data:
        wide = next((name for name in WIDE if _reads_as(data, name)), "")
        if wide or controls * 3 > len(data[:SAMPLE]) or b"\x00" in data:
            return wide
    if _is_utf8(data):
        return "utf-8"
    return _single_byte(data)


def _reads_as(data: bytes, encoding: str) -> bool:
    """Whether a wide encoding without its mark fits: letters and spaces, hardly anything else."""
    width = 4 if "32" in encoding else 2
    if len(data) % width:
        return False
    text = data[:SAMPLE].decode(encoding, errors="replace")
    usual = len(USUAL.findall(text))
    return usual >= 0.9 * len(text)


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, be it with surrogates or with some damage in it."""
    try:
        data.decode("utf-8", errors="surrogatepass")
        return True
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    return len(re.findall(r"[\u0080-\ufffc\U00010000-\U0010ffff]", text)) >= 10 * wrong


def _sample(data: bytes) -> bytes:
    """A part of the file that holds characters beyond ASCII."""
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - SAMPLE // 4) if first else 0
    return data[start : start + SAMPLE]


def _single_byte(data: bytes) -> str:
    sample = _sample(data)
    declared = _declared(data)
    if declared and declared not in SINGLE_BYTE:
        text = sample.decode(declared, errors="replace")
        if text.count("\ufffd") * 100 <= len(text):
            return declared
    scores = {name: plausibility(sample.decode(name, errors="replace")) for name in SINGLE_BYTE}
    if declared in scores:
        scores[declared] += 1.0
    best = max(SINGLE_BYTE, key=scores.__getitem__)
    return best if scores[best] > HOPELESS else _guess(sample)


def _declared(data: bytes) -> str:
    """The encoding that a page says it is in, under the name of a Python codec for text."""
    match = DECLARED.search(data[:4096])
    if not match:
        return ""
    name = (match[1] or match[2]).decode("ascii", errors="ignore").lower()
    try:
        found = codecs.lookup(name).name
        b"a".decode(found)
    except (LookupError, ValueError):
        return ""
    if found in NOT_OF_FILES:
        return ""
    return WEB_NAMES.get(found, found) if not found.startswith("utf") else ""


def _guess(sample: bytes) -> str:
    """What charset-normalizer makes of a file in none of the encodings known here."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_exclusion=["utf_7"], enable_fallback=False).best()
    return best.encoding if best else ""


def _undecodable(data: bytes, encoding: str, most: int = 5) -> tuple[int, ...]:
    """Byte positions of the first sequences that the codec rejects."""
    at, plain = 0, encoding
    for mark, name in SIGNATURES:
        if name == encoding and data.startswith(mark):
            order = "" if name == "utf-8-sig" else "-le" if mark[0] in b"\xff" else "-be"
            at, plain = len(mark), name.removesuffix("-sig") + order
            break
    found: list[int] = []
    while len(found) < most and at < len(data):
        try:
            str(memoryview(data)[at:], plain)
            break
        except UnicodeDecodeError as error:
            found.append(at + error.start)
            at += max(error.end, 1)
    return tuple(found)
