"""How actions left their plan, and which took the place of which, on a day."""

import datetime
from collections import defaultdict
from operator import attrgetter

from django.db.models import Exists, OuterRef

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, Ending
from actionplans.on_day.held import Held
from actionplans.rows import ActionNamed, Ended


def endings(held: Held, as_at: AsAt) -> dict[int, Ended]:
    """Return, by action, the last ending that was not put back since, in this state."""
    last = {one.action_id: one for one in held.endings_on(as_at)}
    return {
        action: Ended(
            kind=one.kind,
            words=one.get_kind_display(),
            reason=one.reason,
            day=one.day,
            agreed_by=one.agreed_by,
            successor=_named(one.successor, as_at) if one.successor else None,
        )
        for action, one in last.items()
        if one.kind != Ending.Kind.RESTORED
    }


def has_ended(action: Action, day: datetime.date) -> bool:
    """Return whether an action had left its plan on `day`, and was not put back since."""
    as_at = AsAt(day=day, today=day)
    return action.pk in endings(Held([action.pk], as_at), as_at)


def carried_from(held: Held, as_at: AsAt) -> dict[int, list[ActionNamed]]:
    """Return the actions that each of these took the place of, those put back since left out."""
    newest: dict[int, Ending] = {}
    for one in sorted(held.endings_on(as_at), key=attrgetter("pk")):
        newest[one.action_id] = one
    by_action: dict[int, list[ActionNamed]] = defaultdict(list)
    for one in sorted(newest.values(), key=attrgetter("pk")):
        named = _named(one.action, as_at)
        if one.successor_id and named:
            by_action[one.successor_id].append(named)
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
