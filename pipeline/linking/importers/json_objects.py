"""Reads the objects of one array inside a large JSON file, one by one, in constant memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

CHUNK = 1 << 16
"""Characters that are read at a time."""
LONGEST = 1 << 26
"""Characters of the longest object; what is longer has lost a quotation mark or a brace."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|["{}\]]', re.DOTALL)


def objects(file: TextIO, key: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every object of the first array that stands under `key`.

    The objects are cut out by their braces, not parsed, so that one broken object does not spoil the
    next. Raises ValueError where there is no such array, or it does not end.
    """
    buffer, line = _skip_to(file, key)
    depth = start = at = 0
    while True:
        found = _TOKEN.search(buffer, at)
        if found is None or found[0] == '"':  # no more tokens, or a text that goes on
            read = file.read(CHUNK)
            if not read or len(buffer) > LONGEST:
                raise ValueError(f"the array {key!r} has no end")
            kept = start if depth else found.start() if found else len(buffer)
            line += buffer.count("\n", 0, kept)
            at = (found.start() if found else len(buffer)) - kept
            buffer, start = buffer[kept:] + read, 0
            continue
        at = found.end()
        if found[0] == "{":
            start, depth = (found.start(), 1) if depth == 0 else (start, depth + 1)
        elif found[0] == "}" and depth:
            depth -= 1
            if depth == 0:
                yield line + buffer.count("\n", 0, start), buffer[start:at]
        elif found[0] == "]" and depth == 0:
            return


def _skip_to(file: TextIO, key: str) -> tuple[str, int]:
    """What follows the opening bracket of the array, as far as it is read, and the number of its line."""
    opening = re.compile(rf'"{re.escape(key)}"\s*:\s*\[')
    buffer = ""
    while (found := opening.search(buffer)) is None:
        read = file.read(CHUNK)
        if not read or len(buffer) > LONGEST:
            raise ValueError(f"there is no array {key!r}")
        buffer += read
    return buffer[found.end() :], 1 + buffer.count("\n", 0, found.end())
