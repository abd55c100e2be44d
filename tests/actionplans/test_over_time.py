"""Where a plan stood on each of many days, against its own page of each of those days."""

import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, Review
from actionplans.on_day.plans import plan_on_day
from actionplans.over_time.bands import Band, band_of, counted, days_shown, planned_by
from actionplans.over_time.states import statuses_of_plan
from actionplans.rag import Progress, Status
from actionplans.shown import PlanOnDay
from councils.models import Council
from tests.actionplans.test_properties import AGREED, FEW, World, entries, state, world
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_ending,
    make_milestone,
    make_place,
    make_plan,
    make_review,
    make_update,
)
from tests.many import add_rows

pytestmark = pytest.mark.django_db
__all__ = ["world"]

WEEKS = [days(day) for day in range(AGREED, 1, 6)]


def member(day: datetime.date = DAY) -> AsAt:
    return AsAt(day=day, today=DAY, accepted_only=True, confidential=False)


def shown_of(plan: ActionPlan, as_at: AsAt) -> PlanOnDay:
    return plan_on_day(ActionPlan.objects.get(pk=plan.pk), as_at)


def one_by_one(plan: ActionPlan, asked: list[PlanOnDay]) -> dict[int, list[Status | None]]:
    """Read off the plan's page of each day what each action was."""
    pages = [{row.pk: row.status for row in shown.rows} for shown in asked]
    found = sorted({pk for page in pages for pk in page})
    return {pk: [page.get(pk) for page in pages] for pk in found}


@FEW
@given(entries(AGREED, 0, 14), st.booleans(), st.sampled_from([None, -20]))
def test_each_day_says_what_the_plans_page_of_that_day_says(
    world: World, entered: list[Any], as_member: bool, known: int | None
) -> None:
    with transaction.atomic():
        for entry in entered:
            world.enter(*entry)
        pages = [state(world.plan, (day - DAY).days, known, member=as_member) for day in WEEKS]
        found = statuses_of_plan(world.plan, pages[-1].as_at, WEEKS)
        expected = one_by_one(world.plan, pages)
        transaction.set_rollback(True)

    assert found == expected


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, agreed_on=days(AGREED))


def test_a_day_tells_completion_from_the_day_reported_for_and_lateness_from_the_day_after(
    plan: ActionPlan,
) -> None:
    action = make_action(plan, added_on=days(AGREED))
    step = action.milestones.get()
    make_due_date(step, days(-30), day=days(AGREED))
    make_update(action, step, progress=Progress.NOT_STARTED, day=days(-50), accepted=True)
    make_update(action, step, progress=Progress.COMPLETE, day=days(-10), accepted=True)
    asked = [days(-70), days(-30), days(-29), days(-11), days(-10), DAY]

    found = statuses_of_plan(plan, member(), asked)

    late, done = Status.LATE, Status.DONE
    assert found == {action.pk: [None, Status.NOT_STARTED, late, late, done, done]}


def test_what_was_reopened_is_complete_until_it_was_opened_again(plan: ActionPlan) -> None:
    action = make_action(plan, added_on=days(AGREED))
    step = action.milestones.get()
    claim = make_update(action, step, progress=Progress.COMPLETE, day=days(-40), accepted=True)
    make_review(claim, Review.Verdict.REOPENED, comment="It came undone.", day=days(-20))

    found = statuses_of_plan(plan, member(), [days(-30), days(-21), days(-20)])

    assert found[action.pk] == [Status.DONE, Status.DONE, Status.IN_PROGRESS]


def test_what_waits_for_acceptance_and_what_is_confidential_is_kept_from_members(
    plan: ActionPlan,
) -> None:
    claimed, secret = make_action(plan), make_action(plan, is_confidential=True)
    make_update(claimed, claimed.milestones.get(), progress=Progress.COMPLETE, day=days(-5))

    assert statuses_of_plan(plan, member(), [DAY]) == {claimed.pk: [Status.NOT_STATED]}
    officer = statuses_of_plan(plan, AsAt(day=DAY, today=DAY), [DAY])
    assert officer == {claimed.pk: [Status.CLAIMED], secret.pk: [Status.NOT_STATED]}


def test_an_action_that_left_and_one_of_another_plan_count_while_they_stand(
    plan: ActionPlan, council: Council
) -> None:
    left, guest = make_action(plan), make_action(make_plan(council, agreed_on=days(AGREED)))
    make_ending(left, "withdrawn", day=days(-10))
    make_place(plan, guest, added_on=days(-20), removed_on=days(-5))
    asked = [days(-25), days(-20), days(-10), days(-5)]

    found = statuses_of_plan(plan, member(), asked)

    unsaid, gone = Status.NOT_STATED, Status.WITHDRAWN
    assert found[left.pk] == [unsaid, unsaid, gone, gone]
    assert found[guest.pk] == [None, unsaid, unsaid, None]


def test_the_number_of_queries_grows_with_neither_days_nor_rows(plan: ActionPlan) -> None:
    add_rows(plan, 2)
    few = queries_of(plan, WEEKS[:2])
    add_rows(plan, 6)

    assert queries_of(plan, WEEKS) == few <= 12


def queries_of(plan: ActionPlan, asked: list[datetime.date]) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert statuses_of_plan(plan, member(), asked)
    return len(caught)


def test_every_status_counts_as_one_band_and_silence_is_never_late() -> None:
    gone = {Status.SUPERSEDED, Status.CARRIED, Status.WITHDRAWN}
    assert {status for status in Status if band_of(status) is None} == gone
    assert band_of(Status.SILENT) == Band.SILENT
    found = counted([*Status, None])
    assert sum(found.values()) == len(Status) - len(gone)
    assert list(found) == list(Band)


def test_points_are_ends_of_months_meetings_and_the_last_day() -> None:
    met = [datetime.date(2026, 8, 12), datetime.date(2027, 1, 1)]

    found = days_shown(datetime.date(2026, 7, 15), datetime.date(2026, 9, 10), met)

    assert [f"{day:%d %b}" for day in found] == ["15 Jul", "31 Jul", "12 Aug", "31 Aug", "10 Sep"]
    assert days_shown(DAY, DAY) == [DAY]
    assert days_shown(days(9), DAY) == [DAY]
    long = days_shown(datetime.date(2011, 1, 1), datetime.date(2026, 9, 10))
    assert (len(long), long[0]) == (25, datetime.date(2024, 9, 30))


def test_what_was_planned_goes_by_the_first_dates_and_waits_for_the_last_step(
    plan: ActionPlan,
) -> None:
    moved = make_action(plan, steps=2, added_on=days(AGREED))
    first, second = moved.milestones.order_by("order")
    make_due_date(first, days(-40))
    make_due_date(second, days(-30))
    make_due_date(second, days(30), reason="Later.")
    undated = make_action(plan, steps=2)
    make_due_date(undated.milestones.order_by("order")[0], days(-40))
    make_milestone(make_action(plan), removed_on=days(-1))
    asked = [days(-31), days(-30), DAY]

    found = planned_by(shown_of(plan, member()).rows, asked)

    assert found == {days(-31): 0, days(-30): 1, DAY: 1}
    assert Action.objects.filter(plan=plan).count() == 3
