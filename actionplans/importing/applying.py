"""A revised file that was looked at changes the plan: just as it was shown, or nothing."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from actionplans.importing.digest import digest_of
from actionplans.importing.revising import Change, Kind, Revision, RowChange, revise
from actionplans.importing.saving import finish, locked, nobody_in
from actionplans.importing.understood import Understood
from actionplans.importing.writing import (
    Days,
    Leads,
    Said,
    add_actions,
    add_said,
    add_steps,
    due_date,
)
from actionplans.models import Action, ActionPlan, DueDate, Milestone, PlanImport
from actionplans.planning.building import entered_on
from actionplans.planning.editing import Change as Why
from actionplans.planning.editing import because, hold, theme_named
from councils.models import User

# A reason for a moved date, by row of the file and step (from 0).
Reasons = Mapping[tuple[int, int, int], str]


class PlanChanged(Exception):
    """The file would change something else by now than was shown; nothing was saved."""


@transaction.atomic
def confirm_revision(
    planned: PlanImport,
    understood: Understood,
    *,
    seen: int,
    why: Why,
    reasons: Reasons,
    shown: str | None = None,
) -> Revision:
    """Return what was changed in the plan: edits, moved dates, reports, new steps and actions.

    What it reports counts as accepted, for the day it speaks of, and as known from today.
    `shown` is the digest of the revision that was looked at, None where nobody looked. Raises
    Meanwhile where another version was seen, PlanChanged where the plan changed since.
    """
    held = locked(planned, seen)
    plan = held.plan
    if plan is None:
        raise ActionPlan.DoesNotExist
    with because(why):
        hold(plan)
        revision = revise(plan, understood, why.day, nobody_in(held))
        if shown is not None and digest_of(revision) != shown:
            raise PlanChanged
        _Applying(plan, held, why.by, why.day, reasons).all_of(revision)
        finish(held, plan, understood, why.by)
    return revision


class _Applying:
    """The work on one plan."""

    def __init__(
        self,
        plan: ActionPlan,
        planned: PlanImport,
        by: User,
        day: datetime.date,
        reasons: Reasons,
    ) -> None:
        self.plan, self.by, self.reasons = plan, by, reasons
        self.source = planned.file_name
        self.leads = Leads(plan.council, nobody_in(planned))
        self.days = Days(
            agreed_on=entered_on(plan, day), reported_on=planned.reported_on, known_on=day
        )

    def all_of(self, revision: Revision) -> None:
        for row in revision.rows:
            if row.action:
                self._row(row, row.action)
        new = [row.wanted for row in revision.rows if row.is_new]
        add_actions(self.plan, new, self.leads, self.source, self.days, self.by)

    def _row(self, row: RowChange, action: Action) -> None:
        for change in row.changes:
            if change.kind in _OF_ACTION:
                self._edit(action, change)
        if any(change.kind in _OF_ACTION for change in row.changes):
            action.save()
        for change in row.changes:
            self._beside(row, action, change)

    def _edit(self, action: Action, change: Change) -> None:
        if change.kind == Kind.WORDS:
            setattr(action, change.name, change.value)
        elif change.kind == Kind.OTHER:
            kept = [pair for pair in action.other if pair[0] != change.name]
            action.other = [*kept, *([change.name, text] for text in change.value)]
        else:
            action.theme = theme_named(self.plan, change.after)

    def _beside(self, row: RowChange, action: Action, change: Change) -> None:
        """Change what stands beside the action's own words."""
        step = change.step
        if change.kind == Kind.ANSWERS:
            action.recommendations.set(change.value)
        elif change.kind == Kind.NEW_STEP:
            self._new_step(action, change)
        elif change.kind == Kind.SAID:
            add_said([Said(action, step, change.value)], self.source, self.days, self.by)
        elif step and change.kind == Kind.STEP_WORDS:
            Milestone.objects.filter(pk=step.pk).update(**{change.name: change.value})
        elif step and change.kind == Kind.LEADS:
            self._put_leads(step, change)
        elif step and change.kind == Kind.DATE:
            self._date(row, step, change)

    def _new_step(self, action: Action, change: Change) -> None:
        standing = action.milestones.filter(removed_on=None)
        last = standing.aggregate(last=Max("order"))["last"] or 0
        new = [(action, [change.value], last)]
        found = add_steps(new, self.leads, self.days, self.by)
        said = [Said(action, step, asked.said) for step, asked in found if asked.said]
        add_said(said, self.source, self.days, self.by)

    def _put_leads(self, step: Milestone, change: Change) -> None:
        officers = self.leads.of(change.value)
        step.leads.exclude(officer__in=officers).delete()
        for order, officer in enumerate(officers, 1):
            step.leads.update_or_create(officer_id=officer, defaults={"order": order})

    def _date(self, row: RowChange, step: Milestone, change: Change) -> None:
        """Add the file's date as one more; a first one counts from when the plan was agreed."""
        # Asked anew: what was loaded with the step does not have the date put there just now.
        moves = DueDate.objects.filter(milestone=step).exists()
        began = self.days.agreed_on
        date = due_date(
            step,
            change.value,
            self.days.reported_on if moves else began,
            self.days.known_on if moves else began,
            self.by,
            reason=self.reasons.get((*row.key, change.at), ""),
            needs_body=moves and step.moves_need_a_body(),
        )
        date.save()


_OF_ACTION = (Kind.WORDS, Kind.OTHER, Kind.THEME)
