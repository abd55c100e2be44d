"""What a council owes the inspectorate after an inspection, and by which day. Imports no model.

A council writes and publishes a statement of what it will do within 70 working days of receiving
the report (Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007),
whatever the grades. After a focused visit that found areas for priority action a draft is wanted
in 20 working days, and the statement in 70. The agencies of a joint inspection answer in one
statement. Significant weaknesses of a local area for children with special educational needs were
answered in a statement too; since 2023 areas for priority action are answered in a plan whose day
the report prints. A monitoring visit, a review or an audit asks for none.

A council has its report by the day it is published at the latest. So where the day of receipt is
not held, the working days from publication, or from a day by which the report was out, end no
earlier than those that count: after them the statement is late at the latest since then.

The day after receipt is day 1, and working days are England's. A day that the letter prints
overrides the day counted: of 62 letters half print publication and 70 working days, others fewer
days, so both are shown, with the reason.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from councils.day_words import in_words
from councils.working_days import working_days_after, working_days_between
from inspections.frameworks import FRAMEWORKS

STATEMENT, DRAFT, PLAN = "statement", "draft", "plan"
NAMES = {
    STATEMENT: "Written statement of action",
    DRAFT: "Draft of the written statement",
    PLAN: "Priority action plan",
}
STATEMENT_DAYS, DRAFT_DAYS = 70, 20
_ALWAYS = {"childrens_services", "reinspection", "child_protection", "looked_after"}
_FIRST = date(2009, 1, 1)  # The joint area reviews before were answered otherwise.


@dataclass(frozen=True)
class Duty:
    """Something owed; `working_days` is None where only the letter says by when."""

    kind: str
    working_days: int | None

    @property
    def name(self) -> str:
        """Return what is owed, in words."""
        return NAMES[self.kind]


_STATEMENT = Duty(STATEMENT, STATEMENT_DAYS)


def duties(framework: str, *, priority_action: bool) -> tuple[Duty, ...]:
    """Return what is owed after an inspection, what comes first first.

    `priority_action`: whether it found areas for priority action, or significant weaknesses.
    """
    known = FRAMEWORKS[framework]
    if known.kind in _ALWAYS:
        return (_STATEMENT,) if known.starts and known.starts >= _FIRST else ()
    if known.kind == "joint_targeted":
        return (_STATEMENT,)
    if not priority_action:
        return ()
    if known.kind == "focused_visit":
        return (Duty(DRAFT, DRAFT_DAYS), _STATEMENT)
    if known.key == "area-send-2023":
        return (Duty(PLAN, None),)
    return (_STATEMENT,) if known.kind == "area_send" else ()


class State(Enum):
    """How a clock stands on a day."""

    NOT_BEGUN = "not begun"
    RUNNING = "running"
    TODAY = "due today"
    LATE = "late"
    SUBMITTED = "submitted"


@dataclass(frozen=True)
class Clock:
    """One duty and its days; what is not held is None."""

    duty: Duty
    received_on: date | None = None
    printed_due: date | None = None
    submitted_on: date | None = None
    submitted_to: str = ""
    out_on: date | None = None
    is_publication: bool = True  # Whether `out_on` is that day, not only one by which it was out.

    @property
    def counted(self) -> date | None:
        """Return the last of the working days from the day of receipt."""
        if self.received_on is None or self.duty.working_days is None:
            return None
        return working_days_after(self.received_on, self.duty.working_days)

    @property
    def due(self) -> date | None:
        """Return the day that counts: the letter's, else the one counted."""
        return self.printed_due or self.counted

    @property
    def at_the_latest(self) -> date | None:
        """Return by when it is due at the latest, where the day itself is not known."""
        if self.due or self.out_on is None or self.duty.working_days is None:
            return None
        return working_days_after(self.out_on, self.duty.working_days)

    def state(self, day: date) -> State:
        """Return how it stands on `day`; what was submitted later was not yet."""
        if self.submitted_on and self.submitted_on <= day:
            return State.SUBMITTED
        if self.due is None:
            latest = self.at_the_latest
            return State.LATE if latest and latest < day else State.NOT_BEGUN
        if self.due == day:
            return State.TODAY
        return State.LATE if self.due < day else State.RUNNING

    def sentence(self, day: date) -> str:
        """Return in one or two sentences how it stands on `day`."""
        said = {
            State.SUBMITTED: self._submitted,
            State.NOT_BEGUN: self._not_begun,
            State.TODAY: lambda _: f"The {self._name} is due today.",
            State.LATE: self._late,
            State.RUNNING: self._running,
        }
        return said[self.state(day)](day)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why that day, a sentence each: the letter's first, the count beside it."""
        found = []
        if self.printed_due:
            found.append(f"The letter prints {in_words(self.printed_due)}, and that day counts.")
        if self.counted and self.received_on:
            ends = "would end" if self.printed_due else "end"
            found.append(
                f"{self.duty.working_days} working days from {in_words(self.received_on)}, when "
                f"the report was received, {ends} on {in_words(self.counted)}."
            )
        return tuple(found)

    @property
    def _name(self) -> str:
        return self.duty.name[0].lower() + self.duty.name[1:]

    def _submitted(self, day: date) -> str:
        to = f" to {self.submitted_to}" if self.submitted_to else ""
        assert self.submitted_on is not None  # noqa: S101 the state says so
        said = f"The {self._name} was submitted{to} on {in_words(self.submitted_on)}"
        if self.due is None:
            return f"{said}."
        if self.submitted_on > self.due:
            return f"{said}. It was due on {in_words(self.due)}{self._by(self.submitted_on)}."
        return f"{said}, in time: it was due on {in_words(self.due)}."

    def _by(self, day: date) -> str:
        assert self.due is not None  # noqa: S101 as above
        late = working_days_between(self.due, day)
        return f", {_days(late)} earlier" if late else ""

    def _not_begun(self, day: date) -> str:
        if self.duty.working_days is None:
            return f"A {self._name} is owed. The day the letter prints for it is not held."
        if self.at_the_latest:
            return self._at_the_latest("end", "it is due by then at the latest")
        return f"{self._owed}, so its last day is not known."

    @property
    def _owed(self) -> str:
        return f"A {self._name} is owed. The day the report was received is not held"

    def _at_the_latest(self, ends: str, so: str) -> str:
        assert self.out_on is not None  # noqa: S101 there is no such day without it
        assert self.at_the_latest is not None  # noqa: S101 as above
        since = "its publication on" if self.is_publication else "the day by which it was out,"
        return (
            f"{self._owed}. {self.duty.working_days} working days from {since} "
            f"{in_words(self.out_on)}{'' if self.is_publication else ','} {ends} on "
            f"{in_words(self.at_the_latest)}: {so}."
        )

    def _late(self, day: date) -> str:
        if self.due is None:
            return self._at_the_latest("ended", "it is late at the latest since then")
        assert self.due is not None  # noqa: S101 as above
        late = working_days_between(self.due, day)
        said = f"The {self._name} was due on {in_words(self.due)}."
        return f"{said} It is {_days(late)} late." if late else f"{said} It is late."

    def _running(self, day: date) -> str:
        assert self.due is not None  # noqa: S101 as above
        left = working_days_between(day, self.due)
        within = f", in {_days(left)}" if left else ""
        return f"The {self._name} is due on {in_words(self.due)}{within}."


def _days(number: int) -> str:
    return "1 working day" if number == 1 else f"{number} working days"
