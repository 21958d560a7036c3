"""Where the weights that the project ships lie."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import ModelError

VARIABLE = "SYNCHRONICLE_MODELS"
"""The environment variable that names another folder of models."""


def model_path(name: str) -> Path:
    """The path of a shipped model file or folder, e.g. `stanza/ru`.

    Looks in the folder that SYNCHRONICLE_MODELS names, then in the installed package, then in the
    checkout. Raises ModelError where none holds it.
    """
    package = Path(__file__).resolve().parent
    named = os.environ.get(VARIABLE)
    folders = [Path(named)] if named else [package / "weights", package.parent / "models"]
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    looked = ", ".join(str(folder) for folder in folders)
    raise ModelError(f"the model {name} is not in {looked}", f"Reinstall the package or set {VARIABLE} to its folder")
