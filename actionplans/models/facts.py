"""What was reported, agreed or decided: rows that are only ever inserted."""

import uuid
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from actionplans.models.searched import searched
from actionplans.models.triggers import (
    AGREED_BY_THE_COUNCIL,
    ASKED_OF_THE_PLAN,
    BAND_OF_THE_MEASURE,
    DATES_STAY,
    FACTS_STAY,
    LINES_STAY,
    PUBLISHED_OF_THE_PLAN,
    REVIEWS_STAY,
    STEP_OF_THE_ACTION,
    SUCCESSOR_OF_THE_COUNCIL,
    UPDATES_STAY,
)
from actionplans.rag import Outlook, Position, Progress
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
    key = models.UUIDField(
        null=True,
        editable=False,
        help_text="Made when its form was opened: the same post twice is one update.",
    )
    same_words_on = models.DateField(
        null=True, editable=False, help_text="The day for which the same words were said before."
    )

    class Meta(Fact.Meta):
        constraints = [
            models.UniqueConstraint(fields=["action", "key"], name="update_once_a_form"),
            models.CheckConstraint(
                condition=Q(same_words_on__isnull=True) | Q(same_words_on__lte=F("known_on")),
                name="update_same_words_were_said_before",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | Q(how__in=["paper", "link"]),
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
        triggers = [UPDATES_STAY]

    def __str__(self) -> str:
        return self.text

    @property
    def author(self) -> str:
        """Return who reported, in words; where a paper does not say, the paper."""
        return author_of(self.reported_by, str(self.entered_by or ""), self.source)

    @property
    def is_copied(self) -> bool:
        """Return whether it says what was said last time, word for word."""
        return self.same_words_on is not None


def author_of(reported_by: str, entered_by: str, source: str) -> str:
    """Return who reported, in words; where a paper does not say, the paper."""
    return reported_by or source or entered_by


class ProgressLine(models.Model):
    """What an update says of one milestone, or of the whole action (no milestone).

    With an `occurrence` it speaks of one due check of a recurring step: done (complete),
    or not done (not started) with the reason. It says nothing of the step as a whole.
    """

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
    printed_rating = models.TextField(
        blank=True, help_text="The rating as its paper or file has it."
    )

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
            models.CheckConstraint(
                condition=Q(occurrence__isnull=True)
                | Q(milestone__isnull=False, progress=Progress.COMPLETE.value)
                | (Q(milestone__isnull=False, progress=Progress.NOT_STARTED.value) & ~Q(reason="")),
                name="line_occurrence_done_or_why_not",
            ),
        ]
        indexes = [
            GinIndex(searched("reason"), name="line_words", condition=~Q(reason="")),
        ]
        triggers = [LINES_STAY, STEP_OF_THE_ACTION]

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
        SEASON = "season", "a season"
        TERM = "term", "a term"
        HALF_YEAR = "half_year", "half a year"
        YEAR = "year", "a year"
        FINANCIAL_YEAR = "financial_year", "a financial year"
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

    class Move(models.TextChoices):
        """What a paper calls a moved date where it does not print both dates."""

        DELAYED = "delayed", "Delayed"
        REVISED = "revised", "Revised"

    council_path = "milestone__action__plan__council"

    milestone = models.ForeignKey(
        "actionplans.Milestone", on_delete=models.PROTECT, related_name="due_dates"
    )
    words = models.TextField()
    due = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=20, choices=Precision.choices)
    recurrence = models.CharField(max_length=200, blank=True, help_text="An RFC 5545 RRULE.")
    starts = models.DateField(null=True, blank=True, help_text="A beginning, not a due date.")
    is_ongoing = models.BooleanField(default=False)
    is_immediate = models.BooleanField(default=False)
    note = models.TextField(blank=True, help_text="What was doubtful in reading the words.")
    is_corrected = models.BooleanField(
        default=False, help_text="A person gave the meaning, in place of what was read."
    )
    move = models.CharField(
        max_length=10, blank=True, choices=Move.choices, help_text="As a paper calls it."
    )
    reason = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=12, choices=AgreedBy.choices)
    agreed_by_name = models.CharField(max_length=200, blank=True)
    agreed_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="dates_agreed"
    )
    update = models.ForeignKey(
        ProgressUpdate, null=True, blank=True, on_delete=models.PROTECT, related_name="dates"
    )

    needs_body = models.BooleanField(
        default=False, help_text="It counts once a body, or the DfE, has agreed it."
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
        triggers = [DATES_STAY, STEP_OF_THE_ACTION, AGREED_BY_THE_COUNCIL]

    def __str__(self) -> str:
        return self.words

    def is_in_force(self, update_accepted: bool, itself_accepted: bool) -> bool:
        """Return whether it counts: agreed by whom it must be, and its update accepted.

        Until then it stands as requested. A date can also be accepted by itself.
        """
        reported = self.update_id is None or update_accepted
        return is_in_force(self.agreed_by, self.needs_body, reported, itself_accepted)


def is_in_force(agreed_by: str, needs_body: bool, reported: bool, itself_accepted: bool) -> bool:
    """Return whether a date counts; `reported`: the update that asks for it, if any, is accepted.

    For rows that are no `DueDate`: see `DueDate.is_in_force`.
    """
    by_a_body = agreed_by in (DueDate.AgreedBy.BODY, DueDate.AgreedBy.DFE)
    agreed = by_a_body if needs_body else agreed_by != DueDate.AgreedBy.NOT_YET
    return (agreed and reported) or itself_accepted


class Review(Fact):
    """A verdict on an update or on a requested date, with the wording for papers.

    Where a council wants a second sign-off, the manager's verdict is `TO_SIGN`, and the
    acceptance that counts is what follows from whoever signs off.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        TO_SIGN = "to_sign", "Accepted, waits for sign-off"
        NOT_SIGNED = "not_signed", "Not signed off"
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
                condition=Q(verdict__in=["accepted", "to_sign"]) | ~Q(comment=""),
                name="review_says_why_unless_accepted",
            ),
        ]
        indexes = [
            GinIndex(
                searched("paper_wording"), name="wording_words", condition=~Q(paper_wording="")
            ),
        ]
        triggers = [REVIEWS_STAY]

    def __str__(self) -> str:
        return self.get_verdict_display()

    @classmethod
    def last_verdict(cls, **of: Any) -> Coalesce:
        """Return, for a query, the last verdict on an update or a date, "" without one."""
        last = cls.objects.filter(**of).order_by("-day", "-pk")
        return Coalesce(Subquery(last.values("verdict")[:1]), Value(""))


class Ending(Fact):
    """An action withdrawn, superseded, carried into another plan, or put back."""

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", "Withdrawn"
        SUPERSEDED = "superseded", "Superseded"
        CARRIED = "carried", "Carried into another plan"
        RESTORED = "restored", "Put back"

    council_path = "action__plan__council"

    action = models.ForeignKey(
        "actionplans.Action", on_delete=models.PROTECT, related_name="endings"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    reason = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=200, blank=True, help_text="Who agreed, in words.")
    successor = models.ForeignKey(
        "actionplans.Action",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    source = models.CharField(max_length=200, blank=True, help_text="The paper it stands in.")

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["withdrawn", "superseded", "carried", "restored"]),
                name="ending_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") | ~Q(source=""), name="ending_says_why_or_where"
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | ~Q(source=""), name="ending_says_by_whom"
            ),
            models.CheckConstraint(
                condition=Q(
                    successor__isnull=True, kind__in=["withdrawn", "superseded", "restored"]
                )
                | Q(successor__isnull=False, kind__in=["superseded", "carried"]),
                name="ending_successor_where_there_is_one",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("action")),
                name="ending_successor_is_another",
            ),
        ]
        triggers = [FACTS_STAY, SUCCESSOR_OF_THE_COUNCIL]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"


class PublishedGroup(Fact):
    """Actions of which a paper gives numbers, and does not say which is which."""

    council_path = "plan__council"

    plan = models.ForeignKey(
        "actionplans.ActionPlan", on_delete=models.PROTECT, related_name="published_groups"
    )
    words = models.TextField(help_text="The group as the paper delimits it.")
    source = models.CharField(max_length=200)
    paragraph = models.CharField(max_length=20, blank=True)

    class Meta(Fact.Meta):
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return self.words


class PublishedMember(models.Model):
    """One action of such a group."""

    council_path = "group__plan__council"

    group = models.ForeignKey(PublishedGroup, on_delete=models.PROTECT, related_name="members")
    action = models.ForeignKey(
        "actionplans.Action", on_delete=models.PROTECT, related_name="published_in"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "action"], name="published_member_once")
        ]
        triggers = [FACTS_STAY, PUBLISHED_OF_THE_PLAN]

    def __str__(self) -> str:
        return f"{self.action}, {self.group}"


class PublishedCount(models.Model):
    """How many of the group the paper reports at one position, with the new date it gives."""

    council_path = "group__plan__council"

    group = models.ForeignKey(PublishedGroup, on_delete=models.PROTECT, related_name="counts")
    position = models.CharField(max_length=20, choices=[(p.value, p.words) for p in Position])
    number = models.PositiveSmallIntegerField()
    due = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "position"], name="published_count_once"),
            models.CheckConstraint(
                condition=Q(position__in=[p.value for p in Position]),
                name="published_position_is_known",
            ),
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return f"{self.number} {Position(self.position).words.lower()}"


def evidence_path(evidence: Any, name: str) -> str:
    """Return where a file is kept: under its council, under a name nobody can guess."""
    return f"evidence/{evidence.council_id}/{uuid.uuid4().hex}"


class Evidence(Fact):
    """A file or a link that shows what an update says."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", "Document"
        DATA = "data", "Data or report"
        AUDIT = "audit", "Audit"
        MINUTES = "minutes", "Minutes or agenda"
        FEEDBACK = "feedback", "Feedback from children, families or staff"
        OTHER = "other", "Other"

    council_path = "update__action__plan__council"

    update = models.ForeignKey(ProgressUpdate, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    url = models.URLField(max_length=500, blank=True)
    file = models.FileField(max_length=200, blank=True, upload_to=evidence_path)
    file_name = models.CharField(max_length=200, blank=True, help_text="As it was uploaded.")
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="In bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    is_confidential = models.BooleanField(default=False)

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="evidence_is_a_file_or_a_link",
            ),
            models.CheckConstraint(
                condition=Q(file="") | (~Q(file_name="") & ~Q(content_type="") & ~Q(sha256="")),
                name="evidence_file_is_described",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
        ]
        triggers = [FACTS_STAY]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.title

    @property
    def council_id(self) -> int:
        """Return whose folder the file belongs in."""
        return self.update.action.plan.council_id


class Reading(Fact):
    """What a measure stood at on a day: a number, words, or the band a person says is reached."""

    council_path = "measure__plan__council"

    measure = models.ForeignKey(
        "actionplans.Measure", on_delete=models.PROTECT, related_name="readings"
    )
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    words = models.TextField(blank=True)
    band = models.ForeignKey(
        "actionplans.MeasureBand",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="readings",
    )
    source = models.CharField(max_length=200, blank=True, help_text="The paper it stands in.")

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(words="") | Q(band__isnull=False),
                name="reading_says_something",
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | ~Q(source=""), name="reading_says_by_whom"
            ),
        ]
        indexes = [models.Index(fields=["measure", "-day", "-id"], name="reading_latest")]
        triggers = [FACTS_STAY, BAND_OF_THE_MEASURE]

    def __str__(self) -> str:
        return self.words or str(self.band or self.value)


class Question(Fact):
    """Something asked about a plan, an action or a flag; answers stand under it.

    `wanted_from` says who is to answer it; nobody answers a comment.
    """

    class WantedFrom(models.TextChoices):
        NOBODY = "", "Nobody"
        LEADS = "leads", "The leads"
        MANAGER = "manager", "The plan manager"

    council_path = "plan__council"

    plan = models.ForeignKey(
        "actionplans.ActionPlan", on_delete=models.PROTECT, related_name="questions"
    )
    action = models.ForeignKey(
        "actionplans.Action",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="questions",
    )
    flag = models.CharField(
        max_length=100, blank=True, help_text="The key of the flag it is about."
    )
    text = models.TextField()
    for_members = models.BooleanField(default=True, help_text="Members may read it.")
    wanted_from = models.CharField(
        max_length=10,
        blank=True,
        choices=WantedFrom.choices,
        default=WantedFrom.NOBODY,
        help_text="Who is asked to answer; nobody for a comment.",
    )
    asked_by = models.CharField(
        max_length=500, blank=True, help_text="Who asked, when somebody else entered it."
    )

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(wanted_from__in=["", "leads", "manager"]),
                name="question_is_to_somebody_known",
            ),
            models.UniqueConstraint(
                fields=["plan", "flag"], condition=~Q(flag=""), name="question_once_per_flag"
            ),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False) | ~Q(flag=""), name="question_says_by_whom"
            ),
        ]
        triggers = [FACTS_STAY, ASKED_OF_THE_PLAN]

    def __str__(self) -> str:
        return self.text

    @property
    def is_of_members(self) -> bool:
        """Return whether members asked it: they read it, and all that is said under it."""
        return self.for_members and bool(self.wanted_from) and not self.flag

    @property
    def asker(self) -> str:
        """Return who asked, in words; a flag is raised by nobody."""
        return self.asked_by or str(self.entered_by or "")


class Answer(Fact):
    """What an officer answers, or what who asked adds.

    `turn` says what the latter makes of the question: nothing, no answer needed, or asked anew.
    """

    class Turn(models.TextChoices):
        NONE = "", "Leaves it as it is"
        CLOSES = "closes", "Needs no answer any more"
        ASKS = "asks", "Asks for an answer"

    council_path = "question__plan__council"

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField()
    said_by = models.CharField(
        max_length=200, blank=True, help_text="Who said it, when somebody else entered it."
    )
    turn = models.CharField(max_length=10, blank=True, choices=Turn.choices, default=Turn.NONE)

    class Meta(Fact.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(turn="") | Q(turn__in=["closes", "asks"], said_by=""),
                name="answer_turn_is_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="answer_says_something"),
            models.CheckConstraint(
                condition=Q(entered_by__isnull=False), name="answer_says_by_whom"
            ),
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return self.text

    @property
    def is_added(self) -> bool:
        """Return whether who asked adds to the question, and answers nothing."""
        return self.entered_by_id == self.question.entered_by_id and not self.said_by

    @property
    def heading(self) -> str:
        """Return what it is and by whom, in words that go before the day."""
        by = str(self.entered_by)
        if self.said_by:
            return f"Answer by {self.said_by}, entered by {by}"
        if not self.is_added and not self.turn:
            return f"Answer by {by}"
        done = {"closes": "needs no answer any more", "asks": "asked again"}
        return f"{by} {done.get(self.turn, 'added')}"
