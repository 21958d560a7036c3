"""The page over HTTP: who is let in, what a decision does, and that texts stay texts."""

from __future__ import annotations

import http.client
import threading
import tomllib
from fnmatch import fnmatch
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

import pipeline.review
from pipeline.corrections import read_ledger
from pipeline.review.server import LARGEST, ReviewServer


def serving(session):
    server = ReviewServer(session)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server


@pytest.fixture
def server(session):
    with serving(session) as server:
        yield server
        server.shutdown()


def ask(server, path="", form=None, method=None, token=None, **headers):
    """Status, headers and body of the answer to one request."""
    port = server.server_port
    names = {"Host": f"127.0.0.1:{port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    body = urlencode(form) if isinstance(form, dict) else form
    if body is not None:
        names["Content-Type"] = "application/x-www-form-urlencoded"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    target = f"/{server.token if token is None else token}/{path}"
    connection.request(method or ("POST" if form is not None else "GET"), target, body, names)
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    return answer.status, answer.headers, content


class Page(HTMLParser):
    """The elements and texts of a page, as a browser takes them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.texts, self.attributes = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.texts.append(data)


def question(server, start):
    return next(one for one in server.session.queue() if one.ask.startswith(start))


def test_it_listens_on_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"
    assert urlsplit(server.url).hostname == "127.0.0.1" and len(server.token) >= 32
    assert ask(server)[0] == 200
    assert ask(server, Host=f"localhost:{server.server_port}")[0] == 200


REFUSED = [
    {"token": ""},
    {"token": "wrong"},
    {"token": "ไทย".encode().decode("latin-1")},
    {"Host": "evil.example"},
    {"Host": "127.0.0.1"},
    {"Host": "127.0.0.1.evil.example:80"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Sec_Fetch_Site": "cross-site"},
]


@pytest.mark.parametrize("request_", REFUSED, ids=str)
@pytest.mark.parametrize("form", [None, {"q": "", "choice": "y"}], ids=["read", "write"])
def test_strangers_are_refused(server, request_, form):
    if "token" in request_:
        request_ = request_ | {"token": request_["token"].encode("ascii", "replace").decode()}
    path = "" if form is None else "decide"
    status, headers, content = ask(server, path, form, **request_)
    assert (status, content) == (403, "Forbidden")
    assert server.token not in str(headers)
    assert not server.session.ledger.exists()


def test_the_headers_let_nothing_in(server):
    _, headers, _ = ask(server)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store"
    assert not [name for name in headers if name.lower().startswith("access-control")]
    assert ask(server, method="OPTIONS")[0] == 501


def test_the_page_shows_the_question(server):
    one = question(server, "Does “เบาว์ริง”")
    status, headers, html = ask(server, f"?q={one.question_id}")
    assert status == 200 and headers["Content-Type"] == "text/html; charset=utf-8"
    page = Page(html)
    assert "<mark>เบาว์ริง</mark>" in html and "sounds like a name in another language" in page.texts
    assert ("lang", "th") in page.attributes
    for name in ("review.css", "review.js"):
        assert ask(server, name)[0] == 200
    assert ask(server, "../server.py")[0] == 404


def test_a_decision_lands_in_the_ledger(server):
    one = question(server, "Does “เบาว์ริง”")
    form = {"q": one.question_id, "choice": "y", "why": "1 < 2"}
    status, headers, _ = ask(server, "decide", form, Origin=f"http://127.0.0.1:{server.server_port}")
    assert status == 303 and headers["Location"].startswith(f"/{server.token}/?")
    (row,) = read_ledger(server.session.ledger)
    assert (row.action, row.subject, row.value, row.who, row.why) == ("confirm", "p0a", "เบาว์ริง", "Анна", "1 < 2")
    after = Page(ask(server)[2])
    assert "Noted: confirm p0a" in " ".join(after.texts) and " Apply 1 decision" in after.texts
    ask(server, "decide", form)
    assert len(read_ledger(server.session.ledger)) == 1
    assert ask(server, "undo", {})[0] == 303
    assert "Taken back." in Page(ask(server)[2]).texts and read_ledger(server.session.ledger) == ()


def test_a_wrong_value_is_told_and_not_written(server):
    one = question(server, "Does “พ.ศ. ๒๓๙๙”")
    status, headers, _ = ask(server, "decide", {"q": one.question_id, "choice": "n", "text": "<b>spring</b>"})
    assert status == 303 and one.question_id in headers["Location"]
    html = ask(server)[2]
    assert "is not an EDTF value" in html and "<b>" not in html
    assert not server.session.ledger.exists()


def test_reading_changes_nothing(server):
    one = question(server, "Does “เบาว์ริง”")
    for path in ("decide", "skip", "undo", "apply"):
        assert ask(server, f"{path}?q={one.question_id}&choice=y")[0] == 404
    assert not server.session.ledger.exists()


@pytest.mark.parametrize("body", ["x" * (LARGEST + 1), b"q=\xff", "&".join(f"a{n}=1" for n in range(99))])
def test_bad_forms(server, body):
    if isinstance(body, str) and len(body) > LARGEST:
        headers = {"Content_Length": str(len(body))}
        assert ask(server, "decide", "", **headers)[0] == 400
    else:
        assert ask(server, "decide", body)[0] in (303, 400)
    assert not server.session.ledger.exists()


def test_hostile_texts_stay_texts(server):
    one = next(one for one in server.session.queue() if "<script>" in one.value)
    html = ask(server, f"?q={one.question_id}")[2]
    page = Page(html)
    assert page.tags.count("script") == 1
    assert html.count("<script") == 1 and "alert(1)" in "".join(page.texts)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]


def test_skipping(server):
    first = server.session.queue()[0]
    ask(server, "skip", {"q": first.question_id})
    assert server.session.queue()[-1] == first


def test_applying_changes_the_tables(own_session):
    date = own_session.queue("date")[0]
    folder = own_session.folder
    with serving(own_session) as server:
        ask(server, "decide", {"q": date.question_id, "choice": "n", "text": "1066-10-14"})
        assert "1066-10-14" not in (folder / "dates.csv").read_text(encoding="utf-8")
        status, _, _ = ask(server, "apply", {"kind": "date"})
        html = ask(server)[2]
        server.shutdown()
    assert status == 303 and "Applied in" in html
    assert "1066-10-14" in (folder / "dates.csv").read_text(encoding="utf-8")


def test_a_broken_ledger_is_told_and_left_alone(server):
    server.session.ledger.write_text("action,subject\nmarry,p0a\n")
    for form in (None, {"q": "q0", "choice": "y"}):
        status, _, content = ask(server, "decide" if form else "", form)
        assert status == 500 and "no action is called 'marry'" in content
    assert server.session.ledger.read_text().endswith("marry,p0a\n")


def test_nothing_left(server):
    for one in server.session.queue():
        ask(server, "decide", {"q": one.question_id, "choice": "y"})
    assert "Nothing is left to review." in ask(server)[2]
    assert ask(server, "decide", {"q": "q0", "choice": "y"})[0] == 303


def test_the_files_of_the_page_are_installed_with_the_package():
    room = Path(pipeline.review.__file__).parent
    project = tomllib.loads((room.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["*"]
    for path in room.iterdir():
        if path.is_file() and path.suffix != ".py":
            assert any(fnmatch(path.name, pattern) for pattern in patterns), path.name
