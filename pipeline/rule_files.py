"""The rules and word lists of the package, which are files of YAML."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any


def read_rules(path: Traversable, typed: bool = True) -> Any:
    """The content of a file of YAML; without `typed`, whatever is written there is a string.

    It is read by libyaml where PyYAML has it: that takes a tenth of the time.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader) if typed else getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
