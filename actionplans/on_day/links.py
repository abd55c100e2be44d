"""What was linked on a day: a plan's sources, the bodies it reports to, what its actions answer.

As the words of a day, what was linked with the plan or the action counts from the beginning,
what was linked later from the day it was.
"""

from collections.abc import Iterable
from typing import Any

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.history import children_on
from actionplans.models import Action, ActionPlan, ActionRecommendation, PlanBody, PlanSource
from councils.models import Body, Meeting


def sources_on(plan: ActionPlan, as_at: AsAt) -> list[int]:
    """Return the inspections (primary keys) that the plan answers in this state."""
    if as_at.words_of is None:
        return list(plan.sources.order_by("pk").values_list("pk", flat=True))
    found = children_on(PlanSource, "actionplan_id", [plan.pk], as_at.words_of, as_at.recorded)
    return sorted(link.inspection_id for link in found.get(plan.pk, ()))


def answered_on(action_ids: Iterable[int], as_at: AsAt) -> list[tuple[int, int]]:
    """Return (action, recommendation), by primary keys, of what the actions answer."""
    if as_at.words_of is None:
        now = Action.recommendations.through.objects.filter(among("action_id", action_ids))
        return list(now.order_by("pk").values_list("action_id", "recommendation_id"))
    found = children_on(
        ActionRecommendation, "action_id", action_ids, as_at.words_of, as_at.recorded
    )
    links = sorted((link for of in found.values() for link in of), key=lambda link: link.id)
    return [(link.action_id, link.recommendation_id) for link in links]


def meetings_on(plan: ActionPlan, as_at: AsAt) -> list[Any]:
    """Return the meetings, held or to come, in order of their days, as the state knows of them.

    Of the bodies the plan reports to; where it names none, of any of the council's.
    """
    bodies = list(Body.objects.filter(pk__in=_told(plan, as_at)))
    return meetings_of(bodies or Body.objects.filter(council=plan.council_id), as_at)


def meetings_of(bodies: Iterable[Body], as_at: AsAt) -> list[Any]:
    """Return the meetings of some bodies, in order of their days, as the state knows of them."""
    names = {body.pk: body for body in bodies}
    meetings = _meetings(list(names), as_at)
    for meeting in meetings:
        meeting.body = names[meeting.body_id]
    return sorted(meetings, key=lambda meeting: (meeting.held_on, meeting.body_id))


def bodies_told(plan_ids: Iterable[int]) -> list[Body]:
    """Return the bodies that any of these plans reports to now, by name."""
    return list(
        Body.objects.filter(plans_reported__in=list(plan_ids)).distinct().order_by("name", "pk")
    )


def _told(plan: ActionPlan, as_at: AsAt) -> list[int]:
    if as_at.words_of is None:
        return list(plan.reports_to.values_list("pk", flat=True))
    found = children_on(PlanBody, "actionplan_id", [plan.pk], as_at.words_of, as_at.recorded)
    return [link.body_id for link in found.get(plan.pk, ())]


def _meetings(bodies: list[int], as_at: AsAt) -> list[Any]:
    """Return the meetings: a fact of its day, entered late or not, unless asked what was known."""
    if as_at.known_on is None:
        return list(Meeting.objects.filter(among("body_id", bodies)))
    found = children_on(Meeting, "body_id", bodies, as_at.known_on)
    return [meeting for of in found.values() for meeting in of]
