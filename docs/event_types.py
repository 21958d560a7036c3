"""Writes the table of event types in docs/events.md from the ontology.

python docs/event_types.py
"""

from __future__ import annotations

from pathlib import Path

from pipeline.events.ontology import event_types

PAGE = Path(__file__).parent / "events.md"
START, END = "<!-- event types: written by docs/event_types.py -->\n", "<!-- end of event types -->\n"
LANGUAGES = ("en", "ru", "th")


def table() -> str:
    """The event types as a Markdown table, in the order of the contract."""
    lines = ["| `event_type` | meaning, and an example in each language | PLOVER | CAMEO |", "|---|---|---|---|"]
    for kind in event_types().values():
        examples = "<br>".join(f"*{kind.examples[code]}*" for code in LANGUAGES)
        lines.append(
            f"| `{kind.name}` | {kind.definition}<br>{examples} | {kind.plover or '–'} | {kind.cameo or '–'} |"
        )
    return "\n".join(lines) + "\n"


def current(page: str) -> str:
    """The page with the table as it is to be now; raises ValueError where the page has no place for it."""
    before, rest = page.split(START)
    after = rest.split(END)[1]
    return before + START + "\n" + table() + "\n" + END + after


if __name__ == "__main__":
    PAGE.write_text(current(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
