"""What was read of files, kept so that nothing is read twice."""

from django.db import models
from django.db.models import Q

from reports.models.papers import Report


class ReadBack(models.Model):
    """What was read of a file of a paper, or of a state of the paper as its Word file would be.

    `sha256` is of what was read and of what reads it: another file, another state of the paper or
    another version of the readers is another row.
    """

    council_path = "report__council"
    # A redaction drops what was made from the words it takes out.
    can_be_made_again = Q()

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="read_back")
    sha256 = models.CharField(max_length=64)
    read = models.JSONField()
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="read_back_once"),
        ]
        indexes = [models.Index(fields=["read_at"], name="read_back_by_moment")]

    def __str__(self) -> str:
        return f"{self.report}, {self.sha256[:8]}"
