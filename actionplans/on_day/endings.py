"""How actions left their plan, and which took the place of which, on a day."""

import datetime
from collections import defaultdict

from django.db.models import Exists, OuterRef

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, Ending
from actionplans.rows import ActionNamed, Ended


def endings(action_ids: list[int], as_at: AsAt) -> dict[int, Ended]:
    """Return the last ending of each action that was not put back since."""
    rows = (
        Ending.objects.filter(as_at.holds(), among("action_id", action_ids))
        .select_related("successor__plan")
        .order_by("action_id", "-day", "-pk")
        .distinct("action_id")
    )
    return {
        row.action_id: Ended(
            kind=row.kind,
            words=row.get_kind_display(),
            reason=row.reason,
            day=row.day,
            agreed_by=row.agreed_by,
            successor=_named(row.successor, as_at) if row.successor else None,
        )
        for row in rows
        if row.kind != Ending.Kind.RESTORED
    }


def has_ended(action: Action, day: datetime.date) -> bool:
    """Return whether an action had left its plan on `day`, and was not put back since."""
    return action.pk in endings([action.pk], AsAt(day=day, today=day))


def carried_from(action_ids: list[int], as_at: AsAt) -> dict[int, list[ActionNamed]]:
    """Return the actions that each of these took the place of, those put back since left out."""
    later = Ending.objects.filter(as_at.holds(), action=OuterRef("action"), pk__gt=OuterRef("pk"))
    rows = Ending.objects.filter(as_at.holds(), ~Exists(later), among("successor_id", action_ids))
    by_action: dict[int, list[ActionNamed]] = defaultdict(list)
    for row in rows.select_related("action__plan").order_by("pk"):
        named = _named(row.action, as_at)
        if row.successor_id and named:
            by_action[row.successor_id].append(named)
    return by_action


def taken_over(action: Action, as_at: AsAt) -> list[Action]:
    """Return the actions of other plans that went on in this one, and in those, nearest first.

    Those put back since are left out; so is one the reader may not know of, and what went on
    in it. Two queries, however many there are.
    """
    later = Ending.objects.filter(as_at.holds(), action=OuterRef("action"), pk__gt=OuterRef("pk"))
    found = Ending.objects.filter(as_at.holds(), ~Exists(later), kind=Ending.Kind.CARRIED)
    found = found.filter(action__plan__council=action.plan.council_id)
    if not as_at.confidential:
        found = found.filter(action__is_confidential=False)
    before: dict[int | None, list[int]] = defaultdict(list)
    for pk, successor in found.order_by("pk").values_list("action_id", "successor_id"):
        before[successor].append(pk)
    chain, ahead = dict[int, None](), list(before[action.pk])
    while ahead:
        pk = ahead.pop(0)
        if pk != action.pk and pk not in chain:
            chain[pk] = None
            ahead += before[pk]
    actions = Action.objects.filter(among("pk", chain)).select_related("plan__council")
    named = {each.pk: each for each in actions}
    return [named[pk] for pk in chain]


def _named(action: Action, as_at: AsAt) -> ActionNamed | None:
    """Return how another row refers to this action; None where the reader may not know of it."""
    if action.is_confidential and not as_at.confidential:
        return None
    if action.plan.status == ActionPlan.Status.DRAFT and as_at.without_drafts:
        return None
    return ActionNamed(action.pk, action.plan_id, action.reference, action.plan.title)
