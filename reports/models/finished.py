"""A paper that somebody finished in Word, sent back to be published."""

from django.db import models
from django.db.models import Q

from councils.models import User, stays
from reports.models.papers import Report


class FinishedPaper(models.Model):
    """A Word file that stands for the paper once somebody has looked over what differs.

    `is_public`: whether it is the public paper or the one with exempt information.
    `report_version` and `data_digest`: what the paper and its data were when it was laid beside
    them. `rewritten`: the sections whose words in it are not as composed (see
    `reports.finished.standing`). Of those confirmed and not taken back the newest counts.
    """

    council_path = "report__council"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="finished")
    is_public = models.BooleanField(default=True)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    content_sha256 = models.CharField(max_length=64)
    read = models.JSONField(help_text="What was read of it: title, blocks, appendices, remarks.")
    report_version = models.PositiveIntegerField()
    data_digest = models.CharField(max_length=64, blank=True)
    rewritten = models.JSONField(
        default=dict, blank=True, help_text="Digests of sections it says otherwise, by their keys."
    )
    sent_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers_finished"
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers_confirmed"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="finished_paper_confirmed_on_a_day",
            )
        ]
        triggers = [stays("report"), stays("content_sha256")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_confirmed(self) -> bool:
        """Return whether it stands for the paper."""
        return self.confirmed_at is not None and self.dropped_at is None
