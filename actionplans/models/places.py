"""An action that stands in another plan as well as its own: one action, reported once."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from actionplans.models.plans import Action, ActionPlan, Theme
from actionplans.models.triggers import STANDS_IN_ANOTHER, THEME_OF_THE_PLAN
from councils.models import stays, track


@track()
class StandsIn(models.Model):
    """The place of an action in a plan that is not its own, with the number it has there.

    What is said, dated and decided is the action's: both plans show the same.
    """

    council_path = "plan__council"
    draft_with = ("action__plan",)

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="guests")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="places")
    order = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=60, help_text="Its number in this plan.")
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="guests"
    )
    added_on = models.DateField(help_text="The day from which it stands in this plan.")
    removed_on = models.DateField(
        null=True, blank=True, help_text="The first day it no longer stood in this plan."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "action"],
                condition=Q(removed_on__isnull=True),
                name="stands_in_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | Q(removed_on__gte=models.F("added_on")),
                name="stands_in_until_later",
            ),
        ]
        triggers = [STANDS_IN_ANOTHER, THEME_OF_THE_PLAN, stays("plan"), stays("action")]

    def __str__(self) -> str:
        return f"{self.reference} of {self.plan}"

    @staticmethod
    def standing_on(day: datetime.date | None) -> Q:
        """Return the filter for the places that hold on `day`; None: for those that hold now."""
        if day is None:
            return Q(removed_on__isnull=True)
        return Q(added_on__lte=day) & (Q(removed_on__isnull=True) | Q(removed_on__gt=day))


def actions_in(plan: ActionPlan, day: datetime.date | None = None) -> QuerySet[Any]:
    """Return the primary keys of what stands in `plan` on `day`: its own actions, and others'.

    None asks for those that stand there now. To be asked for with `__in`, as one subquery.
    """
    return actions_in_any([plan.pk], day)


def actions_in_any(plans: Iterable[int], day: datetime.date | None = None) -> QuerySet[Any]:
    """Return the same of several plans, by their keys."""
    keys = list(plans)
    guests = StandsIn.objects.filter(StandsIn.standing_on(day), plan__in=keys)
    own: QuerySet[Any] = Action.objects.filter(plan__in=keys).values("pk")
    return own.union(guests.values("action_id"), all=True)


def ever_in(plan: ActionPlan) -> QuerySet[Action]:
    """Return the actions that stood in `plan` on any day, those of other plans among them."""
    guests = StandsIn.objects.filter(plan=plan).values("action_id")
    return Action.objects.filter(Q(plan=plan) | Q(pk__in=guests))


def places_of_actions(
    plans: Iterable[int], day: datetime.date | None = None
) -> dict[int, list[int]]:
    """Return, by action, in which of these plans it stands on `day`. Two queries."""
    keys = list(plans)
    found: dict[int, list[int]] = defaultdict(list)
    guests = StandsIn.objects.filter(StandsIn.standing_on(day), plan__in=keys)
    own = Action.objects.filter(plan__in=keys).values_list("pk", "plan_id")
    for action, plan in (*own, *guests.values_list("action_id", "plan_id")):
        found[action].append(plan)
    return found
