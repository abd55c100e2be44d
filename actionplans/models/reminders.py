"""Reminders: what a plan's manager wants sent, what was sent, and links to report by."""

import secrets

from django.db import models
from django.db.models import Q

from actionplans.models.facts import ProgressUpdate
from actionplans.models.plans import Action, ActionPlan, Milestone
from actionplans.models.triggers import DRAFT_OF_THE_ACTION, LINK_OF_THE_COUNCIL
from councils.models import Officer, User, stays, track


@track()
class ReminderSettings(models.Model):
    """When a plan's leads are reminded, and in which words; a plan without a row reminds nobody."""

    council_path = "plan__council"

    plan = models.OneToOneField(ActionPlan, on_delete=models.CASCADE, related_name="reminders")
    is_on = models.BooleanField(default=False)
    words = models.TextField(blank=True, help_text="What the manager asks, in their own words.")
    days_before = models.PositiveSmallIntegerField(
        default=7, help_text="How many days before the date; 0 for not before it."
    )
    on_the_day = models.BooleanField(default=True)
    days_after = models.PositiveSmallIntegerField(
        default=7, help_text="While it is late, every so many days; 0 for never."
    )

    class Meta:
        triggers = [stays("plan")]
        verbose_name_plural = "reminder settings"

    def __str__(self) -> str:
        return f"Reminders of {self.plan}"


class ReminderRun(models.Model):
    """A day on which a plan's leads were reminded: written last, so that none is forgotten.

    `covers_to`: the days before the next working day, whose dates were told of already.
    """

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="reminder_runs")
    day = models.DateField()
    covers_to = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "day"], name="reminded_once_a_day")]
        triggers = [stays("plan")]

    def __str__(self) -> str:
        return f"{self.plan}, {self.day:%-d %B %Y}"


def a_nonce() -> str:
    """Return what makes a link unlike any other, so that it can be withdrawn."""
    return secrets.token_hex(16)


@track(exclude=["nonce"])
class ReportLink(models.Model):
    """A link by which somebody without an account reports once on one action or step."""

    council_path = "action__plan__council"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="report_links")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.CASCADE, related_name="report_links"
    )
    officer = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.SET_NULL, related_name="report_links"
    )
    email = models.EmailField()
    name = models.CharField(max_length=200, help_text="Whom the report is by.")
    nonce = models.CharField(max_length=32, default=a_nonce, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_on = models.DateField(help_text="The last day it works.")
    used_at = models.DateTimeField(null=True, blank=True)
    update = models.OneToOneField(
        ProgressUpdate, null=True, blank=True, on_delete=models.PROTECT, related_name="by_link"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="report_link_says_who"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, update__isnull=True)
                | Q(used_at__isnull=False, update__isnull=False),
                name="report_link_used_by_an_update",
            ),
        ]
        triggers = [DRAFT_OF_THE_ACTION, LINK_OF_THE_COUNCIL, stays("action")]

    def __str__(self) -> str:
        return f"Link for {self.name}"
