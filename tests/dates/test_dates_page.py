"""The code of the documentation runs."""

from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")
BLOCKS = [part.removeprefix("python\n") for part in PAGE.split("```")[1::2] if part.startswith("python\n")]


@pytest.mark.parametrize("block", BLOCKS)
def test_block(block):
    exec(compile(block, "docs/dates.md", "exec"), {})
