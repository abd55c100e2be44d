"""What each council sets for itself: when a date counts as moved, what is challenged, columns."""

from django.db import models

from councils.models import Council, stays, track


@track()
class CouncilRules(models.Model):
    """A council's thresholds; a council without a row has the defaults."""

    council_path = "council"

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="rules")
    moves_need_a_body = models.BooleanField(
        default=False, help_text="A moved date counts only once a body has agreed it."
    )
    due_soon_days = models.PositiveSmallIntegerField(default=14)
    moves_to_flag = models.PositiveSmallIntegerField(default=2)
    quiet_days = models.PositiveSmallIntegerField(
        default=90, help_text="Where no meeting is held: nothing reported for so many days."
    )
    grace_days = models.PositiveSmallIntegerField(
        default=14, help_text="How long after its date a recurring check may be reported."
    )
    claim_days = models.PositiveSmallIntegerField(
        default=14, help_text="How long an update may wait for acceptance."
    )
    needs_sign_off = models.BooleanField(
        default=False, help_text="What was accepted counts once a second person signed it off."
    )
    answer_days = models.PositiveSmallIntegerField(
        default=10, help_text="Working days in which what members ask is to be answered."
    )
    answer_before_meeting = models.BooleanField(
        default=False, help_text="What a body asks is answered before its next meeting."
    )

    columns = models.JSONField(
        default=list, blank=True, help_text="The columns of plans that have none of their own."
    )

    class Meta:
        triggers = [stays("council")]
        verbose_name_plural = "council rules"

    def __str__(self) -> str:
        return f"Rules of {self.council}"
