"""On which days a step's lead is reminded. Pure: imports no model.

Nothing goes out on a day that is no working day. What falls on one is told on the working
day before it, as long as the date is to come, and on the next one once it is late. All that is
late is told of on the same days, so that somebody with many late steps is not written to daily.
"""

import datetime
from dataclasses import dataclass

from councils.working_days import working_days_after

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Schedule:
    """So many days before the date (0: not before), on it, and every so many days after it.

    Those last days are the same for every date: with 7, Mondays.
    """

    days_before: int = 7
    on_the_day: bool = True
    days_after: int = 7


@dataclass(frozen=True)
class Run:
    """One sending. `since`: the last one's day; `covered_to`: the dates it told of already."""

    day: datetime.date
    since: datetime.date
    covered_to: datetime.date

    @property
    def covers_to(self) -> datetime.date:
        """Return the last day before the next working day: nothing goes out until then."""
        return working_days_after(self.day, 1) - DAY


def first_run(day: datetime.date) -> Run:
    """Return the run of a plan whose leads were never reminded: what falls on this day counts."""
    return Run(day, day - DAY, day - DAY)


def is_told(schedule: Schedule, due: datetime.date, run: Run) -> bool:
    """Return whether a step due on `due` is a reason to write on this run."""
    ahead = [due - datetime.timedelta(days=schedule.days_before)] if schedule.days_before else []
    ahead += [due] if schedule.on_the_day else []
    if any(run.covered_to < day <= run.covers_to for day in ahead):
        return True
    return is_asked_again(schedule, due, run)


def is_asked_again(schedule: Schedule, since: datetime.date, run: Run) -> bool:
    """Return whether it is time to ask again for what waits since the day `since`."""
    every = schedule.days_after
    if not every or run.day <= since:
        return False
    return _period(run.day, every) > _period(max(run.since, since), every)


def _period(day: datetime.date, every: int) -> int:
    """Return in which period of so many days a day lies; a week begins on a Monday."""
    return (day.toordinal() - 1) // every
