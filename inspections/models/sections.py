"""What a report says under each judgement, paragraph by paragraph, kept to be searched."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from inspections import frameworks
from inspections.models.inspections import Inspection

LANGUAGE = "english"
AREAS = sorted({key for _, key in frameworks.area_pairs()})


class ReportSection(models.Model):
    """A section of a report, under its printed heading, and the judgement that it explains."""

    council_path = "inspection__council"

    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="report_sections"
    )
    area = models.CharField(
        max_length=60,
        blank=True,
        choices=[(key, key) for key in AREAS],
        help_text="Empty for none of its areas.",
    )
    heading = models.CharField(max_length=300)
    page = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "order"], name="section_order"),
            models.CheckConstraint(
                condition=Q(area="") | Q(area__in=AREAS), name="section_area_of_the_catalogue"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class ReportParagraph(models.Model):
    """A paragraph of a section, with its printed number and the page it begins on."""

    council_path = "section__inspection__council"

    section = models.ForeignKey(ReportSection, on_delete=models.CASCADE, related_name="paragraphs")
    number = models.CharField(max_length=20, blank=True)
    page = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    text = models.TextField()
    words = models.GeneratedField(
        expression=SearchVector("text", config=LANGUAGE),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "order"], name="paragraph_order"),
            models.CheckConstraint(condition=~Q(text=""), name="paragraph_says_something"),
        ]
        indexes = [GinIndex(fields=["words"], name="paragraph_words")]

    def __str__(self) -> str:
        return self.text
