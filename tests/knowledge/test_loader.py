from pathlib import Path

import pytest

from pipeline.knowledge import Knowledge, load

PLACES = """id,kind,name_en,name_ru,name_th,variants_en,variants_ru,variants_th,country_code,latitude,longitude,\
valid_from,valid_to,successors,wikidata_id
siam,country,Siam,Сиам,สยาม,Kingdom of Siam,,ราชอาณาจักรสยาม|กรุงสยาม,,13.7,100.5,,1939,thailand,Q1081620
thailand,country,Thailand,Таиланд,ประเทศไทย,,Королевство Таиланд,ไทย,TH,13.7,100.5,1939,,,Q869
"""
EVENTS = """id,name_en,name_ru,name_th,variants_en,variants_ru,variants_th,event_type,date_edtf,places,\
participants,wikidata_id
bowring,Bowring Treaty,Договор Боуринга,สนธิสัญญาเบาว์ริง,,,,agreement,1855-04-18,siam,siam,Q791213
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Knowledge:
    (tmp_path / "places.csv").write_text(PLACES, encoding="utf-8")
    (tmp_path / "events.csv").write_text(EVENTS, encoding="utf-8")
    return load(tmp_path)


@pytest.mark.parametrize(
    ("name", "language", "kind", "found"),
    [
        ("Siam", None, None, ["siam"]),
        ("the Kingdom of SIAM", "en", "place", ["siam"]),
        ("กรุงสยาม", "th", None, ["siam"]),
        ("Сиам", "ru", None, ["siam"]),
        ("Сиам", "en", None, []),
        ("Siam", None, "person", []),
        ("Bowring Treaty", None, "event", ["bowring"]),
        ("Burma", None, None, []),
    ],
)
def test_by_name(knowledge: Knowledge, name: str, language: str | None, kind: str | None, found: list[str]) -> None:
    assert [entry.id for entry in knowledge.by_name(name, language, kind)] == found


def test_an_entry_holds_its_row(knowledge: Knowledge) -> None:
    siam = knowledge.get("siam")
    assert siam is not None
    assert siam.kind_of_table == "place"
    assert siam.names == {"en": "Siam", "ru": "Сиам", "th": "สยาม"}
    assert siam.variants == {"en": ("Kingdom of Siam",), "th": ("ราชอาณาจักรสยาม", "กรุงสยาม")}
    assert siam.fields["valid_to"] == "1939"
    assert "valid_from" not in siam.fields
    assert siam.parts("successors") == ("thailand",)
    assert knowledge.get("burma") is None


def test_a_folder_without_files_is_empty_knowledge(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere").entries == ()


def test_the_knowledge_of_the_package() -> None:
    knowledge = load()
    assert load() is knowledge
    ids = [entry.id for entry in knowledge.entries]
    assert len(ids) == len(set(ids))
    for entry in knowledge.entries:
        for language, name in entry.all_names():
            assert entry in knowledge.by_name(name, language, entry.kind_of_table)
