"""Pictures of what the mentions of one name hear from each other: `!` marks a clear one, `?` a doubtful one."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.names.decoding import Decoder
from pipeline.names.evidence import Reading, key_of, share

LABELS = ("PERSON", "PLACE", "ORG", "EVENT", "DATE")
DECODER = Decoder(("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI")))
KINDS = {"person": "PERSON", "place": "PLACE", "organization": "ORG", "event": "EVENT", "date": "DATE"}
SURE = {"!": 8.0, "?": 1.0}


def reading(marked: str, language: str) -> tuple[str, Reading]:
    """Text and reading of a line whose names are marked; a word is a piece."""
    text, words, rows = "", [], []
    for match in re.finditer(r"\[(\w+)([!?]) ([^\]]+)\]|(\S+)", marked):
        kind, sign, name, plain = match.groups()
        for number, word in enumerate((name or plain).split()):
            text += " " if text else ""
            words.append((len(text), len(text) + len(word), key_of(word)))
            text += word
            row = np.zeros(len(DECODER.tags), np.float32)
            tag = ("BI"[number > 0] + "-" + KINDS[kind]) if kind else "O"
            row[DECODER.tags.index(tag)] = SURE[sign] if kind else 6.0
            row[DECODER.outside] += 0.5 if sign == "?" else 0.0
            rows.append(row)
    return text, Reading(0, language, words, [], [word[:2] for word in words], np.array(rows))


def shared(lines: list[str], language: str) -> list[str]:
    """The names of each line, with their kinds, after the lines of one document have heard each other."""
    read = [reading(line, language) for line in lines]
    share([one for _, one in read], DECODER)
    return ["; ".join(f"{kind} {text[start:end]}" for kind, start, end, _ in one.spans(DECODER)) for text, one in read]


@pytest.mark.parametrize(
    ("language", "lines", "found"),
    [
        (
            "en",
            ["They fled to [place! Basra] .", "In [place! Basra] it rained .", "The [person? Basra] assault failed ."],
            ["place Basra", "place Basra", "place Basra"],
        ),
        (
            "ru",
            ["Он уехал в [place! Шлезвиг] .", "Премьер [place! Шлезвига] молчал .", "О [person? Шлезвиге] забыли ."],
            ["place Шлезвиг", "place Шлезвига", "place Шлезвиге"],
        ),
        (
            "th",
            ["เขา ไป [place! ไคโร] แล้ว", "ที่ [place! ไคโร] ฝน ตก", "ทำไม [organization? ไคโร] คือ ใคร"],
            ["place ไคโร", "place ไคโร", "place ไคโร"],
        ),
        (
            "en",
            ["So [person! Faith Panya] wrote .", "[person! Faith Panya] and I met .", "Faith Panya left ."],
            ["person Faith Panya", "person Faith Panya", ""],
        ),
        (
            "en",
            ["In [place! Iran] they met .", "[place! Iran] said so .", "The [organization? Iran Weekly] office ."],
            ["place Iran", "place Iran", "organization Iran Weekly"],
        ),
        (
            "en",
            ["Born in [date! May] .", "It was [date! May] .", "He asked [person! May] ."],
            ["date May", "date May", "person May"],
        ),
        ("en", ["[place? Laura] sings .", "The [place! Laura River] ."], ["place Laura", "place Laura River"]),
    ],
    ids=["a doubtful one follows", "inflected", "Thai", "a clear no stays", "a longer name", "dates", "stands once"],
)
def test_mentions_of_one_name_hear_each_other(language: str, lines: list[str], found: list[str]) -> None:
    assert shared(lines, language) == found


@given(st.permutations(range(4)), st.sampled_from(["[place? Basra]", "[person? Basra]", "Basra"]))
def test_the_order_of_the_lines_does_not_matter(order: list[int], doubtful: str) -> None:
    lines = ["[place! Basra] fell .", "To [place! Basra] !", f"And {doubtful} again .", "Nothing here ."]
    found = shared(lines, "en")
    assert shared([lines[at] for at in order], "en") == [found[at] for at in order]


def test_a_name_that_stands_once_keeps_its_scores() -> None:
    _, one = reading("[person! Anna Lee] saw [place? Turin] .", "en")
    before = one.scores.copy()
    share([one], DECODER)
    assert np.array_equal(one.scores, before)


def test_a_document_without_text() -> None:
    share([], DECODER)
    share([Reading(0, "en", [], [], [], np.zeros((0, len(DECODER.tags)), np.float32))], DECODER)
