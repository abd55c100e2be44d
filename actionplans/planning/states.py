"""Draft, approved, closed, archived: what a plan is, and how it becomes the next."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError

from actionplans.asat import AsAt
from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    ProgressDraft,
    ProgressUpdate,
    StandsIn,
    Upload,
)
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.editing import Change, because
from actionplans.planning.holding import hold
from actionplans.planning.printed import drop_printed, people_reported
from actionplans.shown import PlanOnDay
from councils.models import Body, Meeting
from councils.versions import Decided

Status = ActionPlan.Status


@dataclass(frozen=True)
class Gap:
    """What an approval would leave open: a sentence such as "3 steps have no date."."""

    sentence: str


def gaps_of(shown: PlanOnDay) -> list[Gap]:
    """Return what the plan still lacks: leads and dates, in sentences."""
    steps = [step for row in shown.rows if row.is_open for step in row.steps]
    found = [
        (sum(not step.lead_words for step in steps), "lead"),
        (sum(not step.dates for step in steps), "timescale"),
    ]
    return [Gap(_lacks(number, what)) for number, what in found if number]


def _lacks(number: int, what: str) -> str:
    return f"{number} step{' has' if number == 1 else 's have'} no {what}."


def approve(
    plan: ActionPlan, *, body: Body | None, by: str, on: datetime.date, change: Change
) -> None:
    """Make a draft the approved plan: by a body at its meeting of that day, or by `by`.

    Raises Decided where it is no draft any more.
    """
    with because(change):
        _lock(plan, Status.DRAFT, "The plan is no longer a draft.")
        if body:
            plan.approved_at, _ = Meeting.objects.get_or_create(body=body, held_on=on)
        plan.status, plan.approved_on, plan.approved_by = Status.APPROVED, on, by
        plan.save(update_fields=["status", "approved_at", "approved_on", "approved_by"])


def close(plan: ActionPlan, change: Change) -> None:
    """Close an approved plan.

    Raises Decided where it is not approved, closed already, or open actions of it stand in
    another plan that is not.
    """
    with because(change):
        _lock(plan, Status.APPROVED, "Only an approved plan can be closed.")
        if why := open_elsewhere(plan, change.day):
            raise Decided(why)
        _become(plan, Status.CLOSED)


def reopen_plan(plan: ActionPlan, change: Change) -> None:
    """Make a closed plan an approved one again, out of the archive too.

    Raises Decided where it is not closed.
    """
    with because(change):
        _lock(plan, Status.CLOSED, "The plan is open already.")
        plan.is_archived = False
        plan.save(update_fields=["is_archived"])
        _become(plan, Status.APPROVED)


def archive(plan: ActionPlan, *, is_archived: bool, change: Change) -> None:
    """Keep a closed plan out of lists, or put it back. Raises Decided where it is not closed."""
    with because(change):
        _lock(plan, Status.CLOSED, "Only a closed plan can be archived.")
        plan.is_archived = is_archived
        plan.save(update_fields=["is_archived"])


def _lock(plan: ActionPlan, needed: str, otherwise: str) -> None:
    hold(plan)
    plan.refresh_from_db()
    if plan.status != needed:
        raise Decided(otherwise)


def _become(plan: ActionPlan, status: str) -> None:
    plan.status = status
    plan.save(update_fields=["status"])


def open_elsewhere(plan: ActionPlan, day: datetime.date) -> str:
    """Return why the plan cannot be closed: its open actions that live plans show; "" if none."""
    places = StandsIn.objects.filter(StandsIn.standing_on(None), action__plan=plan)
    places = places.exclude(plan__status=Status.CLOSED)
    actions = Action.objects.filter(pk__in=places.values("action"))
    rows = rows_on_day(actions, AsAt(day=day, today=day))
    named = [f"Action {row.reference}: {row.also_in_words}." for row in rows if row.is_open]
    if not named:
        return ""
    return (
        f"Work goes on in other plans on what is open here. {' '.join(named)} "
        "Carry each into the other plan, or take it out of that one, first."
    )


def why_it_stays(plan: ActionPlan) -> str:
    """Return why a plan cannot be deleted, "" where it can: a draft nobody reported on, of which
    no action stands in another plan.

    What its file says of its progress is no report.
    """
    if plan.status != ActionPlan.Status.DRAFT:
        return "Only a draft can be deleted. A plan that is done with is closed and archived."
    if people_reported(action__plan=plan):
        return "Progress was reported on it, so it cannot be deleted."
    begun = (ProgressDraft.objects, Upload.objects)
    if any(rows.filter(action__plan=plan).exists() for rows in begun):
        return "Somebody has begun to report on it, so it cannot be deleted."
    return _stands_elsewhere(plan)


def _stands_elsewhere(plan: ActionPlan) -> str:
    places = StandsIn.objects.filter(action__plan=plan).select_related("action", "plan")
    named = [
        f"Action {place.action.reference} {'stood' if place.removed_on else 'stands'} in "
        f"{place.plan} too"
        for place in places.order_by("action__order", "pk")
    ]
    return f"{'. '.join(named)}. So the plan cannot be deleted." if named else ""


@transaction.atomic
def delete_plan(plan: ActionPlan) -> None:
    """Delete a draft with its actions, steps, dates and what its file says; its sources stay.

    Raises Decided where it is no draft, a person reported on it, an action of it stands in
    another plan, or something else rests on it: an action carried into it, a reading of a
    measure, an answer to a flag.
    """
    hold(plan)
    plan.refresh_from_db()
    if why := why_it_stays(plan):
        raise Decided(why)
    try:
        drop_printed(ProgressUpdate.objects.filter(action__plan=plan))
        DueDate.objects.filter(milestone__action__plan=plan).delete()
        plan.guests.all().delete()
        plan.actions.update(theme=None)
        plan.delete()
    except ProtectedError:
        raise Decided(
            "Other plans, measures or answers rest on it, so it cannot be deleted."
        ) from None
