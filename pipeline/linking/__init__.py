"""One row for one person, place, organization or named event, whatever the language and script."""

from pipeline.linking.linker import Links, link

__all__ = ["Links", "link"]
