"""What was handed over from one officer to others, as from which day."""

from django.db import models
from django.db.models import Q

from councils.models import Officer, User, stays, track


@track()
class HandOver(models.Model):
    """What an officer led that others lead from `day` on; the worker does it where that is to come.

    `given`: pairs of what it is (as `actionplans.handing_over` names it) and the officer
    (primary key) who has it then.
    """

    council_path = "officer__council"

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="hand_overs")
    day = models.DateField()
    reason = models.TextField()
    given = models.JSONField(default=list)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hand_over_says_why"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="hand_over_done_or_withdrawn",
            ),
        ]
        triggers = [stays("officer")]

    def __str__(self) -> str:
        return f"Hand-over from {self.officer}"

    @property
    def waits(self) -> bool:
        """Return whether its day is to come and nobody withdrew it."""
        return self.done_at is None and self.withdrawn_at is None
