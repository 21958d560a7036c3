"""Which files a command line means."""

from __future__ import annotations

import io
import pickle
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import SettingsError
from pipeline.ingest import Found, find_sources, read_source


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ["b.txt", "a.md", "c/d.HTML", "c/e.htm", "c/picture.png", ".hidden.txt", ".git/f.txt", "odd.log"]:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("The king died.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*given: str) -> list[str]:
    return [found.path for found in find_sources(given)]


def test_folder_is_searched_in_order(folder: Path) -> None:
    assert paths("in") == ["in/a.md", "in/b.txt", "in/c/d.HTML", "in/c/e.htm"]


def test_paths_stay_as_given(folder: Path) -> None:
    assert paths("./in/c") == ["in/c/d.HTML", "in/c/e.htm"]
    assert paths(str(folder / "in" / "b.txt")) == [(folder / "in" / "b.txt").as_posix()]


def test_named_files_are_taken_whatever_they_are_called(folder: Path) -> None:
    assert paths("in/odd.log", "in/.hidden.txt") == ["in/odd.log", "in/.hidden.txt"]
    assert read_source(find_sources(["in/odd.log"])[0]).source.media_type == "text/plain"


def test_a_file_is_listed_once(folder: Path) -> None:
    assert paths("in/b.txt", "in", "in/c/../b.txt") == ["in/b.txt", "in/a.md", "in/c/d.HTML", "in/c/e.htm"]


def test_a_circle_of_links_ends(folder: Path) -> None:
    (folder / "in" / "c" / "again").symlink_to(folder / "in")
    assert len(paths("in")) == 4


def test_all_faults_are_told_at_once(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(SettingsError) as caught:
        find_sources(["gone.txt", "in/b.txt", "empty", "a\x00b"])
    assert "'gone.txt': No such file or directory" in caught.value.problem
    assert "'empty': the folder holds no .txt, .md, .html, .htm file" in caught.value.problem
    assert "a\\x00b" in caught.value.problem
    assert "in/b.txt" not in caught.value.problem
    assert caught.value.remedy


def test_nothing_named() -> None:
    with pytest.raises(SettingsError, match="no source was named"):
        find_sources([])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO("Мир заключён.".encode())))
    (found,) = find_sources(["-"])
    assert read_source(pickle.loads(pickle.dumps(found))).text == "Мир заключён."
    assert found.path == "-"


def test_source_fields(folder: Path) -> None:
    document = read_source(find_sources(["in/b.txt"])[0])
    source = document.source
    assert source.sha256.startswith(source.source_id.removeprefix("s"))
    assert len(source.source_id) == 13
    assert (source.path, source.title, source.language) == ("in/b.txt", "b", "en")
    assert (source.characters, source.encoding, source.status, source.message) == (14, "utf-8", "ok", "")
    assert read_source(Found("elsewhere.txt", b"The king died.")).source.source_id == source.source_id
