"""What a body plans, learns and sees to: its forward plan, learning points, next steps, visits."""

from django.db import models
from django.db.models import Q

from actionplans.models import Action, ActionPlan
from councils.models import Body, Meeting, belongs, ends_after_start, stays, track
from inspections.learning.themes import THEMES
from inspections.models import Lesson

_BODY = "SELECT 1 FROM councils_body AS body WHERE body.id = NEW.body_id"
_PLAN = """(NEW.plan_id IS NULL OR EXISTS (SELECT 1 FROM actionplans_actionplan AS plan
    WHERE plan.id = NEW.plan_id AND plan.council_id = body.council_id))"""
_MEETING = """(NEW.meeting_id IS NULL OR EXISTS (SELECT 1 FROM councils_meeting AS meeting
    WHERE meeting.id = NEW.meeting_id AND meeting.body_id = body.id))"""
_POINT = """(NEW.point_id IS NULL OR EXISTS (SELECT 1 FROM scrutiny_learningpoint AS point
    WHERE point.id = NEW.point_id AND point.body_id = body.id))"""
_VISIT = """(NEW.visit_id IS NULL OR EXISTS (SELECT 1 FROM scrutiny_visit AS visit
    WHERE visit.id = NEW.visit_id AND visit.body_id = body.id))"""


@track()
class ForwardItem(models.Model):
    """That a plan comes to a body: at each meeting, every so often, or at one meeting.

    `starts` is the first day on which it may come; every so many weeks or months is counted from
    it. From `ends` on it does not come any more.
    """

    class Kind(models.TextChoices):
        EACH = "each", "At each meeting"
        EVERY = "every", "Every so many weeks or months"
        ONCE = "once", "At one meeting"

    class Unit(models.TextChoices):
        WEEKS = "weeks", "Weeks"
        MONTHS = "months", "Months"

    council_path = "body__council"
    draft_with = ("plan",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="forward_items")
    plan = models.ForeignKey(ActionPlan, on_delete=models.PROTECT, related_name="forward_items")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    every = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=10, choices=Unit.choices, blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="forward_items"
    )
    words = models.CharField(
        max_length=200, blank=True, help_text="As the body's forward plan prints it: quarterly."
    )
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="each", every__isnull=True, unit="", meeting__isnull=True)
                | Q(kind="every", every__gte=1, unit__in=["weeks", "months"], meeting__isnull=True)
                | Q(kind="once", every__isnull=True, unit="", meeting__isnull=False),
                name="forward_item_says_when",
            ),
            models.UniqueConstraint(
                fields=["body", "plan"],
                condition=~Q(kind="once") & Q(ends__isnull=True),
                name="forward_item_one_rhythm",
            ),
            models.UniqueConstraint(
                fields=["body", "plan", "meeting"],
                condition=Q(kind="once", ends__isnull=True),
                name="forward_item_once_a_meeting",
            ),
            ends_after_start("forward_item_ends_after_start"),
        ]
        triggers = [
            stays("body"),
            belongs(
                "forward_item_of_one_council",
                "TRUE",
                f"{_BODY} AND {_PLAN} AND {_MEETING}",
                "The plan or the meeting is not of this body and its council.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} to {self.body}"


@track()
class LearningPoint(models.Model):
    """What a body took up from an inspection elsewhere: a point of a paper that is held, or own.

    Without a plan it is about all that come to the body. One taken off stays in the history.
    """

    council_path = "body__council"
    draft_with = ("plan",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="learning_points")
    lesson = models.ForeignKey(
        Lesson, null=True, blank=True, on_delete=models.PROTECT, related_name="taken_up"
    )
    text = models.TextField(blank=True, help_text="Empty: the lesson's words.")
    theme = models.CharField(
        max_length=40, blank=True, choices=[(theme.key, theme.name) for theme in THEMES]
    )
    source = models.CharField(
        max_length=300, blank=True, help_text="Whose inspection, and where it is written."
    )
    plan = models.ForeignKey(
        ActionPlan,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="learning_points",
    )
    taken_on = models.DateField(help_text="The day the body took it up.")
    removed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, text="", theme="", source="")
                | Q(lesson__isnull=True) & ~Q(text="") & ~Q(source=""),
                name="learning_point_has_words_and_a_source",
            ),
            models.UniqueConstraint(
                fields=["body", "lesson"],
                condition=Q(removed_on__isnull=True),
                name="learning_point_once_in_body",
            ),
        ]
        triggers = [
            stays("body"),
            stays("lesson"),
            belongs(
                "learning_point_of_one_council",
                "TRUE",
                f"{_BODY} AND {_PLAN}",
                "The plan is of another council than the body.",
            ),
        ]

    def __str__(self) -> str:
        return self.lesson.text if self.lesson else self.text


@track()
class Visit(models.Model):
    """Members at a front-line service: when, where, who went, and what they learned."""

    council_path = "body__council"
    draft_with = ("plan",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="visits")
    day = models.DateField()
    place = models.CharField(max_length=200, help_text="The service that was visited.")
    who = models.TextField(help_text="Who went, as the council writes it, one to a line.")
    learned = models.TextField(help_text="What was learned.")
    plan = models.ForeignKey(
        ActionPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    point = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    actions = models.ManyToManyField(
        Action, blank=True, through="VisitAction", related_name="visits"
    )
    removed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") & ~Q(who="") & ~Q(learned=""), name="visit_says_what"
            ),
        ]
        triggers = [
            stays("body"),
            belongs(
                "visit_of_one_council",
                "TRUE",
                f"{_BODY} AND {_PLAN} AND {_POINT}",
                "The plan or the learning point is not of this body and its council.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.day:%-d %B %Y}"


@track()
class VisitAction(models.Model):
    """An action that a visit was about."""

    council_path = "visit__body__council"
    draft_with = ("visit__plan", "action__plan")

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="about_actions")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="seen_at_visits")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "action"], name="visit_action_once"),
        ]
        triggers = [
            stays("visit"),
            stays("action"),
            belongs(
                "visit_action_of_one_council",
                "TRUE",
                """SELECT 1 FROM scrutiny_visit AS visit
                   JOIN councils_body AS body ON body.id = visit.body_id
                   JOIN actionplans_actionplan AS plan ON plan.council_id = body.council_id
                   JOIN actionplans_action AS action ON action.plan_id = plan.id
                   WHERE visit.id = NEW.visit_id AND action.id = NEW.action_id""",
                "The action is of another council than the visit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} at {self.visit}"


@track()
class NextStep(models.Model):
    """What a body itself does next: from a learning point, a meeting, a visit, or by itself.

    Not agreed: named as possible only, as Stockton's paper of 14 October 2015 does in paragraph
    18. One that has a lesson has its words.
    """

    class Ended(models.TextChoices):
        DONE = "done", "Done"
        DROPPED = "dropped", "Not pursued"

    council_path = "body__council"
    draft_with = ("plan",)

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="next_steps")
    text = models.TextField(blank=True, help_text="Empty: the lesson's words.")
    lesson = models.ForeignKey(
        Lesson, null=True, blank=True, on_delete=models.PROTECT, related_name="next_steps"
    )
    point = models.ForeignKey(
        LearningPoint, null=True, blank=True, on_delete=models.PROTECT, related_name="next_steps"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="next_steps"
    )
    visit = models.ForeignKey(
        Visit, null=True, blank=True, on_delete=models.PROTECT, related_name="next_steps"
    )
    plan = models.ForeignKey(
        ActionPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="next_steps"
    )
    who = models.CharField(max_length=200, blank=True, help_text="Empty: not stated.")
    due = models.DateField(null=True, blank=True)
    said_on = models.DateField(help_text="The day it was agreed, or named as possible.")
    is_agreed = models.BooleanField(default=True)
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="What came of it.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, text="") | Q(lesson__isnull=True) & ~Q(text=""),
                name="next_step_has_words",
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_on__isnull=True)
                | Q(ended__in=["done", "dropped"], ended_on__isnull=False),
                name="next_step_ends_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(ended="dropped") | ~Q(outcome=""),
                name="next_step_not_pursued_says_why",
            ),
        ]
        triggers = [
            stays("body"),
            stays("lesson"),
            belongs(
                "next_step_of_one_council",
                "TRUE",
                f"{_BODY} AND {_PLAN} AND {_MEETING} AND {_POINT} AND {_VISIT}",
                "What the next step comes from is not of this body and its council.",
            ),
        ]

    def __str__(self) -> str:
        return self.lesson.text if self.lesson else self.text
