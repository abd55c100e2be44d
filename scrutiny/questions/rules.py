"""By when members are answered, and how a question of theirs stands on a day. Pure."""

import datetime
from enum import Enum

from councils.working_days import working_days_after, working_days_before


class State(Enum):
    """How a question stands: its word, and the status it is drawn as."""

    LATE = ("late", "Late", "late")
    OPEN = ("open", "Waits for an answer", "in_progress")
    ANSWERED = ("answered", "Answered", "done")
    TAKEN_BACK = ("taken-back", "Taken back", "withdrawn")

    def __init__(self, key: str, words: str, status: str) -> None:
        self.key, self.words, self.status = key, words, status

    @property
    def is_open(self) -> bool:
        """Return whether it waits for an answer."""
        return self in (State.LATE, State.OPEN)


class Decides(Enum):
    """Whose word it is that the day for an answer moves, by who saves it."""

    ASKS = "who is to answer asks; members decide"
    AGREES = "a member agrees"
    BODY_AGREED = "an officer records that a body agreed, to a member's own question"
    RECORDED = "an officer records who agreed, to what an officer recorded"

    @property
    def names_a_meeting(self) -> bool:
        """Return whether whoever saves it says at which meeting it was agreed."""
        return self in (Decides.BODY_AGREED, Decides.RECORDED)

    @property
    def names_a_member(self) -> bool:
        """Return whether they may name a member in its place."""
        return self == Decides.RECORDED


def moved_words(first: datetime.date, now: datetime.date) -> str:
    """Return "its day was moved by 37 days"; "" where it stands as it was given."""
    days = abs((now - first).days)
    if not days:
        return ""
    how = "moved" if now > first else "brought forward"
    return f"its day was {how} by {days} day{'s' if days > 1 else ''}"


def answer_due(
    asked_on: datetime.date, working_days: int, next_meeting: datetime.date | None = None
) -> datetime.date:
    """Return the last day for an answer: so many working days (England) after it was asked.

    With a `next_meeting` it is the last working day before that, unless it would be the day of
    asking or earlier, which leaves nobody time.
    """
    if next_meeting:
        before = working_days_before(next_meeting, 1)
        if before > asked_on:
            return before
    return working_days_after(asked_on, working_days)


def state_on(
    day: datetime.date, *, is_open: bool, is_taken_back: bool, answer_by: datetime.date | None
) -> State:
    """Return how a question stands at the end of `day`; it is late once its day is past."""
    if not is_open:
        return State.TAKEN_BACK if is_taken_back else State.ANSWERED
    return State.LATE if answer_by and answer_by < day else State.OPEN


def hidden_sentence(number: int) -> str:
    """Return that some questions are not shown, and why; "" for none."""
    if number == 1:
        return "1 question is about an action that is confidential now and is not shown."
    if not number:
        return ""
    return f"{number} questions are about actions that are confidential now and are not shown."


def waiting_sentence(number: int, late: int, hidden: int = 0) -> str:
    """Return the sentence: "3 questions wait for an answer; 1 is late", and how many are hidden."""
    if hidden:
        shown = _waiting(number, late) if number else "No question shown waits for an answer."
        return f"{shown} {hidden_sentence(hidden)}"
    return _waiting(number, late)


def _waiting(number: int, late: int) -> str:
    if not number:
        return "No question waits for an answer."
    waits = f"{number} questions wait" if number > 1 else "1 question waits"
    if not late:
        return f"{waits} for an answer; none is late."
    if late == number:
        return f"{waits} for an answer, and {'is' if number == 1 else 'all are'} late."
    return f"{waits} for an answer; {late} {'is' if late == 1 else 'are'} late."


def late_words(day: datetime.date, answer_by: datetime.date) -> str:
    """Return "late by 3 days"; "" on the day itself and before."""
    days = (day - answer_by).days
    if days < 1:
        return ""
    return f"late by {days} day{'s' if days > 1 else ''}"
