"""Builds the wheel with the shipped weights inside the package; everything else is in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithWeights(build_py):
    """Copies `models/` to `pipeline/weights/`; a checkout and an editable install use `models/` itself."""

    def run(self) -> None:
        """Builds the package, then adds the weights."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "pipeline" / "weights"
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree("models", target, ignore=shutil.ignore_patterns("recipe", "__pycache__"))


setup(cmdclass={"build_py": BuildWithWeights})
