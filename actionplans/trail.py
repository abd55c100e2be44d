"""Breadcrumbs: the way back from a page about a plan."""

from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan
from councils.access import Access

Trail = list[tuple[str, str]]


def trail(
    access: Access,
    plan: ActionPlan | None = None,
    action: Action | None = None,
    as_at: AsAt | None = None,
) -> Trail:
    """Return (text, address) of the council, the plan and the action, as far as given.

    The day asked for goes along.
    """
    slug, query = access.council.slug, as_at.query if as_at else ""
    found = [(access.council.name, reverse("actionplans:council", args=[slug]) + query)]
    if plan:
        found.append((plan.title, reverse("actionplans:plan", args=[slug, plan.pk]) + query))
    if plan and action:
        here = reverse("actionplans:action", args=[slug, plan.pk, action.pk])
        found.append((f"Action {action.reference}", here + query))
    return found
