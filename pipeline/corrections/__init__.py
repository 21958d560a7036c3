"""A person's judgements on the tables: the ledger, and its replay on every run."""

from pipeline.corrections.ledger import Correction, append, read_ledger
from pipeline.corrections.replay import Unapplied, mention_id, replay

__all__ = ["Correction", "Unapplied", "append", "mention_id", "read_ledger", "replay"]
