"""Marked passages in, counts out; and the floors under the project's own corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.events.evaluate import MarkedEvent, MarkedText, aligned, events_in, marked_texts, score, unmarked
from pipeline.events.ontology import POLARITIES
from pipeline.names.registry import recognizers_named
from pipeline.tables.schema import EVENT_TYPES

CORPUS = Path(__file__).parents[2] / "models" / "events" / "corpus"
FLOORS = {"held_out_en.txt": (0.76, 0.53), "held_out_ru.txt": (0.83, 0.64), "held_out_th.txt": (0.81, 0.69)}
"""The least F1 of triggers, and of triggers with their types, that a change may bring."""


def test_marks_are_taken_out_of_the_text() -> None:
    passage = unmarked("Ghana would not [alliance:negated come in], and Togo [statement said] so.", "en")
    assert passage.text == "Ghana would not come in, and Togo said so."
    assert [(passage.text[e.start : e.end], e.event_type, e.polarity) for e in passage.events] == [
        ("come in", "alliance", "negated"),
        ("said", "statement", "asserted"),
    ]


def test_each_event_is_used_once_and_like_types_go_first() -> None:
    marked = [MarkedEvent(0, 10, "aid"), MarkedEvent(12, 20, "trade")]
    found = [MarkedEvent(0, 3, "trade"), MarkedEvent(5, 8, "aid"), MarkedEvent(30, 40, "aid")]
    assert aligned(marked, found) == [(marked[0], found[1])]


def test_counts() -> None:
    passages = [unmarked("Chile [protest rose] and [death:negated fell].", "en"), MarkedText("Rain fell.", "en", ())]
    answers = {passages[0].text: [MarkedEvent(6, 10, "protest"), MarkedEvent(15, 19, "death")]}
    one = score(passages, lambda passage: answers.get(passage.text, [MarkedEvent(5, 9, "other")]))
    assert (one.found, one.marked, one.empty, one.alarms) == (3, 2, 1, 1)
    assert one.right == {"trigger": 2, "type": 2, "polarity": 1}
    assert (round(one.precision, 2), one.recall, one.f1("trigger")) == (0.67, 1.0, 0.8)


def test_a_file_without_a_language_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Chile [protest rose].", encoding="utf-8")
    with pytest.raises(SettingsError, match="does not say its language"):
        list(marked_texts(tmp_path / "notes.txt"))


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.txt")), ids=lambda file: file.name)
def test_the_corpus_uses_known_types_and_no_passage_twice(file: Path) -> None:
    passages = list(marked_texts(file))
    assert {event.event_type for passage in passages for event in passage.events} <= set(EVENT_TYPES)
    assert {event.polarity for passage in passages for event in passage.events} <= set(POLARITIES)
    assert len({passage.text for passage in passages}) == len(passages)
    assert not any("[" in passage.text or "]" in passage.text for passage in passages)


@pytest.mark.parametrize("file", FLOORS)
def test_events_are_found_as_well_as_before(file: str) -> None:
    one = score(marked_texts(CORPUS / file), events_in(recognizers_named("default")))
    assert (one.f1("trigger"), one.f1("type")) >= FLOORS[file]
    assert one.f1("type") >= FLOORS[file][1]
