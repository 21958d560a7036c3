"""A token classifier of random weights, made here, read from its folder."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.names import recognizer_named
from pipeline.names.evaluate import find_in_text
from pipeline.names.transformer import WINDOW, kind_of
from pipeline.records import Mention

TEXT = "Paris and London met in Rome. " * 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from transformers import BertConfig, BertForTokenClassification, BertTokenizerFast

    path = tmp_path_factory.mktemp("model")
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", *letters, *(f"##{letter}" for letter in letters)]
    (path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    tokenizer = BertTokenizerFast(vocab={word: number for number, word in enumerate(words)}, do_lower_case=True)
    tokenizer.save_pretrained(path)
    torch.manual_seed(0)
    labels = ["O", "B-PER", "I-PER", "B-GPE", "I-GPE", "B-MISC", "I-MISC"]
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = BertForTokenClassification(config)
    with torch.no_grad():  # the piece "p" opens a person, its likes go on; "r" opens a place
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([0.0, 9.0, 0.0, 0.0, 0.0, 0.0, 0.0]))
    model.save_pretrained(path)
    return path


def pieces(mentions: Iterable[Mention]) -> list[tuple[str, str]]:
    return [(mention.kind, mention.surface) for mention in mentions]


def test_pieces_become_whole_words(folder: Path) -> None:
    recognizer = recognizer_named(f"transformers:{folder}")
    found = find_in_text("Rome fell.", "en", [recognizer])
    assert pieces(found) == [("person", "Rome")], "every piece opens a person; lower-case words are no names"
    assert 0.9 < found[0].confidence <= 1
    assert found[0].recognizer == f"transformers:{folder}"


def test_a_long_text_is_read_in_windows(folder: Path) -> None:
    text = TEXT * (WINDOW // 20)
    found = find_in_text(text, "en", [recognizer_named(f"transformers:{folder}")])
    assert {surface for _, surface in pieces(found)} == {"Paris", "London", "Rome"}
    assert len(found) == text.count("Paris") + text.count("London") + text.count("Rome")


def test_no_word_is_longer_than_a_window(folder: Path) -> None:
    found = find_in_text("A" * 500 + " Rome", "en", [recognizer_named(f"transformers:{folder}")])
    assert pieces(found)[-1] == ("person", "Rome")


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("B-PER", ("person", True)),
        ("I-PERSON", ("person", False)),
        ("B-LOC", ("place", True)),
        ("LOC", ("place", False)),
        ("GPE", ("place", False)),
        ("S-PLACE", ("place", True)),
        ("I-ORG", ("organization", False)),
        ("B-EVENT", ("event", True)),
        ("B-MISC", ("", True)),
        ("O", ("", False)),
        ("LABEL_0", ("", False)),
    ],
)
def test_labels(label: str, kind: tuple[str, bool]) -> None:
    assert kind_of(label) == kind


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no token classifier"):
        find_in_text("Rome fell.", "en", [recognizer_named(f"transformers:{tmp_path}")])
