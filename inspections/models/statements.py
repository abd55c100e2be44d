"""What a council submitted to the inspectorate, and the day the letter printed for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from councils.models import track
from inspections import clock
from inspections.models.inspections import Inspection


@track()
class Statement(models.Model):
    """One thing owed after an inspection. Without `submitted_on` it is not marked as submitted."""

    council_path = "inspection__council"

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="statements")
    kind = models.CharField(max_length=20, choices=[*clock.NAMES.items()])
    printed_due = models.DateField(null=True, blank=True, help_text="The day the letter prints.")
    submitted_on = models.DateField(null=True, blank=True)
    submitted_to = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who marked it as submitted.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "kind"], name="statement_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[*clock.NAMES]), name="statement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(submitted_on__isnull=False) | Q(submitted_to=""),
                name="statement_submitted_to_somebody_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
