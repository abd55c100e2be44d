"""Reporting cycles: a plan's rhythm, the cycles that were opened, and who was chased in them."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from actionplans.models.facts import Fact
from actionplans.models.plans import ActionPlan, Milestone
from actionplans.models.triggers import (
    CHASED_IN_THE_COUNCIL,
    CYCLE_FOR_THE_COUNCIL,
    CYCLE_OF_THE_PLAN,
    FACTS_STAY,
    RHYTHM_OF_THE_COUNCIL,
)
from councils.models import Body, Meeting, Officer, OutgoingEmail, stays, track


@track()
class ReportingRhythm(models.Model):
    """When a plan's leads are to report; a plan without a row has no rhythm.

    Numbers are working days in England: how long before the updates are due a cycle opens,
    and how long after it closes; `due_before` is how long before the meeting they are due.
    """

    class Kind(models.TextChoices):
        MONTHLY = "monthly", "Every month"
        MEETINGS = "meetings", "Before each meeting of a body"
        DATES = "dates", "On dates I give"

    council_path = "plan__council"

    plan = models.OneToOneField(ActionPlan, on_delete=models.CASCADE, related_name="rhythm")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    day_of_month = models.PositiveSmallIntegerField(default=1)
    body = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="rhythms"
    )
    due_before = models.PositiveSmallIntegerField(default=10)
    dates = ArrayField(models.DateField(), default=list, blank=True)
    opens_before = models.PositiveSmallIntegerField(default=10)
    closes_after = models.PositiveSmallIntegerField(default=3)
    since = models.DateField(help_text="The day it was set: no cycle due before it is opened.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["monthly", "meetings", "dates"]),
                name="rhythm_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(day_of_month__gte=1, day_of_month__lte=31),
                name="rhythm_day_of_a_month",
            ),
            models.CheckConstraint(
                condition=~Q(kind="meetings") | Q(body__isnull=False),
                name="rhythm_of_meetings_names_a_body",
            ),
        ]
        triggers = [RHYTHM_OF_THE_COUNCIL, stays("plan")]

    def __str__(self) -> str:
        return f"Rhythm of {self.plan}"


class ReportingCycle(Fact):
    """A cycle once it is opened (on `day`), by the service or by whoever entered it.

    Reports count from `opens_on`, are due by the end of `updates_due_on`, and are read by
    the manager until the end of `closes_on`: the day whose state the paper shows.
    """

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="cycles")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="cycles"
    )
    opens_on = models.DateField()
    updates_due_on = models.DateField()
    closes_on = models.DateField()

    class Meta(Fact.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "updates_due_on"], name="cycle_once"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("updates_due_on"), updates_due_on__lte=F("closes_on")),
                name="cycle_days_in_order",
            ),
        ]
        triggers = [FACTS_STAY, CYCLE_FOR_THE_COUNCIL]

    def __str__(self) -> str:
        return f"{self.plan}, due by {self.updates_due_on:%-d %B %Y}"


class CycleClosing(Fact):
    """That a cycle was closed, and how many steps were reported on by then.

    `reported` counts those accepted too; `on_time` those first reported by the day due.
    """

    council_path = "cycle__plan__council"

    cycle = models.OneToOneField(ReportingCycle, on_delete=models.PROTECT, related_name="closing")
    reported = models.PositiveSmallIntegerField()
    on_time = models.PositiveSmallIntegerField()
    accepted = models.PositiveSmallIntegerField()
    missing = models.PositiveSmallIntegerField()

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted__lte=F("reported"), on_time__lte=F("reported")),
                name="closing_counts_add_up",
            )
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return f"{self.cycle}, closed on {self.day:%-d %B %Y}"


class Chase(Fact):
    """One writing to leads who have not reported, in a cycle or since a day.

    `key` is made when its page is opened: the same page sent twice is one chase.
    """

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="chases")
    cycle = models.ForeignKey(
        ReportingCycle, null=True, blank=True, on_delete=models.PROTECT, related_name="chases"
    )
    since = models.DateField(help_text="From which day on they have not reported.")
    words = models.TextField(blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(entered_by__isnull=False), name="chase_says_by_whom")
        ]
        triggers = [FACTS_STAY, CYCLE_OF_THE_PLAN]

    def __str__(self) -> str:
        return f"{self.plan}, chased on {self.day:%-d %B %Y}"


class Chased(models.Model):
    """One officer who was written to about one step, in one e-mail."""

    council_path = "chase__plan__council"

    chase = models.ForeignKey(Chase, on_delete=models.PROTECT, related_name="chased")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="chased")
    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="chased")
    email = models.ForeignKey(OutgoingEmail, on_delete=models.PROTECT, related_name="chased")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chase", "officer", "milestone", "email"], name="chased_once"
            )
        ]
        indexes = [models.Index(fields=["milestone", "officer"], name="chased_of_step")]
        triggers = [FACTS_STAY, CHASED_IN_THE_COUNCIL]

    def __str__(self) -> str:
        return f"{self.officer}: {self.chase}"
