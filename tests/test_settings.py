"""Settings: read, overridden, checked as a whole."""

from __future__ import annotations

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings


def settings_file(folder, text):
    path = folder / "synchronicle.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings()


def test_the_file_in_this_folder_is_read(tmp_path, monkeypatch):
    settings_file(tmp_path, 'names = "spacy"\nparquet = true\n')
    monkeypatch.chdir(tmp_path)
    assert load_settings() == Settings(names="spacy", parquet=True)


def test_the_command_line_wins(tmp_path):
    path = settings_file(tmp_path, 'names = "spacy"\n')
    assert load_settings(path, names="thainer", excel=None) == Settings(names="thainer")


WRONG = [
    ('nmaes = "spacy"', "did you mean 'names'"),
    ("parquet = 1", "parquet must be true or false, not 1"),
    ("names = [", "is not TOML"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_wrong_settings(tmp_path, text, message):
    with pytest.raises(SettingsError, match=message.replace("[", r"\[")):
        load_settings(settings_file(tmp_path, text))


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(SettingsError) as caught:
        load_settings(settings_file(tmp_path, 'colour = "red"\nexcel = "yes"\n'))
    assert "colour" in str(caught.value) and "excel" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path / "none.toml")
