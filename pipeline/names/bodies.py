"""Bodies that are called by what they are: กองทัพตุรกี, the Turkish army, names Turkey and no organization."""

from __future__ import annotations

from dataclasses import replace

from pipeline.names.conventions import Conventions
from pipeline.names.gazetteer import territories
from pipeline.records import Mention

OF = "ของ"


def named(mention: Mention, known: Conventions) -> Mention | None:
    """The organization as it is, the country that alone has a name in it, or None where nothing has one.

    A language that writes its words together says what kind of body it is before the name; `bodies`
    lists such words, which alone or one after the other make no name.
    """
    if mention.kind != "organization" or not known.bodies:
        return mention
    rest = mention.surface
    while word := next((word for word in known.bodies if rest.startswith(word)), ""):
        rest = rest[len(word) :].lstrip()
    if rest == mention.surface:
        return mention
    rest = rest.removeprefix(OF).lstrip()
    if not rest:
        return None
    if rest not in territories():
        return mention
    return replace(mention, kind="place", start=mention.end - len(rest), surface=rest)
