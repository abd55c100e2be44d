"""The days of reporting cycles, from a plan's rhythm. Pure: imports no model.

A cycle opens, its updates are due, and it closes; no two of a plan overlap. For a meeting it
closes by the day of the meeting, so that the paper can show what was reported in it.
"""

import calendar
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from councils.working_days import is_working_day, working_days_after, working_days_before

DAY = datetime.timedelta(days=1)
MONTHLY, MEETINGS, DATES = "monthly", "meetings", "dates"
# How far ahead and back the days of a monthly rhythm are looked at.
MONTHS_BACK, MONTHS_AHEAD = 3, 15


@dataclass(frozen=True)
class Pace:
    """A plan's rhythm. `meetings`: the days on which the body sits; numbers are working days."""

    kind: str
    day_of_month: int = 1
    meetings: tuple[datetime.date, ...] = ()
    due_before: int = 10
    dates: tuple[datetime.date, ...] = ()
    opens_before: int = 10
    closes_after: int = 3


@dataclass(frozen=True, order=True)
class Days:
    """The days of one cycle, and of the meeting it is for, if any. All of them belong to it."""

    updates_due_on: datetime.date
    opens_on: datetime.date
    closes_on: datetime.date
    meeting: datetime.date | None = None


def coming(pace: Pace, day: datetime.date) -> list[Days]:
    """Return the cycles that are open on `day` or come later, in order.

    Of a monthly rhythm those of the next year; of others as many as have a date.
    """
    return [days for days in _apart(_each(pace, day)) if days.closes_on >= day]


def _each(pace: Pace, day: datetime.date) -> list[Days]:
    """Return the cycles by the day their updates are due, one for each such day."""
    by_due: dict[datetime.date, Days] = {}
    for due, meeting in _due(pace, day):
        by_due.setdefault(due, _days(pace, due, meeting))
    return sorted(by_due.values())


def _due(pace: Pace, day: datetime.date) -> Iterator[tuple[datetime.date, datetime.date | None]]:
    if pace.kind == MONTHLY:
        for due in _monthly(pace.day_of_month, day):
            yield due, None
    elif pace.kind == MEETINGS:
        for held_on in sorted(set(pace.meetings)):
            yield working_days_before(held_on, pace.due_before), held_on
    else:
        for due in sorted(set(pace.dates)):
            yield due, None


def _monthly(day_of_month: int, day: datetime.date) -> Iterable[datetime.date]:
    """Yield that day of each month around `day`, or the last working day before it.

    A month that is too short has its last day in its place.
    """
    for number in range(-MONTHS_BACK, MONTHS_AHEAD):
        year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
        last = calendar.monthrange(year, month + 1)[1]
        due = datetime.date(year, month + 1, min(day_of_month, last))
        yield due if is_working_day(due) else working_days_before(due, 1)


def _days(pace: Pace, due: datetime.date, meeting: datetime.date | None) -> Days:
    closes = working_days_after(due, pace.closes_after)
    return Days(
        updates_due_on=due,
        opens_on=working_days_before(due, pace.opens_before),
        closes_on=max(due, min(closes, meeting)) if meeting else closes,
        meeting=meeting,
    )


def _apart(cycles: list[Days]) -> list[Days]:
    """Return the cycles so that each opens after the one before it has closed.

    One whose next is soon due closes early; the next opens the day after.
    """
    early = [
        replace(this, closes_on=min(this.closes_on, after.updates_due_on - DAY))
        for this, after in pairwise(cycles)
    ]
    kept = [*early, *cycles[-1:]]
    return kept[:1] + [
        replace(this, opens_on=max(this.opens_on, before.closes_on + DAY))
        for before, this in pairwise(kept)
    ]
