"""A person's judgements on the tables: the ledger, and its replay on every run."""

from pipeline.corrections.ledger import Correction, append, read_ledger
from pipeline.corrections.replay import Unapplied, kept_apart, replay
from pipeline.corrections.state import mention_id

__all__ = ["Correction", "Unapplied", "append", "kept_apart", "mention_id", "read_ledger", "replay"]
