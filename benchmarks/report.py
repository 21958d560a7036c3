"""Size of the report page, and how soon one can work with it in Chromium, for many events.

    python benchmarks/report.py [--events 10000] [--sources 200] [--out report.html]

The tables are made up: sentences in three languages on random days, each of which tells one event of random names,
every tenth event told by a second source, every hundredth told otherwise. The same arguments give the same tables.
Needs Playwright (`pip install .[test]`) and Chromium; without them, size and time to build are shown alone.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pipeline.report import write_report
from pipeline.tables.schema import EVENT_TYPES, PLOVER_TYPES, TABLES
from pipeline.tables.write import write_tables

LANGUAGES = {
    "en": ("On {day}", "{a} and {b} met in {place} to settle what the last treaty had left open.", " "),
    "ru": ("{day} года", "{a} и {b} встретились в городе {place}, чтобы решить то, что оставил открытым договор.", " "),
    "th": ("เมื่อวันที่ {day}", "{a}และ{b}พบกันที่{place}เพื่อตกลงเรื่องที่สนธิสัญญาฉบับก่อนยังค้างอยู่", ""),
}
FIRST_DAY, DAYS = date(1700, 1, 1), 110_000


class Tables:
    """Made-up rows of every table."""

    def __init__(self, events: int, sources: int) -> None:
        self.random = random.Random(7)
        self.rows: dict[str, list[dict]] = {name: [] for name in TABLES}
        self.texts = {f"s{number:012x}": "" for number in range(sources)}
        self.people = self._named("people", "person_id", "p", 2000)
        self.places = self._named("places", "place_id", "l", 1500)
        for place in self.rows["places"]:
            place |= {"latitude": self.random.uniform(-50, 65), "longitude": self.random.uniform(-170, 170)}
        for number in range(events):
            self._event(number)
        for (source_id, text), language in zip(self.texts.items(), self._languages(), strict=False):
            self.rows["sources"].append(
                {"source_id": source_id, "path": f"{source_id}.txt", "title": f"Source {source_id}", "status": "ok",
                 "language": language, "languages": (language,), "media_type": "text/plain", "characters": len(text)}
            )  # fmt: skip

    def _languages(self) -> Iterator[str]:
        while True:
            yield from LANGUAGES

    def _named(self, table: str, key: str, letter: str, many: int) -> list[dict]:
        for number in range(many):
            name = f"{self.random.choice('ABCDEFGHKLMNPRSTV')}{number} of the {table}"
            names = {"name": name, "name_en": name, "name_ru": f"Имя {number}", "name_th": f"ชื่อ {number}"}
            self.rows[table].append({key: f"{letter}{number:012x}", **names, "mentions": 0, "sources": set()})
        return self.rows[table]

    def _event(self, number: int) -> None:
        day = FIRST_DAY + timedelta(self.random.randrange(DAYS))
        a, b = self.random.sample(self.people, 2)
        title = f"Talks: {a['name']} and {b['name']}, {day.year}"
        place = self.random.choice(self.places)
        told = self.random.sample(list(self.texts), 2 if number % 10 == 0 else 1)
        contradicted = number % 100 == 0
        event_id, edtf = f"e{number:012x}", day.isoformat()
        for teller, source_id in enumerate(told):
            other = (day + timedelta(30)).isoformat() if contradicted and teller else edtf
            self._telling(event_id, source_id, (a, b, place), other, "date" if other != edtf else "")
        self.rows["events"].append(
            {"event_id": event_id, "event_type": self.random.choice(EVENT_TYPES), "title": title,
             "date_edtf": edtf, "date_start": edtf, "date_end": edtf, "place_id": place["place_id"],
             "place_name": place["name"], "latitude": place["latitude"], "longitude": place["longitude"],
             "participant_ids": (a["person_id"], b["person_id"]), "participant_names": (a["name"], b["name"]),
             "number_of_sources": len(told), "sources": told, "languages": ("en",), "polarity": "asserted",
             "corroboration": "contradicted" if contradicted else "corroborated" if len(told) > 1 else "single",
             "plover_type": self.random.choice(PLOVER_TYPES), "confidence": 0.8, "summary": self.quote}
        )  # fmt: skip

    def _telling(self, event_id: str, source_id: str, named: tuple[dict, dict, dict], edtf: str, field: str) -> None:
        language = list(LANGUAGES)[int(source_id[1:], 16) % 3]
        when, what, space = LANGUAGES[language]
        surfaces = [one[f"name_{language}"] for one in named]
        stated = when.format(day=edtf)
        self.quote = f"{stated}{space}" + what.format(a=surfaces[0], b=surfaces[1], place=surfaces[2])
        start = len(self.texts[source_id])
        self.texts[source_id] += self.quote + ("\n\n" if start % 5 == 0 else " ")
        place = {"source_id": source_id, "language": language}
        self.rows["evidence"].append(
            {"event_id": event_id, **place, "start": start, "end": start + len(self.quote), "quote": self.quote,
             "date_as_stated": stated, "date_edtf": edtf, "stance": "contradicts" if field else "supports",
             "field": field, "confidence": 0.8}
        )  # fmt: skip
        kinds = ("person", "person", "place", "date")
        for kind, surface, row in zip(kinds, [*surfaces, stated], [*named, None], strict=True):
            at = start + self.quote.index(surface)
            mention_id = f"m{len(self.rows['mentions']):012x}"
            entity_id = (row.get("person_id") or row.get("place_id")) if row else ""
            if row:
                row["mentions"] += 1
                row["sources"] = {*row["sources"], source_id}
            span = {"start": at, "end": at + len(surface), "origin_start": at, "origin_end": at + len(surface)}
            self.rows["mentions"].append(
                {"mention_id": mention_id, **place, "kind": kind, "surface": surface, **span, "entity_id": entity_id,
                 "confidence": 0.9, "recognizer": "made up"}
            )  # fmt: skip
            if kind == "date":
                value = {"edtf": edtf, "date_start": edtf, "date_end": edtf, "precision": "day", "basis": "explicit"}
                self.rows["dates"].append(
                    {"mention_id": mention_id, "source_id": source_id, "surface": surface, **value}
                )
            else:
                role = {"event_id": event_id, "role": "participant", "entity_id": entity_id, "mention_id": mention_id}
                self.rows["event_roles"].append(role)


def in_browser(page: Path) -> dict[str, float] | None:
    """Milliseconds to what a reader can work with; None without a browser."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if chromium is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1400, "height": 900})
        tab.goto(page.as_uri())
        tab.wait_for_selector("body[data-ready]", state="attached")
        found = {"ready": tab.evaluate("performance.now()")}
        frame = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))"
        for view in ("timeline", "map", "network", "compare", "tables"):
            begin = tab.evaluate("performance.now()")
            found[view] = tab.evaluate(f"document.getElementById('tab-{view}').click(); {frame}") - begin
        begin = tab.evaluate("performance.now()")
        typed = "document.querySelector('#filters [name=text]')"
        say = f"{typed}.value = 'สนธิสัญญา'; {typed}.dispatchEvent(new Event('input', {{bubbles: true}}));"
        found["search"] = tab.evaluate(f"{say} {frame}") - begin
        found["memory MB"] = tab.evaluate("performance.memory.usedJSHeapSize") / 1e6
        browser.close()
    return found


def main() -> None:
    """Prints one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--sources", type=int, default=200)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    made = Tables(given.events, given.sources)
    with tempfile.TemporaryDirectory() as folder:
        rows = {name: [{key: tuple(sorted(cell)) if isinstance(cell, set) else cell for key, cell in row.items()}
                       for row in table] for name, table in made.rows.items()}  # fmt: skip
        write_tables(Path(folder), rows, made.texts, {})
        begin = time.perf_counter()
        page = write_report(folder, given.out or Path(folder) / "report.html")
        built = time.perf_counter() - begin
        measured = {"events": given.events, "page MB": page.stat().st_size / 1e6, "seconds to build": built}
        measured |= {
            f"{name} ms" if " " not in name else name: value for name, value in (in_browser(page) or {}).items()
        }
    print(json.dumps({name: round(value, 1) for name, value in measured.items()}, indent=1))


if __name__ == "__main__":
    main()
