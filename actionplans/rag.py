"""What something is on a day: what dates prove, beside what a person says.

Pure rules. "Today" is never read here; every rule takes the day.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    """What a step or an action is on a day, worst first; what left the plan comes last."""

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
    EMBEDDED = "embedded", "Done and checked that it lasts"
    SUPERSEDED = "superseded", "Superseded"
    CARRIED = "carried", "Carried into another plan"
    WITHDRAWN = "withdrawn", "Withdrawn"


SIGNED_OFF = frozenset({Status.DONE, Status.EMBEDDED})
ENDED = frozenset({Status.SUPERSEDED, Status.CARRIED, Status.WITHDRAWN})


class Move(Words):
    """How a date moved: before it passed, or after."""

    DELAYED = "delayed", "Delayed"
    REVISED = "revised", "Revised"


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
    Status.EMBEDDED: Meaning.EMBEDDED,
}


def step_status(
    progress: str,
    outlook: str,
    signed_off: Status | None,
    due: datetime.date | None,
    day: datetime.date,
) -> Status:
    """Return what one step is on `day`.

    A claim of completion counts when it is accepted (`signed_off`: DONE, or EMBEDDED once
    checked that it lasts). Past its date and said to be unfinished is late; past its date
    with nothing said is neither late nor done.
    """
    if progress == Progress.COMPLETE:
        return signed_off or Status.CLAIMED
    if due is not None and due < day:
        return Status.SILENT if progress in ("", Progress.NOT_STATED) else Status.LATE
    if outlook in (Outlook.OFF_TRACK, Outlook.AT_RISK):
        return Status(outlook)
    if progress == Progress.NOT_STARTED:
        return Status.NOT_STARTED
    if outlook == Outlook.ON_TRACK:
        return Status.ON_TRACK
    return Status.IN_PROGRESS if progress == Progress.IN_PROGRESS else Status.NOT_STATED


_BEGUN = {Status.IN_PROGRESS, Status.ON_TRACK, Status.CLAIMED, *SIGNED_OFF}
_PROBLEMS = (Status.LATE, Status.SILENT, Status.OFF_TRACK, Status.AT_RISK)


def action_status(steps: Iterable[Status], continuing: Iterable[Status] = ()) -> Status:
    """Return what an action is, from its steps: never better than the worst of them.

    "On track" needs every open step to be on track; one that is not stated or not
    started beside it makes the action "in progress". `continuing` are open-ended checks:
    they do not keep an action from being done, unless one of them is a problem.
    """
    found, going_on = set(steps), set(continuing)
    for problem in _PROBLEMS:
        if problem in found | going_on:
            return problem
    if not found or not found <= SIGNED_OFF:
        found |= going_on
    open_ones = found - SIGNED_OFF - {Status.CLAIMED}
    if not open_ones:
        return _finished(found)
    begun = bool(found & _BEGUN)
    if len(open_ones) > 1:
        return Status.IN_PROGRESS if begun else Status.NOT_STARTED
    only = open_ones.pop()
    return Status.IN_PROGRESS if only == Status.NOT_STARTED and begun else only


def _finished(found: set[Status]) -> Status:
    if not found:
        return Status.NOT_STATED
    if Status.CLAIMED in found:
        return Status.CLAIMED
    return Status.EMBEDDED if found == {Status.EMBEDDED} else Status.DONE


def meaning_of(status: Status) -> Meaning | None:
    """Return the meaning a rating scale is looked up by.

    None where nobody has said how it goes: in progress without an outlook, a claim
    not yet signed off, silence.
    """
    return _MEANINGS.get(status)


def contradiction(outlook: str, status: Status) -> bool:
    """Return whether a person says "on track" of what the dates prove to be past."""
    return outlook == Outlook.ON_TRACK and status in (Status.LATE, Status.SILENT)


def move_of(before: datetime.date | None, moved_on: datetime.date, called: str = "") -> Move | None:
    """Return how a date moved, from the day before it and the day on which it moved.

    What a paper calls it (`called`) counts where it does; without a date before it, and
    nothing said, None.
    """
    if called:
        return Move(called)
    if before is None:
        return None
    return Move.DELAYED if moved_on > before else Move.REVISED


_POSITIONS = {
    Status.LATE: Position.DELAYED,
    Status.ON_TRACK: Position.ON_COURSE,
    Status.NOT_STATED: Position.NOT_STATED,
    Status.SILENT: Position.NOT_STATED,
} | dict.fromkeys(SIGNED_OFF, Position.COMPLETE)


def position_of(status: Status, moves: Iterable[Move | None]) -> Position:
    """Return where a paper of counts puts an action; `moves` are the last of its open steps.

    Late is delayed: its agreed date has passed. What is neither finished, moved nor on
    track is not complete. Silence is "not stated", never delayed.
    """
    if status in ENDED:
        return Position.ENDED
    if status in SIGNED_OFF or status == Status.LATE:
        return _POSITIONS[status]
    found = set(moves)
    for move in Move:
        if move in found:
            return Position(move.value)
    return _POSITIONS.get(status, Position.INCOMPLETE)


def days_late(due: datetime.date | None, day: datetime.date) -> int:
    """Return how many days `day` is past `due`; 0 when it is not."""
    return max((day - due).days, 0) if due else 0


def counts(statuses: Sequence[Status]) -> list[tuple[Status, int]]:
    """Return every status that occurs with how often, worst first; they add up to the rows."""
    found = Counter(statuses)
    return [(status, found[status]) for status in Status if found[status]]


def tally(
    own: Iterable[Position], groups: Iterable[Mapping[Position, int]] = ()
) -> dict[Position, int]:
    """Return how many actions stand at each position, in order, zeros included.

    `groups` are numbers a paper gives without saying which action is which: as many are
    taken from those whose own position is not stated.
    """
    found = Counter(own)
    for group in groups:
        named = {position: n for position, n in group.items() if position != Position.NOT_STATED}
        found.update(named)
        found[Position.NOT_STATED] -= sum(named.values())
    return {position: found[position] for position in Position}
