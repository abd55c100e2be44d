"""Plans, their actions and steps: words and owners, of which every version is kept."""

import datetime
import uuid

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from actionplans.models.facts import DueDate, ProgressLine, ProgressUpdate, Review
from actionplans.models.reporting import (
    MovedDate,
    NewerUpdate,
    Report,
    ReportAnew,
    refuse_what_was_sent,
    report_problems,
    same_words_on,
)
from actionplans.models.rules import CouncilRules
from actionplans.models.scales import RatingScale
from actionplans.models.triggers import (
    ACCOUNTABLE_OF_THE_COUNCIL,
    APPROVED_BY_THE_COUNCIL,
    FOLLOWS_ONE_OF_THE_COUNCIL,
    LEAD_OF_THE_COUNCIL,
    SCALE_OF_THE_COUNCIL,
    THEME_OF_THE_PLAN,
    WATCHED_BY_THE_COUNCIL,
)
from councils.models import Council, Meeting, Officer, User, stays, track
from inspections.models import Inspection, Recommendation


def once(name: str, fields: list[str]) -> models.UniqueConstraint:
    """Return the constraint that no two rows agree in `fields` once a change is complete.

    It is looked at when the transaction ends, so that rows can change places in it.
    """
    return models.UniqueConstraint(fields=fields, name=name, deferrable=models.Deferrable.DEFERRED)


@track()
class ActionPlan(models.Model):
    """What a council answers to one or several inspections, or to other sources."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"
        CLOSED = "closed", "Closed"

    council_path = "council"
    draft_where = {"status": "draft"}

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="plans")
    reference = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    sources = models.ManyToManyField(Inspection, blank=True, related_name="plans")
    agreed_on = models.DateField(help_text="The day its timescales were agreed.")
    approved_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="plans_approved"
    )
    approved_on = models.DateField(
        null=True, blank=True, help_text="The day from which changes need a reason."
    )
    approved_by = models.CharField(
        max_length=200, blank=True, help_text="Who approved it, where no meeting did."
    )
    called_in_on = models.DateField(null=True, blank=True, help_text="While a call-in lasts.")
    is_archived = models.BooleanField(
        default=False, help_text="Kept out of lists; its pages stay where they are."
    )
    reports_to = models.ManyToManyField(
        "councils.Body", blank=True, related_name="plans_reported", help_text="Who is told."
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    rating_scale = models.ForeignKey(
        RatingScale, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    manager = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="plans_managed"
    )
    note = models.TextField(blank=True)
    columns = models.JSONField(
        default=list,
        blank=True,
        help_text="What it shows, as `actionplans.columns` stores it; none: as its council.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["draft", "approved", "closed"]),
                name="plan_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(is_archived=False) | Q(status="closed"),
                name="plan_archived_once_closed",
            ),
        ]
        triggers = [
            SCALE_OF_THE_COUNCIL,
            APPROVED_BY_THE_COUNCIL,
            FOLLOWS_ONE_OF_THE_COUNCIL,
            stays("council"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def status_words(self) -> str:
        """Return "Draft", "Closed", or "Approved, called in on 3 December 2026"."""
        day = self.called_in_on if self.status == self.Status.APPROVED else None
        return f"{self.get_status_display()}{f', called in on {day:%-d %B %Y}' if day else ''}"

    @property
    def approved_day(self) -> datetime.date | None:
        """Return the day it was approved; None where that is not known."""
        return self.approved_on or (self.approved_at.held_on if self.approved_at else None)

    @property
    def approver(self) -> str:
        """Return who approved it; "" where that is not known."""
        return self.approved_by or (self.approved_at.body.name if self.approved_at else "")

    @property
    def manager_name(self) -> str:
        """Return who accepts updates, in words for a button or a sentence."""
        return str(self.manager) if self.manager and self.manager.is_active else "the plan manager"


@track()
class Theme(models.Model):
    """A heading under which a plan groups its actions."""

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="themes")
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            once("theme_order", ["plan", "order"]),
            once("theme_once", ["plan", "name"]),
        ]
        triggers = [stays("plan")]

    def __str__(self) -> str:
        return self.name


@track()
class Action(models.Model):
    """One row of the plan, in the plan's own words; it may answer several recommendations."""

    council_path = "plan__council"

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="actions")
    order = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=60, help_text="The council's own number.")
    text = models.TextField(help_text="The plan's own wording, which may differ.")
    source_text = models.TextField(blank=True, help_text="The source as the plan prints it.")
    success_measure = models.TextField(blank=True, help_text="How it will be known to work.")
    next_steps = models.TextField(blank=True, help_text="What is still to be done.")
    paragraph_reference = models.CharField(
        max_length=200, blank=True, help_text="Where in its source it stands."
    )
    other = models.JSONField(
        default=list,
        blank=True,
        help_text="What fits no field: a list of [heading, text], as its file has them.",
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
            once("action_order", ["plan", "order"]),
            once("action_reference_once", ["plan", "reference"]),
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
        self,
        report: Report,
        *,
        entered_by: User | None,
        known_on: datetime.date,
        last_seen: int = 0,
        key: uuid.UUID | None = None,
    ) -> "ProgressUpdate":
        """Return the update inserted for `report`, with its line and its moved date.

        Nobody entered what came by a link: `entered_by` is None then.
        `last_seen` is the newest update (its pk) the writer had on screen; raises
        NewerUpdate when another came in since, ValidationError when the report says
        what no person may say. `key` was made when the form was opened: raises SentBefore
        when an update came from that form already.
        """
        report_problems(report, known_on, self)
        Action.objects.select_for_update(no_key=True).get(pk=self.pk)
        if key:
            refuse_what_was_sent(self, report, key, entered_by)
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
            key=key,
            same_words_on=same_words_on(self, report),
        )
        ProgressLine.objects.create(
            update=update,
            milestone=report.milestone,
            progress=report.progress,
            outlook=report.outlook,
            reason=report.reason,
            occurrence=report.occurrence,
        )
        if report.moved and report.milestone:
            report.milestone.move_date(report.moved, update)
        return update

    @transaction.atomic
    def accept(
        self, update: "ProgressUpdate", *, by: User, day: datetime.date, wording: str = ""
    ) -> tuple["Review", bool]:
        """Return the acceptance of `update`, and whether it is new: a second one is the first.

        `wording` is what papers print in place of its words. Where the council wants a second
        sign-off, the acceptance waits for that. Raises ReportAnew where it was reopened: what
        was found wanting is not accepted again, a new report is.
        """
        Action.objects.select_for_update(no_key=True).get(pk=self.pk)
        last = update.reviews.order_by("-day", "-pk").first()
        if last and last.verdict == Review.Verdict.REOPENED:
            raise ReportAnew
        if last and last.verdict in (Review.Verdict.ACCEPTED, Review.Verdict.EMBEDDED):
            return last, False
        verdict = Review.Verdict.TO_SIGN if self.needs_sign_off() else Review.Verdict.ACCEPTED
        if last and last.verdict == Review.Verdict.TO_SIGN:
            if verdict == Review.Verdict.TO_SIGN:
                return last, False
            # The council wants no second sign-off any more.
            wording = wording or last.paper_wording
        review = Review.objects.create(
            update=update, verdict=verdict, paper_wording=wording, by=by, day=day, known_on=day
        )
        return review, True

    def needs_sign_off(self) -> bool:
        """Return whether the council now wants a second person to sign off what was accepted."""
        return CouncilRules.objects.filter(
            council__plans__actions=self, needs_sign_off=True
        ).exists()


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
    recurrence = models.CharField(
        max_length=200, blank=True, help_text="An RRULE that the step's own words hold."
    )
    first_due = models.DateField(
        null=True, blank=True, help_text="When it is first due, where the timescale does not say."
    )
    each_occurrence = models.BooleanField(
        default=False, help_text="Every due occurrence is reported as done or not done."
    )
    added_on = models.DateField()
    removed_on = models.DateField(
        null=True, blank=True, help_text="The first day it no longer stood in the plan."
    )

    class Meta:
        constraints = [
            once("milestone_order", ["action", "order"]),
        ]
        triggers = [stays("action")]

    def __str__(self) -> str:
        return self.text or f"Step {self.order}"

    @staticmethod
    def standing_on(day: datetime.date) -> Q:
        """Return the filter for the steps that stand in their plan on `day`."""
        return Q(added_on__lte=day) & (Q(removed_on__isnull=True) | Q(removed_on__gt=day))

    def due_on(self) -> datetime.date | None:
        """Return the due date that counts now; None where there is none."""
        date = self.date_in_force()
        return date.due if date else None

    def date_in_force(self) -> DueDate | None:
        """Return the timescale that counts now, agreed and accepted; None where there is none.

        One that was asked for and sent back, or not agreed, can be given again.
        """
        accepted = [Review.Verdict.ACCEPTED, Review.Verdict.EMBEDDED]
        dates = self.due_dates.annotate(
            with_update=Review.last_verdict(update=OuterRef("update")),
            by_itself=Review.last_verdict(due_date=OuterRef("pk")),
        ).exclude(with_update=Review.Verdict.RETURNED)
        for date in dates.order_by("-pk"):
            if date.is_in_force(date.with_update in accepted, date.by_itself in accepted):
                return date
        return None

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
            needs_body=self.moves_need_a_body(),
            update=update,
            day=update.day,
            known_on=update.known_on,
            entered_by=update.entered_by,
        )

    def moves_need_a_body(self) -> bool:
        """Return whether the council now wants a body to agree before a move counts."""
        rules = CouncilRules.objects.filter(council__plans__actions__milestones=self).first()
        return bool(rules and rules.moves_need_a_body)


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
