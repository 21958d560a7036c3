"""The same event told by several sources: joining, corroboration, contradiction."""

from pipeline.consolidate.consolidate import consolidate
from pipeline.consolidate.rows import Consolidated, EventRow, EvidenceRow, RoleRow

__all__ = ["Consolidated", "EventRow", "EvidenceRow", "RoleRow", "consolidate"]
