"""How actions left their plan, and which took the place of which, on a day."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.models import Action, Ending
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


def _named(action: Action, as_at: AsAt) -> ActionNamed | None:
    """Return how another row refers to this action; None where the reader may not know of it."""
    if action.is_confidential and not as_at.confidential:
        return None
    return ActionNamed(action.pk, action.plan_id, action.reference, action.plan.title)
