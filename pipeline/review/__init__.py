"""What a person should look at, most doubtful first, and what becomes of the answers."""

from pipeline.review.questions import Choice, Passage, Question
from pipeline.review.session import Session

__all__ = ["Choice", "Passage", "Question", "Session"]
