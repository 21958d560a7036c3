"""Files to documents: finding, decoding, extracting the main text, chrome, paragraphs and languages."""

from pipeline.ingest.reading import read_source
from pipeline.ingest.sources import Found, find_sources

__all__ = ["Found", "find_sources", "read_source"]
