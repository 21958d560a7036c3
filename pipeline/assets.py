"""Where the weights that the project ships lie."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.errors import ModelError

VARIABLE = "SYNCHRONICLE_MODELS"
"""The environment variable that names another folder of models."""

WEIGHTS = (".pt", ".onnx", ".npz")
"""Suffixes of files that hold weights."""


def model_folders() -> list[Path]:
    """The folders that may hold the shipped models, first choice first."""
    package = Path(__file__).resolve().parent
    named = os.environ.get(VARIABLE)
    return [Path(named)] if named else [package / "weights", package.parent / "models"]


def weight_files() -> list[tuple[str, Path]]:
    """Name and path of every shipped file of weights, sorted by name."""
    folder = next((folder for folder in model_folders() if folder.is_dir()), None)
    if folder is None:
        return []
    files = [path for suffix in WEIGHTS for path in folder.rglob("*" + suffix)]
    return sorted((path.relative_to(folder).as_posix(), path) for path in files)


def model_path(name: str) -> Path:
    """The path of a shipped model file or folder, e.g. `stanza/ru`.

    Looks in the folder that SYNCHRONICLE_MODELS names, then in the installed package, then in the
    checkout. Raises ModelError where none holds it.
    """
    folders = model_folders()
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    looked = ", ".join(str(folder) for folder in folders)
    raise ModelError(f"the model {name} is not in {looked}", f"Reinstall the package or set {VARIABLE} to its folder")
