"""E-mailed updates somebody pasted: kept as pasted, and as pieces until each became an update."""

from django.db import models

from actionplans.models.plans import ActionPlan
from councils.models import User, stays


class PastedBatch(models.Model):
    """A block of e-mails pasted for a plan. `text` stays as pasted; `pieces` are what became of it.

    Each piece is a mapping, as `actionplans.pasting.batches` reads it.
    """

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="pasted")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    text = models.TextField()
    pieces = models.JSONField(default=list)
    saved_at = models.DateTimeField(auto_now=True)
    saved_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        triggers = [stays("plan")]
        verbose_name_plural = "pasted batches"

    def __str__(self) -> str:
        return f"Pasted on {self.made_at:%-d %B %Y}"

    @property
    def version(self) -> str:
        """Return what tells this saving from the next."""
        return self.saved_at.isoformat()

    @property
    def left(self) -> int:
        """Return how many pieces are neither an update nor dropped."""
        return sum(piece["state"] == "open" for piece in self.pieces)
