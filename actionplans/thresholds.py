"""What a council sets for itself, as plain values. Knows no model."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """A council's thresholds; without any set, these defaults hold.

    Field for field what `CouncilRules` stores: a test holds the two together.
    """

    moves_need_a_body: bool = False
    due_soon_days: int = 14
    moves_to_flag: int = 2
    quiet_days: int = 90
    grace_days: int = 14
    claim_days: int = 14
    needs_sign_off: bool = False
    answer_days: int = 10
    answer_before_meeting: bool = False


DEFAULTS = Rules()
