"""Where a paper stands, from facts alone: draft, in clearance, cleared, published, withdrawn."""

from collections.abc import Sequence
from enum import Enum

from reports.clearance_states import Needed, Standing


class PaperState(Enum):
    """Where a paper stands. The value is what pages say."""

    DRAFT = "Draft"
    IN_CLEARANCE = "In clearance"
    CLEARED = "Cleared"
    PUBLISHED = "Published"
    CHANGED = "Published; changed since"
    SUPERSEDED = "Superseded"
    WITHDRAWN = "Withdrawn"


def before_publishing(found: Sequence[Standing], missing: Sequence[Needed]) -> PaperState:
    """Return draft, in clearance or cleared: cleared once nothing is wanted or waits."""
    if not found:
        return PaperState.DRAFT
    settled = not missing and all(each.is_settled for each in found)
    return PaperState.CLEARED if settled else PaperState.IN_CLEARANCE


def paper_state(
    found: Sequence[Standing], missing: Sequence[Needed], newest: PaperState | None
) -> PaperState:
    """Return where a paper stands: as its newest edition does, and before that by clearances."""
    return newest or before_publishing(found, missing)
