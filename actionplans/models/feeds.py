"""Calendars: private links by which a person, or a plan, has its dates in any calendar."""

from django.db import models
from django.db.models import Q

from actionplans.models.plans import ActionPlan
from actionplans.models.triggers import FEED_OF_THE_COUNCIL
from councils.models import Council, User, stays, track


@track(exclude=["sha256", "content_sha256", "changed_at"])
class CalendarFeed(models.Model):
    """A calendar of what one person leads here (`user`), or of one plan; of its link only a hash
    is kept. `content_sha256` tells what it last showed from the next, since `changed_at`.
    """

    council_path = "council"
    draft_with = ("plan",)

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="feeds")
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="feeds"
    )
    plan = models.ForeignKey(
        ActionPlan, null=True, blank=True, on_delete=models.CASCADE, related_name="feeds"
    )
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    content_sha256 = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True, plan__isnull=False)
                | Q(user__isnull=False, plan__isnull=True),
                name="feed_of_a_person_or_a_plan",
            ),
            models.UniqueConstraint(
                fields=["council", "user", "plan"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="feed_once_while_open",
            ),
        ]
        triggers = [FEED_OF_THE_COUNCIL, stays("council")]

    def __str__(self) -> str:
        return f"Calendar of {self.plan or self.user}"
