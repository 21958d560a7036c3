"""A polite client: one request at a time, spaced out, repeated with patience, and known by its name."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import Any, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from pipeline.errors import SynchronicleError
from pipeline.kb.clock import Clock, SystemClock

TEMPORARY = (429, 500, 502, 503, 504)
"""Statuses of HTTP after which the same request may succeed (RFC 9110, RFC 6585)."""
BUSY = ("maxlag", "ratelimited", "readonly")
"""Errors that MediaWiki answers with status 200 and that pass."""

Answer = Mapping[str, Any]


class KnowledgeBaseError(SynchronicleError):
    """The knowledge base does not answer, or answers with an error."""


class _NotNowError(Exception):
    def __init__(self, problem: str, wait: float | None = None) -> None:
        self.problem, self.wait = problem, wait
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Manners:
    """How to treat a server; all times in seconds.

    `interval` lies between two requests, `timeout` until an answer must begin, `pause` before a second try
    (it doubles with every further one, up to `tries`). A server that asks to wait longer than `longest` is given up.
    """

    interval: float = 1.0
    timeout: float = 30.0
    pause: float = 2.0
    tries: int = 4
    longest: float = 300.0


class Client:
    """Gets JSON objects by HTTP."""

    def __init__(self, user_agent: str, manners: Manners | None = None, clock: Clock | None = None) -> None:
        self._headers = {"User-Agent": user_agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
        self._manners = manners or Manners()
        self._clock = clock or SystemClock()
        self._next = self._clock.now()
        self.requests = 0

    def get(self, url: str) -> Answer:
        """The JSON object at `url`. Raises KnowledgeBaseError after the last try, or at once where more are in vain."""
        problem = ""
        for attempt in range(self._manners.tries):
            self._wait_turn()
            try:
                return self._ask(url)
            except _NotNowError as error:
                problem = error.problem
                wait = self._manners.pause * 2**attempt if error.wait is None else error.wait
                if wait > self._manners.longest:
                    problem += f", and asks to wait {wait:.0f} seconds"
                    break
                self._next = max(self._next, self._clock.now() + wait)
        raise KnowledgeBaseError(
            f"{_host(url)} {problem}", "Check the connection and try again later; what was answered is kept"
        )

    def _wait_turn(self) -> None:
        pause = self._next - self._clock.now()
        if pause > 0:
            self._clock.sleep(pause)
        self._next = self._clock.now() + self._manners.interval

    def _ask(self, url: str) -> Answer:
        self.requests += 1
        try:
            with urlopen(Request(url, headers=self._headers), timeout=self._manners.timeout) as response:
                body, headers = response.read(), response.headers
            if headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            answer = json.loads(body)
        except HTTPError as error:
            with error:
                if error.code in TEMPORARY:
                    wait = _seconds(error.headers.get("Retry-After"))
                    raise _NotNowError(f"answers with status {error.code}", wait) from error
                problem = f"{_host(url)} answers with status {error.code}"
                raise KnowledgeBaseError(problem, "Check --endpoint") from error
        except (TimeoutError, URLError, HTTPException, ConnectionError) as error:
            raise _NotNowError(f"cannot be reached ({getattr(error, 'reason', error)})") from error
        except (ValueError, EOFError, zlib.error, OSError) as error:
            raise _NotNowError("sends no readable JSON") from error
        return self._checked(url, answer, headers.get("Retry-After"))

    def _checked(self, url: str, answer: object, retry_after: str | None) -> Answer:
        if not isinstance(answer, dict):
            raise _NotNowError("sends no JSON object")
        fault = answer.get("error")
        if not fault:
            return cast(Answer, answer)
        code = str(fault.get("code", "")) if isinstance(fault, dict) else str(fault)
        if code in BUSY:
            raise _NotNowError(f"is busy ({code})", _seconds(retry_after))
        raise KnowledgeBaseError(f"{_host(url)} refuses the request ({code})", "Check --endpoint")


def _seconds(retry_after: str | None) -> float | None:
    """What Retry-After says, in seconds from now; None where it says nothing. It is a number or a date (RFC 9110)."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _host(url: str) -> str:
    return urlsplit(url).netloc
