"""An installed wheel is complete: it runs from any folder and finds everything inside the package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT_BEHIND = shutil.ignore_patterns(".*", "build", "*.egg-info", "data", "__pycache__")
SOURCES = {
    "en.txt": "On 3 October 1893 France and Siam signed a treaty in Bangkok.",
    "ru.txt": "3 октября 1893 года Франция и Сиам подписали договор в Бангкоке.",
    "th.txt": "เมื่อวันที่ 3 ตุลาคม พ.ศ. 2436 ฝรั่งเศสและสยามลงนามในสนธิสัญญาที่กรุงเทพฯ",
}
PROGRAM = (
    "import pipeline, sys; from pipeline import cli; print(pipeline.__file__);"
    "sys.argv = ['synchronicle', 'run', 'in', '--out', 'out']; cli.main()"
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the package as its wheel installs it, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", ignore=LEFT_BEHIND)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "install", *options, "--target", folder / "site", folder / "source"], check=True)
    shutil.rmtree(folder / "source")
    return folder / "site"


def test_the_installed_package_runs_by_itself(installed, tmp_path):
    (tmp_path / "in").mkdir()
    for name, text in SOURCES.items():
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SYNCHRONICLE")}
    environment["PYTHONPATH"] = str(installed)
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[0].startswith(str(installed))
    sources = (tmp_path / "out" / "sources.csv").read_text(encoding="utf-8")
    assert sources.count(",ok,") == 3, sources
    dates = (tmp_path / "out" / "dates.csv").read_text(encoding="utf-8")
    assert dates.count(",1893-10-03,1893-10-03,1893-10-03,day,") == 3, dates


def test_the_weights_lie_inside_the_package(installed):
    assert list((installed / "pipeline" / "weights" / "stanza" / "ru").glob("*.pt"))
    assert not list((installed / "pipeline" / "weights").rglob("recipe"))
