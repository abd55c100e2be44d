"""What a plan says on a day: one dataclass a row, built once (by `on_day.plans`).

The screen, the HTML page, the PDF, the spreadsheet and the CSV file all read these, and so
do the rules on what to challenge: no model is known here.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from actionplans import rag
from actionplans.rag import Move, Position, Progress, Status
from actionplans.recurring import Recurring

# What stands for a timescale, or for who agreed, that a paper does not hold.
NOT_IN_THE_PAPER = "Not stated in the paper"


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
    timescale: str = ""
    published_on: datetime.date | None = None
    order: int = 0


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
    embedded: bool = False
    reopened: "Reopened | None" = None
    same_as_before: bool = False
    # The rating as its paper or file has it, which may be no word of the plan's scale.
    printed_rating: str = ""
    # What papers and files print in place of the text, where whoever accepted it gave that.
    for_papers: str = ""
    # Whether it is accepted, and counts once a second person has signed it off.
    waits_for_sign_off: bool = False

    @property
    def is_from_paper(self) -> bool:
        """Return whether a paper or file says it, not a person here."""
        return self.how == "paper"

    @property
    def signed_off(self) -> Status | None:
        """Return what acceptance makes of a claim of completion; None without it."""
        if not self.accepted:
            return None
        return Status.EMBEDDED if self.embedded else Status.DONE

    @property
    def effective_progress(self) -> str:
        """Return how far it has come: what was reopened is in progress again."""
        return Progress.IN_PROGRESS if self.reopened else self.progress

    @property
    def place(self) -> tuple[datetime.date, int]:
        """Return what orders reports: the day reported for, then which came in last."""
        return self.day, self.update_id

    @property
    def printed(self) -> str:
        """Return what papers and files print: the wording for papers, or else the text."""
        return self.for_papers or self.text

    @property
    def paragraphs(self) -> list[str]:
        """Return what is printed, in paragraphs."""
        return [part.strip() for part in self.printed.split("\n\n") if part.strip()]

    @property
    def waits(self) -> str:
        """Return what it waits for before it counts, in words; "" where it counts."""
        if self.waits_for_sign_off:
            return "accepted, waits for sign-off"
        return "" if self.accepted else "not yet accepted"

    @property
    def progress_words(self) -> str:
        if self.progress != Progress.COMPLETE:
            return Progress(self.progress).words
        if self.reopened:
            return "Reopened"
        return (self.signed_off or Status.CLAIMED).words


@dataclass(frozen=True)
class Reopened:
    """Why and when a completion that had been accepted was opened again."""

    reason: str
    day: datetime.date
    by: str


@dataclass(frozen=True)
class SentBack:
    """A report the manager returned, and why; `check`: the one check it spoke of."""

    place: tuple[datetime.date, int]
    check: datetime.date | None
    text: str
    comment: str
    by: str
    # Who reported: an account that did so itself (primary key), or a name.
    reporter: int | None = None
    reported_by: str = ""
    is_confidential: bool = False


@dataclass(frozen=True)
class DateShown:
    """A timescale as agreed: its words, and the day they mean where they mean one."""

    words: str
    due: datetime.date | None
    recurrence: str
    reason: str
    agreed_by: str
    counts: bool
    pk: int = field(default=0, compare=False)
    agreed: bool = True
    move: Move | None = None
    day: datetime.date | None = None
    precision: str = "day"
    starts: datetime.date | None = None
    note: str = ""
    needs_body: bool = False

    @property
    def reason_words(self) -> str:
        """Return why it moved, or that no reason is given; of a paper only where one is silent."""
        paper = " in the paper" if self.agreed_by == NOT_IN_THE_PAPER else ""
        return self.reason.strip() or f"reason not given{paper}"

    @property
    def agreed_by_words(self) -> str:
        """Return who agreed, as a sentence."""
        if not self.agreed:
            return f"{self.agreed_by}."
        waits = self.needs_body and not self.counts
        end = ". It counts once a body has agreed it." if waits else "."
        return f"Agreed by: {self.agreed_by}{end}"


def is_open(status: Status) -> bool:
    """Return whether a step is not signed off: a claim does not end a step."""
    return status not in rag.SIGNED_OFF


def goes_on(recurs: Recurring | None, status: Status) -> bool:
    """Return whether a step that recurs so, and is so, goes on for ever."""
    return bool(recurs and recurs.is_open_ended and is_open(status))


def last_agreed(dates: Sequence[DateShown]) -> DateShown | None:
    """Return the last of a step's timescales that counts."""
    return next((date for date in reversed(dates) if date.counts), None)


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
    recurring: Recurring | None = None
    due: datetime.date | None = None

    @cached_property
    def agreed_dates(self) -> list[DateShown]:
        return [date for date in self.dates if date.counts]

    @cached_property
    def date(self) -> DateShown | None:
        """Return the last agreed timescale."""
        return last_agreed(self.dates)

    @property
    def original(self) -> DateShown | None:
        """Return the first timescale where it has moved since."""
        return self.agreed_dates[0] if self.moves else None

    @property
    def moves(self) -> int:
        """Return how often the agreed date has moved; a first date for words is no move."""
        return sum(date.move is not None for date in self.agreed_dates[1:])

    @property
    def requested(self) -> DateShown | None:
        """Return a later date that was asked for and does not count yet."""
        last = self.dates[-1] if self.dates else None
        return last if last and not last.counts else None

    @property
    def move(self) -> Move | None:
        """Return how its date last moved, None where it did not."""
        return self.date.move if self.date and self.moves else None

    @property
    def is_open(self) -> bool:
        """Return whether it is not signed off: a claim does not end a step."""
        return is_open(self.status)

    @property
    def is_continuing(self) -> bool:
        """Return whether it goes on for ever, and so does not keep an action from being done."""
        return goes_on(self.recurring, self.status)

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
    meaning: str = ""
    over_days_late: int = 0


@dataclass(frozen=True)
class ActionNamed:
    """Another action, perhaps of another plan, as a row refers to it."""

    pk: int
    plan_id: int
    reference: str
    plan_title: str


@dataclass(frozen=True)
class Ended:
    """Why an action is no longer open in this plan, and what took its place."""

    kind: str
    words: str
    reason: str
    day: datetime.date
    agreed_by: str
    successor: ActionNamed | None


@dataclass(frozen=True)
class Backing:
    """What stands behind an action's updates: when the last was, evidence, and effect."""

    last_day: datetime.date | None = None
    updates: int = 0
    evidence: int = 0
    says_difference: bool = False


class Awaiting(NamedTuple):
    """A report that does not count yet, known since a day; they sort as they came in.

    `says_done`: that a step, or the action, is done; it is told to those who may read it only.
    `claims`: that, or that a check was done. `verdict`: what was ruled so far, "" where nothing.
    """

    update_id: int
    action_id: int
    since: datetime.date
    says_done: bool = False
    claims: bool = False
    verdict: str = ""


@dataclass(frozen=True)
class Row:
    """One action on the day asked for: what every table, page and file shows of it.

    `plan_id` is the plan it belongs to, where its page is. Where another plan shows it,
    `order`, `reference`, `theme` and `rating` are that plan's. `also_in` names the other plans
    in which it stands, its own first, each with the number it has there.
    """

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
    ended: Ended | None = None
    carried_from: tuple[ActionNamed, ...] = ()
    watched_by: str = ""
    watched_by_id: int | None = None
    next_review_on: datetime.date | None = None
    backing: Backing = Backing()
    added_on: datetime.date | None = None
    success_measure: str = ""
    next_steps: str = ""
    paragraph_reference: str = ""
    # What fits no field of ours: headings and texts as the plan's file has them.
    other: tuple[tuple[str, str], ...] = ()
    # A report on the whole action that was sent back, unless there is a newer one.
    sent_back: "SentBack | None" = None
    shown_in: int = 0
    also_in: tuple[ActionNamed, ...] = ()

    @property
    def is_guest(self) -> bool:
        """Return whether the plan that shows it is another than the one it belongs to."""
        return self.shown_in not in (0, self.plan_id)

    @property
    def also_in_words(self) -> str:
        """Return "Also in SEND plan, where it is number 3"; "" where it stands in one plan."""
        named = [f"{one.plan_title}, where it is number {one.reference}" for one in self.also_in]
        return f"Also in {'; and in '.join(named)}" if named else ""

    @property
    def is_open(self) -> bool:
        """Return whether it stands in the plan and is not signed off."""
        return self.status not in rag.SIGNED_OFF | rag.ENDED

    @property
    def position(self) -> Position:
        """Return where a paper of counts puts it."""
        return rag.position_of(self.status, [step.move for step in self.steps if step.is_open])

    @property
    def contradiction(self) -> Said | None:
        """Return the word "on track" that the dates contradict."""
        said = self.latest
        return said if said and rag.contradiction(said.outlook, self.status) else None

    @cached_property
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

    @cached_property
    def said(self) -> list[Said]:
        """Return the last thing said of each step in order, then of the whole action."""
        of_steps = [step.said for step in self.steps if step.said]
        return of_steps + ([self.said_of_row] if self.said_of_row else [])

    @cached_property
    def latest(self) -> Said | None:
        """Return the last thing said of anything in the row."""
        return max(self.said, key=lambda said: said.place, default=None)

    @property
    def next_due(self) -> datetime.date | None:
        """Return the earliest due date among open steps."""
        if not self.is_open:
            return None
        return min((s.due for s in self.steps if s.is_open and s.due), default=None)

    @property
    def days_late(self) -> int:
        return max((step.days_late for step in self.steps), default=0)

    @property
    def moves(self) -> int:
        return sum(step.moves for step in self.steps)
