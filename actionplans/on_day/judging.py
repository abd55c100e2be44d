"""What a step and an action are on a day, from the last word, the date and the checks.

Pure: the state of today and every point of a line over time are judged here.
"""

import datetime
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from actionplans import rag
from actionplans.on_day.dates import due_on_day
from actionplans.on_day.said import bad_news
from actionplans.rag import Progress, Status
from actionplans.recurring import Check, Recurring
from actionplans.rows import DateShown, Said


class Judgement(NamedTuple):
    """What a step is on a day, how many days late, and the date it is judged by."""

    status: Status
    days_late: int
    due: datetime.date | None


def judged(
    date: DateShown | None, recurs: Recurring | None, word: Said | None, day: datetime.date
) -> Judgement:
    """Return what a step is on `day`, from its last agreed date and how it recurs.

    `word` is the one that counts for it (`said.last_word`).
    """
    progress = word.effective_progress if word else ""
    if recurs and progress in ("", Progress.NOT_STATED) and recurs.with_state(Check.DONE):
        progress = Progress.IN_PROGRESS
    spoken_of = progress not in ("", Progress.NOT_STATED)
    due = due_on_day(date, recurs, spoken_of, day)
    # A check that fell due lately may still be reported; one nobody reported says nothing.
    by = None if recurs and _may_still_be_reported(recurs, due) else due
    if recurs and recurs.with_state(Check.MISSED) and progress != Progress.COMPLETE:
        progress = ""
    status = said_and_due(progress, word, by, day)
    past = status in (Status.LATE, Status.SILENT, Status.CLAIMED)
    return Judgement(status, rag.days_late(by, day) if past else 0, due)


def said_and_due(
    progress: str, word: Said | None, due: datetime.date | None, day: datetime.date
) -> Status:
    """Return what a step is that came so far, of which `word` was said last, due on `due`."""
    outlook = word.outlook if word and not word.reopened else ""
    return rag.step_status(progress, outlook, word.signed_off if word else None, due, day)


class Judged(Protocol):
    """A step as its action is judged by it."""

    @property
    def status(self) -> Status: ...
    @property
    def said(self) -> Said | None: ...
    @property
    def is_continuing(self) -> bool: ...


def _may_still_be_reported(recurs: Recurring, due: datetime.date | None) -> bool:
    check = recurs.open_check
    return bool(check and check.due == due and check.state == Check.DUE)


def status_of(steps: Iterable[Judged], of_row: Said | None) -> Status:
    """Return what the action is, from its steps and from a later word on the whole of it."""
    all_steps = list(steps)
    own = [step.status for step in all_steps if not step.is_continuing]
    going_on = [step.status for step in all_steps if step.is_continuing]
    return rag.action_status(own + bad_news(of_row, [step.said for step in all_steps]), going_on)
