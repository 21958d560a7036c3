"""A package that is only installed beside the pipeline adds a language to it."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.languages.pack import GROUP, packs
from pipeline.records import Paragraph

GUIDE = Path(__file__).parents[2] / "docs" / "adding-a-language.md"


def code_blocks(language: str) -> list[str]:
    parts = GUIDE.read_text(encoding="utf-8").split("```")[1::2]
    return [textwrap.dedent(part.split("\n", 1)[1]) for part in parts if part.startswith(language + "\n")]


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The guide's own example, installed: its module, and its entry point as pip would write it."""
    (tmp_path / "synchronicle_eo.py").write_text(code_blocks("python")[0], encoding="utf-8")
    information = tmp_path / "synchronicle_eo-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: synchronicle-eo\nVersion: 1.0\n")
    (line,) = [line for line in code_blocks("toml")[0].splitlines() if line.startswith("eo = ")]
    (information / "entry_points.txt").write_text(f"[{GROUP}]\n{line.replace(chr(34), '')}\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    packs.cache_clear()
    yield
    packs.cache_clear()


def test_pack_is_found_and_reads(esperanto: None) -> None:
    assert list(packs()) == ["en", "eo", "ru", "th"]
    text = "La milito finiĝis. La paco venis."
    found = packs()["eo"].sentences_of(text, [Paragraph(0, len(text), "eo", "heading")])
    assert [text[sentence.start : sentence.end] for sentence in found] == ["La milito finiĝis.", "La paco venis."]
    assert {(sentence.language, sentence.role) for sentence in found} == {("eo", "heading")}
    assert all(text[token.start : token.end] == token.text for sentence in found for token in sentence.tokens)
    assert packs()["eo"].nominatives("Moskvon") == ("Moskvo", "Moskvon")


def test_without_it_there_are_three() -> None:
    assert list(packs()) == ["en", "ru", "th"]
