"""The recognizers by the names that settings give them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.names.encoder import EncoderNames
from pipeline.names.gazetteer import gazetteer_names
from pipeline.names.knowledge import knowledge_names
from pipeline.names.known import KnownNames
from pipeline.names.patterns import PatternNames
from pipeline.names.recognizer import Recognizer
from pipeline.names.spacy_names import SpacyNames
from pipeline.names.thainer import ThaiNames
from pipeline.names.transformer import TransformerNames

DEFAULT = ("encoder", "knowledge", "gazetteer", "patterns")
"""What `default` stands for. All of these ship with the package."""
OTHERS = ("encoder-unnamed", "spacy", "thainer")
"""Others that ship: the encoder with events that have no name, and two off-the-shelf models."""
TRANSFORMERS = "transformers:"
"""The prefix of a token classifier's folder."""


@cache
def recognizer_named(name: str) -> Recognizer:
    """The recognizer of this name: one of DEFAULT or OTHERS, or `transformers:` and a folder; nothing is loaded yet.

    Raises SettingsError where there is none.
    """
    if name.startswith(TRANSFORMERS):
        folder = Path(name.removeprefix(TRANSFORMERS)).expanduser()
        if not folder.is_dir():
            raise SettingsError(f"there is no folder {folder}", "Name the folder of a token classifier")
        return TransformerNames(folder)
    match name:
        case "encoder":
            return EncoderNames()
        case "encoder-unnamed":
            return EncoderNames(unnamed=True)
        case "spacy":
            return SpacyNames()
        case "thainer":
            return ThaiNames()
        case "knowledge":
            return KnownNames("knowledge", knowledge_names, 0.95)
        case "gazetteer":
            return KnownNames("gazetteer", gazetteer_names, 0.85)
        case "patterns":
            return PatternNames([recognizer_named("knowledge"), recognizer_named("gazetteer")])
    choices = ", ".join([*DEFAULT, *OTHERS, f"{TRANSFORMERS}FOLDER"])
    raise SettingsError(f"there is no recognizer of names {name!r}", f"Choose among {choices}, or default")


def recognizers_named(names: str) -> list[Recognizer]:
    """The recognizers of a comma-separated list, each once; `default` is the set that ships."""
    parts = [part.strip() for part in names.split(",") if part.strip()]
    chosen = dict.fromkeys(name for part in parts for name in (DEFAULT if part == "default" else (part,)))
    if not chosen:
        raise SettingsError("no recognizer of names is chosen", "Set names = default")
    return [recognizer_named(name) for name in chosen]


def default_recognizers() -> list[Recognizer]:
    """The recognizers of an ordinary run."""
    return recognizers_named("default")
