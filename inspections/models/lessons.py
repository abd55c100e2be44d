"""What a committee took from others' inspections."""

from django.db import models
from django.db.models import Q

from councils.models import Council
from inspections import frameworks
from inspections.learning.themes import THEMES


class Lesson(models.Model):
    """One thing a committee's paper holds about learning from inspections of others."""

    class Kind(models.TextChoices):
        POINT = "point", "Learning point"
        EXTRACT = "extract", "From an inspection"
        FURTHER = "further", "Possible further action"

    council_path = "council"

    council = models.ForeignKey(
        Council, on_delete=models.PROTECT, related_name="lessons", help_text="Whose committee."
    )
    paper = models.CharField(max_length=200)
    on = models.DateField(help_text="The day of the committee’s meeting.")
    reference = models.CharField(max_length=40, help_text="Where in the paper: 13a, Appendix 2.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    theme = models.CharField(
        max_length=40, blank=True, choices=[(theme.key, theme.name) for theme in THEMES]
    )
    about = models.ForeignKey(
        Council,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lessons_from",
        help_text="Whose inspection it is from, where the paper says so or its words do.",
    )
    label = models.CharField(
        max_length=100, blank=True, help_text="Whose it may be, where that is not known."
    )
    grade = models.CharField(
        max_length=40,
        blank=True,
        choices=[(grade.key, grade.label) for grade in frameworks.SIF_SCALE],
        help_text="For leadership, as the paper prints it. Empty where it does not.",
    )
    is_certain = models.BooleanField(
        default=True, help_text="Whether the paper says for certain whose inspection it is from."
    )
    text = models.TextField(help_text="In our own words.")
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "paper", "order"], name="lesson_order"),
            models.CheckConstraint(
                condition=Q(kind__in=["point", "extract", "further"]), name="lesson_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text
