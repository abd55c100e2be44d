"""What was reported on each step of a plan since a day, what is missing, and from whom."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from actionplans.among import among
from actionplans.asat import ACCEPTED, AsAt
from actionplans.models import Action, ActionPlan, Review
from actionplans.on_day.plans import rows_of_plan
from actionplans.on_day.said import updates_shown
from actionplans.rag import SIGNED_OFF, Status
from actionplans.rows import Lead, Row, Step

NO_LEAD = Lead(0, "Nobody leads these")


@dataclass(frozen=True)
class Span:
    """Reports from `since` on count; they are due by `due_on`, and are read until `until`."""

    since: datetime.date
    due_on: datetime.date
    until: datetime.date


class Told(NamedTuple):
    """A report on a step, or on the whole action (no step), that came in during the span."""

    update_id: int
    known_on: datetime.date
    verdict: str


@dataclass(frozen=True)
class Here:
    """One step in a span: what was reported in it, oldest first, or why nothing is due."""

    row: Row
    step: Step
    leads: tuple[Lead, ...]
    told: tuple[Told, ...] = ()
    nothing_due: str = ""

    @property
    def words(self) -> str:
        return self.step.text or self.row.text

    @property
    def newest(self) -> Told | None:
        return self.told[-1] if self.told else None

    @property
    def is_accepted(self) -> bool:
        return bool(self.told) and self.told[-1].verdict in ACCEPTED

    def others(self, lead: Lead) -> list[str]:
        """Return who leads it with `lead`."""
        return [one.name for one in self.leads if one != lead]


@dataclass
class OfLead:
    """What one lead has not reported on."""

    lead: Lead
    steps: list[Here] = field(default_factory=list)


@dataclass(frozen=True)
class Reports:
    """Where a plan's steps stand in a span."""

    span: Span
    steps: tuple[Here, ...]

    @property
    def missing(self) -> list[Here]:
        """Return the steps on which something is due and nothing was reported."""
        return [one for one in self.steps if not one.told and not one.nothing_due]

    @property
    def waiting(self) -> list[Here]:
        """Return the steps whose last report waits for the manager."""
        return [one for one in self.steps if one.told and not one.is_accepted]

    @property
    def accepted(self) -> list[Here]:
        return [one for one in self.steps if one.is_accepted]

    @property
    def reported(self) -> list[Here]:
        return [one for one in self.steps if one.told]

    @property
    def on_time(self) -> list[Here]:
        """Return the steps first reported on by the day the updates were due."""
        return [one for one in self.reported if one.told[0].known_on <= self.span.due_on]

    @property
    def due(self) -> int:
        """Return on how many steps something is due, reported or not."""
        return len(self.reported) + len(self.missing)

    @property
    def without_need(self) -> list[tuple[str, list[Here]]]:
        """Return the steps on which nothing is due, by why not."""
        found: dict[str, list[Here]] = defaultdict(list)
        for one in self.steps:
            if one.nothing_due and not one.told:
                found[one.nothing_due].append(one)
        return list(found.items())

    @property
    def by_lead(self) -> list[OfLead]:
        """Return what is missing by lead, who has most of it first; led by nobody last.

        A step that several lead stands under each of them.
        """
        found: dict[Lead, OfLead] = {}
        for one in self.missing:
            for lead in one.leads or (NO_LEAD,):
                found.setdefault(lead, OfLead(lead)).steps.append(one)
        return sorted(
            found.values(), key=lambda of: (of.lead == NO_LEAD, -len(of.steps), of.lead.name)
        )


def reports_in(plan: ActionPlan, span: Span, as_at: AsAt) -> Reports:
    """Return where the steps of a plan stand in a span, as known in the state asked for.

    A report counts from the day it came in. One that was sent back, or reopened, counts no
    more: another is due. The number of queries does not grow with the rows.
    """
    return reports_on(rows_of_plan(plan, as_at), span, as_at)


def reports_on(rows: Iterable[Row], span: Span, as_at: AsAt) -> Reports:
    """Return the same of some rows. Two queries."""
    known = replace(as_at, known_on=as_at.known_on or as_at.day)
    standing = [row for row in rows if not row.ended]
    told = _told([row.pk for row in standing], span, known)
    accountable = _accountable(standing)
    return Reports(
        span,
        tuple(
            _here(row, step, told, accountable.get(row.pk), span)
            for row in standing
            for step in row.steps
        ),
    )


ByStep = dict[tuple[int, int | None], list[Told]]


def _told(actions: list[int], span: Span, as_at: AsAt) -> ByStep:
    """Return, by action and step, what came in during the span and counts. One query."""
    updates = updates_shown(as_at).filter(among("action_id", actions), known_on__gte=span.since)
    columns = ("action_id", "lines__milestone_id", "pk", "known_on", "verdict")
    found: ByStep = defaultdict(list)
    for action, step, *told in updates.order_by("pk").values_list(*columns):
        if told[2] != Review.Verdict.REOPENED:
            found[action, step].append(Told(*told))
    return found


def _accountable(rows: Iterable[Row]) -> dict[int, Lead]:
    """Return who is accountable for each action that names somebody. One query."""
    found = Action.objects.filter(among("pk", [row.pk for row in rows])).exclude(accountable=None)
    names = found.values_list("pk", "accountable", "accountable__name")
    return {pk: Lead(officer, name) for pk, officer, name in names}


def _here(row: Row, step: Step, told: ByStep, accountable: Lead | None, span: Span) -> Here:
    """Return a step; a word on the whole action is one on each of its steps."""
    found = [*told.get((row.pk, step.pk), ()), *told.get((row.pk, None), ())]
    leads = step.leads or ((accountable,) if accountable else ())
    return Here(row, step, leads, tuple(sorted(found)), nothing_due(row, step, span))


def nothing_due(row: Row, step: Step, span: Span) -> str:
    """Return why no report on the step is due in the span; "" where one is.

    What is signed off stays so until it is reopened. A claim waits for the manager, not for
    its lead. What begins later, and a check that falls due later, have nothing to tell yet.
    """
    if step.status in SIGNED_OFF or not row.is_open:
        return "Done and signed off"
    if step.status == Status.CLAIMED:
        return "Said to be done before; waits to be signed off"
    if row.added_on and row.added_on > span.due_on:
        return "Came into the plan after updates were due"
    if not step.said and step.date and step.date.starts and step.date.starts > span.until:
        return "Begins later"
    if _checks_are_reported(step, span.until):
        return "Every check is reported; the next falls due later"
    return ""


def _checks_are_reported(step: Step, until: datetime.date) -> bool:
    """Return whether each due check was reported on, and none falls due by `until`."""
    recurs = step.recurring
    if not recurs or not recurs.each or not recurs.checks or recurs.open_check:
        return False
    return recurs.next_due is None or recurs.next_due > until
