"""What difference a plan makes: measures with their bands, and the risks it names."""

from django.db import models
from django.db.models import Q

from actionplans.models.plans import Action, ActionPlan
from actionplans.models.triggers import MEASURED_OF_THE_PLAN
from councils.models import stays, track


@track()
class Measure(models.Model):
    """Something to be seen in numbers or in words; of the whole plan, or of one action."""

    class Better(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"
        NOT_STATED = "not_stated", "Not stated"

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="measures")
    action = models.ForeignKey(
        Action, null=True, blank=True, on_delete=models.CASCADE, related_name="measures"
    )
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=40, blank=True, help_text="Like %, days or children.")
    better = models.CharField(max_length=12, choices=Better.choices, default=Better.NOT_STATED)
    baseline_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    baseline_words = models.TextField(blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target_value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    printed_target = models.CharField(
        max_length=300, blank=True, help_text="When it is to be reached, as the plan prints it."
    )
    added_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="measure_order"),
            models.CheckConstraint(
                condition=Q(better__in=["higher", "lower", "not_stated"]),
                name="measure_better_is_known",
            ),
        ]
        triggers = [MEASURED_OF_THE_PLAN, stays("plan")]

    def __str__(self) -> str:
        return self.title


@track()
class MeasureBand(models.Model):
    """One band of a measure in words (unmet, met, exceeded ...), perhaps with a value and a day."""

    council_path = "measure__plan__council"

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="bands")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    words = models.CharField(max_length=300, blank=True)
    is_met = models.BooleanField(help_text="Reaching this band means that the measure is met.")
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "order"], name="band_order"),
            models.UniqueConstraint(fields=["measure", "label"], name="band_once"),
        ]
        triggers = [stays("measure")]

    def __str__(self) -> str:
        return self.label


@track()
class Risk(models.Model):
    """A risk a plan names, with its rating before and after what is done about it."""

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="risks")
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    uncontrolled = models.CharField(max_length=60, blank=True, help_text="As the plan rates it.")
    controls = models.TextField(blank=True)
    controlled = models.CharField(max_length=60, blank=True, help_text="Once controlled.")
    added_on = models.DateField(
        null=True, blank=True, help_text="The day it entered the plan; empty for the plan's own."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="risk_order")]
        triggers = [stays("plan")]

    def __str__(self) -> str:
        return self.text
