"""What a plan answers, whom it reports to, and what its actions answer, as they stood on a day."""

import datetime
from typing import Any

import pytest

from actionplans.asat import AsAt
from actionplans.challenges.facts import Kind
from actionplans.challenging import flags_of
from actionplans.models import ActionPlan, ActionRecommendation, PlanBody, PlanSource
from actionplans.on_day.links import answered_on, meetings_on, sources_on
from actionplans.on_day.plans import plan_on_day
from tests.actionplans.test_history import at, date_versions
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_inspection,
    make_meeting,
    make_plan,
    make_recommendation,
)

pytestmark = pytest.mark.django_db

BEFORE, AFTER = days(-5), DAY


def state(day: datetime.date, known_on: datetime.date | None = None) -> AsAt:
    return AsAt(day=day, today=days(5), known_on=known_on)


@pytest.fixture
def plan() -> ActionPlan:
    plan = make_plan()
    date_versions(plan, at(days(-30)))
    return plan


def link(model: Any, on: datetime.date, **keys: Any) -> None:
    row = model.objects.get(**keys)
    date_versions(row, at(on))


def test_a_source_counts_from_the_day_it_was_named(plan: ActionPlan) -> None:
    inspection = make_inspection(plan.council)
    plan.sources.add(inspection)
    link(PlanSource, days(-2), actionplan=plan, inspection=inspection)

    assert sources_on(plan, state(BEFORE)) == []
    assert sources_on(plan, state(AFTER)) == [inspection.pk]


def test_a_source_taken_away_still_stood_before(plan: ActionPlan) -> None:
    inspection = make_inspection(plan.council)
    plan.sources.add(inspection)
    row = PlanSource.objects.get(actionplan=plan, inspection=inspection)
    plan.sources.remove(inspection)
    date_versions(row, at(days(-20)), at(days(-2)))

    assert sources_on(plan, state(BEFORE)) == [inspection.pk]
    assert sources_on(plan, state(AFTER)) == []
    assert sources_on(plan, state(days(5))) == []


def test_what_an_action_answers_is_what_it_answered_that_day(plan: ActionPlan) -> None:
    asked = make_recommendation(make_inspection(plan.council))
    plan.sources.add(asked.inspection)
    link(PlanSource, days(-30), actionplan=plan)
    action = make_action(plan)
    date_versions(action, at(days(-30)))
    action.recommendations.add(asked)
    link(ActionRecommendation, days(-2), action=action)

    assert answered_on([action.pk], state(BEFORE)) == []
    assert answered_on([action.pk], state(AFTER)) == [(action.pk, asked.pk)]
    assert kinds(plan, BEFORE).count(Kind.UNANSWERED) == 1
    assert kinds(plan, AFTER).count(Kind.UNANSWERED) == 0
    (row,) = plan_on_day(plan, state(BEFORE)).rows
    assert row.answers == ()


def kinds(plan: ActionPlan, day: datetime.date) -> list[Kind]:
    return [flag.kind for flag in flags_of(plan_on_day(plan, state(day)))]


def test_a_meeting_entered_late_is_left_out_of_what_was_known(plan: ActionPlan) -> None:
    board = make_body(plan.council, name="Improvement Board")
    date_versions(board, at(days(-30)))
    known, late = make_meeting(board, days(-20)), make_meeting(board, days(-10))
    date_versions(known, at(days(-30)))
    date_versions(late, at(days(-2)))

    assert held(plan, state(BEFORE)) == [days(-20), days(-10)]
    assert held(plan, state(BEFORE, known_on=BEFORE)) == [days(-20)]


def held(plan: ActionPlan, as_at: AsAt) -> list[datetime.date]:
    return [meeting.held_on for meeting in meetings_on(plan, as_at)]


def test_whom_a_plan_reported_to_is_whom_it_reported_to_that_day(plan: ActionPlan) -> None:
    board, panel = (make_body(plan.council, name=name) for name in ("Board", "Panel"))
    make_meeting(board, days(-20))
    make_meeting(panel, days(-10))
    plan.reports_to.add(panel)
    link(PlanBody, days(-2), actionplan=plan)

    assert held(plan, state(BEFORE)) == [days(-20), days(-10)]
    assert held(plan, state(AFTER)) == [days(-10)]
