"""How far each action's dates moved: the first agreed day against the one that counts now. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.over_time.bands import planned_day, steps_that_end
from actionplans.rows import Row


@dataclass(frozen=True)
class Slip:
    """An action with the days by which it was, and is, to be complete; None: not stated."""

    row: Row
    original: datetime.date | None
    latest: datetime.date | None

    @property
    def days(self) -> int | None:
        """Return by how many days it moved, less than 0 where it was brought forward."""
        if self.original is None or self.latest is None:
            return None
        return (self.latest - self.original).days

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


def latest_day(row: Row) -> datetime.date | None:
    """Return by when an action is to be complete now; None where a step of it has no date."""
    days = [step.date.due if step.date else None for step in steps_that_end(row)]
    dated = [day for day in days if day]
    return max(dated) if dated and len(dated) == len(days) else None


def slippage(rows: Iterable[Row]) -> list[Slip]:
    """Return every action that stands in the plan, the one that slipped furthest first."""
    found = [Slip(row, planned_day(row), latest_day(row)) for row in rows if not row.ended]
    return sorted(found, key=lambda slip: (-(slip.days or 0), slip.row.plan_id, slip.row.order))


def moved(slips: Iterable[Slip]) -> list[Slip]:
    """Return those that moved."""
    return [slip for slip in slips if slip.days]


def in_words(slips: list[Slip]) -> str:
    """Return how many moved and how far, in a sentence."""
    later = sorted(slip.days for slip in slips if slip.days and slip.days > 0)
    earlier = sum(bool(slip.days and slip.days < 0) for slip in slips)
    unsaid = sum(slip.days is None for slip in slips)
    total = len(slips)
    parts = [f"{len(later)} of {total} action{'' if total == 1 else 's'} slipped"]
    if later:
        parts[0] += f", by {later[-1]:,} day{'' if later[-1] == 1 else 's'} at most"
    if earlier:
        parts.append(f"{earlier} brought forward")
    if unsaid:
        parts.append(f"{unsaid} without a date for every step")
    return f"{'; '.join(parts)}."
