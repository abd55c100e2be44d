"""A working group's deep dive: its terms, its people, what it looked at and what it heard."""

import datetime

from django.db import models
from django.db.models import F, Q

from actionplans.models import ActionPlan
from councils.models import Body, Council, User, belongs, ends_after_start, stays, track
from inspections.models import Recommendation
from reports.models import Report
from scrutiny.models.settled import OPEN_NOTES_STAY, OPENED_STAYS_OPEN, WORDS_STAY

OF_THE_REVIEW = "The {} belongs to another review."


@track()
class ScrutinyReview(models.Model):
    """A review that a body commissions of some recommendations of a plan.

    Its notes, findings and recommendations are the group's alone until they are published; its
    terms, people and sessions are not. Dates are of what happened, each where it did.
    """

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="scrutiny_reviews")
    title = models.CharField(max_length=200)
    commissioned_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="scrutiny_reviews"
    )
    commissioned_on = models.DateField(null=True, blank=True)
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="scrutiny_reviews")
    terms = models.TextField(blank=True, help_text="What the group was asked to look at.")
    methodology = models.TextField(blank=True, help_text="How it went about it, whom it met.")
    reported_on = models.DateField(
        null=True, blank=True, help_text="The day the group reported to the body."
    )
    adopted_on = models.DateField(
        null=True, blank=True, help_text="The day the body adopted its recommendations."
    )
    received_on = models.DateField(
        null=True, blank=True, help_text="The day the executive received what was adopted."
    )
    published_on = models.DateField(
        null=True, blank=True, help_text="From this day findings and recommendations are open."
    )
    notes_opened_on = models.DateField(
        null=True, blank=True, help_text="From this day the group's notes are open too."
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Goes up with every change to anything in the review."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["council", "title"], name="review_title_once"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | Q(adopted_on__isnull=True)
                | Q(received_on__gte=F("adopted_on")),
                name="review_received_after_adopted",
            ),
            models.CheckConstraint(
                condition=Q(notes_opened_on__isnull=True)
                | Q(published_on__isnull=False, notes_opened_on__gte=F("published_on")),
                name="review_notes_open_after_the_rest",
            ),
        ]
        triggers = [
            stays("council"),
            stays("plan"),
            OPENED_STAYS_OPEN,
            belongs(
                "review_of_one_council",
                "TRUE",
                """SELECT 1 FROM councils_body AS body, actionplans_actionplan AS plan
                   WHERE body.id = NEW.commissioned_by_id AND plan.id = NEW.plan_id
                   AND body.council_id = NEW.council_id AND plan.council_id = NEW.council_id""",
                "The body or the plan is of another council than the review.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@track()
class ReviewMember(models.Model):
    """Somebody of the group. Who has no account is a name; an officer keeps the notes."""

    class Part(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"
        CO_OPTED = "co_opted", "Co-opted member"
        OFFICER = "officer", "Scrutiny officer"

    council_path = "review__council"

    review = models.ForeignKey(ScrutinyReview, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="review_parts"
    )
    name = models.CharField(max_length=200, help_text="As the review's papers name them.")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.MEMBER)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True, help_text="The first day without them.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "user"],
                condition=Q(user__isnull=False, ends__isnull=True),
                name="review_member_once",
            ),
            models.CheckConstraint(
                condition=Q(part__in=["chair", "member", "co_opted", "officer"]),
                name="review_member_has_a_known_part",
            ),
            ends_after_start("review_member_ends_after_start"),
        ]
        triggers = [
            stays("review"),
            belongs(
                "member_of_the_council",
                "NEW.user_id IS NOT NULL AND NEW.ends IS NULL",
                """SELECT 1 FROM councils_membership AS membership
                   JOIN scrutiny_scrutinyreview AS review
                   ON review.council_id = membership.council_id
                   WHERE review.id = NEW.review_id AND membership.user_id = NEW.user_id""",
                "Whoever is in the group needs a role in the council.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_part_display().lower()}"


@track()
class ReviewStrand(models.Model):
    """One of the inspectorate's recommendations that the group chose to look into."""

    council_path = "review__council"

    review = models.ForeignKey(ScrutinyReview, on_delete=models.CASCADE, related_name="strands")
    order = models.PositiveSmallIntegerField()
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="review_strands"
    )
    heading = models.CharField(
        max_length=500, blank=True, help_text="As its report words it; empty: from the data."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "order"],
                name="review_strand_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["review", "recommendation"], name="review_strand_once"),
        ]
        triggers = [
            stays("review"),
            belongs(
                "strand_of_the_plan",
                "TRUE",
                """SELECT 1 FROM scrutiny_scrutinyreview AS review
                   JOIN actionplans_actionplan_sources AS source
                   ON source.actionplan_id = review.plan_id
                   JOIN inspections_recommendation AS asked
                   ON asked.inspection_id = source.inspection_id
                   WHERE review.id = NEW.review_id AND asked.id = NEW.recommendation_id""",
                "The recommendation is none that the plan answers.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or str(self.recommendation)

    @property
    def number(self) -> str:
        """Return the number of what it looks into; its place where nobody numbers that."""
        return self.recommendation.shown_number or str(self.recommendation.order)


@track()
class ReviewSession(models.Model):
    """One sitting of the group; its day is empty where its paper does not state it."""

    council_path = "review__council"

    review = models.ForeignKey(ScrutinyReview, on_delete=models.CASCADE, related_name="sessions")
    order = models.PositiveSmallIntegerField()
    held_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    about = models.TextField(blank=True, help_text="What it was about.")
    met = models.TextField(blank=True, help_text="Who was met, one to a line.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "order"],
                name="review_session_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [stays("review")]

    def __str__(self) -> str:
        day = f"{self.held_on:%-d %B %Y}" if self.held_on else "day not stated"
        return f"{self.review}, {day}"

    def is_to_come(self, day: datetime.date) -> bool:
        """Return whether it is held after `day`: whom it names were not met yet."""
        return self.held_on is not None and self.held_on > day


@track()
class ReviewNote(models.Model):
    """What the group notes for itself, of a session or of a strand."""

    council_path = "review__council"

    review = models.ForeignKey(ScrutinyReview, on_delete=models.CASCADE, related_name="notes")
    session = models.ForeignKey(
        ReviewSession, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    strand = models.ForeignKey(
        ReviewStrand, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    text = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="review_notes")
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        triggers = [
            stays("review"),
            OPEN_NOTES_STAY,
            belongs(
                "note_of_the_session",
                "NEW.session_id IS NOT NULL",
                """SELECT 1 FROM scrutiny_reviewsession AS session
                   WHERE session.id = NEW.session_id AND session.review_id = NEW.review_id""",
                OF_THE_REVIEW.format("session"),
            ),
            belongs(
                "note_of_the_strand",
                "NEW.strand_id IS NOT NULL",
                """SELECT 1 FROM scrutiny_reviewstrand AS strand
                   WHERE strand.id = NEW.strand_id AND strand.review_id = NEW.review_id""",
                OF_THE_REVIEW.format("strand"),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@track()
class ReviewFinding(models.Model):
    """What the group concludes, of a strand or of all."""

    council_path = "review__council"

    review = models.ForeignKey(ScrutinyReview, on_delete=models.CASCADE, related_name="findings")
    order = models.PositiveSmallIntegerField()
    strand = models.ForeignKey(
        ReviewStrand, null=True, blank=True, on_delete=models.PROTECT, related_name="findings"
    )
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "order"],
                name="review_finding_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [
            stays("review"),
            WORDS_STAY,
            belongs(
                "finding_of_the_strand",
                "NEW.strand_id IS NOT NULL",
                """SELECT 1 FROM scrutiny_reviewstrand AS strand
                   WHERE strand.id = NEW.strand_id AND strand.review_id = NEW.review_id""",
                OF_THE_REVIEW.format("strand"),
            ),
        ]

    def __str__(self) -> str:
        return self.text


@track()
class ReviewPaper(models.Model):
    """A paper that is about a review: what it says of it is built from the review."""

    council_path = "review__council"

    review = models.ForeignKey(ScrutinyReview, on_delete=models.PROTECT, related_name="papers")
    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="about_review")

    class Meta:
        triggers = [
            stays("review"),
            stays("report"),
            belongs(
                "review_paper_of_the_council",
                "TRUE",
                """SELECT 1 FROM scrutiny_scrutinyreview AS review
                   JOIN reports_report AS report ON report.council_id = review.council_id
                   WHERE review.id = NEW.review_id AND report.id = NEW.report_id""",
                "The paper is of another council than the review.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} on {self.review}"
