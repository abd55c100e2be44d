"""What was linked on a day: a plan's sources, the bodies it reports to, what its actions answer.

As the words of a day, what was linked with the plan or the action counts from the beginning,
what was linked later from the day it was.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from actionplans.among import among
from actionplans.asat import AsAt
from actionplans.history import children_on
from actionplans.models import Action, ActionPlan, ActionRecommendation, PlanBody, PlanSource
from councils.models import Body, Meeting


def sources_on(plan: ActionPlan, as_at: AsAt) -> list[int]:
    """Return the inspections (primary keys) that the plan answers in this state."""
    return sources_of([plan], as_at)[plan.pk]


def sources_of(plans: Iterable[ActionPlan], as_at: AsAt) -> dict[int, list[int]]:
    """Return, by plan, the inspections (primary keys) that it answers. Two queries at most."""
    return _linked(PlanSource, "inspection_id", [plan.pk for plan in plans], as_at)


def _linked(model: Any, other: str, plans: list[int], as_at: AsAt) -> dict[int, list[int]]:
    """Return, by plan, the keys of what was linked with it in this state, in order."""
    found: dict[int, list[int]] = {pk: [] for pk in plans}
    if as_at.words_of is None:
        links = model.objects.filter(among("actionplan_id", plans)).order_by(other)
        for plan, key in links.values_list("actionplan_id", other):
            found[plan].append(key)
        return found
    standing = children_on(model, "actionplan_id", plans, as_at.words_of, as_at.recorded)
    linked = {plan: sorted(getattr(each, other) for each in of) for plan, of in standing.items()}
    return found | linked


def answered_on(action_ids: Iterable[int], as_at: AsAt) -> list[tuple[int, int]]:
    """Return (action, recommendation), by primary keys, of what the actions answer."""
    if as_at.words_of is None:
        now = Action.recommendations.through.objects.filter(among("action_id", action_ids))
        return list(now.order_by("pk").values_list("action_id", "recommendation_id"))
    found = children_on(
        ActionRecommendation,
        "action_id",
        action_ids,
        as_at.words_of,
        as_at.recorded,
        ("id", "recommendation_id"),
    )
    links = sorted((link for of in found.values() for link in of), key=lambda link: link.id)
    return [(link.action_id, link.recommendation_id) for link in links]


def meetings_on(plan: ActionPlan, as_at: AsAt) -> list[Any]:
    """Return the meetings, held or to come, in order of their days, as the state knows of them.

    Of the bodies the plan reports to; where it names none, of any of the council's.
    """
    return meetings_on_plans([plan], as_at)[plan.pk]


def meetings_on_plans(plans: Sequence[ActionPlan], as_at: AsAt) -> dict[int, list[Any]]:
    """Return, by plan, the same of several plans of one council, in as many queries as of one."""
    told = _linked(PlanBody, "body_id", [plan.pk for plan in plans], as_at)
    wanted = Body.objects.filter(council__in={plan.council_id for plan in plans})
    if all(told.values()):
        wanted = wanted.filter(pk__in={body for of in told.values() for body in of})
    meetings = meetings_of(wanted, as_at)
    return {
        plan: [one for one in meetings if not bodies or one.body_id in bodies]
        for plan, bodies in told.items()
    }


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


def _meetings(bodies: list[int], as_at: AsAt) -> list[Any]:
    """Return the meetings: a fact of its day, entered late or not, unless asked what was known."""
    if as_at.known_on is None:
        return list(Meeting.objects.filter(among("body_id", bodies)))
    found = children_on(Meeting, "body_id", bodies, as_at.known_on)
    return [meeting for of in found.values() for meeting in of]
