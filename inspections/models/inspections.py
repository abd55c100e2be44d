"""An inspection of one council."""

import datetime

from django.db import models
from django.db.models import F, Q

from councils.models import Council, track
from inspections import frameworks
from inspections.models.checks import in_force


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def published(self) -> "InspectionQuerySet":
        return self.filter(is_published=True)

    def newest_first(self) -> "InspectionQuerySet":
        return self.order_by("-ends_on", "-pk")


@track()
class Inspection(models.Model):
    """One inspection of one council, under the framework in force on its day.

    Published inspections are national: anyone signed in may read them.
    """

    class Source(models.TextChoices):
        PAPER = "paper", "A council’s paper"
        REPORT = "report", "The published report, read from its PDF"
        HAND = "hand", "Entered by hand"
        OUTCOMES = "outcomes", "A national table of outcomes"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="inspections")
    key = models.SlugField(max_length=100, unique=True)
    framework = models.CharField(max_length=40, choices=frameworks.choices())
    visit = models.CharField(max_length=40, blank=True, help_text="standard, short, ...")
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField()
    days_stated = models.BooleanField(
        default=True,
        help_text="Whether the source gives the days of the inspection. Where it does not, both "
        "stand on the day of publication.",
    )
    published_on = models.DateField(null=True, blank=True)
    out_by = models.DateField(
        null=True,
        blank=True,
        help_text="A day by which the report was out, where the day of publication is not stated.",
    )
    received_on = models.DateField(
        null=True, blank=True, help_text="The day the council received the report."
    )
    theme = models.CharField(
        max_length=300, blank=True, help_text="What a joint or focused inspection looked at."
    )
    lead_inspector = models.CharField(max_length=200, blank=True)
    is_published = models.BooleanField(default=False)
    source = models.CharField(
        max_length=20,
        choices=Source.choices,
        default=Source.PAPER,
        help_text="Where it comes from. What a council entered is not replaced by a table.",
    )

    objects = InspectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="inspection_ends_after_start"
            ),
            models.CheckConstraint(
                condition=(Q(published_on__isnull=True) | Q(published_on__gte=F("ends_on")))
                & (Q(out_by__isnull=True) | Q(out_by__gte=F("ends_on"))),
                name="inspection_published_after_end",
            ),
            models.CheckConstraint(
                condition=Q(is_published=False)
                | Q(published_on__isnull=False)
                | Q(out_by__isnull=False),
                name="inspection_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=in_force(), name="inspection_framework_in_force_on_its_day"
            ),
            models.CheckConstraint(
                condition=Q(source__in=["paper", "report", "hand", "outcomes"]),
                name="inspection_source_is_known",
            ),
            # What judgements and findings refer to, so that none can carry another framework.
            models.UniqueConstraint(fields=["id", "framework"], name="inspection_and_framework"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def known_published_on(self) -> datetime.date | None:
        """Return the day of publication, else the day by which the report is known to be out.

        What is too late counted from here is too late counted from the real day.
        """
        return self.published_on or self.out_by

    def catalogue(self) -> frameworks.Framework:
        """Return the framework's entry in the catalogue: its headings and grades."""
        return frameworks.FRAMEWORKS[self.framework]
