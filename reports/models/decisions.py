"""What a meeting decided on a paper: facts, which flow back to the plans it is about."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.models import FACTS_STAY, Body, Meeting, User, belongs
from reports.models.papers import Report


class PaperDecision(models.Model):
    """What came of a paper at a meeting. A later one is added; none is changed."""

    class Kind(models.TextChoices):
        APPROVED = "approved", "Approved"
        NOTED = "noted", "Noted"
        REFERRED = "referred", "Referred"
        CALLED_IN = "called_in", "Called in"

    council_path = "report__council"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="paper_decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(blank=True, help_text="The decision in the minutes’ words.")
    referred_to = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="papers_referred"
    )
    day = models.DateField(help_text="The day of the decision.")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="decisions_entered")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="approved") | Q(kind="noted") | ~Q(text=""),
                name="paper_decision_says_what",
            ),
            models.CheckConstraint(
                condition=Q(referred_to__isnull=True) | Q(kind__in=["referred", "called_in"]),
                name="paper_decision_refers_where_it_does",
            ),
        ]
        triggers = [
            FACTS_STAY,
            belongs(
                "decision_of_the_council",
                "TRUE",
                """SELECT 1 FROM reports_report AS report
                   JOIN councils_body AS body ON body.council_id = report.council_id
                   JOIN councils_meeting AS meeting ON meeting.body_id = body.id
                   LEFT JOIN councils_body AS other ON other.id = NEW.referred_to_id
                   WHERE report.id = NEW.report_id AND meeting.id = NEW.meeting_id
                   AND (NEW.referred_to_id IS NULL OR other.council_id = report.council_id)""",
                "The meeting or the body is of another council than the paper.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.report}"
