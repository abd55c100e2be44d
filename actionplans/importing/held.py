"""What a plan holds, loaded to be held against a revised file."""

from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery

from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Milestone,
    ProgressUpdate,
    Review,
    actions_in,
)
from actionplans.planning.places import guests_of


def is_of_a_closed_plan(action: Any) -> bool:
    """Return whether one of `actions_held` belongs to another plan, which is closed."""
    return action.guest is not None and action.plan.status == ActionPlan.Status.CLOSED


def _wording() -> Subquery:
    """Return what files print of an update in place of its text; None where they print that."""
    accepted = Review.objects.filter(update=OuterRef("pk"), verdict=Review.Verdict.ACCEPTED)
    return Subquery(accepted.order_by("-pk").values("paper_wording")[:1])


def actions_held(plan: ActionPlan) -> list[Any]:
    """Return what stands in the plan in order, with its steps, dates, leads and reports.

    Each has `guest`: where it belongs to another plan, what holds its place in this one. Its
    number and theme are then those it has here, not to be saved with it.
    """
    steps = Milestone.objects.filter(removed_on=None).order_by("order", "pk")
    steps = steps.prefetch_related(
        "leads__officer", Prefetch("due_dates", DueDate.objects.order_by("pk"))
    )
    updates = (
        ProgressUpdate.objects.annotate(
            verdict=Review.last_verdict(update=OuterRef("pk")), wording=_wording()
        )
        .exclude(verdict=Review.Verdict.RETURNED)
        .order_by("day", "pk")
        .prefetch_related("lines")
    )
    found = Action.objects.filter(pk__in=actions_in(plan)).select_related(
        "theme", "accountable", "plan__council"
    )
    loaded: list[Any] = list(
        found.prefetch_related(
            Prefetch("milestones", steps),
            Prefetch("updates", updates),
            "recommendations",
        )
    )
    guests = {guest.action_id: guest for guest in guests_of(plan)}
    for action in loaded:
        action.guest = guest = guests.get(action.pk)
        if guest:
            action.order, action.reference = guest.order, guest.reference
            action.theme = guest.theme
    return sorted(loaded, key=lambda action: (action.order, action.pk))
