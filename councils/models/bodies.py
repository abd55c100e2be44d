"""Bodies that watch over plans, and their meetings."""

from django.db import models

from councils.models.base import ends_after_start, stays, track
from councils.models.councils import Council


@track()
class Body(models.Model):
    """Cabinet, a committee or a board. A renamed body is a new one with a predecessor."""

    class Kind(models.TextChoices):
        CABINET = "cabinet", "Cabinet"
        OVERVIEW_SCRUTINY = "overview_scrutiny", "Overview and scrutiny committee"
        IMPROVEMENT_BOARD = "improvement_board", "Improvement board"
        SAFEGUARDING_PARTNERSHIP = "safeguarding_partnership", "Safeguarding partnership"
        MANAGEMENT = "management", "Management team"
        OTHER = "other", "Other"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    predecessor = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "name"], name="body_once_in_council"),
            ends_after_start("body_ends_after_start"),
        ]
        triggers = [stays("council")]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


@track()
class Meeting(models.Model):
    """One sitting of a body. Its date and what came of it are two things."""

    council_path = "body__council"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "held_on"], name="meeting_once_a_day")
        ]
        triggers = [stays("body")]

    def __str__(self) -> str:
        return f"{self.body}, {self.held_on:%-d %B %Y}"
