"""`kb fetch` against a server of this computer that speaks Wikidata's API, well and badly."""

from __future__ import annotations

import csv
import gzip
import json
import threading
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from pipeline.errors import OutputError, SettingsError
from pipeline.kb.cache import Cache
from pipeline.kb.client import Client, KnowledgeBaseError, Manners
from pipeline.kb.commands import app, user_agent
from pipeline.kb.entities import Wanted
from pipeline.kb.fetch import TABLE, fetch
from pipeline.kb.score import kilometres, score
from pipeline.kb.wikidata import BATCH, Wikidata
from pipeline.linking.importers.record import Name, Record
from pipeline.tables.schema import TABLES
from pipeline.tables.write import csv_bytes


def statement(value):
    return [{"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": {"value": value}}}]


def day(text):
    return statement({"time": text, "precision": 11, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"})


def item(number, names, kind, description, **claims):
    return {
        "type": "item",
        "id": number,
        "labels": {code: {"language": code, "value": name} for code, name in names.items()},
        "aliases": {},
        "descriptions": {"en": {"language": "en", "value": description}},
        "claims": {"P31": statement({"id": kind})} | claims,
    }


ITEMS = {
    "Q10": item("Q10", {"en": "Ada Pine", "ru": "Ада Пайн"}, "Q5", "novelist, 19th century",
                P569=day("+1801-01-05T00:00:00Z"), P570=day("+1870-02-06T00:00:00Z")),
    "Q11": item("Q11", {"en": "Ada Pine", "th": "เอดา ไพน์"}, "Q5", "aviator", P569=day("+1899-03-01T00:00:00Z")),
    "Q12": item("Q12", {"en": "Ada Pine"}, "Q515", "town",
                P625=statement({"latitude": 1.0, "longitude": 2.0})),
    "Q20": item("Q20", {"en": "Zubov", "ru": "Зубов"}, "Q3957", "=town, \"of\" mills",
                P625=statement({"latitude": 56.1, "longitude": 40.2})),
}  # fmt: skip
SEARCHES = {"Ada Pine": ["Q10", "Q11", "Q12", "Q404"], "Ада Пайн": ["Q10"], "Зубов": ["Q20"], "Zubov": ["Q20"]}


class Server(ThreadingHTTPServer):
    """Answers as Wikidata does, after the answers that `script` (a list of functions of the handler) gives first."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.script, self.asked, self.released = [], [], threading.Event()
        self.address = f"http://127.0.0.1:{self.server_address[1]}/w/api.php"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append((query, dict(self.headers)))
        if self.server.script:
            self.server.script.pop(0)(self)
        elif query["action"] == "wbsearchentities":
            answer(self, {"search": [{"id": each} for each in SEARCHES.get(query["search"], [])]})
        else:
            found = {each: ITEMS.get(each, {"id": each, "missing": ""}) for each in query["ids"].split("|")}
            answer(self, {"entities": found}, packed=True)

    def log_message(self, *words):
        pass


def answer(handler, value, status=200, packed=False, **headers):
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    body = gzip.compress(body) if packed else body
    handler.send_response(status)
    for name, text in headers.items():
        handler.send_header(name.replace("_", "-"), text)
    if packed:
        handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


class FakeClock:
    def __init__(self):
        self.time, self.slept = 100.0, []

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.time += seconds


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield running
        running.released.set()
        running.shutdown()
        thread.join()


def row(table, number, name, **cells):
    key = TABLES[table].keys[0]
    return {key: number, "name": name, "mentions": 1, **cells}


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    rows = {
        "people": [
            row("people", "person-1", "Ada Pine", name_en="Ada Pine", name_ru="Ада Пайн", mentions=5,
                first_date="1840-05-01", last_date="1841-01-01"),
            row("people", "person-2", "Known", name_en="Known", wikidata_id="Q1"),
            row("people", "person-3", "Nobody, \"N.\"", name_en="Nobody, \"N.\"", mentions=2),
        ],
        "places": [row("places", "place-1", "Зубов", name_ru="Зубов", kind="city", latitude=56.0, longitude=40.0)],
        "organizations": [row("organizations", "organization-1", "nameless")],
    }  # fmt: skip
    for name, content in rows.items():
        (folder / f"{name}.csv").write_bytes(csv_bytes(TABLES[name], content))
    (folder / "run.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path):
    with closing(Cache(tmp_path / "cache.sqlite")) as opened:
        yield opened


def client(clock=None, **manners):
    return Client(user_agent("someone@example.org"), Manners(**manners), clock or FakeClock())


def candidates(folder):
    with (folder / "kb_candidates.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_candidates_are_written_beside_the_tables(server, tables, cache):
    before = {path.name: path.read_bytes() for path in tables.iterdir()}
    clock = FakeClock()
    result = fetch(tables, Wikidata(client(clock), cache, server.address), 100)
    rows = candidates(tables)
    assert [(each["entity_id"], each["wikidata_id"]) for each in rows] == [
        ("person-1", "Q10"), ("person-1", "Q11"), ("person-1", "Q12"), ("place-1", "Q20"),
    ]  # fmt: skip
    assert (result.entities, result.candidates, result.problems) == (3, 4, ())
    novelist, aviator, _, town = rows
    assert (novelist["label_ru"], novelist["valid_from"], novelist["agreement_score"]) == (
        "Ада Пайн",
        "1801-01-05",
        "1",
    )
    assert (aviator["label_th"], aviator["agreement_score"], aviator["score"]) == ("เอดา ไพน์", "0", "0.8")
    assert (town["description"], town["candidate_kind"], town["latitude"]) == ('=town, "of" mills', "city", "56.1")
    assert list(novelist) == list(TABLE.names)
    assert {path.name: path.read_bytes() for path in tables.iterdir() if path.name in before} == before
    assert clock.slept == [1.0] * (len(server.asked) - 1)


def test_what_is_asked(server, tables, cache):
    fetch(tables, Wikidata(client(), cache, server.address), 100)
    queries = [query for query, _ in server.asked]
    assert [(each["search"], each["language"]) for each in queries[:-1]] == [
        ("Ada Pine", "en"), ("Ада Пайн", "ru"), ('Nobody, "N."', "en"), ("Зубов", "ru"),
    ]  # fmt: skip
    assert (queries[-1]["action"], queries[-1]["ids"]) == ("wbgetentities", "Q10|Q11|Q12|Q404|Q20")
    agents = {headers["User-Agent"] for _, headers in server.asked}
    assert len(agents) == 1 and agents.pop().startswith("Synchronicle/")


def test_a_second_run_asks_nothing_and_writes_the_same(server, tables, tmp_path):
    for _ in range(2):
        with closing(Cache(tmp_path / "cache.sqlite")) as cache:
            fetch(tables, Wikidata(client(), cache, server.address), 100)
        asked, written = len(server.asked), (tables / "kb_candidates.csv").read_bytes()
    assert len(server.asked) == asked == 5
    assert (tables / "kb_candidates.csv").read_bytes() == written


def test_the_limit_takes_the_most_mentioned(server, tables, cache):
    fetch(tables, Wikidata(client(), cache, server.address), 1)
    assert {each["entity_id"] for each in candidates(tables)} == {"person-1"}


TROUBLES = [
    (lambda h: answer(h, b"", 429, Retry_After="7"), 7.0),
    (lambda h: answer(h, b"", 429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), 1.0),  # long ago: the usual interval
    (lambda h: answer(h, b"", 503), 2.0),
    (lambda h: answer(h, b'{"search": ['), 2.0),
    (lambda h: answer(h, b"<html>"), 2.0),
    (lambda h: answer(h, []), 2.0),
    (lambda h: answer(h, b"no gzip", 200, Content_Encoding="gzip"), 2.0),
    (lambda h: answer(h, {"error": {"code": "maxlag"}}, Retry_After="5"), 5.0),
    (lambda h: h.connection.close(), 2.0),
]


@pytest.mark.parametrize(("trouble", "pause"), TROUBLES)
def test_passing_troubles_are_waited_out(server, cache, trouble, pause):
    server.script = [trouble]
    clock = FakeClock()
    assert Wikidata(client(clock), cache, server.address).search("Зубов", "ru") == ("Q20",)
    assert clock.slept == [pause]


def test_pauses_double(server, cache):
    server.script = [lambda h: answer(h, b"", 500)] * 4
    clock = FakeClock()
    with pytest.raises(KnowledgeBaseError, match="answers with status 500"):
        Wikidata(client(clock), cache, server.address).search("Зубов", "ru")
    assert (clock.slept, len(server.asked)) == ([2.0, 4.0, 8.0], 4)


def test_a_server_that_does_not_answer_in_time(server, cache):
    server.script = [lambda h: h.server.released.wait()]
    with pytest.raises(KnowledgeBaseError, match=r"cannot be reached .*timed out"):
        Wikidata(client(timeout=0.05, tries=1), cache, server.address).search("Зубов", "ru")


HOPELESS = [
    (lambda h: answer(h, b"", 404), "status 404"),
    (lambda h: answer(h, b"", 429, Retry_After="86400"), "asks to wait 86400 seconds"),
    (lambda h: answer(h, {"error": {"code": "badvalue"}}), "badvalue"),
    (lambda h: answer(h, {"something": "else"}), "does not answer as Wikidata does"),
]


@pytest.mark.parametrize(("trouble", "problem"), HOPELESS)
def test_what_will_not_pass_is_not_tried_again(server, cache, trouble, problem):
    server.script = [trouble]
    with pytest.raises(KnowledgeBaseError, match=problem):
        Wikidata(client(), cache, server.address).search("Зубов", "ru")
    assert len(server.asked) == 1
    server.script = []
    assert Wikidata(client(), cache, server.address).search("Зубов", "ru") == ("Q20",)  # and is not kept


def test_one_failure_costs_one_entity(server, tables, cache):
    server.script = [lambda h: answer(h, b"", 400)]
    result = fetch(tables, Wikidata(client(), cache, server.address), 100)
    assert (result.entities, len(result.problems)) == (2, 1)
    assert {each["entity_id"] for each in candidates(tables)} == {"place-1"}


def test_a_dead_server_is_told_and_the_old_file_stays(server, tables, cache):
    (tables / "kb_candidates.csv").write_text("old", encoding="utf-8")
    server.script = [lambda h: answer(h, b"", 400)] * 99
    with pytest.raises(KnowledgeBaseError):
        fetch(tables, Wikidata(client(), cache, server.address), 100)
    assert (tables / "kb_candidates.csv").read_text(encoding="utf-8") == "old"


def test_items_are_asked_for_in_batches(server, cache):
    many = [f"Q{number}" for number in range(1000, 1000 + BATCH + 1)]
    assert dict(Wikidata(client(), cache, server.address).items([*many, "Q10", "Q10"])) == {"Q10": ITEMS["Q10"]}
    assert [len(query["ids"].split("|")) for query, _ in server.asked] == [BATCH, 2]


def test_a_broken_item_is_no_candidate(server, tables, cache):
    cache.put(f"{server.address}#Q10", {"id": "Q10", "claims": {"P31": [{"mainsnak": {"datavalue": "odd"}}]}})
    fetch(tables, Wikidata(client(), cache, server.address), 100)
    assert [each["wikidata_id"] for each in candidates(tables)] == ["Q11", "Q12", "Q20"]


def test_no_tables_and_no_address(tmp_path, cache):
    with pytest.raises(SettingsError, match="no web address"):
        Wikidata(client(), cache, "file:///etc/passwd")
    with pytest.raises(OutputError, match="no finished tables"):
        fetch(tmp_path, Wikidata(client(), cache, "http://127.0.0.1:9/"), 1)


def test_the_command(server, tables, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("pipeline.kb.client.SystemClock", FakeClock)
    (tmp_path / "synchronicle.toml").write_text(f'kb_endpoint = "{server.address}"\n', encoding="utf-8")
    ran = CliRunner().invoke(app, ["fetch", str(tables), "--limit", "1", "--settings", "synchronicle.toml"])
    assert ran.exit_code == 0, ran.output
    assert "3 candidates for 1 entities" in ran.output and "3 requests" in ran.output
    assert (tmp_path / "home" / "synchronicle" / "wikidata.sqlite").exists()


MATCHES = [
    (Wanted("1", "city", "", {"ru": "Казань"}), Record("a", "city", (Name("Казань", "ru"),)), (1, 1, 0.5)),
    (Wanted("1", "city", "", {"ru": "Казань"}), Record("a", "region", (Name("Казань", "ru"),)), (1, 0.7, 0.5)),
    (Wanted("1", "place", "", {"en": "Kazan"}), Record("a", "", (Name("KAZAN’", ""),)), (1, 0.5, 0.5)),
    (Wanted("1", "person", "", {"th": "เลนิน"}), Record("a", "city", (Name("ฮานอย", "th"),)), (0.2, 0, 0.5)),
    (
        Wanted("1", "person", "", {"en": "A"}, dates="1940/.."),
        Record("a", "person", (Name("A", "en"),), valid_from="1850", valid_to="1939-12"),
        (1, 1, 0),
    ),
    (
        Wanted("1", "country", "", {"en": "A"}, "1922/1991", 55.75, 37.6),
        Record("a", "country", (Name("A", "en"),), 55.7, 37.7, valid_from="1922-12-30"),
        (1, 1, 1),
    ),
]


@pytest.mark.parametrize(("entity", "record", "parts"), MATCHES)
def test_scores(entity, record, parts):
    found = score(entity, record)
    assert (round(found.name, 2), found.kind, found.agreement) == parts
    assert 0 <= found.total <= 1


def test_names_without_a_common_language_are_compared_by_sound():
    entity = Wanted("1", "city", "", {"ru": "Самарканд"})
    near, far = (score(entity, Record("a", "city", (Name(name, "en"),))).name for name in ("Samarkand", "Lisbon"))
    assert near > 0.8 > 0.5 > far


def test_distances():
    assert round(kilometres(55.75, 37.62, 41.01, 28.95), -1) == 1760  # Moscow to Istanbul
    assert kilometres(0, 179.5, 0, -179.5) < 112
