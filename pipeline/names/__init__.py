"""People, places, organizations and named events in text."""

from pipeline.names.finding import find_names, find_names_and_sentences
from pipeline.names.recognizer import Recognizer
from pipeline.names.registry import DEFAULT, default_recognizers, recognizer_named, recognizers_named

__all__ = [
    "DEFAULT",
    "Recognizer",
    "default_recognizers",
    "find_names",
    "find_names_and_sentences",
    "recognizer_named",
    "recognizers_named",
]
