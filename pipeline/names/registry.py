"""The recognizers by the names that settings give them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.names.encoder import OURS, STYLES, EncoderNames
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
OTHERS = ("spacy", "thainer")
"""Others that ship: two off-the-shelf models."""
TRANSFORMERS = "transformers:"
"""The prefix of a token classifier's folder."""


def recognizer_named(name: str, style: str = OURS) -> Recognizer:
    """The recognizer of this name: one of DEFAULT or OTHERS, or `transformers:` and a folder; nothing is loaded yet.

    The encoder follows the conventions of `style`, one of STYLES. Raises SettingsError where there is no such
    recognizer or style.
    """
    if style not in STYLES:
        known = ", ".join(one for one in STYLES if one != OURS)
        raise SettingsError(f"the encoder has not learned the style {style!r}", f"Choose among {known}")
    return _made(name, style if name == "encoder" else OURS)


@cache
def _made(name: str, style: str) -> Recognizer:
    if name.startswith(TRANSFORMERS):
        folder = Path(name.removeprefix(TRANSFORMERS)).expanduser()
        if not folder.is_dir():
            raise SettingsError(f"there is no folder {folder}", "Name the folder of a token classifier")
        return TransformerNames(folder)
    match name:
        case "encoder":
            return EncoderNames(style=style)
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


def recognizers_named(names: str, style: str = OURS) -> list[Recognizer]:
    """The recognizers of a comma-separated list, each once; `default` is the set that ships.

    The encoder among them follows the conventions of `style`.
    """
    parts = [part.strip() for part in names.split(",") if part.strip()]
    chosen = dict.fromkeys(name for part in parts for name in (DEFAULT if part == "default" else (part,)))
    if not chosen:
        raise SettingsError("no recognizer of names is chosen", "Set names = default")
    return [recognizer_named(name, style) for name in chosen]


def default_recognizers() -> list[Recognizer]:
    """The recognizers of an ordinary run."""
    return recognizers_named("default")
