"""What the inspectorate asks for."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from councils.models import track
from inspections.models.inspections import Inspection


class Addressee(models.TextChoices):
    COUNCIL = "council", "The council"
    BOARD = "board", "The safeguarding board"
    PARTNERSHIP = "partnership", "The local area partnership"


@track()
class Recommendation(models.Model):
    """What the inspectorate asks for, under its own number and the council's."""

    class Priority(models.TextChoices):
        RECOMMENDATION = "recommendation", "Recommendation"
        PRIORITY_ACTION = "priority_action", "Priority and immediate action"
        AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"

    council_path = "inspection__council"

    inspection = models.ForeignKey(
        Inspection, on_delete=models.CASCADE, related_name="recommendations"
    )
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=20, blank=True, help_text="As the report prints it.")
    council_number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    addressed_to = models.CharField(
        max_length=20, choices=Addressee.choices, default=Addressee.COUNCIL
    )
    priority = models.CharField(
        max_length=30, choices=Priority.choices, default=Priority.RECOMMENDATION
    )
    paragraph_references = models.CharField(max_length=100, blank=True)
    page = models.PositiveSmallIntegerField(null=True, blank=True)
    timescale = models.CharField(
        max_length=200, blank=True, help_text="The inspectorate's own words, if it sets a time."
    )
    outcome = models.CharField(
        max_length=200, blank=True, help_text="The outcome of the national framework it names."
    )
    answered_elsewhere = models.CharField(
        max_length=200, blank=True, help_text="The other plan that answers it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "order"], name="recommendation_order"),
            models.CheckConstraint(
                condition=Q(addressed_to__in=Addressee.values),
                name="recommendation_addressee_is_known",
            ),
        ]
        indexes = [GinIndex(SearchVector("text", config="english"), name="recommendation_words")]

    def __str__(self) -> str:
        return f"{self.shown_number}. {self.text}"

    @property
    def shown_number(self) -> str:
        """Return the council's number where it has one, else the report's."""
        return self.council_number or self.number


@track()
class RecommendationWording(models.Model):
    """The same recommendation as another paper words it."""

    council_path = "recommendation__inspection__council"

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="wordings"
    )
    source = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "source"], name="recommendation_wording_once"
            )
        ]

    def __str__(self) -> str:
        return self.text
