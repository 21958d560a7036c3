"""The command `gazetteer import`: formats guessed, faults told, exit statuses."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing

import pytest
from typer.testing import CliRunner

from pipeline.gazetteer_commands import app
from pipeline.linking.importers import GazetteerError, UserGazetteer
from pipeline.linking.importers.formats import guess_format

PLACE = "\t".join(["7", "Uglich", "Uglich", "", "57.5", "38.3", "P", "PPL", "RU", *[""] * 5, "31000", *[""] * 4])
NAME = "\t".join(["1", "7", "ru", "Углич", "1", *[""] * 5])
ITEM = {"type": "item", "id": "Q1", "labels": {"en": {"language": "en", "value": "head"}}, "claims": {}}
FORMATS = [
    ("RU.txt", PLACE, "geonames"),
    ("names", NAME, "geonames"),
    ("latest.json", "[\n" + json.dumps(ITEM), "wikidata"),
    ("query.json", '{"head" : {"vars": []}, "results": {"bindings": []}}', "sparql"),
    ("query", "item,itemLabel\n", "sparql"),
    ("1.json", '{"id": 1, "type": "Feature", "properties": {}}', "whosonfirst"),
    ("1.geojson", "", "whosonfirst"),
    ("bundle.tar.bz2", "", "whosonfirst"),
    ("data.db", "SQLite format 3\0", "whosonfirst"),
]


@pytest.mark.parametrize(("name", "content", "format_name"), FORMATS)
def test_formats_are_guessed(tmp_path, name, content, format_name):
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert guess_format(tmp_path / name) == format_name


@pytest.mark.parametrize("content", ["", "some prose", "{}", "a,b\n"])
def test_what_cannot_be_guessed(tmp_path, content):
    (tmp_path / "file").write_text(content, encoding="utf-8")
    with pytest.raises(GazetteerError, match="--format"):
        guess_format(tmp_path / "file")


def imported(tmp_path, *words):
    return CliRunner().invoke(app, ["import", *map(str, words), "--to", str(tmp_path / "user.sqlite")])


def test_names_may_be_given_before_their_places(tmp_path):
    (tmp_path / "alternateNamesV2.txt").write_text(NAME + "\n" + NAME.replace("\t7\t", "\t8\t"), encoding="utf-8")
    (tmp_path / "RU.txt").write_text(PLACE, encoding="utf-8")
    ran = imported(tmp_path, tmp_path / "alternateNamesV2.txt", tmp_path / "RU.txt")
    assert ran.exit_code == 0, ran.output
    assert "2 records with 3 names" in ran.output and "1 names belong to places" in ran.output
    with closing(UserGazetteer(tmp_path / "user.sqlite")) as gazetteer:
        assert [record.id for record in gazetteer.lookup("Углич")] == ["geonames:7"]


def test_faults_are_told_and_counted(tmp_path):
    (tmp_path / "RU.txt").write_text("\n".join([PLACE, *["7\tbroken"] * 12]), encoding="utf-8")
    ran = imported(tmp_path, tmp_path / "RU.txt", "--format", "geonames")
    assert ran.exit_code == 1
    assert ran.output.count("has 2 columns") == 10 and "RU.txt, line 2:" in ran.output
    assert "left out: 2 more" in ran.output


def test_nothing_is_made_of_files_that_cannot_be_read(tmp_path):
    (tmp_path / "RU.txt").write_text(PLACE, encoding="utf-8")
    for words in ([tmp_path / "RU.txt", tmp_path / "missing.txt"], [tmp_path / "RU.txt", "--format", "shapefile"]):
        ran = imported(tmp_path, *words)
        assert isinstance(ran.exception, GazetteerError)
        assert not (tmp_path / "user.sqlite").exists()


def test_the_commands_import_nothing_heavy():
    program = (
        "import sys, pipeline.gazetteer_commands, pipeline.kb.commands\n"
        "heavy = ('pandas', 'numpy', 'spacy', 'stanza', 'torch', 'transformers', 'pyarrow')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
