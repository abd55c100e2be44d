"""A plan that begins from another: as a copy, or by joining a bigger one."""

import datetime
from typing import Any

from django.db import transaction

from actionplans.asat import AsAt
from actionplans.deciding import carry, ending_of
from actionplans.models import Action, ActionPlan, Milestone, MilestoneLead, StandsIn
from actionplans.on_day.plans import rows_of_plan
from actionplans.planning.building import (
    entered_on,
    free_reference,
    start_plan,
    theme_named,
)
from actionplans.planning.editing import Change, because, standing_steps
from actionplans.planning.holding import hold
from actionplans.planning.places import guests_of, next_order, place_in, places_of
from actionplans.planning.states import close
from councils.models import User
from councils.versions import Decided

# What is neither a link nor peculiar to the plan it stands in.
_WORDS = (
    "order",
    "reference",
    "text",
    "source_text",
    "success_measure",
    "next_steps",
    "paragraph_reference",
    "other",
    "accountable",
    "printed_leads",
    "is_confidential",
)


@transaction.atomic
def copy_plan(
    plan: ActionPlan,
    *,
    title: str,
    agreed_on: datetime.date,
    manager: User | None,
    day: datetime.date,
) -> ActionPlan:
    """Return a new draft with the words, steps and leads of `plan`, which it follows.

    Dates, reports, measures and risks stay behind, and actions that have left the plan. What
    stands in `plan` and belongs to another stands in the copy too: it is still one action.
    """
    new = start_plan(
        plan.council,
        title=title,
        agreed_on=agreed_on,
        manager=manager,
        sources=plan.sources.all(),
        follows=plan,
        themes=[theme.name for theme in plan.themes.order_by("order")],
    )
    new.rating_scale, new.columns = plan.rating_scale, plan.columns
    new.save(update_fields=["rating_scale", "columns"])
    new.reports_to.set(plan.reports_to.all())
    for place in places_of(plan):
        if ending_of(place.action):
            continue
        if place.guest:
            _stand_too(place.guest, new, day)
        else:
            _copy_action(place.action, new, day)
    return new


def _stand_too(guest: StandsIn, into: ActionPlan, day: datetime.date) -> None:
    """Let an action of a third plan stand in `into` as it does in another."""
    if guest.action.plan_id == into.pk or guest.action.pk in {p.pk for p in places_of(into)}:
        return
    place_in(
        into,
        guest.action,
        entered_on(into, day),
        order=next_order(into),
        reference=free_reference(guest.reference, into),
        theme=theme_named(into, guest.theme.name if guest.theme else ""),
    )


def _copy_action(action: Action, into: ActionPlan, day: datetime.date) -> None:
    words: dict[str, Any] = {name: getattr(action, name) for name in _WORDS}
    theme = theme_named(into, action.theme.name if action.theme else "")
    began = entered_on(into, day)
    new = Action.objects.create(plan=into, theme=theme, added_on=began, **words)
    new.recommendations.set(action.recommendations.all())
    for step in standing_steps(action):
        copied = Milestone.objects.create(
            action=new,
            order=step.order,
            text=step.text,
            printed_leads=step.printed_leads,
            recurrence=step.recurrence,
            each_occurrence=step.each_occurrence,
            added_on=began,
        )
        for lead in step.leads.all():
            MilestoneLead.objects.create(milestone=copied, officer=lead.officer, order=lead.order)


def join_plan(plan: ActionPlan, into: ActionPlan, change: Change) -> list[Action]:
    """Return the actions of `into` that take the place of the open ones of `plan`.

    What `plan` answers, `into` answers too; open actions of other plans that stand in `plan` stand
    in `into` from then on. An approved plan is closed; all that was reported stays in it, linked
    both ways. Raises Decided where `into` was closed, or nothing is open.
    """
    with because(change):
        for each in sorted((plan, into), key=lambda one: one.pk):
            hold(each)
        into.refresh_from_db()
        if into.status == ActionPlan.Status.CLOSED:
            raise Decided("The plan it was to join is closed.")
        still_open = open_actions(plan, change.day)
        if not still_open:
            raise Decided("No action of this plan is open.")
        into.sources.add(*plan.sources.all())
        here = {action.pk for action in still_open if action.plan_id == plan.pk}
        own = [action for action in still_open if action.pk in here]
        made = carry(own, into, reason=change.reason, by=change.by, day=change.day)
        others = {action.pk for action in still_open} - here
        for guest in guests_of(plan):
            if guest.action_id in others:
                _stand_too(guest, into, change.day)
        if plan.status == ActionPlan.Status.APPROVED:
            close(plan, change)
        return made


def open_actions(plan: ActionPlan, day: datetime.date) -> list[Action]:
    """Return the actions that are neither done nor out of the plan on `day`, in order.

    Those of other plans that stand in it are among them.
    """
    rows = rows_of_plan(plan, AsAt(day=day, today=day))
    found = Action.objects.in_bulk([row.pk for row in rows if row.is_open])
    return [found[row.pk] for row in rows if row.pk in found]
