"""What bodies plan, learn, see and do about plans, each once."""

from collections.abc import Iterator
from typing import Any

from actionplans.models import Action, ActionPlan
from config.demo.files import OVERSIGHT, Calendar, Facts, read
from councils.models import Body, Meeting
from inspections.models import Lesson
from scrutiny.models import ForwardItem, LearningPoint, NextStep, Visit, VisitAction

_OF_A_STEP = ("text", "who")


def load_oversight(calendar: Calendar) -> Iterator[str]:
    """Add what bodies hold, and say whose; a body that holds anything is left alone."""
    for facts in read(OVERSIGHT)["bodies"]:
        body = Body.objects.get(council__slug=facts["council"], name=facts["body"])
        kinds: tuple[Any, ...] = (ForwardItem, LearningPoint, NextStep, Visit)
        if not any(kind.objects.filter(body=body).exists() for kind in kinds):
            _Holding(body, calendar).load(facts)
            yield f"{body.council}, what it plans, learned and does next: {body}"


class _Holding:
    """What one body holds while it is loaded: learning points by their reference."""

    def __init__(self, body: Body, calendar: Calendar) -> None:
        self.body, self.calendar = body, calendar
        self.points: dict[str, LearningPoint] = {}

    def load(self, facts: Facts) -> None:
        """Add all that a fixture tells of the body."""
        if "takes_up_own_paper_of" in facts:
            self._own_paper(facts["takes_up_own_paper_of"])
        for item in facts.get("forward", ()):
            days = {"starts": self.calendar.day(item["starts"]), "plan": self._plan(item)}
            ForwardItem.objects.create(body=self.body, **item | days)
        for point in facts.get("points", ()):
            self._point(point)
        for visit in facts.get("visits", ()):
            self._visit(visit)
        for step in facts.get("steps", ()):
            self._step(step)

    def _plan(self, facts: Facts) -> ActionPlan | None:
        council = self.body.council
        return council.plans.get(reference=facts["plan"]) if "plan" in facts else None

    def _own_paper(self, day: str) -> None:
        """Take up the points of the body's own paper; what it names as possible is next steps."""
        on = self.calendar.day(day)
        for lesson in Lesson.objects.filter(council=self.body.council, on=on).order_by("order"):
            if lesson.kind == Lesson.Kind.POINT:
                LearningPoint.objects.create(body=self.body, lesson=lesson, taken_on=on)
            elif lesson.kind == Lesson.Kind.FURTHER:
                NextStep.objects.create(
                    body=self.body,
                    lesson=lesson,
                    said_on=on,
                    is_agreed=False,
                    meeting=Meeting.objects.filter(body=self.body, held_on=on).first(),
                )

    def _point(self, facts: Facts) -> None:
        lesson = Lesson.objects.get(
            council__slug=facts["of"], reference=facts["reference"], kind=Lesson.Kind.POINT
        )
        self.points[facts["reference"]] = LearningPoint.objects.create(
            body=self.body,
            lesson=lesson,
            taken_on=self.calendar.day(facts["taken_on"]),
            plan=self._plan(facts),
        )

    def _visit(self, facts: Facts) -> None:
        plan = self._plan(facts)
        visit = Visit.objects.create(
            body=self.body,
            day=self.calendar.day(facts["day"]),
            place=facts["place"],
            who=facts["who"],
            learned=facts["learned"],
            plan=plan,
            point=self.points.get(facts.get("point", "")),
        )
        for action in Action.objects.filter(plan=plan, reference__in=facts.get("actions", ())):
            VisitAction.objects.create(visit=visit, action=action)

    def _step(self, facts: Facts) -> None:
        day = self.calendar.day
        meeting, visit = facts.get("meeting"), facts.get("visit")
        NextStep.objects.create(
            body=self.body,
            due=self.calendar.day_if_any(facts.get("due")),
            said_on=day(facts["said_on"]),
            plan=self._plan(facts),
            point=self.points.get(facts.get("point", "")),
            meeting=self.body.meetings.filter(held_on=day(meeting)).first() if meeting else None,
            visit=self.body.visits.get(day=day(visit)) if visit else None,
            **{name: facts[name] for name in _OF_A_STEP},
        )
