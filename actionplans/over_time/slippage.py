"""How far the dates of actions moved: the first agreed day against the one that counts now. Pure.

An action is told by the one of its dates that moved furthest: the last of its days alone would
hide a step that moved by months within it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.over_time.bands import original_due, steps_that_end
from actionplans.rows import Row, Step


@dataclass(frozen=True)
class Slip:
    """An action with its date that moved furthest: the day first agreed, and the latest.

    `step` is whose date it is. Both days are None where no step of it has both; `undated` says
    that a step of it lacks one.
    """

    row: Row
    original: datetime.date | None = None
    latest: datetime.date | None = None
    step: Step | None = None
    undated: bool = False

    @property
    def days(self) -> int | None:
        """Return by how many days it moved, less than 0 where it was brought forward."""
        if self.original is None or self.latest is None:
            return None
        return (self.latest - self.original).days

    @property
    def step_words(self) -> str:
        """Return what the step that moved says, where the action has other steps beside it."""
        return self.step.text if self.step and self.days and len(self.row.steps) > 1 else ""

    @property
    def words(self) -> str:
        """Return "56 days later", "7 days earlier", "as agreed" or "not stated"."""
        days = self.days
        if days is None:
            return "not stated"
        if days == 0:
            return "as agreed"
        number = f"{abs(days):,} day{'' if abs(days) == 1 else 's'}"
        return f"{number} {'later' if days > 0 else 'earlier'}"


def slip_of(row: Row) -> Slip:
    """Return an action with its date that moved furthest later, else furthest earlier.

    Where none moved it is the last of its days, or none where a step has no date. What recurs
    without an end has no such date.
    """
    dates = [
        (step, original_due(step), step.date.due if step.date else None)
        for step in steps_that_end(row)
    ]
    undated = not dates or any(first is None or last is None for _, first, last in dates)
    found = [Slip(row, first, last, step, undated) for step, first, last in dates if first and last]
    moves = [slip.days or 0 for slip in found]
    furthest = max(moves) if max(moves, default=0) > 0 else min(moves, default=0)
    if not furthest and undated:
        return Slip(row, undated=True)
    return max((slip for slip in found if slip.days == furthest), key=_latest)


def _latest(slip: Slip) -> datetime.date:
    return slip.latest or datetime.date.min


def slippage(rows: Iterable[Row]) -> list[Slip]:
    """Return every action that stands in the plan, the one that slipped furthest first."""
    found = [slip_of(row) for row in rows if not row.ended]
    return sorted(found, key=lambda slip: (-(slip.days or 0), slip.row.plan_id, slip.row.order))


def moved(slips: Iterable[Slip]) -> list[Slip]:
    """Return those that moved."""
    return [slip for slip in slips if slip.days]


def in_words(slips: list[Slip]) -> str:
    """Return how many moved and how far, in a sentence."""
    later = sorted(slip.days for slip in slips if slip.days and slip.days > 0)
    earlier = sum(bool(slip.days and slip.days < 0) for slip in slips)
    unsaid = sum(slip.undated for slip in slips)
    total = len(slips)
    parts = [f"{len(later)} of {total} action{'' if total == 1 else 's'} slipped"]
    if later:
        parts[0] += f", by {later[-1]:,} day{'' if later[-1] == 1 else 's'} at most"
    if earlier:
        parts.append(f"{earlier} brought forward")
    if unsaid:
        parts.append(f"{unsaid} without a date for every step")
    return f"{'; '.join(parts)}."
