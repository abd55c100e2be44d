"""A council's own ratings: labels, definitions, colours and order, each with a meaning of ours."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from actionplans.models.triggers import FACTS_STAY
from actionplans.rag import Meaning
from councils.models import Council, User


class RatingScale(models.Model):
    """A council's own ratings, in one version. A changed scale is a new version."""

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="rating_scales")
    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="rating_scales_saved"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name", "version"], name="rating_scale_version_once"
            )
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"


class RatingLabel(models.Model):
    """One label of a scale, with the meaning of ours it stands for."""

    council_path = "scale__council"

    scale = models.ForeignKey(RatingScale, on_delete=models.CASCADE, related_name="labels")
    meaning = models.CharField(max_length=20, choices=[(m.value, m.words) for m in Meaning])
    over_days_late = models.PositiveSmallIntegerField(
        default=0, help_text="Of labels with one meaning: the one for what is later than this."
    )
    label = models.CharField(max_length=60)
    definition = models.TextField()
    colour = models.CharField(max_length=7, help_text="Like #00703c.")
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "meaning", "over_days_late"], name="rating_meaning_once"
            ),
            models.UniqueConstraint(fields=["scale", "order"], name="rating_order"),
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="rating_colour_form"
            ),
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return self.label
