"""People, places, organizations and named events in text."""

from pipeline.names.finding import find_names
from pipeline.names.recognizer import Recognizer
from pipeline.names.registry import DEFAULT, default_recognizers, recognizer_named, recognizers_named

__all__ = ["DEFAULT", "Recognizer", "default_recognizers", "find_names", "recognizer_named", "recognizers_named"]
