"""Which recommendations a council leaves to another plan, and to which, on a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from actionplans.asat import AsAt
from actionplans.models import ActionPlan, AnsweredElsewhere
from councils.days import end_of
from councils.drafts import not_of_a_draft
from inspections.models import Recommendation

DRAFTED = "A plan that is being drafted"


@dataclass(frozen=True)
class Elsewhere:
    """The plan that answers a recommendation: `plan_pk` where it is held here, else words."""

    words: str
    plan_pk: int | None = None


def answered_elsewhere(plan: ActionPlan, as_at: AsAt) -> dict[int, Elsewhere]:
    """Return, by recommendation (pk), where it is answered as far as the council's plans say.

    A plan speaks for all that answer the same inspection. Two queries at most.
    """
    return _named(_standing([plan], as_at), as_at)


def left_to_others(plans: Sequence[ActionPlan], as_at: AsAt) -> dict[int, set[int]]:
    """Return, by plan, the recommendations (pks) that are answered elsewhere, of one council.

    The same for several plans at once: two queries; of one plan alone, one.
    """
    if len(plans) == 1:
        return {plans[0].pk: {row.recommendation_id for row in _standing(plans, as_at)}}
    answers = ActionPlan.sources.through.objects.filter(actionplan__in=plans)
    by_inspection: dict[int, list[int]] = defaultdict(list)
    for plan, inspection in answers.values_list("actionplan_id", "inspection_id"):
        by_inspection[inspection].append(plan)
    found: dict[int, set[int]] = {plan.pk: set() for plan in plans}
    for row in _standing(plans, as_at):
        for plan in by_inspection[row.recommendation.inspection_id]:
            found[plan].add(row.recommendation_id)
    return found


def _standing(plans: Sequence[ActionPlan], as_at: AsAt) -> list[Any]:
    """Return the rows of a council's plans; those of a day past, whatever became of them since."""
    model: Any = AnsweredElsewhere
    asked = {
        "recommendation__in": Recommendation.objects.filter(inspection__plans__in=plans),
        "plan__council__in": {plan.council_id for plan in plans},
    }
    if not as_at.words_of:
        return list(model.objects.filter(**asked).select_related("recommendation").order_by("pk"))
    events = model.pgh_event_model.objects.filter(
        **asked, pgh_created_at__lt=end_of(as_at.stands_on)
    )
    newest = events.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    rows = newest.select_related("recommendation")
    return [event for event in rows if event.pgh_label != "delete"]


def _named(rows: Iterable[Any], as_at: AsAt) -> dict[int, Elsewhere]:
    """Return where each is answered; of a plan that this reader is not shown no more than that."""
    found = list(rows)
    others = ActionPlan.objects.filter(pk__in={row.other_id for row in found} - {None})
    if as_at.without_drafts:
        others = others.filter(not_of_a_draft(ActionPlan))
    titles = {plan.pk: plan.title for plan in others}
    return {
        row.recommendation_id: Elsewhere(
            titles.get(row.other_id, row.words or DRAFTED),
            row.other_id if row.other_id in titles else None,
        )
        for row in found
    }
