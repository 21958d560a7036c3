"""Who did it to whom and where: the names around a trigger and the parts they play.

The part of a name follows from the marker before it ("with", «против», แก่), from its case where the
language has cases, else from which side of the trigger it stands on and from the verb's voice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.events.clauses import COMMAS, Clause
from pipeline.events.language import EventLanguage, Trigger
from pipeline.events.markers import ACTING, REACH, Name
from pipeline.events.patterns import Match, Words
from pipeline.records import Role

SURE, LIKELY, GUESSED = 0.9, 0.7, 0.5
"""Confidence of a role by marker or case, by position in the clause, and by mere presence."""


def _voice(words: Words, language: EventLanguage, head: range, clause: Clause) -> int:
    """The token that makes the verb at `head` passive; -1 in the active voice."""
    if words.keys[head.start] in language.passive:
        return head.start
    token = words.sentence.tokens[head.start]
    if language.is_passive is not None and language.is_passive(token.text):
        return head.start
    if language.joint and token.text.casefold() == token.lemma.casefold():
        return -1  # "was to sign"
    if token.text.casefold().endswith(language.active):
        return -1  # "was signing"
    before = range(head.start - 1, max(clause.start, head.start - REACH) - 1, -1)
    return next((at for at in before if words.keys[at] in language.passive), -1)


def arguments(
    words: Words,
    language: EventLanguage,
    match: Match[Trigger],
    number: int,
    clauses: Sequence[Clause],
    names: Sequence[Name],
    nouns: Collection[int] = (),
) -> tuple[Role, ...]:
    """The roles in the trigger's clause (`clauses[number]`); without a subject it borrows that of the clause before.

    `nouns` are the ends of nouns that only say when ("after the siege of"): what follows one belongs to it.
    """
    clause = clauses[number]
    roles = roles_in(words, language, match, clause, names, nouns)
    if number == 0 or any(role.role == "actor" for role in roles) or match.value.form != "verbal":
        return roles
    if clause.relative:
        lenders = [name for name in names if name.end <= clause.start and name.kind in ACTING][-1:]
    else:
        lenders = _subjects(words, language, clauses[number - 1], names)
    known = {role.mention for role in roles}
    return (*(Role("actor", name.mention, GUESSED) for name in lenders if name.mention not in known), *roles)


def _subjects(words: Words, language: EventLanguage, clause: Clause, names: Sequence[Name]) -> list[Name]:
    """The names that a clause begins with as its subject: "Britain and France"."""
    found: list[Name] = []
    for name in names:
        if name.start not in clause or name.kind not in ACTING or name.marker or not _may_act(words, language, name):
            continue
        if found and not _joined(words, language, found[-1].end, name.start):
            break
        found.append(name)
    return found


def _may_act(words: Words, language: EventLanguage, name: Name) -> bool:
    cases = _cases(words, language, name)
    return not cases or "nomn" in cases


def _cases(words: Words, language: EventLanguage, name: Name) -> frozenset[str]:
    """The cases that a name may stand in; that of the noun it belongs to, where one is before it: «армии Суворова»."""
    if language.cases is None:
        return frozenset()
    tokens = words.sentence.tokens
    possible = language.cases(tokens[name.end - 1].text)
    for at in range(name.start, name.end - 1):
        agreeing = possible & language.cases(tokens[at].text)
        possible = agreeing or possible
    head = name.start - 1
    while head >= 0 and tokens[head].tag in {"ADJ", "DET"}:
        head -= 1
    if head >= 0 and words.owner[head] < 0 and words.keys[head] in language.heads:
        leading = language.cases(tokens[head].text)
        return leading if "gent" in possible or not leading & possible else possible
    return possible


def _joined(words: Words, language: EventLanguage, end: int, start: int) -> bool:
    """Whether nothing but joiners, commas and articles stands between two names, and at least one of them."""
    between = range(end, start)
    return bool(between) and all(
        words.keys[at] in language.joiners or words.keys[at] in COMMAS or words.sentence.tokens[at].tag == "DET"
        for at in between
    )


def roles_in(
    words: Words,
    language: EventLanguage,
    match: Match[Trigger],
    scope: Clause,
    names: Sequence[Name],
    others: Collection[int],
) -> tuple[Role, ...]:
    """The roles that the names of a clause play in the trigger's event, in text order, one role each name."""
    head, form = match.head, match.value.form
    yields = match.value.pattern in language.yielding
    voice = head.start if yields else _voice(words, language, head, scope) if form == "verbal" else -1
    found: dict[int, Role] = {}
    for name in names:
        if name.kind not in ACTING or name.start not in scope or name.mention in found:
            continue
        if any(0 <= name.start - end <= 1 for end in others):
            continue  # the siege of Hamburg is no part of the battle that the verb tells
        if yields and name.start >= head.stop and name.marker in ("", "recipient", "of"):
            name = replace(name, marker="agent")  # "Algiers fell to the French"
            yields = False
        role, confidence = _role(words, language, head, form, voice, name)
        if role:
            found[name.mention] = Role(role, name.mention, confidence)
    return tuple(found.values())


def fallback(names: Sequence[Name], words: Words, trigger_start: int) -> tuple[Role, ...]:
    """The name of the sentence that stands nearest to the trigger, before it if there is one, as a participant.

    `trigger_start` is the trigger's offset in the text.
    """
    acting = [name for name in names if name.kind in ACTING]
    tokens = words.sentence.tokens
    before = [name for name in acting if tokens[name.end - 1].end <= trigger_start][-1:] or acting[:1]
    return tuple(Role("place" if name.marker == "place" else "participant", name.mention, GUESSED) for name in before)


def _role(words: Words, language: EventLanguage, head: range, form: str, voice: int, name: Name) -> tuple[str, float]:
    if name.marker == "none":
        return "", 0.0
    if name.marker == "place":
        return ("place", SURE) if name.kind == "place" else ("participant", GUESSED)
    if name.marker == "agent":
        return "actor", SURE
    if name.marker and name.marker != "of":
        return name.marker, SURE
    by_case = _case_role(words, language, form, voice >= 0, name)
    if by_case:
        return by_case, LIKELY
    before = name.end <= head.start
    if name.marker == "of":
        return ("participant", GUESSED) if form == "verbal" else ("recipient", LIKELY)
    if form == "nominal":
        return ("actor" if before else "participant"), GUESSED
    if before and 0 <= voice < name.start:
        return "actor", LIKELY  # ถูกชิลียึดครอง: between the auxiliary and the verb stands who did it
    return ("actor" if before != (voice >= 0) else "recipient"), LIKELY


def _case_role(words: Words, language: EventLanguage, form: str, passive: bool, name: Name) -> str:
    """The role that the name's case alone decides, "" where it is ambiguous or the language has none."""
    if language.cases is None:
        return ""
    table = language.case_roles.get("passive" if passive else form, {})
    possible = _cases(words, language, name)
    roles = {table.get(case, "") for case in possible - {"loct"}}  # the locative needs a preposition
    return roles.pop() if len(roles) == 1 else ""
