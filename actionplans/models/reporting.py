"""What a person reports before it becomes a fact, and what no person may report."""

import datetime
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import OuterRef

from actionplans.models.facts import DueDate, How, ProgressUpdate, Review
from actionplans.rag import Outlook, Progress
from councils.models import User

if TYPE_CHECKING:
    from actionplans.models.plans import Action, Milestone

# What a manager enters for somebody else is for the day they give.
ASKED_FOR_WHICH_DAY = (How.EMAIL, How.TELEPHONE, How.MEETING)


class NewerUpdate(Exception):
    """Somebody else reported on the same action meanwhile; nothing was saved."""

    def __init__(self, updates: list["ProgressUpdate"]) -> None:
        super().__init__("The action has a newer update.")
        self.updates = updates


class SentBefore(Exception):
    """The form was sent before; nothing was saved. `same`: it says what it said then."""

    def __init__(self, update: "ProgressUpdate", *, same: bool) -> None:
        super().__init__("This form was sent before.")
        self.update, self.same = update, same


class ReportAnew(Exception):
    """A completion that was reopened cannot be accepted again: a new report is needed."""


@dataclass(frozen=True)
class MovedDate:
    """A new due date as a person gives it: the day, why, and who agreed."""

    due: datetime.date
    reason: str
    agreed_by: str
    agreed_by_name: str = ""


@dataclass(frozen=True)
class Report:
    """What somebody reports on a milestone, or on the whole action (`milestone` None)."""

    text: str
    progress: str
    day: datetime.date
    milestone: "Milestone | None" = None
    outlook: str = ""
    reason: str = ""
    difference: str = ""
    how: str = How.HERE
    reported_by: str = ""
    moved: MovedDate | None = None
    occurrence: datetime.date | None = None

    @property
    def late_since(self) -> datetime.date | None:
        """Return the date that has passed for a step said to be unfinished; None for none.

        What recurs is judged check by check, not by its first date.
        """
        if self.milestone is None or self.occurrence or self.progress == Progress.COMPLETE:
            return None
        date = self.milestone.date_in_force()
        recurs = bool(date and date.recurrence) or bool(self.milestone.recurrence)
        passed = date and date.due and date.due < self.day and not recurs
        return date.due if date and passed else None


def report_problems(report: Report, known_on: datetime.date, action: "Action") -> None:
    """Raise ValidationError, one sentence a field, for what no person may report on `action`."""
    problems = _progress_problems(report)
    if not report.text.strip():
        problems["text"] = "Say what has happened"
    if report.day > known_on:
        problems["day"] = "The day reported for must be today or earlier"
    agreed_on = action.plan.agreed_on
    if report.day < agreed_on:
        problems["day"] = f"Give {agreed_on:%-d %B %Y}, when the plan was agreed, or a later day"
    if report.moved:
        problems |= _moved_date_problems(report, report.moved)
    if problems:
        raise ValidationError(problems)


def _progress_problems(report: Report) -> dict[str, str]:
    """Return what is wrong with how it is going: amber, red and late need their reason."""
    problems: dict[str, str] = {}
    steps = (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.COMPLETE)
    if report.progress not in steps:
        problems["progress"] = "Select how far this has come"
    if report.occurrence:
        return problems | _check_problems(report)
    late = report.late_since
    if late and not report.reason.strip() and not report.moved:
        problems["reason"] = f"It was due on {late:%-d %B %Y}: say why it is not done"
    if report.outlook in (Outlook.AT_RISK, Outlook.OFF_TRACK):
        if not report.reason.strip():
            problems["reason"] = "Say why it is not going to plan"
        if report.progress == Progress.COMPLETE:
            problems["outlook"] = "It cannot be done and not going to plan: change one of the two"
    return problems


def _check_problems(report: Report) -> dict[str, str]:
    """Return what is wrong with a report on one due check: it was done, or not done and why."""
    if report.progress not in (Progress.COMPLETE, Progress.NOT_STARTED):
        return {"progress": "Select whether it was done"}
    if report.progress == Progress.NOT_STARTED and not report.reason.strip():
        return {"reason": "Say why it was not done"}
    return {}


def _moved_date_problems(report: Report, moved: MovedDate) -> dict[str, str]:
    problems: dict[str, str] = {}
    if report.progress == Progress.COMPLETE:
        problems["due"] = "Leave the new date empty when it is done"
    elif moved.due < report.day:
        problems["due"] = f"The new date must be {report.day:%-d %B %Y} or later"
    elif report.milestone and report.milestone.due_on() == moved.due:
        problems["due"] = f"It is due on {moved.due:%-d %B %Y} already: give another date"
    if not moved.reason.strip():
        problems["date_reason"] = "Say why the date has moved"
    if moved.agreed_by not in DueDate.AgreedBy.values_for_people():
        problems["agreed_by"] = "Select who agreed the new date"
    elif moved.agreed_by in DueDate.AgreedBy.values_with_a_name() and not _name(moved):
        problems["agreed_by_name"] = "Say who agreed it: a name, a post or the meeting"
    return problems


def _name(moved: MovedDate) -> str:
    return moved.agreed_by_name.strip()


def same_words(before: str, now: str) -> bool:
    """Return whether two reports say the same, white space and capitals aside."""
    return before == now or before.casefold().split() == now.casefold().split()


def refuse_what_was_sent(
    action: "Action", report: Report, key: uuid.UUID, entered_by: User | None
) -> None:
    """Raise SentBefore where an update of `action` came from the form with this `key`.

    Or where the same person said exactly this before, of the same and for the same day, and
    nobody has ruled on it: who goes back gets a new form with the words still in it.
    """
    before = action.updates.filter(key=key).first()
    if before:
        same = before.entered_by == entered_by and says_the_same(before, report)
        raise SentBefore(before, same=same)
    last = action.updates.filter(lines__milestone=report.milestone).order_by("-pk").first()
    if last is None or (last.entered_by, last.day) != (entered_by, report.day):
        return
    if says_the_same(last, report) and not last.reviews.exists():
        raise SentBefore(last, same=True)


def says_the_same(update: ProgressUpdate, report: Report) -> bool:
    """Return whether `update` says all that is reported, and nothing else."""
    return _report_of(update) == _compared(report)


def _compared(report: Report) -> tuple[Any, ...]:
    """Return what tells one report from another; its day, where the form asks for it."""
    moved = report.moved
    return (
        report.text,
        report.difference,
        report.how,
        report.reported_by,
        report.milestone,
        report.progress,
        report.outlook,
        report.reason,
        report.occurrence,
        (moved.due, moved.reason, moved.agreed_by, moved.agreed_by_name) if moved else None,
        report.day if report.how in ASKED_FOR_WHICH_DAY else None,
    )


def _report_of(update: ProgressUpdate) -> tuple[Any, ...]:
    """Return the same of what was reported."""
    line, date = update.lines.get(), update.dates.first()
    moved = date and (date.due, date.reason, date.agreed_by, date.agreed_by_name)
    return (
        update.text,
        update.difference,
        update.how,
        update.reported_by,
        line.milestone,
        line.progress,
        line.outlook,
        line.reason,
        line.occurrence,
        moved,
        update.day if update.how in ASKED_FOR_WHICH_DAY else None,
    )


def same_words_on(action: "Action", report: Report) -> datetime.date | None:
    """Return the day for which the last report on the same, by anybody, said the same words.

    Of a step nobody has reported on, the last word on the whole action counts, and the last on
    any of its steps: those are what its form shows. None where it says something new.
    """
    on_it = action.updates.filter(
        lines__milestone=report.milestone,
        lines__occurrence__isnull=report.occurrence is None,
    )
    verdict = Review.last_verdict(update=OuterRef("pk"))
    counts = on_it.annotate(verdict=verdict).exclude(verdict=Review.Verdict.RETURNED)
    shown = [on_it, counts]
    if not counts.exists():
        shown += [action.updates.filter(lines__milestone=None), action.updates.all()]
    last = [found.order_by("-day", "-pk").first() for found in shown]
    same = [one.day for one in last if one and same_words(one.text, report.text)]
    return same[0] if same else None
