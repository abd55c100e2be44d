"""Where a plan stands in few numbers, on a day and over time. Pure rules over rows."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from actionplans.rag import ENDED, Status, Words
from actionplans.rows import Row, Step
from actionplans.timescale.calendar import month_end


class Band(Words):
    """What an action counts as: each that stands in the plan counts as one of these."""

    COMPLETE = "complete", "Complete"
    ON_TRACK = "on_track", "On track"
    OPEN = "open", "Open, not said whether on track"
    AT_RISK = "at_risk", "At risk or off track"
    LATE = "late", "Late"
    SILENT = "silent", "Past its date, nothing said"
    NOT_STATED = "not_stated", "Not stated"


_BANDS = {
    Status.DONE: Band.COMPLETE,
    Status.EMBEDDED: Band.COMPLETE,
    Status.ON_TRACK: Band.ON_TRACK,
    Status.IN_PROGRESS: Band.OPEN,
    Status.NOT_STARTED: Band.OPEN,
    Status.CLAIMED: Band.OPEN,
    Status.AT_RISK: Band.AT_RISK,
    Status.OFF_TRACK: Band.AT_RISK,
    Status.LATE: Band.LATE,
    Status.SILENT: Band.SILENT,
    Status.NOT_STATED: Band.NOT_STATED,
}


def band_of(status: Status) -> Band | None:
    """Return what an action counts as; None for one that is no longer in the plan.

    Past its date with nothing said is neither late nor "not stated" like what is still to come.
    """
    return _BANDS.get(status)


def counted(statuses: Iterable[Status | None]) -> dict[Band, int]:
    """Return how many count as each band, in order, zeros included; None stands nowhere yet."""
    found = Counter(band_of(status) for status in statuses if status)
    return {band: found[band] for band in Band}


@dataclass(frozen=True)
class Tally:
    """How many actions stood at each band on a day, and how many should have been complete.

    `meetings`: the bodies that met on the day.
    """

    day: datetime.date
    bands: Mapping[Band, int]
    planned: int
    meetings: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Return how many actions stood in the plan."""
        return sum(self.bands.values())

    @property
    def numbers(self) -> list[int]:
        """Return the numbers in the order of the bands, then their total."""
        return [*self.bands.values(), self.total]


MONTHS_SHOWN = 24


def days_shown(
    first: datetime.date, last: datetime.date, meetings: Iterable[datetime.date] = ()
) -> list[datetime.date]:
    """Return the days a line over time has a point for: ends of months, meetings, the last day.

    From `first`, or from two years before `last` where that is later.
    """
    begin = max(first, month_end(last.year - MONTHS_SHOWN // 12, last.month))
    found = {last, *(day for day in meetings if begin <= day <= last)}
    if begin <= last:
        found.add(begin)
    year, month = begin.year, begin.month
    while (end := month_end(year, month)) < last:
        found.add(end)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return sorted(day for day in found if day >= begin or day == last)


def original_due(step: Step) -> datetime.date | None:
    """Return the first day a step was agreed for; None where none was ever given."""
    return next((date.due for date in step.agreed_dates if date.due), None)


def steps_that_end(row: Row) -> list[Step]:
    """Return the steps an action is complete with: what recurs without an end is none."""
    return [s for s in row.steps if not (s.recurring and s.recurring.is_open_ended)]


def planned_day(row: Row) -> datetime.date | None:
    """Return by when an action should be complete by its original dates.

    None where a step of it never had a date: then nothing says.
    """
    days = [original_due(step) for step in steps_that_end(row)]
    dated = [day for day in days if day]
    return max(dated) if dated and len(dated) == len(days) else None


def planned_by(rows: Sequence[Row], days: Iterable[datetime.date]) -> dict[datetime.date, int]:
    """Return, by day, how many of the actions in the plan should have been complete."""
    planned = [(row, day) for row in rows if (day := planned_day(row))]
    return {day: sum(due <= day and stands_on(row, day) for row, due in planned) for day in days}


def stands_on(row: Row, day: datetime.date) -> bool:
    """Return whether an action had come into the plan by `day`, and had not left it."""
    begun = row.added_on is None or row.added_on <= day
    return begun and not (row.ended and row.status in ENDED and row.ended.day <= day)
