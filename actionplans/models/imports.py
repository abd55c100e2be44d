"""A plan on its way in from the council's own file: what was sent, read, put right, confirmed."""

import uuid

from django.db import models
from django.db.models import Q

from actionplans.importing.tables import Document, from_json
from actionplans.importing.understood import Field
from actionplans.models.plans import ActionPlan
from actionplans.models.triggers import ANSWERED_BY_THE_COUNCIL, IMPORTED_BY_THE_COUNCIL
from councils.models import Council, User, stays
from inspections.models import Inspection


def import_path(planned: "PlanImport", name: str) -> str:
    """Return where a plan's file is kept, under a name nobody can guess."""
    return f"imports/{planned.council_id}/{uuid.uuid4().hex}"


class PlanImport(models.Model):
    """One file (or pasted table) that becomes a plan, or changes one, once it is confirmed.

    The row comes before its file, so that no file is ever without a row; `size` is 0 until
    the whole file is stored. `version` tells one saving of the corrections from the next.
    """

    class Status(models.TextChoices):
        HELD = "held", "Held until its form is complete"
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "Read"
        REFUSED = "refused", "Could not be read"
        CONFIRMING = "confirming", "Being taken in"
        CONFIRMED = "confirmed", "Taken in"
        DROPPED = "dropped", "Dropped"

    class Kind(models.TextChoices):
        DOCX = "docx", "Word document"
        XLSX = "xlsx", "Excel workbook"
        CSV = "csv", "CSV file"
        PASTED = "pasted", "Pasted table"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="imports")
    plan = models.ForeignKey(
        ActionPlan,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="imports",
        help_text="The plan it changes, or has become.",
    )
    is_revision = models.BooleanField(default=False, help_text="It changes a plan that was there.")
    title = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(help_text="The day its timescales were agreed.")
    reported_on = models.DateField(help_text="The day of which its progress speaks.")
    inspection = models.ForeignKey(
        Inspection, null=True, blank=True, on_delete=models.SET_NULL, related_name="imports"
    )
    asked_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="imports",
        help_text="Nobody where a command took it in.",
    )
    asked_on = models.DateField()
    asked_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file = models.FileField(max_length=200, upload_to=import_path)
    file_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(default=0, help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    problem = models.TextField(
        blank=True, help_text="Why it was refused, or what the worker could not do with it."
    )
    document = models.JSONField(null=True, blank=True, help_text="Its tables, as read.")
    corrections = models.JSONField(default=dict, blank=True)
    earlier = models.JSONField(
        default=list, blank=True, help_text="The corrections of each version before this one."
    )
    version = models.PositiveIntegerField(default=1)
    corrected_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="imports_corrected"
    )
    corrected_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="imports_confirmed"
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
                        "confirming",
                        "confirmed",
                        "dropped",
                    ]
                ),
                name="import_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(problem=""), name="import_refused_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["read", "confirming", "confirmed"])
                | Q(document__isnull=False),
                name="import_read_has_its_tables",
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_at__isnull=False),
                name="import_confirmed_says_when",
            ),
        ]
        triggers = [IMPORTED_BY_THE_COUNCIL, ANSWERED_BY_THE_COUNCIL, stays("council")]

    def __str__(self) -> str:
        return self.title or self.file_name

    @property
    def tables(self) -> Document:
        """Return what was read of the file; only for one that was read."""
        return from_json(self.document or {})


class ImportReading(models.Model):
    """What a file was understood to say with the corrections of one version, kept by the worker.

    It can be made anew at any time; `known` tells whether the council holds the same by now.
    """

    council_path = "planned__council"

    planned = models.ForeignKey(PlanImport, on_delete=models.CASCADE, related_name="readings")
    version = models.PositiveIntegerField(help_text="Of the import's corrections.")
    known = models.CharField(max_length=64, help_text="A digest of what the council held.")
    outline = models.JSONField(help_text="What is said of the file as a whole.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["planned", "version"], name="import_reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.planned}: version {self.version}"


class ImportReadingPart(models.Model):
    """Some of the rows of a reading, in their order: a page needs a few of many thousand."""

    council_path = "reading__planned__council"

    reading = models.ForeignKey(ImportReading, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField(help_text="From 0.")
    rows = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="import_reading_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reading}, part {self.number}"


class ColumnMapping(models.Model):
    """What a council's own heading stands for, remembered from the last plan it confirmed."""

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="column_mappings")
    heading = models.CharField(max_length=200, help_text="As `headings.key` makes it.")
    field = models.CharField(max_length=30, choices=[(field.value, field.name) for field in Field])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "heading"], name="column_mapping_once"),
            models.CheckConstraint(
                condition=Q(field__in=[field.value for field in Field]),
                name="column_mapping_field_is_known",
            ),
        ]
        triggers = [stays("council")]

    def __str__(self) -> str:
        return f"{self.heading}: {self.field}"
