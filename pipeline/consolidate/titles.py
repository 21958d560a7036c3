"""Short English titles of events, from their type, their participants' English names and their date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from pipeline.rule_files import read_rules

NAMES_AT_MOST = 3
VERB = re.compile(r"\{actor\} ([a-z]+s)\b")
SIBILANT = re.compile("(?:ch|sh|ss|x)e$")
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
    """Event type to five templates: as those of words, and with a place alone."""
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
    others_are_places: bool = False,
) -> str:
    """The title of an event without a name of its own.

    `triggers` are the words that tell it, in their dictionary forms; the first one with a plainer title gives it.
    Others that are all places may be where it happened ("invades Spain").

    >>> title("alliance", ["Portugal"], ["NATO"], "", "1949-04-04", "asserted")
    'Portugal joins NATO, 1949'
    >>> title("other", ["Henry"], ["Eleanor"], "", "1152", "asserted", ["жениться"])
    'Henry marries Eleanor, 1152'
    """
    both, with_place, actor_alone, rest, placed = _templates(event_type, triggers)
    into = others_are_places and not place and ": {other}" in both and ", {place}" not in with_place
    if actors and others and into:
        text = _agreeing(with_place, actors).format(actor=_listed(actors), place=_listed(others))
    elif actors and others:
        text = _agreeing(both, actors).format(actor=_listed(actors), other=_listed(others))
    elif actors and place:
        text = _agreeing(with_place, actors).format(actor=_listed(actors), place=place)
    elif actors:
        text = _agreeing(actor_alone, actors).format(actor=_listed(actors))
    elif others:
        text = rest.format(other=_listed(others))
    elif place:
        text = placed.format(place=place, other=place)
    else:
        text = event_type.replace("_", " ").capitalize()
    if place and (actors or others) and place not in text:
        text += f", {place}"
    return text + (f", {_when(edtf)}" if edtf else "") + POLARITY[polarity]


def _templates(event_type: str, triggers: Sequence[str]) -> Sequence[str]:
    words = (word.replace(" ", "") for word in triggers)
    plain = next((found for word in words if (found := templates_of_words().get((event_type, word)))), None)
    return [*plain, plain[3]] if plain else templates()[event_type]


def _agreeing(template: str, actors: Sequence[str]) -> str:
    """The template with its verb in the number of the actors: "{actor} ratifies", "{actor} ratify"."""
    found = VERB.match(template)
    if found is None or len(actors) < 2:
        return template
    verb = found[1].removesuffix("s")
    verb = verb[:-2] + "y" if verb.endswith("ie") else verb.removesuffix("e") if SIBILANT.search(verb) else verb
    return template[: found.start(1)] + verb + template[found.end(1) :]


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
