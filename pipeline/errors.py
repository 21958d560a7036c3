"""Every error that a user can meet; each says what to do about it."""

from __future__ import annotations


class SynchronicleError(Exception):
    """An error with a remedy: `str(error)` is one line for people."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{problem}. {remedy}")


class SettingsError(SynchronicleError):
    """The settings or the command line are wrong; all faults are listed at once."""


class SourceError(SynchronicleError):
    """One source cannot be read; the others go on."""


class ModelError(SynchronicleError):
    """A model's files are missing or not what they should be."""


class OutputError(SynchronicleError):
    """The output folder cannot be written or does not hold finished tables."""
