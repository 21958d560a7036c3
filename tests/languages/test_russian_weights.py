"""The weights of the Russian tokenizer are checked before they are used."""

from pathlib import Path

import pytest

from pipeline.assets import model_path
from pipeline.errors import ModelError
from pipeline.languages.russian.segmenter import MODEL, WEIGHTS, check


def test_shipped_weights_are_what_their_checksum_says() -> None:
    check(model_path(MODEL) / WEIGHTS)


@pytest.mark.parametrize("damage", ["weights", "checksum", "no weights", "no checksum", "empty checksum"])
def test_damage_is_told_with_a_remedy(tmp_path: Path, damage: str) -> None:
    source = model_path(MODEL)
    weights, checksum = tmp_path / WEIGHTS, tmp_path / f"{WEIGHTS}.sha256"
    weights.write_bytes((source / WEIGHTS).read_bytes())
    checksum.write_text((source / f"{WEIGHTS}.sha256").read_text(encoding="ascii"), encoding="ascii")
    check(weights)
    match damage:
        case "weights":
            weights.write_bytes(weights.read_bytes()[:-1])
        case "checksum":
            checksum.write_text("0" * 64, encoding="ascii")
        case "no weights":
            weights.unlink()
        case "no checksum":
            checksum.unlink()
        case _:
            checksum.write_text("", encoding="ascii")
    with pytest.raises(ModelError) as caught:
        check(weights)
    assert caught.value.remedy
