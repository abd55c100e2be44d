"""What was reported, agreed or decided: rows that are only ever inserted."""

from typing import Any

from django.db import models
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from actionplans.models.triggers import (
    AGREED_BY_THE_COUNCIL,
    FACTS_STAY,
    STEP_OF_THE_ACTION,
)
from actionplans.rag import Outlook, Progress
from councils.models import Meeting, User


class How(models.TextChoices):
    """How a report of progress came in."""

    HERE = "here", "here"
    LINK = "link", "by link"
    EMAIL = "email", "by e-mail"
    TELEPHONE = "telephone", "by telephone"
    MEETING = "meeting", "at a meeting"
    PAPER = "paper", "in a paper"


class Fact(models.Model):
    """A row that is only ever inserted.

    `day` is the day it speaks of; `known_on` the day from which it was known here
    (for what was taken from a paper, the day of the paper).
    """

    day = models.DateField()
    known_on = models.DateField()
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        abstract = True


class ProgressUpdate(Fact):
    """What was reported on an action, never edited afterwards, only followed by another."""

    council_path = "action__plan__council"

    action = models.ForeignKey(
        "actionplans.Action", on_delete=models.PROTECT, related_name="updates"
    )
    text = models.TextField()
    difference = models.TextField(blank=True, help_text="What difference it has made.")
    how = models.CharField(max_length=10, choices=How.choices, default=How.HERE)
    reported_by = models.CharField(
        max_length=200, blank=True, help_text="Who said it, when somebody else entered it."
    )
    source = models.CharField(max_length=200, blank=True, help_text="The paper it stands in.")
    is_confidential = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | Q(how="paper"),
                name="update_has_an_author",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["here", "paper"]) | ~Q(reported_by=""),
                name="update_for_others_says_who",
            ),
            models.CheckConstraint(
                condition=~Q(how="paper") | ~Q(source=""), name="update_from_paper_says_which"
            ),
            models.CheckConstraint(
                condition=Q(day__lte=F("known_on")), name="update_not_from_the_future"
            ),
        ]
        indexes = [models.Index(fields=["action", "-day", "-id"], name="update_latest")]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return self.text

    @property
    def author(self) -> str:
        """Return who reported, in words; where a paper does not say, the paper."""
        return self.reported_by or str(self.entered_by or self.source)


class ProgressLine(models.Model):
    """What an update says of one milestone, or of the whole action (no milestone)."""

    council_path = "update__action__plan__council"

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="lines")
    milestone = models.ForeignKey(
        "actionplans.Milestone",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lines",
    )
    progress = models.CharField(max_length=20, choices=[(p.value, p.words) for p in Progress])
    outlook = models.CharField(
        max_length=20, blank=True, choices=[(o.value, o.words) for o in Outlook]
    )
    reason = models.TextField(blank=True)
    occurrence = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["update", "milestone"],
                nulls_distinct=False,
                name="line_once_per_milestone",
            ),
            models.CheckConstraint(
                condition=Q(progress__in=[p.value for p in Progress]),
                name="line_progress_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outlook__in=["", *(o.value for o in Outlook)]),
                name="line_outlook_is_known",
            ),
        ]
        triggers = [FACTS_STAY, STEP_OF_THE_ACTION]

    def __str__(self) -> str:
        return f"{self.get_progress_display()}: {self.update}"


class DueDate(Fact):
    """A timescale of a milestone: the words agreed and what they mean.

    The first is the original, the last agreed one is current.
    """

    class Precision(models.TextChoices):
        DAY = "day", "a day"
        MONTH = "month", "a month"
        QUARTER = "quarter", "a quarter"
        TERM = "term", "a term"
        YEAR = "year", "a year"
        NONE = "none", "no date"

    class AgreedBy(models.TextChoices):
        OFFICER = "officer", "An officer"
        MEMBER = "member", "A member"
        BODY = "body", "A body at a meeting"
        DFE = "dfe", "The DfE"
        NOT_YET = "not_yet", "Not yet agreed"
        NOT_STATED = "not_stated", "Not stated in the paper"

        @classmethod
        def values_for_people(cls) -> list[str]:
            """Return what a person typing may say: everything but "not stated"."""
            return [value for value in cls.values if value != cls.NOT_STATED]

        @classmethod
        def values_with_a_name(cls) -> list[str]:
            """Return those of which one says who it was."""
            return [cls.OFFICER, cls.MEMBER, cls.BODY]

    council_path = "milestone__action__plan__council"

    milestone = models.ForeignKey(
        "actionplans.Milestone", on_delete=models.PROTECT, related_name="due_dates"
    )
    words = models.CharField(max_length=300)
    due = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision.choices)
    recurrence = models.CharField(max_length=200, blank=True, help_text="An RFC 5545 RRULE.")
    reason = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=12, choices=AgreedBy.choices)
    agreed_by_name = models.CharField(max_length=200, blank=True)
    agreed_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="dates_agreed"
    )
    update = models.ForeignKey(
        ProgressUpdate, null=True, blank=True, on_delete=models.PROTECT, related_name="dates"
    )

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(due__isnull=True, precision="none")
                | (Q(due__isnull=False) & ~Q(precision="none")),
                name="due_date_and_its_precision",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(agreed_by="body"),
                name="due_date_meeting_means_a_body",
            ),
            models.CheckConstraint(
                condition=Q(update__isnull=True) | ~Q(reason=""),
                name="due_date_moved_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["milestone", "id"], name="due_date_in_order")]
        triggers = [FACTS_STAY, STEP_OF_THE_ACTION, AGREED_BY_THE_COUNCIL]

    def __str__(self) -> str:
        return self.words


class Review(Fact):
    """A verdict on an update or on a requested date, with the wording for papers."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned"
        EMBEDDED = "embedded", "Checked that it lasts"
        REOPENED = "reopened", "Reopened"

    council_path: tuple[str, ...] = (
        "update__action__plan__council",
        "due_date__milestone__action__plan__council",
    )

    update = models.ForeignKey(
        ProgressUpdate, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    due_date = models.ForeignKey(
        DueDate, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    comment = models.TextField(blank=True)
    paper_wording = models.TextField(blank=True)
    by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    source = models.CharField(
        max_length=200, blank=True, help_text="The paper that shows it was accepted."
    )

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(update__isnull=False, due_date__isnull=True)
                | Q(update__isnull=True, due_date__isnull=False),
                name="review_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | ~Q(source=""), name="review_says_by_whom"
            ),
            models.CheckConstraint(
                condition=Q(verdict="accepted") | ~Q(comment=""),
                name="review_says_why_unless_accepted",
            ),
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return self.get_verdict_display()

    @classmethod
    def last_verdict(cls, **of: Any) -> Coalesce:
        """Return, for a query, the last verdict on an update or a date, "" without one."""
        last = cls.objects.filter(**of).order_by("-day", "-pk")
        return Coalesce(Subquery(last.values("verdict")[:1]), Value(""))
