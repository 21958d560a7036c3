"""Finished tables in the formats of other tools; nothing heavy is imported before a format is written."""

from pipeline.export.formats import Format, export

__all__ = ["Format", "export"]
