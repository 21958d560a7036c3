"""The names of the project's own knowledge file."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.names.gazetteer import ordinary_thai
from pipeline.names.lexicon import Name

NO_NAMED_EVENTS = ("birth", "death")
"""Types of events whose titles (the death of Tolstoy) are phrases, not names."""


def knowledge_names() -> Iterator[Name]:
    """Every name and variant of every entry; a city that is named like an ordinary Thai word is unsafe."""
    from pipeline.knowledge import load

    ordinary = ordinary_thai()
    for entry in load().entries:
        if entry.fields.get("event_type") in NO_NAMED_EVENTS:
            continue
        for _, text in entry.all_names():
            name = text.removeprefix("the ").removeprefix("The ")
            yield Name(name, entry.kind_of_table, safe=entry.fields.get("kind") != "city" or name not in ordinary)
