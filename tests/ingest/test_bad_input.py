"""Sources that cannot be read, and sources that look as if they could not."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import SourceError
from pipeline.ingest import Found, read_source
from pipeline.records import Document


def check(document: Document) -> None:
    """What holds for every document."""
    text = document.text
    previous = 0
    for span in document.chrome:
        assert previous <= span.start < span.end <= len(text)
        previous = span.end
    readable = document.readable
    assert len(readable) == len(text)
    previous = 0
    for paragraph in document.paragraphs:
        assert previous <= paragraph.start < paragraph.end <= len(text)
        assert readable[paragraph.start : paragraph.end].strip() == readable[paragraph.start : paragraph.end]
        previous = paragraph.end
    assert document.source.characters == len(text)
    assert document.source.status == ("partial" if document.source.message else "ok")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"***\n---\n", "no text"),
        (b"Home\nLog in\nSearch\n", "no text"),
        (b"<html><body><script>var a = 1;</script></body></html>", "no text"),
        (b"%PDF-1.7\nabc", "PDF"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"\x89PNG\r\n\x1a\nabc", "PNG"),
        (b"\xff\xd8\xff\xe0abc", "JPEG"),
        (b"{\\rtf1\\ansi Peace.}", "RTF"),
        (b"The treaty\x00 was signed.", "not text"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08ab", "not text"),
    ],
)
def test_unreadable(data: bytes, says: str) -> None:
    with pytest.raises(SourceError, match=says) as caught:
        read_source(Found("a file.txt", data))
    assert "a file.txt" in caught.value.problem
    assert caught.value.remedy


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_source(Found(str(tmp_path / "gone.txt")))


def test_forbidden_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The superuser may read every file, so the refusal is acted."""

    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(SourceError, match=r"secret\.txt cannot be read: Permission denied"):
        read_source(Found("secret.txt"))


@pytest.mark.parametrize("path", ["", "a\x00b.txt", "x" * 5000])
def test_impossible_path(path: str) -> None:
    with pytest.raises(SourceError):
        read_source(Found(path))


def test_folder_as_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read_source(Found(str(tmp_path)))


def test_mixed_line_ends_are_kept() -> None:
    data = b"Peace came.\r\nThe king left.\rHe never returned.\n\nThe end was near."
    document = read_source(Found("a.txt", data))
    check(document)
    assert document.text == data.decode()
    lines = [document.text[paragraph.start : paragraph.end] for paragraph in document.paragraphs]
    assert lines == ["Peace came.", "The king left.", "He never returned.", "The end was near."]


def test_control_characters_are_kept() -> None:
    data = b"The king\x07 left\x1b[0m the town\x08 in\x0b May.\x0cHe came\x7f back."
    document = read_source(Found("a.txt", data))
    check(document)
    assert document.text == data.decode()


def test_lone_surrogates_make_a_partial_source() -> None:
    document = read_source(Found("a.txt", b"The king \xed\xb0\x80 left the town."))
    check(document)
    assert document.source.status == "partial"
    assert document.source.message == "3 undecodable characters replaced by U+FFFD, at byte 9, 10, 11"


def test_many_undecodable_bytes_are_counted() -> None:
    data = ("The king left the town – he never came back. " * 40).encode() + b"\xff" * 9 + "–".encode() * 60
    document = read_source(Found("a.txt", data))
    assert document.source.message.startswith("9 undecodable characters replaced by U+FFFD, at byte ")
    assert document.source.message.endswith(", …")


def test_unsupported_language_makes_a_partial_source() -> None:
    german = "Im Frühjahr desselben Jahres einigten sich die beiden Regierungen darauf, ihre Botschafter auszutauschen."
    english = "In the spring of that year the two governments agreed to exchange their ambassadors."
    document = read_source(Found("a.txt", f"{english}\n\n{german}\n".encode()))
    check(document)
    assert [paragraph.language for paragraph in document.paragraphs] == ["en", "de"]
    assert document.source.status == "partial"
    assert document.source.message == "paragraphs not read: 1 in de"
    assert document.source.languages == ("de", "en")


def test_one_line_of_fifty_megabytes() -> None:
    line = ("The fleet left the harbour in 1854 and came back with the king's letter.[3] " * 700_000)[:50_000_000]
    document = read_source(Found("a.txt", line.encode()))
    assert document.text == line
    assert len(document.paragraphs) == 1
    assert len(document.chrome) > 600_000


@pytest.mark.parametrize("part", ["*a", "[a", "_a", "](a", "> ", "# ", "!", "<!--", "**", "[a](b "])
def test_markdown_that_never_closes_takes_linear_time(part: str) -> None:
    """Quadratic time would make this run for hours."""
    document = read_source(Found("a.md", (part * 100_000 + " end").encode()))
    assert len(document.text) == len(part) * 100_000 + 4


@settings(deadline=None)
@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html", "a"]))
def test_any_text(text: str, path: str) -> None:
    data = text.encode("utf-8", errors="surrogatepass")
    try:
        document = read_source(Found(path, data))
    except SourceError:
        return
    check(document)
    assert document.original == data.decode(document.source.encoding, errors="replace")


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_bytes(data: bytes, path: str) -> None:
    try:
        check(read_source(Found(path, data)))
    except SourceError:
        return
