"""What a meeting decided on a paper: facts, which flow back to the plans it is about."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from councils.models import FACTS_STAY, Body, Meeting, User, belongs
from reports.models.papers import Report


class PaperDecision(models.Model):
    """What came of a paper at a meeting, or that this was called in. None is changed.

    One row a meeting and paper stands, and one call-in of what that meeting decided; a further row
    corrects one before and says why. Which stands is which no other corrects.
    """

    class Kind(models.TextChoices):
        APPROVED = "approved", "Approved"
        NOTED = "noted", "Noted"
        REFERRED = "referred", "Referred"
        CALLED_IN = "called_in", "Called in"
        NOTHING = "nothing", "Nothing: it was recorded by mistake"

    council_path = "report__council"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="paper_decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.TextField(blank=True, help_text="The decision in the minutes’ words.")
    referred_to = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="papers_referred"
    )
    day = models.DateField(help_text="The day of the decision, or of the call-in.")
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    why = models.TextField(blank=True, help_text="Why it corrects what was recorded before.")
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="decisions_entered")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["approved", "noted", "nothing"]) | ~Q(text=""),
                name="paper_decision_says_what",
            ),
            models.CheckConstraint(
                condition=Q(referred_to__isnull=True) | Q(kind__in=["referred", "called_in"]),
                name="paper_decision_refers_where_it_does",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) & ~Q(kind="nothing") | ~Q(why=""),
                name="paper_decision_says_why_it_corrects",
            ),
            models.UniqueConstraint(
                fields=["report", "meeting"],
                condition=Q(corrects__isnull=True) & ~Q(kind="called_in"),
                name="paper_decision_once_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["report", "meeting"],
                condition=Q(corrects__isnull=True, kind="called_in"),
                name="paper_decision_called_in_once",
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
            belongs(
                "corrects_one_of_the_paper",
                "NEW.corrects_id IS NOT NULL",
                """SELECT 1 FROM reports_paperdecision AS before
                   WHERE before.id = NEW.corrects_id AND before.report_id = NEW.report_id""",
                "The decision corrects one on another paper.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.report}"
