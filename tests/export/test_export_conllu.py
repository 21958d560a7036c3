"""CoNLL-U, as `conllu`, Udapi and the validator of Universal Dependencies read it."""

from __future__ import annotations

import io

import conllu as reader
import pytest
from udapi.block.read.conllu import Conllu
from udapi.core.document import Document
from udtools import Validator

from pipeline import read_tables
from pipeline.export.conllu import _brackets, _marks, conllu
from pipeline.records import Token


@pytest.fixture(scope="module")
def files(small):
    return {name: content.decode() for name, content in conllu(small).items()}


def entities(text):
    """The entities as Udapi reads the brackets: type, id, words."""
    document = Document()
    for tree in _trees(text):
        document.create_bundle().add_tree(tree)
    document.meta["global.Entity"] = "eid-etype-head-other"
    found = [
        (entity.etype, entity.eid, " ".join(word.form for word in mention.words), str(mention.other))
        for entity in document.coref_entities
        for mention in entity.mentions
    ]
    return sorted(found)


def _trees(text):
    block = Conllu(filehandle=io.StringIO(text), empty_parent="ignore")
    while (tree := block.read_tree()) is not None:
        yield tree


def test_entities_of_an_english_text(files):
    found = entities(files["sen.conllu"])
    assert ("person", "p0a", "Sir John Bowring", "") in found
    assert ("place", "l0b", "Bangkok", "") in found
    assert ("organization", "o0d", "Foreign Office", "") in found
    (date,) = [one for one in found if one[0] == "time"]
    assert date[2:] == ("18 April 1855", "edtf:1855%2D04%2D18")


def test_entities_of_a_russian_text(files):
    found = entities(files["sru.conllu"])
    assert ("person", "p0a", "Боуринг", "") in found and ("place", "l0b", "Бангкоке", "") in found


def test_entities_of_a_thai_text(files):
    kinds = {(kind, identity): words.replace(" ", "") for kind, identity, words, _ in entities(files["sth.conllu"])}
    assert "เบาว์ริง" in kinds["person", "p0a"] and "กรุงเทพ" in kinds["place", "l0b"]


def test_sentences_and_tokens(files, small):
    for name, text in files.items():
        source = small.text(name.removesuffix(".conllu"))
        sentences = reader.parse(text)
        assert sentences
        for sentence in sentences:
            shown = ""
            for token in sentence:
                start, end = map(int, token["misc"]["TokenRange"].split(":"))
                assert source[start:end] == token["form"]
                shown += token["form"] + ("" if (token["misc"]).get("SpaceAfter") == "No" else " ")
            assert shown.strip() == sentence.metadata["text"]


def with_heads(line):
    """A token line with a tree made up, without which the validator does not come to the entities."""
    cells = line.split("\t")
    if len(cells) == 10:
        cells[6:8] = ["0", "root"] if cells[0] == "1" else ["1", "dep"]
    return "\t".join(cells)


def faults(text, path):
    path.write_text("\n".join(map(with_heads, text.split("\n"))), encoding="utf-8")
    state = Validator(level=2, check_coref=True, output=None).validate_files([str(path)])
    return [f"{fault.testid}: {fault.message}" for fault in state.error_tracker]


def test_the_validator_sees_faults(files, tmp_path):
    broken = files["sen.conllu"].replace("-person-1", "-person-9", 1)
    assert "head" in "".join(faults(broken, tmp_path / "broken.conllu"))


def test_kept_sentences_of_a_run_are_valid(own_tables, tmp_path):
    tables = read_tables(own_tables)
    for name, content in conllu(tables).items():
        assert faults(content.decode(), tmp_path / name) == []
        assert len(entities(content.decode())) > 50


TOKENS = [Token(at, at + 1, character) for at, character in enumerate("abcdef")]
PICTURES = [
    ([(0, 1, "x")], ["(x-place-1)", "", "", "", "", ""]),
    ([(0, 3, "x"), (2, 3, "y")], ["(x-place-1", "", "(y-place-1)x)", "", "", ""]),
    ([(0, 3, "x"), (0, 2, "y")], ["(x-place-1(y-place-1", "y)", "x)", "", "", ""]),
    ([(0, 3, "x"), (2, 5, "y")], ["(x-place-1", "", "x)", "", "", ""]),
    ([(1, 2, "x"), (1, 2, "y")], ["", "(x-place-1)", "", "", "", ""]),
    ([(0, 2, "x"), (2, 6, "x"), (4, 6, "y")], ["(x-place-1", "x)", "(x-place-1", "", "(y-place-1", "y)x)"]),
]


@pytest.mark.parametrize(("mentions", "brackets"), PICTURES)
def test_brackets_nest(mentions, brackets):
    rows = [{"start": a, "end": b, "entity_id": row, "mention_id": "m", "kind": "place"} for a, b, row in mentions]
    marks = _marks(TOKENS, rows, {})
    assert [_brackets(at, marks) for at in range(len(TOKENS))] == brackets
