import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.names import default_recognizers
from pipeline.names.evaluate import evaluate, find_in_text, style_of
from pipeline.names.markup import unmark
from pipeline.names.recognizer import Recognizer
from pipeline.records import Document, Mention, Sentence
from pipeline.score import Score

SHARED = Path(__file__).parents[2].parent / "shared"
LABELS = {"person": "PERSON", "place": "PLACE", "organization": "ORG"}
FLOORS = {"en": 0.85, "ru": 0.85, "th": 0.85}
"""The least exact F1 of names on the measured sources; a change may not lower it silently."""


class Fixed:
    """Says what it is told, wherever it stands."""

    name = "fixed"
    languages = frozenset({"en"})

    def __init__(self, *names: tuple[str, str]) -> None:
        self.names = names

    def recognize(self, document: Document, sentences: list[Sentence]) -> list[Mention]:
        found = [(document.text.find(surface), surface, kind) for surface, kind in self.names]
        return [Mention(kind, at, at + len(name), name, "en", 0.9, self.name) for at, name, kind in found if at >= 0]


def written(path: Path, *marked: str) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for line in marked:
            text, found = unmark(line)
            entities = [{"start": span.start, "end": span.end, "label": LABELS[kind]} for kind, span in found]
            file.write(json.dumps({"text": text, "lang": "en", "entities": entities}) + "\n")
    return path


def test_scores_count_exact_spans_of_the_kinds_that_are_marked(tmp_path: Path) -> None:
    file = written(tmp_path / "gold.jsonl.gz", "[person Ada Byron] left [place Oslo].", "[place Rome] fell.")
    recognizer: Recognizer = Fixed(("Ada", "person"), ("Oslo", "place"), ("Rome", "organization"))
    scores = evaluate(recognizer, file)
    assert scores == {"person": Score(0, 1, 1), "place": Score(1, 1, 2), "all": Score(1, 2, 3)}
    assert (scores["place"].precision, scores["place"].recall) == (1.0, 0.5)
    assert scores["all"].f1 == pytest.approx(0.4)
    assert evaluate(recognizer, file, limit=1)["place"] == Score(1, 1, 1)


def test_of_nested_names_the_outermost_counts(tmp_path: Path) -> None:
    row = {
        "text": "Bank of Norway",
        "lang": "en",
        "entities": [{"start": 8, "end": 14, "label": "PLACE"}, {"start": 0, "end": 14, "label": "ORG"}],
    }
    with gzip.open(tmp_path / "nested.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    scores = evaluate(Fixed(("Bank of Norway", "organization")), tmp_path / "nested.jsonl.gz")
    assert scores["all"] == Score(1, 1, 1)


@pytest.mark.parametrize(
    ("kind", "whole", "names"),
    [
        ("place", "Old Chapel in Pécs", ["place Old Chapel", "place Pécs"]),
        ("place", "Chapel in the Fields", ["place Chapel in the Fields"]),
        ("organization", "Bank in Pécs", ["organization Bank in Pécs"]),
    ],
)
def test_a_place_and_the_one_it_lies_in_are_two_names(kind: str, whole: str, names: list[str]) -> None:
    found = find_in_text(f"They met at {whole} again.", "en", [Fixed((whole, kind))])
    assert [f"{one.kind} {one.surface}" for one in found] == names


@pytest.mark.parametrize(
    ("file", "wanted", "raw", "style"),
    [
        ("gum.dev.jsonl.gz", "auto", True, "gum"),
        ("uner_ewt.dev.jsonl.gz", "auto", True, "uner"),
        ("our_letters.jsonl.gz", "auto", True, ""),
        ("gum.dev.jsonl.gz", "auto", False, ""),
        ("gum.dev.jsonl.gz", "ours", True, ""),
        ("our_letters.jsonl.gz", "nerel", False, "nerel"),
    ],
)
def test_the_style_of_a_file(file: str, wanted: str, raw: bool, style: str) -> None:
    assert style_of(file, wanted, raw) == style


def test_the_command_scores_in_the_style_of_the_set(tmp_path: Path) -> None:
    file = written(
        tmp_path / "gum.letters.jsonl.gz",
        "We thank [person Senator Alma Reyes] and [person Captain Joe Mbeki] for coming.",
    )
    arguments = ["evaluate", "names", str(file), "--names", "encoder", "--raw"]
    told = CliRunner().invoke(app, arguments).stdout.splitlines()
    assert told[1].split() == ["gum.letters.jsonl.gz", "gum", "person", "2", "1.000", "1.000", "1.000"]
    told = CliRunner().invoke(app, [*arguments, "--style", "ours"]).stdout.splitlines()
    assert told[1].split() == ["gum.letters.jsonl.gz", "ours", "person", "2", "0.000", "0.000", "0.000"]


def test_an_empty_score() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared sources are not here")
@pytest.mark.parametrize("language", ["en", "ru", "th"])
def test_floor_on_the_shared_sources(language: str) -> None:
    from pipeline.ingest import find_sources, read_source
    from pipeline.names import find_names
    from pipeline.runner.extract import find_sentences

    gold = json.loads((SHARED / "gold" / f"{language}.json").read_text(encoding="utf-8"))
    (source,) = find_sources([str(SHARED / "sources" / gold["file"])])
    document = read_source(source)
    kinds = {"PERSON": "person", "PLACE": "place", "ORG": "organization", "EVENT": "event"}
    marked = {(one["start"], one["end"], kinds[one["type"]]) for one in gold["mentions"] if one["type"] in kinds}
    passed_over = [one for one in gold["mentions"] + gold["ignore"] if one.get("optional") or "why" in one]
    found = set()
    for mention in find_names(document, find_sentences(document), default_recognizers()):
        start, end = document.origin.span(mention.start, mention.end)
        silent = any(start < one["end"] and one["start"] < end for one in passed_over)
        if mention.kind != "date" and ((start, end, mention.kind) in marked or not silent):
            found.add((start, end, mention.kind))
    right = len(found & marked)
    assert 2 * right / (len(found) + len(marked)) >= FLOORS[language]
