"""Where a body's next step stands on a day. Pure."""

import datetime
from enum import Enum

from reports.drafting import words

DONE, DROPPED = "done", "dropped"


class StepState(Enum):
    """What a next step is, in the order in which they are listed."""

    LATE = "Late"
    OPEN = "Open"
    POSSIBLE = "Named as possible"
    DONE = "Done"
    DROPPED = "Not pursued"

    @property
    def is_over(self) -> bool:
        return self in (StepState.DONE, StepState.DROPPED)


def state_on(
    day: datetime.date,
    due: datetime.date | None,
    ended: str,
    ended_on: datetime.date | None,
    is_agreed: bool,
) -> StepState:
    """Return where a next step stands at the end of `day`; on its last day it is not late."""
    if ended and ended_on and ended_on <= day:
        return StepState.DONE if ended == DONE else StepState.DROPPED
    if not is_agreed:
        return StepState.POSSIBLE
    return StepState.LATE if due and due < day else StepState.OPEN


def when_words(
    state: StepState,
    day: datetime.date,
    due: datetime.date | None,
    ended_on: datetime.date | None,
) -> str:
    """Return by when it is due, how late it is, or when it ended: "late by 12 days"."""
    if state.is_over and ended_on:
        return f"on {words.day(ended_on)}"
    if due is None:
        return "no date given"
    if state is StepState.LATE:
        late = (day - due).days
        return f"by {late} day{'' if late == 1 else 's'}: it was due on {words.day(due)}"
    return f"due on {words.day(due)}"


def place(
    state: StepState, due: datetime.date | None, ended_on: datetime.date | None
) -> tuple[int, int]:
    """Return what next steps are sorted by: the longest late, the soonest due, the newest ended."""
    if state.is_over and ended_on:
        return (len(StepState), -ended_on.toordinal())
    return (list(StepState).index(state), (due or datetime.date.max).toordinal())
