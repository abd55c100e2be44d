"""What a plan says on a day: one dataclass a row, built once (by `onday`).

The screen, the HTML page, the PDF, the spreadsheet and the CSV file all read these.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property

from actionplans import rag
from actionplans.asat import AsAt
from actionplans.models import (
    ActionPlan,
    DueDate,
)
from actionplans.rag import Progress, Status


@dataclass(frozen=True)
class Lead:
    officer_id: int
    name: str


@dataclass(frozen=True)
class Answered:
    """A recommendation as a row prints it."""

    pk: int
    number: str
    text: str
    source: str
    inspection_id: int


@dataclass(frozen=True)
class Said:
    """The last thing said of a step, or of the whole action (`step_id` None)."""

    update_id: int
    step_id: int | None
    text: str
    difference: str
    progress: str
    outlook: str
    reason: str
    day: datetime.date
    known_on: datetime.date
    author: str
    how: str
    accepted: bool

    @property
    def place(self) -> tuple[datetime.date, int]:
        """Return what orders reports: the day reported for, then which came in last."""
        return self.day, self.update_id

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.split("\n\n") if part.strip()]

    @property
    def progress_words(self) -> str:
        if self.progress == Progress.COMPLETE and not self.accepted:
            return Status.CLAIMED.words
        return Progress(self.progress).words


@dataclass(frozen=True)
class SentBack:
    """A report the manager returned, and why."""

    place: tuple[datetime.date, int]
    text: str
    comment: str
    by: str


@dataclass(frozen=True)
class DateShown:
    """A timescale as agreed: its words, and the day they mean where they mean one."""

    words: str
    due: datetime.date | None
    recurrence: str
    reason: str
    agreed_by: str
    counts: bool

    @property
    def agreed_by_words(self) -> str:
        """Return who agreed, as a sentence."""
        not_yet = self.agreed_by == DueDate.AgreedBy.NOT_YET.label
        return f"{self.agreed_by}." if not_yet else f"Agreed by: {self.agreed_by}."


@dataclass(frozen=True)
class Step:
    """A milestone on the day asked for."""

    pk: int
    order: int
    text: str
    leads: tuple[Lead, ...]
    printed_leads: str
    dates: tuple[DateShown, ...]
    said: Said | None
    of_row: bool
    status: Status
    days_late: int
    sent_back: SentBack | None = None

    @cached_property
    def agreed_dates(self) -> list[DateShown]:
        return [date for date in self.dates if date.counts]

    @property
    def date(self) -> DateShown | None:
        """Return the last agreed timescale."""
        return self.agreed_dates[-1] if self.agreed_dates else None

    @property
    def original(self) -> DateShown | None:
        """Return the first timescale where it has moved since."""
        return self.agreed_dates[0] if self.moves else None

    @property
    def moves(self) -> int:
        """Return how often the agreed date has moved."""
        return max(len(self.agreed_dates) - 1, 0)

    @property
    def requested(self) -> DateShown | None:
        """Return a later date that was asked for and does not count yet."""
        last = self.dates[-1] if self.dates else None
        return last if last and not last.counts else None

    @property
    def due(self) -> datetime.date | None:
        return self.date.due if self.date else None

    @property
    def is_open(self) -> bool:
        """Return whether it is not signed off: a claim does not end a step."""
        return self.status != Status.DONE

    @property
    def lead_words(self) -> list[str]:
        """Return the lead cell's paragraphs: as printed, else the names."""
        if self.printed_leads:
            return self.printed_leads.splitlines()
        return [lead.name for lead in self.leads]


@dataclass(frozen=True)
class Rating:
    """A label of the council's own scale."""

    label: str
    colour: str
    definition: str


@dataclass(frozen=True)
class Row:
    """One action on the day asked for: what every table, page and file shows of it."""

    pk: int
    plan_id: int
    order: int
    reference: str
    text: str
    source_text: str
    theme: str
    accountable: str
    is_confidential: bool
    printed_leads: str
    answers: tuple[Answered, ...]
    steps: tuple[Step, ...]
    said_of_row: Said | None
    status: Status
    rating: Rating | None

    @property
    def leads(self) -> list[Lead]:
        """Return everyone who leads a step, once each, in the plan's order."""
        return list(dict.fromkeys(lead for step in self.steps for lead in step.leads))

    @property
    def shared_leads(self) -> list[str] | None:
        """Return the lead cell of the row, where all steps share it; it prints once."""
        if self.printed_leads:
            return self.printed_leads.splitlines()
        if any(step.printed_leads for step in self.steps):
            return None
        if len({step.leads for step in self.steps}) == 1:
            return self.steps[0].lead_words
        return None

    @property
    def shared_date(self) -> Step | None:
        """Return a step whose timescale stands for all, where they share it."""
        same = {step.dates for step in self.steps}
        return self.steps[0] if len(same) == 1 and len(self.steps) > 1 else None

    @property
    def said(self) -> list[Said]:
        """Return the last thing said of each step in order, then of the whole action."""
        of_steps = [step.said for step in self.steps if step.said]
        return of_steps + ([self.said_of_row] if self.said_of_row else [])

    @property
    def latest(self) -> Said | None:
        """Return the last thing said of anything in the row."""
        return max(self.said, key=lambda said: said.place, default=None)

    @property
    def next_due(self) -> datetime.date | None:
        """Return the earliest due date among open steps."""
        return min((s.due for s in self.steps if s.is_open and s.due), default=None)

    @property
    def days_late(self) -> int:
        return max((step.days_late for step in self.steps), default=0)

    @property
    def moves(self) -> int:
        return sum(step.moves for step in self.steps)


@dataclass(frozen=True)
class Waiting:
    """Updates that wait for acceptance: how many, since when, how many say "done", and where."""

    number: int
    oldest: datetime.date | None
    claims: int
    actions: frozenset[int]


@dataclass(frozen=True)
class PlanOnDay:
    """A plan as at a day: its rows, and what the reader must know about them."""

    plan: ActionPlan
    title: str
    council: str
    as_at: AsAt
    rows: tuple[Row, ...]
    key: tuple[Rating, ...]
    entered_later: int
    waiting: Waiting
    withheld: int

    @property
    def awaiting(self) -> int:
        return self.waiting.number

    @property
    def oldest_awaiting(self) -> datetime.date | None:
        return self.waiting.oldest

    @cached_property
    def counts(self) -> list[tuple[Status, int]]:
        """Return every status with its number of actions, worst first."""
        return rag.counts([row.status for row in self.rows])

    def with_status(self, *statuses: Status) -> list[Row]:
        return [row for row in self.rows if row.status in statuses]

    @property
    def steps(self) -> list[tuple[Row, Step]]:
        return [(row, step) for row in self.rows for step in row.steps]
