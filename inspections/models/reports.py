"""An inspection report as a file: on its way in, and kept as the source of an inspection."""

import uuid

from django.db import models
from django.db.models import Q

from councils.models import Council, User, belongs, stays
from inspections.models.inspections import Inspection
from inspections.report_reading.draft import DraftInspection, from_json


def report_path(report: "ReportFile", name: str) -> str:
    """Return where a report is kept, under a name nobody can guess."""
    return f"reports/{report.council_id}/{uuid.uuid4().hex}"


class ReportFile(models.Model):
    """One PDF that becomes an inspection, or the source of one, once somebody confirms it.

    The row comes before its file, so that no file is ever without a row; `size` is 0 until the
    whole file is stored. Of one file there is one row in a council that is not over.
    """

    class Status(models.TextChoices):
        HELD = "held", "Being sent"
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "Read"
        REFUSED = "refused", "Could not be read"
        CONFIRMED = "confirmed", "Confirmed"
        DROPPED = "dropped", "Dropped"

    GOING = ("waiting", "reading", "read", "confirmed")

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="report_files")
    inspection = models.ForeignKey(
        Inspection,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="report_files",
        help_text="The inspection it has become, or is the source of.",
    )
    by_operator = models.BooleanField(
        default=False, help_text="The site operator sent it: the council does not work on it."
    )
    is_national = models.BooleanField(
        default=False, help_text="Whoever may read its inspection may have it."
    )
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="report_files")
    asked_at = models.DateTimeField(auto_now_add=True)
    file = models.FileField(max_length=200, upload_to=report_path)
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField(default=0, help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.HELD)
    problem = models.TextField(blank=True, help_text="Why it was refused.")
    draft = models.JSONField(null=True, blank=True, help_text="What was read of it.")
    typed = models.JSONField(
        default=dict,
        blank=True,
        help_text="What somebody put right and will go on with: the form's fields, each a list.",
    )
    typed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_typed"
    )
    typed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="reports_confirmed"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    status__in=[
                        "held",
                        "waiting",
                        "reading",
                        "read",
                        "refused",
                        "confirmed",
                        "dropped",
                    ]
                ),
                name="report_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(problem=""), name="report_refused_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["read", "confirmed"]) | Q(draft__isnull=False),
                name="report_read_has_its_draft",
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed")
                | (Q(confirmed_at__isnull=False) & Q(inspection__isnull=False)),
                name="report_confirmed_says_of_what",
            ),
            models.UniqueConstraint(
                fields=["council", "by_operator", "sha256"],
                condition=Q(status__in=["waiting", "reading", "read", "confirmed"]),
                name="report_once_in_a_council",
            ),
        ]
        triggers = [
            belongs(
                "report_of_an_inspection_of_its_council",
                "NEW.inspection_id IS NOT NULL",
                """SELECT 1 FROM inspections_inspection AS inspection
                   WHERE inspection.id = NEW.inspection_id
                   AND inspection.council_id = NEW.council_id""",
                "The report is kept with an inspection of another council.",
            ),
            stays("council"),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def typed_version(self) -> str:
        """Return what tells one keeping of what was put right from the next; "" before."""
        return self.typed_at.isoformat() if self.typed_at else ""

    @property
    def read(self) -> DraftInspection:
        """Return what was read of it; only for one that was read."""
        return from_json(self.draft or {})
