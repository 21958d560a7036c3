"""The names of the project's own knowledge file."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.names.lexicon import Name


def knowledge_names() -> Iterator[Name]:
    """Every name and variant of every entry, in the order of the files."""
    from pipeline.knowledge import load

    for entry in load().entries:
        for _, text in entry.all_names():
            yield Name(text.removeprefix("the ").removeprefix("The "), entry.kind_of_table)
