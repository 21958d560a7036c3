"""Small tables drawn as marked-up texts: `[surface|kind|row]`, for dates `[surface|date|EDTF]`."""

from __future__ import annotations

import re

import pytest

from pipeline import read_tables
from pipeline.dates.edtf import bounds
from pipeline.tables.schema import TABLES
from pipeline.tables.write import write_tables

MARK = re.compile(r"\[([^|\]]*)\|(\w+)\|([^\]]*)\]")

TEXTS = {
    "sen": (
        "en",
        "On [18 April 1855|date|1855-04-18] [Sir John Bowring|person|p0a] signed a treaty in [Bangkok|place|l0b].\n"
        "[Siam|place|l0c] opened its ports; the [Foreign Office|organization|o0d] was pleased.",
    ),
    "sru": (
        "ru",
        "[Боуринг|person|p0a] подписал договор в [Бангкоке|place|l0b] [6 (18) апреля 1855 года|date|1855-04-18].",
    ),
    "sth": ("th", "[เบาว์ริง|person|p0a]ลงนามในสนธิสัญญาที่[กรุงเทพฯ|place|l0b]เมื่อ[พ.ศ. ๒๓๙๙|date|1856]"),
    "shostile": ("en", "A clerk of [=Siam<script>alert(1)</script>|place|l0c] wrote \U0001f40d [@Bangkok|place|l0b]."),
}  # fmt: skip
PEOPLE = [("p0a", "John Bowring", "Боуринг", "เบาว์ริง", "Q335321")]
PLACES = [
    ("l0b", "Bangkok", "Бангкок", "กรุงเทพมหานคร", "city", "TH", 13.75, 100.52, "1609350"),
    ("l0c", "Siam", "Сиам", "สยาม", "country", "TH", 15.0, 101.0, ""),
    ("l0e", "Nowhere", "", "", "other", "", None, None, ""),
]
EVENTS = [
    {
        "event_id": "e0f", "event_type": "agreement", "title": "Bowring signs a treaty, Bangkok, 1855",
        "date_edtf": "1855-04-18", "date_start": "1855-04-18", "date_end": "1855-04-18", "date_precision": "day",
        "place_id": "l0b", "place_name": "Bangkok", "latitude": 13.75, "longitude": 100.52,
        "participant_ids": ("p0a", "l0c"), "participant_names": ("John Bowring", "Siam"), "number_of_sources": 3,
        "sources": ("sen", "sru", "sth"), "languages": ("en", "ru", "th"), "corroboration": "contradicted",
        "polarity": "asserted", "plover_type": "AGREE", "confidence": 0.7,
    },
    {
        "event_id": "e10", "event_type": "trade", "title": "Siam opens its ports", "polarity": "negated",
        "number_of_sources": 1, "sources": ("sen",), "corroboration": "single", "confidence": 0.4,
    },
    {
        "event_id": "e11", "event_type": "military_action", "title": "=1+1", "polarity": "asserted",
        "date_edtf": "1941-12", "date_start": "1941-12-01", "date_end": "1941-12-31", "number_of_sources": 1,
        "sources": ("shostile",), "corroboration": "single", "confidence": 0.4, "place_id": "l0e",
    },
    {
        "event_id": "e12", "event_type": "negotiation", "title": "Talks at the Foreign Office", "polarity": "asserted",
        "number_of_sources": 1, "sources": ("sen",), "corroboration": "single", "place_id": "o0d",
        "place_name": "Foreign Office",
    },
]  # fmt: skip
ROLES = [("e0f", "actor", "p0a"), ("e0f", "recipient", "l0c"), ("e0f", "place", "l0b"), ("e11", "actor", "l0c")]
TOLD = [("e0f", "sen", "supports", ""), ("e0f", "sru", "supports", ""), ("e0f", "sth", "contradicts", "date"), ("e10", "sen", "supports", ""), ("e11", "shostile", "contradicts", "actor")]  # fmt: skip  # noqa: E501
DOUBTS = {"เบาว์ริง": (0.62, "sounds like a name in another language"), "Siam": (1.0, "knowledge file")}


def unmarked(marked):
    """The text without its marks, and the marks as (kind, start, end, surface, row)."""
    text, found, at = "", [], 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        surface, kind, row = mark.groups()
        found.append((kind, len(text), len(text) + len(surface), surface, row))
        text, at = text + surface, mark.end()
    return text + marked[at:], found


def _source(source_id, language, text):
    title = '=HYPERLINK("http://example.org")' if source_id == "shostile" else f"Account {source_id}"
    return {
        "source_id": source_id, "path": f"in/{source_id}.txt", "title": title, "language": language,
        "languages": (language,), "media_type": "text/plain", "sha256": "0" * 64, "characters": len(text),
        "status": "ok",
    }  # fmt: skip


def _mention(source_id, language, number, kind, start, end, surface, row):
    confidence, reason = DOUBTS.get(surface, (0.9, "gazetteer"))
    return {
        "mention_id": f"m{source_id}{number}", "source_id": source_id, "kind": kind, "surface": surface,
        "start": start, "end": end, "origin_start": start, "origin_end": end, "language": language,
        "entity_id": "" if kind == "date" else row, "confidence": 0.9, "recognizer": "test",
        "link_confidence": None if kind == "date" else confidence, "link_reason": "" if kind == "date" else reason,
    }  # fmt: skip


def _date(mention, edtf):
    first, last = bounds(edtf)
    other = "1855-04" if mention["source_id"] == "sth" else ""
    return {
        "mention_id": mention["mention_id"], "source_id": mention["source_id"], "surface": mention["surface"],
        "edtf": edtf, "date_start": first, "date_end": last, "calendar": "gregorian", "basis": "explicit",
        "other_reading": other,
    }  # fmt: skip


def _evidence(event_id, source_id, stance, field, texts):
    language, text = texts[source_id]
    sentence = text.splitlines()[0]
    return {
        "event_id": event_id, "source_id": source_id, "language": language, "start": 0, "end": len(sentence),
        "origin_start": 0, "origin_end": len(sentence), "quote": sentence, "stance": stance, "field": field,
        "date_edtf": "1856" if source_id == "sth" else "1855-04-18", "confidence": 0.7,
        "statement_id": f"t{source_id}{event_id}", "join_confidence": 0.9 if event_id == "e0f" else None,
    }  # fmt: skip


def write_small(folder):
    """Writes the tables of the pictures above."""
    texts, rows = {}, {name: [] for name in TABLES}
    for source_id, (language, marked) in TEXTS.items():
        text, marks = unmarked(marked)
        texts[source_id] = language, text
        rows["sources"].append(_source(source_id, language, text))
        for number, mark in enumerate(marks):
            mention = _mention(source_id, language, number, *mark)
            rows["mentions"].append(mention)
            if mark[0] == "date":
                rows["dates"].append(_date(mention, mark[-1]))
    counted = {"mentions": 3, "sources": ("sen", "sru", "sth"), "confidence": 0.9}
    for identity, english, russian, thai, wikidata in PEOPLE:
        names = {"name": english, "name_en": english, "name_ru": russian, "name_th": thai, "aliases": (russian, thai)}
        rows["people"].append(
            {"person_id": identity, **names, "wikidata_id": wikidata, "first_date": "-0043-03-15", **counted}
        )
    for identity, english, russian, thai, kind, country, latitude, longitude, geonames in PLACES:
        names = {"name": english, "name_en": english, "name_ru": russian, "name_th": thai}
        where = {"latitude": latitude, "longitude": longitude, "country_code": country, "geonames_id": geonames}
        rows["places"].append({"place_id": identity, **names, "kind": kind, **where, **counted})
    rows["organizations"].append({"organization_id": "o0d", "name": "Foreign Office", **counted})
    rows["events"] = EVENTS
    rows["event_roles"] = [{"event_id": e, "role": r, "entity_id": i, "mention_id": ""} for e, r, i in ROLES]
    rows["evidence"] = [_evidence(*told, texts) for told in TOLD]
    write_tables(folder, rows, {name: text for name, (_, text) in texts.items()}, {"activity": {}})


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    write_small(folder)
    return read_tables(folder)
