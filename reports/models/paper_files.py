"""A paper as a file while it is written: asked for by somebody, made by the worker."""

from django.db import models
from django.db.models import Q

from councils.models import User
from reports.models.files import Export, has_what_its_status_says
from reports.models.papers import Report


class PaperFile(models.Model):
    """One file of a paper as at a day, public or with its exempt parts: PDF, Word or web page.

    `digest` is of what is drawn: whoever asks for the same again is given this one.
    """

    class Ending(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word document"
        PAGE = "html", "Web page"

    Status = Export.Status

    council_path = "report__council"
    # A redaction drops what was made from the words it takes out.
    can_be_made_again = Q(content__isnull=False)

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="made_files")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="paper_files")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_on = models.DateField()
    as_at = models.DateField()
    ending = models.CharField(max_length=4, choices=Ending.choices, default=Ending.PDF)
    with_exempt = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    status = models.CharField(
        max_length=10, choices=Export.Status.choices, default=Export.Status.WAITING
    )
    problem = models.TextField(blank=True)
    content = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [has_what_its_status_says("paper_file_has_what_its_status_says")]
        indexes = [models.Index(fields=["asked_at"], name="paper_file_by_moment")]

    def __str__(self) -> str:
        return f"{self.report}, {self.as_at}"
