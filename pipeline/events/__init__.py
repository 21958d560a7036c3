"""Events: what a text says happened, when, where, and who took part."""

from pipeline.events.detect import find_events

__all__ = ["find_events"]
