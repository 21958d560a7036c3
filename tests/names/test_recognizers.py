"""A picture of each recognizer that ships, alone, and how they are chosen."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.names import DEFAULT, default_recognizers, recognizer_named, recognizers_named
from pipeline.names.evaluate import find_in_text
from pipeline.names.markup import mark, unmark


@pytest.mark.parametrize(
    ("name", "language", "marked"),
    [
        ("spacy", "en", "[person Isaac Newton] studied at [place Cambridge]."),
        ("spacy", "th", "เขาอ่านงานของ [person Isaac Newton] ทุกวัน"),
        ("thainer", "th", "ด้านนาย[person ประเสริฐ บุญชัยสุข] เดินทางไป[place จังหวัดเชียงใหม่]"),
        ("knowledge", "en", "[person Isaac Newton] sailed the [place Adriatic Sea]."),
        ("gazetteer", "en", "From [place Uruguay] he came to [place Iceland]."),
        ("gazetteer", "ru", "Из [place Уругвая] он приехал в [place Исландию]."),
        ("gazetteer", "th", "เขาเดินทางจาก[place อุรุกวัย]ไป[place ไอซ์แลนด์]"),
        ("patterns", "en", "The [event Treaty of Tartu] ended it."),
        ("patterns", "ru", "Это решил [event Тартуский мирный договор]."),
        ("patterns", "th", "หลัง[event สงครามโลกครั้งที่ 1]สิ้นสุดลง"),
    ],
)
def test_alone(name: str, language: str, marked: str) -> None:
    text, _ = unmark(marked.replace("[person Isaac Newton] sailed", "Isaac Newton sailed"))
    expected = marked.replace("[person Isaac Newton] sailed", "Isaac Newton sailed")
    found = find_in_text(text, language, [recognizer_named(name)])
    assert mark(text, found) == expected
    assert all(0 < mention.confidence <= 1 for mention in found)


@pytest.mark.parametrize("name", ["spacy", "thainer"])
def test_a_recognizer_leaves_other_languages_alone(name: str) -> None:
    texts = {"en": "Paris and Rome.", "ru": "Париж и Рим.", "th": "ปารีสและโรม"}
    recognizer = recognizer_named(name)
    for language, text in texts.items():
        found = find_in_text(text, language, [recognizer])
        assert not found or language in recognizer.languages


def test_choosing() -> None:
    assert [recognizer.name for recognizer in default_recognizers()] == list(DEFAULT)
    assert [one.name for one in recognizers_named(" thainer, knowledge,thainer ")] == ["thainer", "knowledge"]
    assert next(one.name for one in recognizers_named("patterns,default")) == "patterns"
    assert len(recognizers_named("patterns,default")) == len(DEFAULT)
    assert recognizer_named("spacy") is recognizer_named("spacy")
    assert recognizer_named("spacy", "gum") is recognizer_named("spacy"), "the style is the encoder's alone"


@pytest.mark.parametrize("names", ["spaci", "", " , ", "default,unknown"])
def test_a_wrong_choice_has_a_remedy(names: str) -> None:
    with pytest.raises(SettingsError) as caught:
        recognizers_named(names)
    assert caught.value.remedy


def test_a_style_that_was_not_learned_has_a_remedy() -> None:
    with pytest.raises(SettingsError, match="style 'conll'") as caught:
        recognizers_named("encoder", "conll")
    assert "nerel" in caught.value.remedy


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no folder"):
        recognizers_named(f"transformers:{tmp_path / 'nowhere'}")
