"""That another plan answers a recommendation: said by name, so that nobody looks for an action."""

from django.db import models
from django.db.models import F, Q

from actionplans.models.plans import ActionPlan
from actionplans.models.triggers import ELSEWHERE_OF_THE_COUNCIL, OTHER_OF_THE_COUNCIL
from councils.models import stays, track
from inspections.models import Recommendation


@track()
class AnsweredElsewhere(models.Model):
    """A recommendation which this plan leaves to another: one held here, or one named in words."""

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="left_to_others")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="left_to_others"
    )
    other = models.ForeignKey(
        ActionPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_for"
    )
    words = models.CharField(
        max_length=200, blank=True, help_text="The plan that answers it, where it is not held here."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "recommendation"], name="elsewhere_once"),
            models.CheckConstraint(
                condition=Q(other__isnull=False) | ~Q(words=""), name="elsewhere_says_where"
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=True) | ~Q(other=F("plan")),
                name="elsewhere_is_another_plan",
            ),
        ]
        triggers = [ELSEWHERE_OF_THE_COUNCIL, OTHER_OF_THE_COUNCIL, stays("plan")]

    def __str__(self) -> str:
        return str(self.other) if self.other else self.words
