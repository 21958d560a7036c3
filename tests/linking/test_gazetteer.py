import sqlite3
from pathlib import Path

import pytest

from pipeline.linking import gazetteer as module
from pipeline.linking.gazetteer import Gazetteer, fill, gazetteer
from pipeline.linking.gazetteer_sources import Place, turned


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("Peru", "iso:PE"),
        ("Республика Перу", "iso:PE"),
        ("เปรู", "iso:PE"),
        ("Lima", "geonames:3936456"),
        ("Лима", "geonames:3936456"),
        ("ลิมา", "geonames:3936456"),
        ("Cote d'Ivoire", "iso:CI"),
        ("Africa", "iso:002"),
        ("แอฟริกา", "iso:002"),
        ("Czechoslovakia", "iso:CSHH"),
        ("Bavaria", "iso:DE-BY"),
        ("Бавария", "iso:DE-BY"),
        ("เจนีวา", "geonames:2660646"),  # by the canton that shares the city's name
    ],
)
def test_the_first_place_of_a_name(name: str, identity: str) -> None:
    found = gazetteer().lookup(name)
    assert found[0].id == identity
    assert gazetteer().get(identity) == found[0]


def test_the_largest_comes_first_and_unknown_names_find_nothing() -> None:
    people = [place.population for place in gazetteer().lookup("Cordoba")]
    assert len(people) > 1
    assert people == sorted(people, reverse=True)
    assert gazetteer().lookup("Nowhere-upon-Nothing") == ()
    assert gazetteer().get("geonames:0") is None


def test_a_country_lies_in_the_middle_of_its_towns() -> None:
    fiji = gazetteer().get("iso:FJ")
    assert fiji is not None and fiji.latitude is not None and fiji.longitude is not None
    assert -19 < fiji.latitude < -16
    assert 176 < abs(fiji.longitude) <= 180


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Peru", ("Peru",)),
        ("Korea, Republic of", ("Republic of Korea", "Korea")),
        ("USSR, Union of Soviet Socialist Republics", ("Union of Soviet Socialist Republics", "USSR")),
    ],
)
def test_turned(written: str, meant: tuple[str, ...]) -> None:
    assert turned(written) == meant


PLACES = [
    Place("geonames:1", "city", {"en": "Ys", "ru": "Ис"}, "FR", 48.1, -4.3, 10, "1", others=("Kêr-Is",)),
    Place("iso:AA", "country", {"en": "Ys"}, "AA", valid_to="1500"),
]


def test_rows_come_back_as_they_were() -> None:
    connection = sqlite3.connect(":memory:")
    fill(connection, PLACES)
    small = Gazetteer(connection)
    assert [place.id for place in small.lookup("YS")] == ["geonames:1", "iso:AA"]
    assert [place.id for place in small.lookup("ker is")] == ["geonames:1"]
    assert small.get("iso:AA") == PLACES[1]


@pytest.mark.parametrize("broken", ["absent", "damaged", "unwritable"])
def test_the_cache_file(broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "places", lambda: iter(PLACES))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = module.cache_file()
    if broken == "damaged":
        path.parent.mkdir(parents=True)
        path.write_bytes(b"no database")
    if broken == "unwritable":
        (tmp_path / "synchronicle").write_text("a file where the folder should be")
    for _ in range(2):
        opened = gazetteer.__wrapped__()
        assert [place.id for place in opened.lookup("Ys")] == ["geonames:1", "iso:AA"]
    assert path.exists() is (broken != "unwritable")
    assert not list(tmp_path.rglob("*.part"))
