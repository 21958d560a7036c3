"""Records go into the user's file and come out by name."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from pipeline.errors import SettingsError
from pipeline.linking.gazetteer_sources import Place
from pipeline.linking.importers import GazetteerError, Name, Record, UserGazetteer, import_into
from pipeline.linking.importers.adapt import as_entry, as_place, with_own
from pipeline.settings import load_settings

KORAT = Record(
    "geonames:1608529", "city", (Name("Nakhon Ratchasima", "en", "main"), Name("นครราชสีมา", "th")),
    14.97, 102.1, "TH", 174332, "1608529",
)  # fmt: skip
KORAT_IN_WIKIDATA = Record(
    "wikidata:Q203310", "city",
    (Name("Nakhon Ratchasima", "en", "preferred"), Name("Накхонратчасима", "ru", "preferred"), Name("Korat", "en")),
    geonames_id="1608529", wikidata_id="Q203310", valid_from="1656", country="Q869",
)  # fmt: skip
THAILAND = Record("wikidata:Q869", "country", (Name("Thailand", "en", "preferred"),), country_code="TH")
OTHER_KORAT = Record("geonames:9", "region", (Name("Korat", ""),), population=7, country_code="IN")
PERSON = Record(
    "wikidata:Q9106", "person", (Name("Дмитрий Менделеев", "ru", "preferred"), Name("Менделеев", "ru")),
    valid_from="1834-02-08", valid_to="1907-02-02", wikidata_id="Q9106",
)  # fmt: skip
WAR = Record("wikidata:Q1", "event", (Name("War of the Pacific", "en"),), valid_from="1879", valid_to="1884")


@pytest.fixture
def gazetteer(tmp_path):
    import_into(tmp_path / "user.sqlite", [KORAT, KORAT_IN_WIKIDATA, THAILAND, OTHER_KORAT, PERSON, WAR])
    with closing(UserGazetteer(tmp_path / "user.sqlite")) as opened:
        yield opened


LOOKUPS = [
    ("nakhon  RATCHASIMA", "", ["geonames:1608529"]),
    ("นครราชสีมา", "", ["geonames:1608529"]),
    ("Накхонратчасима", "ru", ["wikidata:Q203310"]),
    ("Korat", "", ["geonames:9", "wikidata:Q203310"]),
    ("Korat", "en", ["geonames:9", "wikidata:Q203310"]),
    ("Korat", "ru", ["geonames:9"]),
    ("Менделеев", "ru", ["wikidata:Q9106"]),
    ("Mendeleev", "", []),
    ("", "", []),
]


@pytest.mark.parametrize(("name", "language", "found"), LOOKUPS)
def test_lookup(gazetteer, name, language, found):
    assert [record.id for record in gazetteer.lookup(name, language)] == found


def test_two_files_on_one_place_make_one_record(gazetteer):
    (place,) = gazetteer.lookup("Nakhon Ratchasima")
    assert (place.population, place.wikidata_id, place.valid_from) == (174332, "Q203310", "1656")
    assert [place.name_in(code) for code in ("en", "ru", "th")] == ["Nakhon Ratchasima", "Накхонратчасима", "นครราชสีมา"]
    assert place.variants_in("en") == ("Korat",)


def test_the_code_of_a_country_comes_from_its_own_record(gazetteer):
    assert gazetteer.get("wikidata:Q203310").country_code == "TH"
    assert gazetteer.get("nothing") is None


def test_a_second_import_completes_and_forgets_nothing(tmp_path):
    path = tmp_path / "user.sqlite"
    import_into(path, [KORAT])
    more = [
        Record("geonames:1608529", names=(Name("นครราชสีมา", "th", "preferred"), Name("โคราช", "th"))),
        Record("geonames:1608529", wikidata_id="Q203310"),
        Record("geonames:404", names=(Name("Nowhere", "en"),)),
    ]
    counts = import_into(path, more)
    assert (counts.records, counts.names, counts.left_out) == (2, 2, 1)
    with closing(UserGazetteer(path)) as gazetteer:
        (place,) = gazetteer.lookup("โคราช")
        assert (place.kind, place.population, place.latitude, place.wikidata_id) == ("city", 174332, 14.97, "Q203310")
        assert (place.name_in("th"), place.variants_in("th")) == ("นครราชสีมา", ("โคราช",))
        assert gazetteer.lookup("Nowhere") == ()


def test_the_index_on_the_name_is_used(tmp_path):
    import_into(tmp_path / "user.sqlite", [KORAT])
    with closing(sqlite3.connect(tmp_path / "user.sqlite")) as connection:
        plan = connection.execute("EXPLAIN QUERY PLAN SELECT id FROM name WHERE name = 'korat'").fetchall()
    assert "SEARCH name USING PRIMARY KEY (name=?)" in plan[0][3]


def test_the_same_records_make_the_same_file(tmp_path):
    for name in ("a", "b"):
        import_into(tmp_path / name, [KORAT, PERSON])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def broken_records():
    yield KORAT
    raise GazetteerError("the file ends early", "Fetch it once more")


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    with pytest.raises(GazetteerError):
        import_into(tmp_path / "new.sqlite", broken_records())
    assert not (tmp_path / "new.sqlite").exists()
    import_into(tmp_path / "old.sqlite", [PERSON])
    with pytest.raises(GazetteerError):
        import_into(tmp_path / "old.sqlite", broken_records())
    with closing(UserGazetteer(tmp_path / "old.sqlite")) as gazetteer:
        assert gazetteer.get(PERSON.id) and not gazetteer.get(KORAT.id)


def test_files_that_are_no_gazetteer(tmp_path):
    (tmp_path / "text").write_text("no database", encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "other")) as connection:
        connection.execute("CREATE TABLE record (a)")
    for name in ("text", "other", "missing"):
        with pytest.raises(GazetteerError, match="synchronicle gazetteer import"):
            UserGazetteer(tmp_path / name)
    for name in ("text", "other"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(GazetteerError, match="is no gazetteer"):
            import_into(tmp_path / name, [KORAT])
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(GazetteerError, match="cannot be written"):
        import_into(tmp_path / "no folder" / "user.sqlite", [KORAT])


def test_as_the_linker_knows_them(gazetteer):
    place = as_place(gazetteer.lookup("Nakhon Ratchasima")[0])
    assert (place.id, place.kind, place.names["th"], place.others) == (
        "geonames:1608529", "city", "นครราชสีมา", ("Korat",),
    )  # fmt: skip
    person = as_entry(PERSON)
    assert (person.kind_of_table, person.names, person.variants) == (
        "person", {"ru": "Дмитрий Менделеев"}, {"ru": ("Менделеев",)},
    )  # fmt: skip
    assert person.fields == {"birth": "1834-02-08", "death": "1907-02-02", "wikidata_id": "Q9106"}
    assert as_entry(WAR).fields == {"date_edtf": "1879/1884"}
    assert as_entry(KORAT).fields["latitude"] == "14.97" and as_entry(KORAT).fields["kind"] == "city"


def test_a_place_that_both_know_stays_the_gazetteers():
    known = Place("iso:TH", "country", {"en": "Thailand"}, "TH", geonames_id="1605651", population=69428524)
    own = [
        Record("geonames:1605651", "country", (Name("Thailand", "en"), Name("Muang Thai")), geonames_id="1605651"),
        Record("geonames:5", "water", (Name("Muang Thai", "en"),), population=3),
        PERSON,
    ]
    found = with_own([], own, lambda name: [known] if name == "Thailand" else [])
    assert [place.id for place in found] == ["iso:TH", "geonames:5"]
    assert with_own([known], own[:1], lambda name: []) != (known,)


def test_the_setting(tmp_path):
    with pytest.raises(SettingsError, match="is not there"):
        load_settings(None, gazetteer=str(tmp_path / "none.sqlite"))
    import_into(tmp_path / "user.sqlite", [KORAT])
    (tmp_path / "synchronicle.toml").write_text('gazetteer = "user.sqlite"', encoding="utf-8")
    assert load_settings(tmp_path / "synchronicle.toml").gazetteer == str(tmp_path / "user.sqlite")
