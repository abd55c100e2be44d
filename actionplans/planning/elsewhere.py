"""Which recommendations a council leaves to another plan, and to which, on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from actionplans.asat import AsAt
from actionplans.models import ActionPlan, AnsweredElsewhere
from councils.days import end_of


@dataclass(frozen=True)
class Elsewhere:
    """The plan that answers a recommendation: `plan_pk` where it is held here, else words."""

    words: str
    plan_pk: int | None = None


def answered_elsewhere(plan: ActionPlan, as_at: AsAt) -> dict[int, Elsewhere]:
    """Return, by recommendation (pk), where it is answered as far as the council's plans say.

    A plan speaks for all that answer the same inspection. Two queries at most.
    """
    found = AnsweredElsewhere.objects.filter(
        recommendation__inspection__plans=plan, plan__council=plan.council_id
    )
    rows = _standing(plan, as_at) if as_at.words_of else found.order_by("pk")
    return _named(rows)


def _standing(plan: ActionPlan, as_at: AsAt) -> list[Any]:
    """Return the versions of the rows that stood on the day, whatever became of them since."""
    versions: Any = AnsweredElsewhere
    events = versions.pgh_event_model.objects.filter(
        recommendation__inspection__plans=plan,
        plan__council=plan.council_id,
        pgh_created_at__lt=end_of(as_at.stands_on),
    )
    newest = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return [event for event in newest if event.pgh_label != "delete"]


def _named(rows: Iterable[Any]) -> dict[int, Elsewhere]:
    found = list(rows)
    titles = {
        plan.pk: plan.title
        for plan in ActionPlan.objects.filter(pk__in={row.other_id for row in found} - {None})
    }
    return {
        row.recommendation_id: Elsewhere(
            titles.get(row.other_id, row.words), row.other_id if row.other_id in titles else None
        )
        for row in found
    }
