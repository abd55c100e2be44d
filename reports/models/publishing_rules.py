"""What a council sets about publishing: whether it has public pages, and pre-election periods."""

from django.db import models

from councils.models import Council, stays, track
from councils.models.base import ends_after_start


@track()
class PublishingRules(models.Model):
    """Whether papers are shown to anybody, at an address of their own. Without a row: no."""

    council_path = "council"

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="publishing")
    has_public_pages = models.BooleanField(
        default=False, help_text="Anybody can read published papers, without signing in."
    )

    class Meta:
        triggers = [stays("council")]
        verbose_name_plural = "publishing rules"

    def __str__(self) -> str:
        return f"Publishing rules of {self.council}"


@track()
class PreElectionPeriod(models.Model):
    """From which day to which a council takes care what it publishes; `ends` is the last day."""

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="election_periods")
    starts = models.DateField()
    ends = models.DateField()
    reason = models.CharField(max_length=200, help_text="Like “Local elections on 6 May 2027”.")

    class Meta:
        constraints = [ends_after_start("election_period_ends_after_start")]
        triggers = [stays("council")]

    def __str__(self) -> str:
        return self.reason
