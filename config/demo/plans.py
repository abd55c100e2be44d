"""Action plans: their rows and steps, with the dates first agreed."""

import datetime
from typing import Any

from actionplans.models import (
    Action,
    ActionPlan,
    DueDate,
    Milestone,
    MilestoneLead,
    RatingLabel,
    RatingScale,
    ReminderSettings,
    Theme,
)
from config.demo.files import Calendar, Facts
from config.demo.measures import add_measures, add_risks
from config.demo.who import Circle
from inspections.models import Inspection, Recommendation

NOT_STATED = "Not stated in the paper"


def load_plan(circle: Circle, facts: Facts, inspections: list[Inspection]) -> "PlanLoad | None":
    """Return the plan just added with its rows, or None where its reference is held already."""
    plan_facts = facts["plan"]
    if ActionPlan.objects.filter(reference=plan_facts["reference"]).exists():
        return None
    scale = _scale(circle, facts["rating_scale"]) if "rating_scale" in facts else None
    loaded = PlanLoad(circle, _add_plan(circle, plan_facts, scale), plan_facts)
    loaded.plan.sources.set(inspections)
    if words := plan_facts.get("reminders"):
        ReminderSettings.objects.create(plan=loaded.plan, is_on=True, words=words)
    loaded.plan.reports_to.set(circle.bodies[key] for key in plan_facts.get("reports_to", ()))
    loaded.add_rows(inspections)
    add_measures(loaded.plan, plan_facts, circle.calendar)
    add_risks(loaded.plan, plan_facts)
    return loaded


def _scale(circle: Circle, facts: Facts) -> RatingScale:
    scale, new = RatingScale.objects.get_or_create(
        council=circle.council, name=facts["name"], version=facts["version"]
    )
    if new:
        RatingLabel.objects.bulk_create(
            RatingLabel(scale=scale, order=order, **label)
            for order, label in enumerate(facts["labels"], start=1)
        )
    return scale


def _add_plan(circle: Circle, facts: Facts, scale: RatingScale | None) -> ActionPlan:
    return ActionPlan.objects.create(
        council=circle.council,
        reference=facts["reference"],
        title=facts["title"],
        status=facts["status"],
        agreed_on=circle.calendar.day(facts["agreed_on"]),
        approved_at=circle.meeting(facts["approved_at"]) if facts["approved_at"] else None,
        follows=_followed(facts),
        rating_scale=scale,
        note=facts["note"],
    )


def _followed(facts: Facts) -> ActionPlan | None:
    """Return the plan this one follows; its fixture is loaded before."""
    reference = facts.get("follows")
    return ActionPlan.objects.get(reference=reference) if reference else None


def printed(day: datetime.date) -> str:
    """Return the day as a plan prints it: 26 April 2017."""
    return f"{day:%-d %B %Y}"


class PlanLoad:
    """One plan being added: its rows and steps, reached by their order.

    What stands in a paper is known from the paper's day, and speaks of the day whose
    position it tells: Wirral's of 20 September tells that of 31 August.
    """

    def __init__(self, circle: Circle, plan: ActionPlan, facts: Facts) -> None:
        self.circle = circle
        self.calendar: Calendar = circle.calendar
        self.plan = plan
        self.facts = facts
        self.known_on = self.calendar.day(facts.get("paper_date") or facts["agreed_on"])
        self.position_on = self.calendar.day_if_any(facts.get("position_date")) or self.known_on
        self.actions: list[tuple[Action, list[Milestone], Facts]] = []

    def add_rows(self, inspections: list[Inspection]) -> None:
        """Add themes, actions, milestones, leads and the dates first agreed."""
        themes = {
            name: Theme.objects.create(plan=self.plan, name=name, order=order)
            for order, name in enumerate(self.facts.get("themes", ()), start=1)
        }
        answered = {
            recommendation.shown_number: recommendation
            for recommendation in Recommendation.objects.filter(inspection__in=inspections)
        }
        for order, facts in enumerate(self.facts["actions"], start=1):
            action = self._add_action(order, facts, themes.get(facts.get("theme", "")))
            action.recommendations.set(answered[number] for number in facts["answers"])
            steps = [
                self._add_step(action, number, step, facts)
                for number, step in enumerate(facts["milestones"], start=1)
            ]
            self.actions.append((action, steps, facts))

    def _add_action(self, order: int, facts: Facts, theme: Theme | None) -> Action:
        officers, bodies = self.circle.officers, self.circle.bodies
        return Action.objects.create(
            plan=self.plan,
            order=order,
            reference=facts["reference"],
            text=facts["text"],
            source_text=facts.get("source_text", ""),
            theme=theme,
            accountable=officers.get(facts.get("accountable", "")),
            printed_leads=facts.get("printed_leads", ""),
            added_on=self.plan.agreed_on,
            is_confidential=facts.get("is_confidential", False),
            watched_by=bodies.get(facts.get("watched_by", "")),
            next_review_on=self.calendar.day_if_any(facts.get("next_review_on")),
        )

    def _add_step(self, action: Action, order: int, facts: Facts, row: Facts) -> Milestone:
        step = Milestone.objects.create(
            action=action,
            order=order,
            text=facts["text"],
            printed_leads=facts.get("printed_leads", ""),
            each_occurrence=facts.get("each_occurrence", False),
            added_on=self.plan.agreed_on,
        )
        for place, key in enumerate(facts["leads"], start=1):
            MilestoneLead.objects.create(
                milestone=step, officer=self.circle.officers[key], order=place
            )
        if facts.get("meaning"):
            self._add_first_date(step, facts.get("timescale", ""), facts["meaning"])
        elif row.get("meaning"):
            # A timescale printed once for the row is the timescale of each of its steps.
            self._add_first_date(step, row["printed_timescale"], row["meaning"])
        for moved in facts.get("moves", ()):
            self._add_moved_date(step, moved)
        return step

    def _add_first_date(self, step: Milestone, words: str, meaning: Facts) -> None:
        self._add_date(step, words, meaning, day=self.plan.agreed_on, **self._agreement())

    def _add_moved_date(self, step: Milestone, facts: Facts) -> None:
        """Add a date that a paper prints in place of the first; it does not say who agreed it."""
        self._add_date(
            step,
            facts["timescale"],
            facts["meaning"],
            day=self.position_on,
            move=facts["move"],
            reason=facts["reason"],
            agreed_by=DueDate.AgreedBy.NOT_STATED,
        )

    def _add_date(self, step: Milestone, words: str, meaning: Facts, **more: Any) -> None:
        due = self.calendar.day_if_any(meaning["due"])
        DueDate.objects.create(
            milestone=step,
            words=words or (printed(due) if due else NOT_STATED),
            due=due,
            precision=meaning["precision"],
            recurrence=meaning["recurrence"],
            known_on=self.known_on,
            **more,
        )

    def _agreement(self) -> dict[str, Any]:
        """Return who agreed the first dates: the meeting that approved, else not stated."""
        meeting = self.plan.approved_at
        if meeting is None:
            return {"agreed_by": DueDate.AgreedBy.NOT_STATED}
        return {
            "agreed_by": DueDate.AgreedBy.BODY,
            "agreed_by_name": meeting.body.name,
            "agreed_at": meeting,
        }
