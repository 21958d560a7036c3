"""Short English titles of events, from their type, their participants' English names and their date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from pipeline.rule_files import read_rules

NAMES_AT_MOST = 3
POLARITY = {"asserted": "", "negated": " (denied)", "hypothetical": " (possible)", "future": " (planned)"}


@cache
def templates_of_words() -> Mapping[tuple[str, str], Sequence[str]]:
    """Event type and trigger word to four templates: with another, with a place, with an actor alone, without one."""
    data = read_rules(files("pipeline.consolidate") / "titles.words.yaml")
    return {
        (event_type, word): entry["titles"]
        for event_type, entries in data.items()
        for entry in entries
        for word in entry["words"]
    }


@cache
def templates() -> Mapping[str, Sequence[str]]:
    """Event type to its three templates."""
    data: Mapping[str, Sequence[str]] = read_rules(files("pipeline.consolidate") / "titles.yaml")
    return data


def title(
    event_type: str,
    actors: Sequence[str],
    others: Sequence[str],
    place: str,
    edtf: str,
    polarity: str,
    triggers: Sequence[str] = (),
) -> str:
    """The title of an event without a name of its own.

    `triggers` are the words that tell it, in their dictionary forms; the first one with a plainer title gives it.

    >>> title("alliance", ["Portugal"], ["NATO"], "", "1949-04-04", "asserted")
    'Portugal joins NATO, 1949'
    >>> title("other", ["Henry"], ["Eleanor"], "", "1152", "asserted", ["жениться"])
    'Henry marries Eleanor, 1152'
    """
    both, with_place, actor_alone, rest = _templates(event_type, triggers)
    if actors and others:
        text = both.format(actor=_listed(actors), other=_listed(others))
    elif actors and place:
        text = with_place.format(actor=_listed(actors), place=place)
    elif actors:
        text = actor_alone.format(actor=_listed(actors))
    elif others or place:
        text = rest.format(other=_listed(others) or place)
    else:
        text = event_type.replace("_", " ").capitalize()
    if place and (actors or others) and place not in text:
        text += f", {place}"
    return text + (f", {_when(edtf)}" if edtf else "") + POLARITY[polarity]


def _templates(event_type: str, triggers: Sequence[str]) -> Sequence[str]:
    words = (word.replace(" ", "") for word in triggers)
    plain = next((found for word in words if (found := templates_of_words().get((event_type, word)))), None)
    both, actor_alone, rest = templates()[event_type]
    return plain or (both, actor_alone, actor_alone, rest)


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:NAMES_AT_MOST])
    if len(names) > NAMES_AT_MOST:
        return ", ".join(shown) + " and others"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _when(edtf: str) -> str:
    """The year or years of a date, as a title needs them."""
    first, _, last = edtf.partition("/")
    pieces = [
        piece if piece == ".." else piece.split("-")[0] if not piece.startswith("-") else piece[:5]
        for piece in (first, last)
        if piece
    ]
    if len(pieces) == 2 and pieces[0] != pieces[1]:
        return (
            f"until {pieces[1]}"
            if pieces[0] == ".."
            else f"since {pieces[0]}"
            if pieces[1] == ".."
            else "–".join(pieces)
        )
    return pieces[0]
