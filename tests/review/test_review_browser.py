"""The keys of the page, in a real browser where one is installed."""

from __future__ import annotations

import shutil
import threading

import pytest

from pipeline.corrections import read_ledger
from pipeline.review.server import ReviewServer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def page(session):
    library = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    with ReviewServer(session) as server, library.sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.faults = []
        page.on("console", lambda message: page.faults.append(message.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(server.url)
        yield page
        browser.close()
        server.shutdown()


def press(page, key):
    """Presses a key that leads to another page, and waits for it."""
    with page.expect_navigation():
        page.keyboard.press(key)
    return page.locator("h1").inner_text()


def test_the_keyboard_does_it_all(page, session):
    first, second, third, *_ = [one.ask for one in session.queue()]
    assert press(page, "j") == second
    assert press(page, "k") == first
    assert press(page, "y") == second
    assert press(page, "u") == first
    assert read_ledger(session.ledger) == ()
    assert press(page, "s") == second
    assert press(page, "j") == third
    assert page.faults == []


def test_a_date_is_typed_after_its_key(page, session):
    with page.expect_navigation():
        page.locator("nav a", has_text="Dates").click()
    page.keyboard.press("n")
    assert page.locator("input[name=text]:focus").count() == 1
    page.keyboard.type("1855-04-18")
    press(page, "Enter")
    assert [(one.action, one.value) for one in read_ledger(session.ledger)] == [("date", "1855-04-18")]


def test_a_hostile_source_runs_nothing(page, session):
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    hostile = next(one for one in session.queue() if "<script>" in one.value)
    page.goto(page.url.partition("?")[0] + f"?q={hostile.question_id}")
    assert page.locator("mark").first.inner_text() == "=Siam<script>alert(1)</script>"
    assert dialogs == [] and page.faults == []
