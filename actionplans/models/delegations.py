"""Who may report for whom, and what was handed over to whom."""

import datetime

from django.db import models
from django.db.models import F, Q

from actionplans.models.plans import ActionPlan
from actionplans.models.triggers import DELEGATE_OF_THE_COUNCIL, DELEGATED_OF_THE_COUNCIL
from councils.models import Officer, User, ends_after_start, in_force_on, stays, track


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def in_force(self, day: datetime.date) -> "DelegationQuerySet":
        """Return those that hold on `day`: both people are still there, and nobody ended it."""
        return self.filter(
            in_force_on(day), in_force_on(day, "officer__"), in_force_on(day, "delegate__")
        )


@track()
class Delegation(models.Model):
    """A lead lets another person report for them, from a day until a day, on a plan or on all.

    `ends` is the first day it no longer holds. One that ended stays.
    """

    council_path = "officer__council"

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="delegations")
    delegate = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="reports_for")
    plan = models.ForeignKey(
        ActionPlan, null=True, blank=True, on_delete=models.CASCADE, related_name="delegations"
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    is_reminded = models.BooleanField(default=False, help_text="Reminders go to the delegate too.")
    made_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(officer=F("delegate")), name="delegation_to_another"
            ),
            ends_after_start("delegation_ends_after_start"),
        ]
        triggers = [DELEGATE_OF_THE_COUNCIL, DELEGATED_OF_THE_COUNCIL, stays("officer")]

    def __str__(self) -> str:
        return f"{self.delegate} for {self.officer}"

    @property
    def last_day(self) -> datetime.date | None:
        """Return the last day it holds; None while no end is known."""
        return self.ends - datetime.timedelta(days=1) if self.ends else None
