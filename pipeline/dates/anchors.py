"""Named events that dates are reckoned from: "four days before the Great Patriotic War".

Names and dates come from the knowledge file of events. A name is compared by its stems, because it
stands in the genitive in Russian, and translators link Thai nouns differently.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.dates import edtf
from pipeline.dates.relative import Now, named_day
from pipeline.knowledge import load
from pipeline.linking.normalize import normalize

_LONGEST = 80
"""Characters after an expression that are searched for the name of an event."""

_ENDING = re.compile(
    r"(?<=[а-я]{4})(?:ого|его|ому|ему|ыми|ими|ой|ей|ая|яя|ое|ее|ый|ий|ым|им|ую|юю|ых|их|ом|ем|ам|ям|ах|ях|[аеиоуыьэюяй])$"
)
_LINKS = re.compile("(?<=[\u0e00-\u0e7f])(?:ของ|แห่ง|ความ|ผู้|การ)+(?=[\u0e00-\u0e7f])")
_OPENING = re.compile(
    r"\s*(?:the\s+)?(?:(?P<end>end|close|конца|окончания|завершения|สิ้นสุด|การสิ้นสุด|จบ)\s*|"
    r"(?P<start>start|beginning|outbreak|opening|начала|открытия|вторжения|(?:การ)?เริ่ม(?:ต้น)?(?:ของ)?|การระบาดของ|เกิด)\s*)?(?:of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)


def event_after(text: str, before: bool) -> tuple[str, Now] | None:
    """The known event that `text` begins with and its day: the first one for "before" it, else the last.

    "The start of" and "the end of" an event choose otherwise. None when no known event is named.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    name = text[opening.end() : opening.end() + _LONGEST]
    known = _events()
    for end in _ends(name):
        value = known.get(_stems(name[:end]))
        if value and not _LINKS.match(name, end):
            first, last = edtf.bounds(value)
            at_start = opening["start"] is not None or (before and opening["end"] is None)
            day = named_day(first if at_start else last)
            return (name[:end], day) if day else None
    return None


def _ends(name: str) -> list[int]:
    """Where the name may end, the longest first: after each word, in Thai after each letter."""
    if re.match(r"[\u0e00-\u0e7f]", name):
        return list(range(min(len(name), 60), 3, -1))
    return [match.end() for match in re.finditer(r"[^\W_]+", name)][9::-1]


def _stems(name: str) -> str:
    """The name without Russian endings and without the words that Thai links and derives nouns with."""
    return " ".join(_ENDING.sub("", _LINKS.sub("", word)) for word in normalize(name).split())


@cache
def _events() -> dict[str, str]:
    """The dated events of the knowledge file by the stems of their names."""
    found: dict[str, str] = {}
    for entry in load().entries:
        value = entry.fields.get("date_edtf", "")
        if entry.kind_of_table == "event" and value and edtf.is_valid(value):
            for _, name in entry.all_names():
                found.setdefault(_stems(name), value)
    return found
