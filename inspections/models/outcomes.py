"""National tables of outcomes, and which inspection was taken from which."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from councils.national import OGL
from inspections.models.inspections import Inspection
from inspections.outcomes import kinds


class OutcomesFile(models.Model):
    """A table as it was read: what is counted from it can say which table and of which day.

    The operator looks at what taking it in would do before it is `loaded_at`.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=30, choices=[*kinds.NAMES.items()])
    as_at = models.DateField(
        help_text="The day it tells of: the newest publication in it, or told."
    )
    rows = models.JSONField(help_text="The columns that are read, row by row.")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody where a command loaded it.",
    )
    loaded_at = models.DateTimeField(null=True, blank=True)
    counts = models.JSONField(default=dict, help_text="How many rows did what, at the last load.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[*kinds.NAMES]), name="outcomes_file_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def attribution(self) -> str:
        """Return what has to stand beside what is shown of it."""
        return OGL


class OutcomeRow(models.Model):
    """The row of a table that says what an inspection taken from tables says."""

    council_path = "inspection__council"

    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="outcome_rows"
    )
    file = models.ForeignKey(OutcomesFile, on_delete=models.PROTECT, related_name="outcome_rows")
    number = models.PositiveIntegerField(help_text="As a spreadsheet shows it.")
    report_url = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "inspection"], name="outcome_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.file}, row {self.number}"
