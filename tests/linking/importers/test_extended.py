"""What only the user's gazetteer knows gets its coordinates and ids in the tables; what is known keeps its ids."""

from __future__ import annotations

import pytest

from pipeline import run
from pipeline.errors import SettingsError
from pipeline.linking import link
from pipeline.linking.gazetteer import gazetteer
from pipeline.linking.importers.extended import ExtendedGazetteer
from pipeline.linking.importers.record import Name, Record
from pipeline.linking.importers.store import import_into
from pipeline.linking.importers.user_gazetteer import UserGazetteer
from pipeline.origin import OriginMap
from pipeline.records import Document, Extraction, Mention, Source
from pipeline.settings import load_settings
from pipeline.tables.read import read_tables

OWN = [
    Record(
        "geonames:99000001", "city", (Name("Velmora", "en"), Name("Вельмора", "ru")), 41.5, 2.25, "ES", 900, "99000001"
    ),
    Record(
        "wikidata:Q990001",
        "person",
        (Name("Osric Vandermolen", "en"), Name("Осрик Вандермолен", "ru"), Name("ออสริก ฟันเดอร์โมเลิน", "th")),
        country_code="NL",
        wikidata_id="Q990001",
        valid_from="1611",
        valid_to="1672",
    ),
    Record("wikidata:Q990002", "organization", (Name("Amber Chamber", "en"), Name("Янтарная палата", "ru"))),
    Record("wikidata:Q855", "person", (Name("Joe the Steel", "en"),), wikidata_id="Q855"),
    Record("geonames:2988507", "city", (Name("Paris", "en"),), 48.85, 2.35, "FR", 2_100_000, "2988507"),
]
TEXT = "In 1648 the envoys met in the city of Velmora. Velmora lay far from Paris."


@pytest.fixture
def own(tmp_path):
    import_into(tmp_path / "own.sqlite", OWN)
    return tmp_path / "own.sqlite"


def test_both_gazetteers_are_asked(own):
    packages = gazetteer()
    both = ExtendedGazetteer(packages, UserGazetteer(own))
    assert packages.lookup("Velmora") == ()
    (place,) = both.lookup("Вельмора")
    assert (place.names["en"], place.latitude, both.get(place.id)) == ("Velmora", 41.5, place)
    assert both.lookup("Paris")[0] == packages.lookup("Paris")[0]


def test_a_run_knows_the_places_of_the_user(own, tmp_path):
    (tmp_path / "envoys.txt").write_text(TEXT, encoding="utf-8")
    run([tmp_path / "envoys.txt"], tmp_path / "out", load_settings(None, gazetteer=str(own)))
    places = read_tables(tmp_path / "out").places.set_index("name")
    assert (places.loc["Velmora"].latitude, places.loc["Velmora"].geonames_id) == (41.5, "99000001")


def test_people_and_organizations_of_the_user_are_linked(own):
    names = [
        ("en", [("person", "Osric Vandermolen"), ("organization", "Amber Chamber"), ("person", "Joe the Steel")]),
        ("ru", [("person", "Осрика Вандермолена"), ("organization", "Янтарной палаты"), ("person", "Сталина")]),
    ]
    links = link([extraction(language, rows) for language, rows in names], own=str(own))
    assert [links.entity_of["en", at] == links.entity_of["ru", at] for at in range(3)] == [True] * 3
    people = {row.names["en"]: row for row in links.entities if row.kind == "person"}
    assert people["Osric Vandermolen"].wikidata_id == "Q990001"
    assert people["Osric Vandermolen"].names["th"] == "ออสริก ฟันเดอร์โมเลิน"
    assert "Joseph Stalin" in people, "what the knowledge file has too keeps its row"


def extraction(language, rows):
    mentions, at = [], 0
    for kind, surface in rows:
        mentions.append(Mention(kind, at, at + len(surface), surface, language))
        at += len(surface) + 1
    return Extraction(Document(Source(language, language), "", "", OriginMap.identity(0)), mentions=tuple(mentions))


def test_a_gazetteer_that_is_not_there(tmp_path):
    with pytest.raises(SettingsError, match="there is no file"):
        load_settings(None, gazetteer=str(tmp_path / "none.sqlite"))
