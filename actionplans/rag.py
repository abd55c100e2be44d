"""What something is on a day: what dates prove, beside what a person says.

Pure rules. "Today" is never read here; every rule takes the day.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Self


class Words(StrEnum):
    """A stored value with the words people read."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    @property
    def slug(self) -> str:
        """Return the value as a class name has it."""
        return self.replace("_", "-")


class Progress(Words):
    """How far a step has come. "Not stated" is for what a paper leaves open, never for people."""

    NOT_STATED = "not_stated", "Not stated"
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETE = "complete", "Done"


class Outlook(Words):
    """Whether it is going to plan: what only a person can know."""

    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"


class Meaning(Words):
    """What a council's own rating label stands for.

    "Embedded" is for scales that tell complete from checked to last; without such a
    label what lasts is complete.
    """

    EMBEDDED = "embedded", "Complete and checked that it lasts"
    COMPLETE = "complete", "Complete"
    ON_TRACK = "on_track", "On track"
    AT_RISK = "at_risk", "At risk"
    OFF_TRACK = "off_track", "Off track"
    NOT_STARTED = "not_started", "Not started"


class Status(Words):
    """What a step or an action is on a day, worst first."""

    LATE = "late", "Late"
    SILENT = "silent", "Past its date, not said whether done"
    OFF_TRACK = "off_track", "Off track"
    AT_RISK = "at_risk", "At risk"
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    ON_TRACK = "on_track", "On track"
    NOT_STATED = "not_stated", "Not stated"
    CLAIMED = "claimed", "Officer says done; not yet signed off"
    DONE = "done", "Done"


class Position(Words):
    """Where a paper of counts puts an action: each action stands at one of these.

    Delayed: the agreed date passed before it moved. Revised: it moved before it passed.
    """

    COMPLETE = "complete", "Complete"
    ON_COURSE = "on_course", "On course"
    REVISED = "revised", "Revised"
    DELAYED = "delayed", "Delayed"
    INCOMPLETE = "incomplete", "Not complete"
    NOT_STATED = "not_stated", "Not stated"
    ENDED = "ended", "No longer in the plan"


_MEANINGS = {
    Status.LATE: Meaning.OFF_TRACK,
    Status.OFF_TRACK: Meaning.OFF_TRACK,
    Status.AT_RISK: Meaning.AT_RISK,
    Status.NOT_STARTED: Meaning.NOT_STARTED,
    Status.ON_TRACK: Meaning.ON_TRACK,
    Status.DONE: Meaning.COMPLETE,
}


def step_status(
    progress: str, outlook: str, accepted: bool, due: datetime.date | None, day: datetime.date
) -> Status:
    """Return what one step is on `day`.

    A claim of completion counts when it is accepted. Past its date and said to be
    unfinished is late; past its date with nothing said is neither late nor done.
    """
    if progress == Progress.COMPLETE:
        return Status.DONE if accepted else Status.CLAIMED
    if due is not None and due < day:
        return Status.SILENT if progress in ("", Progress.NOT_STATED) else Status.LATE
    if outlook in (Outlook.OFF_TRACK, Outlook.AT_RISK):
        return Status(outlook)
    if progress == Progress.NOT_STARTED:
        return Status.NOT_STARTED
    if progress == Progress.IN_PROGRESS:
        return Status.ON_TRACK if outlook == Outlook.ON_TRACK else Status.IN_PROGRESS
    return Status.NOT_STATED


_BEGUN = {Status.IN_PROGRESS, Status.ON_TRACK, Status.CLAIMED, Status.DONE}
_PROBLEMS = (Status.LATE, Status.SILENT, Status.OFF_TRACK, Status.AT_RISK)


def action_status(steps: Iterable[Status]) -> Status:
    """Return what an action is, from its steps: never better than the worst of them.

    "On track" needs every open step to be on track; one that is not stated or not
    started beside it makes the action "in progress".
    """
    found = set(steps)
    for problem in _PROBLEMS:
        if problem in found:
            return problem
    open_ones = found - {Status.DONE, Status.CLAIMED}
    if not open_ones:
        return Status.DONE if found == {Status.DONE} else _claimed_or_not_stated(found)
    begun = bool(found & _BEGUN)
    if len(open_ones) > 1:
        return Status.IN_PROGRESS if begun else Status.NOT_STARTED
    only = open_ones.pop()
    return Status.IN_PROGRESS if only == Status.NOT_STARTED and begun else only


def _claimed_or_not_stated(found: set[Status]) -> Status:
    return Status.CLAIMED if found else Status.NOT_STATED


def meaning_of(status: Status) -> Meaning | None:
    """Return the meaning a rating scale is looked up by.

    None where nobody has said how it goes: in progress without an outlook, a claim
    not yet signed off, silence.
    """
    return _MEANINGS.get(status)


def days_late(due: datetime.date | None, day: datetime.date) -> int:
    """Return how many days `day` is past `due`; 0 when it is not."""
    return max((day - due).days, 0) if due else 0


def counts(statuses: Sequence[Status]) -> list[tuple[Status, int]]:
    """Return every status that occurs with how often, worst first; they add up to the rows."""
    found = Counter(statuses)
    return [(status, found[status]) for status in Status if found[status]]
