"""Where the weights that the project ships lie."""

from __future__ import annotations

import hashlib
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


def checked_model(name: str) -> Path:
    """The folder of a shipped model after its files were compared with its `SHA256SUMS`.

    Raises ModelError where a file is missing or is not the one that was shipped.
    """
    folder = model_path(name)
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, _, file = line.partition("  ")
        path = folder / file
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ModelError(f"{path} is missing or damaged", "Reinstall the package, or check the folder of models")
    return folder
