"""Where a review stands on a day, in one sentence, and what its two months say. Pure.

Without a day of receipt nothing is claimed of the executive's answer: the two months of the Local
Government Act 2000, section 9FE, begin with that day.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from councils.day_words import in_words
from scrutiny.clock import answer_due


class Stage(StrEnum):
    """How far a review has come: what a list of reviews is grouped by."""

    UNDER_WAY = "under_way", "Under way"
    WAITING = "waiting", "Waiting for an answer"
    DONE = "done", "Answered"

    def __new__(cls, value: str, words: str) -> "Stage":
        held = str.__new__(cls, value)
        held._value_ = value
        held.words = words
        return held

    words: str


@dataclass(frozen=True)
class Asked:
    """A recommendation of a review, by whom it is not answered yet, and when it was last.

    `executive`: whether the executive is asked. `waits_for`: names of those who have not answered;
    `executive_waits` says whether the executive is among them.
    """

    executive: bool
    executive_waits: bool = False
    waits_for: tuple[str, ...] = ()
    verdict: str = ""
    executive_answered_on: datetime.date | None = None

    @property
    def waits(self) -> bool:
        return bool(self.waits_for)


@dataclass(frozen=True)
class Course:
    """What happened to a review up to a day; a day that is None did not, or is not held.

    `is_open` False: this reader may not know yet what it recommends, and `asked` is empty.
    """

    body: str
    commissioned_on: datetime.date | None = None
    reported_on: datetime.date | None = None
    adopted_on: datetime.date | None = None
    received_on: datetime.date | None = None
    published_on: datetime.date | None = None
    sessions: int = 0
    next_session: datetime.date | None = None
    asked: Sequence[Asked] = field(default=())
    is_open: bool = True


@dataclass(frozen=True)
class Standing:
    """Where a review stands: its stage, one sentence or two, and when the executive is due.

    `days_late` is 0 unless the executive's two months are over and an answer of it is missing.
    """

    stage: Stage
    sentence: str
    due: datetime.date | None = None
    days_late: int = 0


def standing(course: Course, day: datetime.date) -> Standing:
    """Return where a review stands on `day`."""
    is_past_the_group = course.reported_on or course.adopted_on or course.received_on
    waiting = [one for one in course.asked if one.waits]
    if course.asked and not waiting:
        return Standing(Stage.DONE, _done(course), due_of(course))
    if course.adopted_on and not course.asked:
        return _adopted_without(course, course.adopted_on)
    if not is_past_the_group:
        return _with_the_group(course)
    if not course.adopted_on and not course.received_on:
        words = f"Reported to the {course.body} on {in_words(course.reported_on or day)}"
        return Standing(Stage.UNDER_WAY, f"{words}, which has not adopted it.{_so_far(course)}")
    return _waiting(course, day)


def _with_the_group(course: Course) -> Standing:
    """Return where a review stands of which no day is held but, perhaps, that of publication."""
    if course.published_on is None:
        return Standing(Stage.UNDER_WAY, _under_way(course))
    words = f"Published on {in_words(course.published_on)}; the day it was adopted is not held."
    stage = Stage.WAITING if course.asked else Stage.UNDER_WAY
    return Standing(stage, f"{words}{_so_far(course)}{_others(course)}")


def due_of(course: Course) -> datetime.date | None:
    """Return the last day for the executive's answer; None where nothing is claimed.

    That is where the day of receipt is not held, or the executive is not asked.
    """
    is_asked = any(one.executive for one in course.asked)
    return answer_due(course.received_on) if course.received_on and is_asked else None


def _under_way(course: Course) -> str:
    begun = f"Commissioned on {in_words(course.commissioned_on)}" if course.commissioned_on else ""
    met = {0: "has not met yet", 1: "has met once", 2: "has met twice"}
    words = f"the group {met.get(course.sessions, f'has met {course.sessions} times')}"
    if course.next_session:
        words += f" and meets next on {in_words(course.next_session)}"
    return f"{begun}; {words}." if begun else f"{words[:1].upper()}{words[1:]}."


def _adopted_without(course: Course, adopted_on: datetime.date) -> Standing:
    """Return where a review stands that recommends nothing, as far as this reader may know."""
    adopted = f"Adopted on {in_words(adopted_on)}"
    if course.is_open:
        return Standing(Stage.DONE, f"{adopted}. It recommends nothing.")
    return Standing(Stage.WAITING, f"{adopted}. What it recommends is not published yet.")


def _so_far(course: Course) -> str:
    total = len(course.asked)
    answered = total - sum(one.waits for one in course.asked)
    if not total:
        return ""
    if total == 1:
        return " Its recommendation is not answered."
    return f" {answered or 'None'} of its {total} recommendations {_is_are(answered)} answered."


def _is_are(number: int) -> str:
    return "is" if number in (0, 1) else "are"


def _waiting(course: Course, day: datetime.date) -> Standing:
    so_far, others = _so_far(course), _others(course)
    if course.received_on is None:
        adopted = f"Adopted on {in_words(course.adopted_on or day)}."
        if not any(one.executive for one in course.asked):
            return Standing(Stage.WAITING, f"{adopted}{so_far}{others}")
        claim = " The day the executive received it is not held, so no day is given for its answer."
        return Standing(Stage.WAITING, f"{adopted}{claim}{so_far}{others}")
    received = f"The executive received it on {in_words(course.received_on)}"
    due = due_of(course)
    if due is None or not any(one.executive_waits for one in course.asked):
        said = " and has answered what it was asked" if due else ""
        return Standing(Stage.WAITING, f"{received}{said}.{so_far}{others}", due)
    late = max((day - due).days, 0)
    if late:
        words = f"{received}; its answer was due by {in_words(due)} and is {_late(late)}."
    else:
        words = f"{received}; its answer is due by {in_words(due)}{_away(due, day)}."
    return Standing(Stage.WAITING, f"{words}{so_far}{others}", due, late)


def _late(days: int) -> str:
    return "1 day late" if days == 1 else f"{days} days late"


def _away(due: datetime.date, day: datetime.date) -> str:
    days = (due - day).days
    return {0: ", today", 1: ", tomorrow"}.get(days, f", in {days} days" if days <= 14 else "")


def _others(course: Course) -> str:
    names = dict.fromkeys(name for one in course.asked for name in one.waits_for)
    return f" Not answered by: {', '.join(names)}." if names else ""


def _done(course: Course) -> str:
    total = len(course.asked)
    all_of = "Its recommendation is" if total == 1 else f"All {total} recommendations are"
    reported = f"Reported on {in_words(course.reported_on)}. " if course.reported_on else ""
    return f"{reported}{all_of} answered.{_in_time(course)}"


def _in_time(course: Course) -> str:
    """Return whether the executive kept to its two months; nothing where it was not asked."""
    if not any(one.executive for one in course.asked):
        return ""
    due = due_of(course)
    if due is None or course.received_on is None:
        return (
            " The day the executive received them is not held, so nothing is said of its two"
            " months."
        )
    days = [one.executive_answered_on for one in course.asked if one.executive_answered_on]
    if not days:
        return ""
    late = (max(days) - due).days
    kept = "within its two months" if late <= 0 else f"{_late(late)}"
    return f" The executive had answered by {in_words(max(days))}, {kept}."
