"""What is read once for many states, against each state read by itself."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from actionplans.asat import AsAt
from actionplans.challenging import flags_of
from actionplans.models import ActionPlan, ProgressUpdate, Review, ever_in
from actionplans.on_day.held import Held
from actionplans.on_day.plans import plan_on_day, rows_of_plan
from actionplans.over_time.states import statuses_of_plan
from actionplans.since import state_of
from tests.actionplans.test_properties import AGREED, FEW, World, entries, world
from tests.factories import DAY, days, make_action, make_place, make_plan
from tests.many import add_rows

pytestmark = pytest.mark.django_db
__all__ = ["world"]

DAYS = [days(day) for day in range(AGREED, 1, 15)]
as_members = st.booleans()
known_days = st.sampled_from([None, -5, -20])


def state(known: int | None, *, member: bool) -> AsAt:
    return AsAt(
        day=DAY,
        today=DAY,
        known_on=None if known is None else days(known),
        accepted_only=member,
        confidential=not member,
    )


def held_of(plan: ActionPlan, as_at: AsAt) -> Held:
    return Held(ever_in(plan).values_list("pk", flat=True), as_at)


@FEW
@given(entries(AGREED, 0, 14), as_members, known_days)
def test_every_earlier_state_is_the_one_that_is_read_by_itself(
    world: World, entered: list[Any], as_member: bool, known: int | None
) -> None:
    with transaction.atomic():
        for entry in entered:
            world.enter(*entry)
        as_at = state(known, member=as_member)
        held = held_of(world.plan, as_at)
        states = [as_at, *(state_of(day, as_at) for day in DAYS)]
        found = [rows_of_plan(world.plan, each, held) for each in states]
        expected = [rows_of_plan(world.plan, each) for each in states]
        over_time = statuses_of_plan(world.plan, as_at, DAYS, held)
        expected_over_time = statuses_of_plan(world.plan, as_at, DAYS)
        transaction.set_rollback(True)

    assert found == expected
    assert over_time == expected_over_time


@FEW
@given(entries(AGREED, 0, 14), as_members, known_days)
def test_flags_rest_on_the_same_whoever_read_it_before(
    world: World, entered: list[Any], as_member: bool, known: int | None
) -> None:
    with transaction.atomic():
        for entry in entered:
            world.enter(*entry)
        as_at = state(known, member=as_member)
        shown = plan_on_day(world.plan, as_at)
        of_more = plan_on_day(world.plan, as_at, held_of(world.plan, as_at))
        found = [flags_of(shown), flags_of(of_more)]
        expected = flags_of(replace(shown, held=None))
        transaction.set_rollback(True)

    assert found == [expected, expected]
    assert of_more == shown


@FEW
@given(entries(AGREED, 0, 14), st.integers(AGREED, 0), st.none() | st.integers(AGREED, 0))
def test_a_state_holds_in_memory_what_it_holds_in_the_database(
    world: World, entered: list[Any], day: int, known: int | None
) -> None:
    known_on = None if known is None else days(known)
    as_at = AsAt(day=days(day), today=DAY, known_on=known_on)
    with transaction.atomic():
        for entry in entered:
            world.enter(*entry)
        updates, reviews = list(ProgressUpdate.objects.all()), list(Review.objects.all())
        held = set(ProgressUpdate.objects.filter(as_at.holds()))
        ruling = set(Review.objects.filter(as_at.rulings()))
        transaction.set_rollback(True)

    assert {one for one in updates if as_at.has(one.day, one.known_on)} == held
    assert {one for one in reviews if as_at.rules(one.verdict, one.day, one.known_on)} == ruling


def test_actions_of_other_plans_are_held_for_as_long_as_they_stood(world: World) -> None:
    other = make_plan(world.plan.council)
    make_place(world.plan, make_action(other), added_on=days(-40), removed_on=days(-10))
    as_at = state(None, member=False)
    held = held_of(world.plan, as_at)

    assert len(rows_of_plan(world.plan, as_at, held)) == 2
    assert len(rows_of_plan(world.plan, state_of(days(-20), as_at), held)) == 3


def test_lines_and_dates_are_read_once_for_all_states(world: World) -> None:
    add_rows(world.plan, 3)
    as_at = state(None, member=True)
    held = held_of(world.plan, as_at)

    assert sorted(reads_of(world.plan, as_at, held)) == ["duedate", "progressline"]
    assert [reads_of(world.plan, state_of(day, as_at), held) for day in DAYS] == [[]] * len(DAYS)


FACTS = {
    "duedate": '"actionplans_duedate"',
    "progressline": '"actionplans_progressupdate" LEFT OUTER JOIN "actionplans_progressline"',
}


def reads_of(plan: ActionPlan, as_at: AsAt, held: Held) -> list[str]:
    """Return which of these facts a state reads, once for each query."""
    with CaptureQueriesContext(connection) as caught:
        rows_of_plan(plan, as_at, held)
    asked = [query["sql"].partition(" FROM ")[2] for query in caught]
    return [kind for sql in asked for kind, tables in FACTS.items() if sql.startswith(tables)]
