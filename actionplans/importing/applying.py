"""A revised file that was looked at changes the plan: just as it was shown, or nothing."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max

from actionplans.importing.changes import Change, Chosen, Kind, Revision, RowChange
from actionplans.importing.digest import digest_of
from actionplans.importing.ordering import in_file_order
from actionplans.importing.revising import revise
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
from actionplans.models import Action, ActionPlan, DueDate, Milestone, PlanImport, StandsIn
from actionplans.planning.building import entered_on
from actionplans.planning.editing import Change as Why
from actionplans.planning.editing import because, theme_named
from actionplans.planning.holding import hold, hold_open
from actionplans.planning.places import guests_of, places_of
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
    chosen: Chosen = frozenset(),
    in_order: bool = False,
    status: str = PlanImport.Status.READ,
) -> Revision:
    """Return what was changed in the plan: edits, moved dates, reports, new steps and actions.

    Of what the file has empty or set back only what was `chosen` is changed; with `in_order`
    the actions are put in the order of the file.

    What it reports counts as accepted, for the day it speaks of, and as known from today.
    `shown` is the digest of the revision that was looked at, None where nobody looked. Raises
    Meanwhile where it is not at `seen` and `status`, PlanChanged where the plan changed since,
    Closed where it is closed.
    """
    held = locked(planned, seen, status)
    plan = held.plan
    if plan is None:
        raise ActionPlan.DoesNotExist
    with because(why):
        hold_open(plan)
        for home in {guest.action.plan for guest in guests_of(plan)}:
            hold(home)
        revision = revise(plan, understood, why.day, nobody_in(held))
        if shown is not None and digest_of(revision) != shown:
            raise PlanChanged
        revision = revision.with_chosen(chosen)
        _Applying(plan, held, why.by, why.day, reasons).all_of(revision, in_order)
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

    def all_of(self, revision: Revision, in_order: bool) -> None:
        for row in revision.rows:
            if row.action:
                self._row(row, row.action)
        new = [row.wanted for row in revision.rows if row.is_new]
        added = add_actions(self.plan, new, self.leads, self.source, self.days, self.by)
        if in_order and revision.order:
            self._put_in_order(revision, added)

    def _put_in_order(self, revision: Revision, added: list[Action]) -> None:
        """Give the actions the order of the file; those it does not have stay where they were."""
        new = iter(added)
        places = {place.action: place for place in places_of(self.plan)}
        file = [row.action or next(new) for row in revision.rows]
        for order, action in enumerate(in_file_order(list(places), file), 1):
            places[action].put(order, places[action].reference)

    def _row(self, row: RowChange, action: Action) -> None:
        guest: StandsIn | None = action.guest  # type: ignore[attr-defined]
        edited = [c for c in row.changes if c.kind in _OF_ACTION]
        for change in edited:
            self._edit(action, guest, change)
        if guest and edited:
            guest.save()
            action.save(
                update_fields=[_FIELD_OF.get(c.kind, c.name) for c in edited if not _is_of_place(c)]
            )
        elif edited:
            action.save()
        new = {c.at: self._new_step(action, c) for c in row.changes if c.kind == Kind.NEW_STEP}
        for change in row.changes:
            self._beside(row, action, change, new)

    def _edit(self, action: Action, guest: StandsIn | None, change: Change) -> None:
        """Change the action's own words; its number and theme where they stand."""
        if guest and _is_of_place(change):
            _put_in_place(guest, change, self.plan)
        elif change.kind == Kind.WORDS:
            setattr(action, change.name, change.value)
        elif change.kind == Kind.OTHER:
            kept = [pair for pair in action.other if pair[0] != change.name]
            action.other = [*kept, *([change.name, text] for text in change.value)]
        elif change.kind == Kind.ACCOUNTABLE:
            action.accountable_id = next(iter(self.leads.of(change.value)), None)
        elif change.kind == Kind.CONFIDENTIAL:
            action.is_confidential = bool(change.value)
        else:
            action.theme = theme_named(self.plan, change.after)

    def _beside(
        self, row: RowChange, action: Action, change: Change, new: dict[int, Milestone]
    ) -> None:
        """Change what stands beside the action's own words."""
        step = change.step
        if change.kind == Kind.ANSWERS:
            action.recommendations.set(change.value)
        elif change.kind == Kind.STEP_ORDER:
            self._order_steps(action, change, new)
        elif change.kind == Kind.SAID:
            add_said([Said(action, step, change.value)], self.source, self.days, self.by)
        elif step and change.kind == Kind.STEP_WORDS:
            Milestone.objects.filter(pk=step.pk).update(**{change.name: change.value})
        elif change.kind == Kind.LEADS:
            self._lead(action, step, change)
        elif step and change.kind == Kind.DATE:
            self._date(row, step, change)

    def _new_step(self, action: Action, change: Change) -> Milestone:
        standing = action.milestones.filter(removed_on=None)
        last = standing.aggregate(last=Max("order"))["last"] or 0
        new = [(action, [change.value], last)]
        found = add_steps(new, self.leads, self.days, self.by)
        said = [Said(action, step, asked.said) for step, asked in found if asked.said]
        add_said(said, self.source, self.days, self.by)
        return found[0][0]

    def _order_steps(self, action: Action, change: Change, new: dict[int, Milestone]) -> None:
        for order, one in enumerate(change.value, 1):
            pk = new[one[0]].pk if isinstance(one, tuple) else one
            Milestone.objects.filter(pk=pk).exclude(order=order).update(order=order)

    def _lead(self, action: Action, step: Milestone | None, change: Change) -> None:
        """Give a step its leads; where nobody leads any more, no printed words say so."""
        steps = [step] if step else list(action.milestones.filter(removed_on=None))
        for one in steps:
            self._put_leads(one, change)
        if not change.value:
            Milestone.objects.filter(pk__in=[one.pk for one in steps]).update(printed_leads="")
        if not (change.value or step):
            Action.objects.filter(pk=action.pk).update(printed_leads="")

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


def _is_of_place(change: Change) -> bool:
    return change.kind == Kind.THEME or change.name == "reference"


def _put_in_place(guest: StandsIn, change: Change, plan: ActionPlan) -> None:
    if change.kind == Kind.THEME:
        guest.theme = theme_named(plan, change.after)
    else:
        guest.reference = change.value


_FIELD_OF = {
    Kind.OTHER: "other",
    Kind.ACCOUNTABLE: "accountable",
    Kind.CONFIDENTIAL: "is_confidential",
}
_OF_ACTION = (Kind.WORDS, Kind.OTHER, Kind.THEME, Kind.ACCOUNTABLE, Kind.CONFIDENTIAL)
