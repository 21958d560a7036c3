"""The review in a browser: a server for one person on this machine, and for nobody else.

It listens on 127.0.0.1 only. Every request must name the server as its Host (so that no other site's name can be
pointed at it, DNS rebinding) and carry the random token in its path (so that no other page or user can guess an
address); what changes something is a POST, and one that a browser says comes from another site is refused. There
are no CORS headers, and the content security policy lets only the page's own two files in.
"""

from __future__ import annotations

import hmac
import secrets
import sys
from collections import Counter
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from pipeline.errors import SynchronicleError
from pipeline.review.page import View, page
from pipeline.review.questions import Question
from pipeline.review.session import Session

ADDRESS = "127.0.0.1"
LARGEST = 64 * 1024
"""Bytes of a form that are read; longer ones are refused."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FILES = {"review.css": "text/css", "review.js": "text/javascript"}


class ReviewServer(ThreadingHTTPServer):
    """Serves one session until it is shut down; `url` is the only address that it answers."""

    daemon_threads = True

    def __init__(self, session: Session, port: int = 0) -> None:
        super().__init__((ADDRESS, port), Handler)
        self.session = session
        self.token = secrets.token_urlsafe(24)
        self.message = ""

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may name as its host."""
        return frozenset({f"{ADDRESS}:{self.server_port}", f"localhost:{self.server_port}"})

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.server_port}/{self.token}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tells of every error but one: a browser may leave before it has its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: ReviewServer
    server_version, sys_version = "Synchronicle", ""
    timeout = 30

    def do_GET(self) -> None:
        """The page and its two files."""
        self._answered(self._get)

    def do_POST(self) -> None:
        """A decision, a skip, a slip taken back, or the tables anew; then back to the page."""
        self._answered(self._post)

    def _answered(self, answer: Callable[[str], None]) -> None:
        name = self._permitted()
        if name is None:
            return
        try:
            answer(name)
        except SynchronicleError as error:  # such as a ledger that someone broke meanwhile
            self._answer(HTTPStatus.INTERNAL_SERVER_ERROR, str(error).encode())

    def _get(self, name: str) -> None:
        if name in FILES:
            content = (files("pipeline.review") / name).read_bytes()
            self._answer(HTTPStatus.OK, content, FILES[name])
        elif name == "":
            query = parse_qs(urlsplit(self.path).query)
            self._answer(HTTPStatus.OK, page(self._view(_one(query, "kind"), _one(query, "q"))), "text/html")
        else:
            self._answer(HTTPStatus.NOT_FOUND)

    def _post(self, name: str) -> None:
        form = self._form()
        if form is None or name not in ("decide", "skip", "undo", "apply"):
            self._answer(HTTPStatus.NOT_FOUND if form is not None else HTTPStatus.BAD_REQUEST)
            return
        kind, session = _one(form, "kind"), self.server.session
        queue = session.queue(kind)
        at = next((at for at, one in enumerate(queue) if one.question_id == _one(form, "q")), 0)
        following = queue[at + 1].question_id if at + 1 < len(queue) and name in ("decide", "skip") else ""
        try:
            self.server.message = self._do(name, queue[at] if queue else None, form)
        except SynchronicleError as error:
            self.server.message, following = str(error), _one(form, "q")
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", f"/{self.server.token}/?" + urlencode({"kind": kind, "q": following}))
        self.send_header("Content-Length", "0")
        self._end()

    def _do(self, name: str, question: Question | None, form: dict[str, list[str]]) -> str:
        session = self.server.session
        if name == "apply":
            summary = session.apply()
            left = [f"{one.correction.action} {one.correction.subject}: {one.reason}" for one in summary.unapplied]
            done = f"Applied in {summary.seconds.get('total', 0):.1f} s: {summary.events} events."
            return " Not applied: ".join([done, "; ".join(left)] if left else [done])
        if name == "undo":
            return "Taken back." if session.take_back() else "Nothing can be taken back."
        if question is None or question.question_id != _one(form, "q"):
            return "That question is no longer open."
        if name == "skip":
            session.skip(question)
            return "Skipped."
        said = session.decide(question, _one(form, "choice"), _one(form, "text"), _one(form, "why"))
        return "Noted: " + "; ".join(" ".join((one.action, one.subject, one.object, one.value)).strip() for one in said)

    def _view(self, kind: str, wanted: str) -> View:
        session, message = self.server.session, self.server.message
        self.server.message = ""
        everything = session.queue()
        queue = [one for one in everything if kind in ("", one.kind)]
        at = next((at for at, one in enumerate(queue) if one.question_id == wanted), 0)
        candidates = session.candidates(queue[at]) if queue else []
        counts = Counter(one.kind for one in everything)
        return View(queue, dict(counts), at, kind, candidates, message, session.decided, str(session.folder))

    def _permitted(self) -> str | None:
        """What the request asks for below the token; None where it was refused."""
        token, _, name = urlsplit(self.path).path.lstrip("/").partition("/")
        origins = {None, *(f"http://{host}" for host in self.server.hosts)}
        if (
            self.headers.get("Host") in self.server.hosts
            and hmac.compare_digest(token.encode(), self.server.token.encode())
            and self.headers.get("Origin") in origins
            and self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        ):
            return name
        self._answer(HTTPStatus.FORBIDDEN)
        return None

    def _form(self) -> dict[str, list[str]] | None:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST:
            return None
        try:
            return parse_qs(self.rfile.read(int(length)).decode(), keep_blank_values=True, max_num_fields=20)
        except ValueError:  # not UTF-8, or too many fields
            return None

    def _answer(self, status: HTTPStatus, content: bytes = b"", media_type: str = "text/plain") -> None:
        content = content or status.phrase.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self._end()
        self.wfile.write(content)

    def _end(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the token is part of every address and belongs in no log."""


def _one(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0]
