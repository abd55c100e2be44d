"""What the council does about it: plans, actions, milestones, and the facts reported.

Words and owners are editable and every version is kept. What was reported, agreed or
decided is a fact: such rows are only ever inserted, and the database refuses the rest.
"""

import datetime
from dataclasses import dataclass
from typing import Any, Self

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from actionplans.rag import Meaning, Outlook, Progress
from councils.models import Council, Meeting, Officer, User, belongs, stays, track
from inspections.models import Inspection, Recommendation

FACTS_STAY = pgtrigger.Protect(name="facts_stay", operation=pgtrigger.Update | pgtrigger.Delete)


STEP_OF_THE_ACTION = belongs(
    "step_of_the_action",
    "NEW.milestone_id IS NOT NULL AND NEW.update_id IS NOT NULL",
    """SELECT 1 FROM actionplans_milestone AS step
       JOIN actionplans_progressupdate AS said ON said.action_id = step.action_id
       WHERE step.id = NEW.milestone_id AND said.id = NEW.update_id""",
    "The step and the update belong to different actions.",
)
DRAFT_OF_THE_ACTION = belongs(
    "draft_of_the_action",
    "NEW.milestone_id IS NOT NULL",
    """SELECT 1 FROM actionplans_milestone AS step
       WHERE step.id = NEW.milestone_id AND step.action_id = NEW.action_id""",
    "The step belongs to another action.",
)
LEAD_OF_THE_COUNCIL = belongs(
    "lead_of_the_council",
    "TRUE",
    """SELECT 1 FROM actionplans_milestone AS step
       JOIN actionplans_action AS action ON action.id = step.action_id
       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id
       JOIN councils_officer AS officer ON officer.council_id = plan.council_id
       WHERE step.id = NEW.milestone_id AND officer.id = NEW.officer_id""",
    "The officer belongs to another council than the plan.",
)
THEME_OF_THE_PLAN = belongs(
    "theme_of_the_plan",
    "NEW.theme_id IS NOT NULL",
    """SELECT 1 FROM actionplans_theme AS theme
       WHERE theme.id = NEW.theme_id AND theme.plan_id = NEW.plan_id""",
    "The theme belongs to another plan.",
)
ACCOUNTABLE_OF_THE_COUNCIL = belongs(
    "accountable_of_the_council",
    "NEW.accountable_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN councils_officer AS officer ON officer.council_id = plan.council_id
       WHERE plan.id = NEW.plan_id AND officer.id = NEW.accountable_id""",
    "The accountable officer belongs to another council than the plan.",
)
WATCHED_BY_THE_COUNCIL = belongs(
    "watched_by_the_council",
    "NEW.watched_by_id IS NOT NULL",
    """SELECT 1 FROM actionplans_actionplan AS plan
       JOIN councils_body AS body ON body.council_id = plan.council_id
       WHERE plan.id = NEW.plan_id AND body.id = NEW.watched_by_id""",
    "The watching body belongs to another council than the plan.",
)
APPROVED_BY_THE_COUNCIL = belongs(
    "approved_by_the_council",
    "NEW.approved_at_id IS NOT NULL",
    """SELECT 1 FROM councils_meeting AS meeting
       JOIN councils_body AS body ON body.id = meeting.body_id
       WHERE meeting.id = NEW.approved_at_id AND body.council_id = NEW.council_id""",
    "The meeting belongs to another council than the plan.",
)
AGREED_BY_THE_COUNCIL = belongs(
    "agreed_by_the_council",
    "NEW.agreed_at_id IS NOT NULL",
    """SELECT 1 FROM actionplans_milestone AS step
       JOIN actionplans_action AS action ON action.id = step.action_id
       JOIN actionplans_actionplan AS plan ON plan.id = action.plan_id
       JOIN councils_body AS body ON body.council_id = plan.council_id
       JOIN councils_meeting AS meeting ON meeting.body_id = body.id
       WHERE step.id = NEW.milestone_id AND meeting.id = NEW.agreed_at_id""",
    "The meeting belongs to another council than the plan.",
)
SCALE_OF_THE_COUNCIL = belongs(
    "scale_of_the_council",
    "NEW.rating_scale_id IS NOT NULL",
    """SELECT 1 FROM actionplans_ratingscale AS scale
       WHERE scale.id = NEW.rating_scale_id AND scale.council_id = NEW.council_id""",
    "The rating scale belongs to another council.",
)


class RatingScale(models.Model):
    """A council's own ratings, in one version. A changed scale is a new version."""

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="rating_scales")
    name = models.CharField(max_length=100)
    version = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name", "version"], name="rating_scale_version_once"
            )
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return f"{self.name} (version {self.version})"


class RatingLabel(models.Model):
    """One label of a scale, with the meaning of ours it stands for."""

    council_path = "scale__council"

    scale = models.ForeignKey(RatingScale, on_delete=models.CASCADE, related_name="labels")
    meaning = models.CharField(max_length=20, choices=[(m.value, m.words) for m in Meaning])
    label = models.CharField(max_length=60)
    definition = models.TextField()
    colour = models.CharField(max_length=7, help_text="Like #00703c.")
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scale", "meaning"], name="rating_meaning_once"),
            models.UniqueConstraint(fields=["scale", "order"], name="rating_order"),
            models.CheckConstraint(
                condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="rating_colour_form"
            ),
        ]
        triggers = [FACTS_STAY]

    def __str__(self) -> str:
        return self.label


@track()
class ActionPlan(models.Model):
    """What a council answers to one or several inspections, or to other sources."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"
        CLOSED = "closed", "Closed"

    council_path = "council"

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="plans")
    reference = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    sources = models.ManyToManyField(Inspection, blank=True, related_name="plans")
    agreed_on = models.DateField(help_text="The day its timescales were agreed.")
    approved_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="plans_approved"
    )
    rating_scale = models.ForeignKey(
        RatingScale, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    manager = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="plans_managed"
    )
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "approved", "closed"]),
                name="plan_status_is_known",
            ),
        ]
        triggers = [SCALE_OF_THE_COUNCIL, APPROVED_BY_THE_COUNCIL, stays("council")]

    def __str__(self) -> str:
        return self.title

    @property
    def manager_name(self) -> str:
        """Return who accepts updates, in words for a button or a sentence."""
        return str(self.manager) if self.manager else "the plan manager"


@track()
class Theme(models.Model):
    """A heading under which a plan groups its actions."""

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="theme_order"),
            models.UniqueConstraint(fields=["plan", "name"], name="theme_once"),
        ]
        triggers = [stays("plan")]

    def __str__(self) -> str:
        return self.name


class How(models.TextChoices):
    """How a report of progress came in."""

    HERE = "here", "here"
    LINK = "link", "by link"
    EMAIL = "email", "by e-mail"
    TELEPHONE = "telephone", "by telephone"
    MEETING = "meeting", "at a meeting"
    PAPER = "paper", "in a paper"


class NewerUpdate(Exception):
    """Somebody else reported on the same action meanwhile; nothing was saved."""

    def __init__(self, updates: list["ProgressUpdate"]) -> None:
        super().__init__("The action has a newer update.")
        self.updates = updates


@dataclass(frozen=True)
class MovedDate:
    """A new due date as a person gives it: the day, why, and who agreed."""

    due: datetime.date
    reason: str
    agreed_by: str
    agreed_by_name: str = ""


@dataclass(frozen=True)
class Report:
    """What somebody reports on a milestone, or on the whole action (`milestone` None)."""

    text: str
    progress: str
    day: datetime.date
    milestone: "Milestone | None" = None
    outlook: str = ""
    reason: str = ""
    difference: str = ""
    how: str = How.HERE
    reported_by: str = ""
    moved: MovedDate | None = None


@track()
class Action(models.Model):
    """One row of the plan, in the plan's own words; it may answer several recommendations."""

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=20)
    text = models.TextField(help_text="The plan's own wording, which may differ.")
    source_text = models.CharField(
        max_length=200, blank=True, help_text="The source as the plan prints it."
    )
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    recommendations = models.ManyToManyField(Recommendation, blank=True, related_name="actions")
    accountable = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="accountable_for"
    )
    printed_leads = models.TextField(
        blank=True, help_text="The lead cell's own words where it stands once for the row."
    )
    added_on = models.DateField(help_text="The day it entered the plan.")
    is_confidential = models.BooleanField(default=False)
    watched_by = models.ForeignKey(
        "councils.Body", null=True, blank=True, on_delete=models.PROTECT, related_name="watches"
    )
    next_review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "order"], name="action_order"),
            models.UniqueConstraint(fields=["plan", "reference"], name="action_reference_once"),
        ]
        triggers = [
            THEME_OF_THE_PLAN,
            ACCOUNTABLE_OF_THE_COUNCIL,
            WATCHED_BY_THE_COUNCIL,
            stays("plan"),
        ]

    def __str__(self) -> str:
        return f"{self.reference}. {self.text}"

    @transaction.atomic
    def record_update(
        self, report: Report, *, entered_by: User, known_on: datetime.date, last_seen: int = 0
    ) -> "ProgressUpdate":
        """Return the update inserted for `report`, with its line and its moved date.

        `last_seen` is the newest update (its pk) the writer had on screen; raises
        NewerUpdate when another came in since, ValidationError when the report says
        what no person may say.
        """
        report_problems(report, known_on, self)
        Action.objects.select_for_update(no_key=True).get(pk=self.pk)
        # What one has just sent on another step of the action is no news to oneself.
        on_this = ProgressLine.objects.filter(update=OuterRef("pk"), milestone=report.milestone)
        newer = self.updates.filter(pk__gt=last_seen).order_by("-pk")
        newer = newer.filter(~Q(entered_by=entered_by) | Exists(on_this))
        if newer:
            raise NewerUpdate(list(newer))
        update = ProgressUpdate.objects.create(
            action=self,
            text=report.text,
            difference=report.difference,
            day=report.day,
            how=report.how,
            reported_by=report.reported_by,
            entered_by=entered_by,
            known_on=known_on,
        )
        ProgressLine.objects.create(
            update=update,
            milestone=report.milestone,
            progress=report.progress,
            outlook=report.outlook,
            reason=report.reason,
        )
        if report.moved and report.milestone:
            report.milestone.move_date(report.moved, update)
        return update

    @transaction.atomic
    def accept(
        self, update: "ProgressUpdate", *, by: User, day: datetime.date
    ) -> tuple["Review", bool]:
        """Return the acceptance of `update`, and whether it is new: a second one is the first."""
        Action.objects.select_for_update(no_key=True).get(pk=self.pk)
        done = update.reviews.filter(verdict=Review.Verdict.ACCEPTED).order_by("pk").first()
        if done:
            return done, False
        review = Review.objects.create(
            update=update, verdict=Review.Verdict.ACCEPTED, by=by, day=day, known_on=day
        )
        return review, True


def report_problems(report: Report, known_on: datetime.date, action: Action) -> None:
    """Raise ValidationError, one sentence a field, for what no person may report on `action`."""
    problems: dict[str, str] = {}
    if not report.text.strip():
        problems["text"] = "Say what has happened"
    if report.progress not in (Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.COMPLETE):
        problems["progress"] = "Select how far this has come"
    if report.outlook in (Outlook.AT_RISK, Outlook.OFF_TRACK):
        if not report.reason.strip():
            problems["reason"] = "Say why it is not going to plan"
        if report.progress == Progress.COMPLETE:
            problems["outlook"] = "It cannot be done and not going to plan: change one of the two"
    if report.day > known_on:
        problems["day"] = "The day reported for must be today or earlier"
    agreed_on = action.plan.agreed_on
    if report.day < agreed_on:
        problems["day"] = f"Give {agreed_on:%-d %B %Y}, when the plan was agreed, or a later day"
    if report.moved:
        problems |= _moved_date_problems(report, report.moved)
    if problems:
        raise ValidationError(problems)


def _moved_date_problems(report: Report, moved: MovedDate) -> dict[str, str]:
    problems: dict[str, str] = {}
    if report.progress == Progress.COMPLETE:
        problems["due"] = "Leave the new date empty when it is done"
    elif moved.due < report.day:
        problems["due"] = f"The new date must be {report.day:%-d %B %Y} or later"
    elif report.milestone and report.milestone.due_on() == moved.due:
        problems["due"] = f"It is due on {moved.due:%-d %B %Y} already: give another date"
    if not moved.reason.strip():
        problems["date_reason"] = "Say why the date has moved"
    if moved.agreed_by not in DueDate.AgreedBy.values_for_people():
        problems["agreed_by"] = "Select who agreed the new date"
    elif moved.agreed_by in DueDate.AgreedBy.values_with_a_name() and not _name(moved):
        problems["agreed_by_name"] = "Say who agreed it: a name, a post or the meeting"
    return problems


def _name(moved: MovedDate) -> str:
    return moved.agreed_by_name.strip()


@track()
class Milestone(models.Model):
    """One step of an action. Its words may be blank: every action has at least one."""

    council_path = "action__plan__council"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    printed_leads = models.TextField(
        blank=True, help_text="The lead cell's own words where it stands at this step."
    )
    added_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "order"], name="milestone_order"),
        ]
        triggers = [stays("action")]

    def __str__(self) -> str:
        return self.text or f"Step {self.order}"

    def due_on(self) -> datetime.date | None:
        """Return the due date that counts now, agreed and accepted; None where there is none.

        One that was asked for and sent back, or not agreed, can be given again.
        """
        accepted = [Review.Verdict.ACCEPTED, Review.Verdict.EMBEDDED]
        reported = Q(update=None) | Q(with_update__in=accepted)
        counts = (reported & ~Q(agreed_by=DueDate.AgreedBy.NOT_YET)) | Q(by_itself__in=accepted)
        dates = self.due_dates.annotate(
            with_update=Review.last_verdict(update=OuterRef("update")),
            by_itself=Review.last_verdict(due_date=OuterRef("pk")),
        ).exclude(with_update=Review.Verdict.RETURNED)
        last = dates.filter(counts).order_by("-pk").first()
        return last.due if last else None

    def move_date(self, moved: MovedDate, update: "ProgressUpdate") -> "DueDate":
        """Return the new due date, reported with `update`; the earlier ones stay.

        What recurs goes on recurring from the new date.
        """
        last = self.due_dates.order_by("-pk").first()
        recurrence = last.recurrence if last else ""
        return DueDate.objects.create(
            milestone=self,
            words=f"{moved.due:%-d %B %Y}{', then as before' if recurrence else ''}",
            due=moved.due,
            precision=DueDate.Precision.DAY,
            recurrence=recurrence,
            reason=moved.reason,
            agreed_by=moved.agreed_by,
            agreed_by_name=moved.agreed_by_name,
            update=update,
            day=update.day,
            known_on=update.known_on,
            entered_by=update.entered_by,
        )


@track()
class MilestoneLead(models.Model):
    """An officer who leads a milestone; one is accountable, others support."""

    council_path = "milestone__action__plan__council"

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="leads")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="leads")
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["milestone", "officer"], name="lead_once"),
        ]
        triggers = [LEAD_OF_THE_COUNCIL, stays("milestone")]

    def __str__(self) -> str:
        return str(self.officer)


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

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
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
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="lines"
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

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="due_dates")
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


class ProgressDraft(models.Model):
    """What somebody began to write and has not sent: the only thing here that changes."""

    council_path = "action__plan__council"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="drafts")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    for_others = models.BooleanField(default=False)
    fields = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "action", "milestone", "for_others"],
                nulls_distinct=False,
                name="draft_once",
            )
        ]
        triggers = [DRAFT_OF_THE_ACTION]

    def __str__(self) -> str:
        return f"Draft of {self.user}"

    @property
    def version(self) -> str:
        """Return what tells this saving of the draft from the next."""
        return self.saved_at.isoformat()

    @classmethod
    @transaction.atomic
    def keep(
        cls, of: "DraftOf", fields: dict[str, Any], seen: str, *, anyway: bool = False
    ) -> Self:
        """Return the one draft of its writer on this, now holding `fields`.

        `seen` is the version the writer had on screen, "" for none; raises OtherDraft
        when another was saved since, in another window, unless `anyway`.
        """
        User.objects.select_for_update(no_key=True).get(pk=of.user.pk)
        draft = cls.objects.filter(**vars(of)).first()
        if draft and draft.version != seen and not anyway:
            raise OtherDraft(draft)
        kept = draft or cls(**vars(of))
        kept.fields = fields
        kept.save()
        return kept


@dataclass(frozen=True)
class DraftOf:
    """Whose draft it is, and on what."""

    user: User
    action: Action
    milestone: Milestone | None
    for_others: bool


class OtherDraft(Exception):
    """The writer saved other words on the same in another window; nothing was replaced."""

    def __init__(self, draft: ProgressDraft) -> None:
        super().__init__("There is another draft.")
        self.draft = draft
