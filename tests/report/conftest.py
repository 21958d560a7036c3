"""Tables made from marked-up texts, and the browser that looks at their page."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pipeline.tables.schema import TABLES
from pipeline.tables.write import write_tables

MARK = re.compile(r"⟦(?P<told>\w+):|⟧|\{(?P<kind>\w+):(?P<id>[\w-]+)\|(?P<surface>[^}]*)\}")
TABLE_OF = {
    "person": ("people", "person_id"),
    "place": ("places", "place_id"),
    "organization": ("organizations", "organization_id"),
}
ARTIFACTS = Path(__file__).parents[1] / "artifacts"


def read_marks(source_id, language, marked, rows):
    """The text without its marks; what they say goes to the rows of `mentions`, `dates` and `evidence`.

    `{person:p1|Napoleon}` is a mention of row p1, `{date:1812|in that year}` a date and its value,
    `⟦e1:…⟧` a sentence that tells event e1.
    """
    text, at, opened = "", 0, []
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark["told"]:
            opened.append((mark["told"], len(text)))
        elif mark["kind"]:
            span = {"start": len(text), "end": len(text) + len(mark["surface"])}
            mention = f"m{source_id}{span['start']}"
            place = {"mention_id": mention, "source_id": source_id, "surface": mark["surface"]}
            isdate = mark["kind"] == "date"
            rows["mentions"].append(
                {**place, **span, "kind": mark["kind"], "language": language, "entity_id": "" if isdate else mark["id"]}
            )
            if isdate:
                rows["dates"].append({**place, "edtf": mark["id"], "basis": "explicit"})
            text += mark["surface"]
        else:
            event_id, start = opened.pop()
            rows["evidence"].append(
                {"event_id": event_id, "source_id": source_id, "language": language, "start": start, "end": len(text),
                 "quote": text[start:], "stance": "supports"}
            )  # fmt: skip
    return text + marked[at:]


@pytest.fixture(scope="session")
def tables_of(tmp_path_factory):
    """Writes tables of marked-up texts by language, and of events and names given as rows; returns their folder."""

    def make(texts, **given):
        rows = {name: list(given.get(name, [])) for name in TABLES}
        plain = {}
        for number, (language, marked) in enumerate(texts.items(), 1):
            source_id = f"s{number}"
            plain[source_id] = read_marks(source_id, language, marked, rows)
            rows["sources"].append(
                {"source_id": source_id, "path": f"{source_id}.txt", "title": f"Source {number}", "language": language,
                 "languages": (language,), "characters": len(plain[source_id]), "status": "ok"}
            )  # fmt: skip
        for kind, (table, key) in TABLE_OF.items():
            known = {row[key] for row in rows[table]}
            found = {row["entity_id"]: row for row in rows["mentions"] if row["kind"] == kind}
            rows[table] += [{key: one, "name": row["surface"]} for one, row in found.items() if one not in known]
        folder = tmp_path_factory.mktemp("made")
        write_tables(folder, rows, plain, {})
        return folder

    return make


@pytest.fixture(scope="module")
def chromium():
    """The installed Chromium, closed with the module: its event loop would be in the way of others."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed (the extra `test` has it)"
    )
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def look(chromium):
    """Opens the page of a folder of tables; complains at the end of what no page may do."""
    from pipeline.report import write_report

    contexts, complaints = [], []

    def opened(folder, width=1400, scheme="light", fragment=""):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, accept_downloads=True, offline=True
        )
        contexts.append(context)
        tab = context.new_page()
        tab.add_init_script(
            "addEventListener('securitypolicyviolation', at => console.error(at.violatedDirective, at.blockedURI))"
        )
        tab.on("console", lambda said: complaints.append(f"console: {said.text}"))
        tab.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        tab.on("request", lambda asked: asked.url.startswith(("file:", "blob:")) or complaints.append(asked.url))
        tab.set_default_timeout(10_000)
        page = folder / "report.html"
        tab.goto((page if page.exists() else write_report(folder)).as_uri() + fragment)
        tab.wait_for_selector("body[data-ready]", state="attached")
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, complaints


@pytest.fixture
def keep():
    """Keeps a screenshot beside the tests, for people to look at."""
    ARTIFACTS.mkdir(exist_ok=True)
    return lambda tab, name: tab.screenshot(path=ARTIFACTS / f"{name}.png")
