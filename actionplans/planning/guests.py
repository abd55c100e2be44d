"""Letting an action of one plan stand in another too, and taking it out again."""

import datetime
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from actionplans.asat import AsAt
from actionplans.deciding import ending_of
from actionplans.models import Action, ActionPlan, StandsIn, actions_in
from actionplans.on_day.plans import rows_on_day
from actionplans.planning.building import entered_on, free_reference
from actionplans.planning.editing import Change, because
from actionplans.planning.holding import hold_open
from actionplans.planning.places import give_up, next_order, place_in
from actionplans.rows import Row
from councils.versions import Decided


def to_lend(plan: ActionPlan) -> QuerySet[ActionPlan]:
    """Return the plans whose actions can stand in `plan` too: the council's, not closed."""
    found = ActionPlan.objects.filter(council=plan.council_id, actions__isnull=False)
    found = found.exclude(Q(pk=plan.pk) | Q(status=ActionPlan.Status.CLOSED))
    return found.distinct().order_by("-agreed_on", "pk")


def not_here_yet(home: ActionPlan, plan: ActionPlan, day: datetime.date) -> list[Row]:
    """Return the rows of `home` that have not ended and do not stand in `plan`, in order."""
    actions = Action.objects.filter(plan=home).exclude(pk__in=actions_in(plan))
    rows = rows_on_day(actions, AsAt(day=day, today=day))
    return [row for row in rows if not row.ended]


def stand_in(plan: ActionPlan, actions: Iterable[Action], change: Change) -> list[StandsIn]:
    """Return the places of `actions` in `plan`, last and in this order; what stands there stays.

    Each keeps its number where that is free, and its theme where the plan has one of that name.
    Raises Decided where the plan is closed, or an action has left its own or belongs to one
    that is closed.
    """
    with because(change):
        hold_open(plan)
        here = set(Action.objects.filter(pk__in=actions_in(plan)).values_list("pk", flat=True))
        return [_stand(plan, action, change) for action in actions if action.pk not in here]


def _stand(plan: ActionPlan, action: Action, change: Change) -> StandsIn:
    if ending_of(action):
        raise Decided(f"Action {action.reference} is no longer in {action.plan}.")
    if action.plan.status == ActionPlan.Status.CLOSED:
        raise Decided(f"{action.plan} is closed, so nothing of it is reported on any more.")
    name = action.theme.name if action.theme else ""
    return place_in(
        plan,
        action,
        entered_on(plan, change.day),
        order=next_order(plan),
        reference=free_reference(action.reference, plan),
        theme=plan.themes.filter(name__iexact=name).first() if name else None,
    )


def take_out(place: StandsIn, change: Change) -> None:
    """Take an action out of a plan that is not its own; there it goes on as before.

    Raises Decided where the plan is closed, or it was taken out already.
    """
    with because(change):
        hold_open(place.plan)
        if not StandsIn.objects.filter(StandsIn.standing_on(None), pk=place.pk).exists():
            raise Decided("The action was taken out of the plan already.")
        give_up(place, change.day)
