"""The displays cost nothing until one is drawn."""

from __future__ import annotations

import subprocess
import sys


def test_the_helpers_import_nothing_heavy():
    program = "import sys, pipeline.notebook; print([m for m in ('altair', 'pandas', 'spacy') if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
