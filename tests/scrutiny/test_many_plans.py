"""Dashboards of a council with one plan and with ten: as many queries, and the same flags."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.challenging import flags_of, flags_of_plans
from actionplans.models import ActionPlan
from actionplans.standings import plans_on_day
from councils.access import Access
from councils.models import Body, Council
from councils.roles import Role
from scrutiny.briefing import briefing_html
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_briefing,
    make_due_date,
    make_elsewhere,
    make_evidence,
    make_forward_item,
    make_inspection,
    make_measure,
    make_meeting,
    make_member,
    make_members_question,
    make_place,
    make_plan,
    make_published_group,
    make_reading,
    make_recommendation,
    make_update,
)
from tests.many import add_rows
from tests.pages import assert_same_number, fix_today, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def board(council: Council) -> Body:
    board = make_body(council, "The board")
    make_meeting(board, days(-30))
    make_meeting(board, days(13))
    return board


@pytest.fixture
def reader(client_for: Any) -> Client:
    return client_for(Role.SCRUTINY_MEMBER)


def add_plan(council: Council, board: Body) -> ActionPlan:
    """Return a plan with everything that flags rest on, so that none is quick for want of it."""
    plan = make_plan(council, agreed_on=days(-100))
    plan.reports_to.add(board)
    inspection = make_inspection(council)
    plan.sources.add(inspection)
    asked = [make_recommendation(inspection) for _ in range(3)]
    make_elsewhere(plan, asked[0])
    add_rows(plan, 2)
    late = make_action(plan, text="Late.", added_on=days(-100))
    late.recommendations.add(asked[1])
    step = late.milestones.get()
    make_due_date(step, days(-20), day=days(-100))
    make_due_date(step, days(-10), day=days(-30), reason="Later.")
    make_evidence(make_update(late, step, day=days(-15), accepted=True))
    make_update(late, step, progress="complete", day=days(-2))
    ongoing = make_action(plan, text="Ongoing.", added_on=days(-100)).milestones.get()
    make_due_date(ongoing, None, words="Ongoing", is_ongoing=True, day=days(-100))
    measure = make_measure(plan, better="higher")
    for value, day in ((40, -60), (30, -20)):
        make_reading(measure, value=value, day=days(day))
    make_published_group(plan, [late], day=days(-30))
    make_forward_item(board, plan, starts=days(-100))
    make_members_question(plan, due=days(-3))
    return plan


def add_plans(council: Council, board: Body, number: int) -> list[ActionPlan]:
    """Return that many plans; an action of each stands in the one after it too."""
    made = [add_plan(council, board) for _ in range(number)]
    for number, (one, other) in enumerate(pairwise(made)):
        make_place(other, one.actions.get(text="Late."), reference=f"G{number}")
    return made


def page(name: str) -> Callable[[Client, Council], list[str]]:
    def asked(client: Client, council: Council) -> list[str]:
        return queries_of(client, reverse(f"scrutiny:{name}", args=[council.slug]))

    return asked


def past(client: Client, council: Council) -> list[str]:
    where = reverse("scrutiny:dashboard", args=[council.slug])
    return queries_of(client, where, as_at=days(-5).isoformat())


def home(client: Client, council: Council) -> list[str]:
    return queries_of(client, "/")


def briefing(client: Client, council: Council) -> list[str]:
    made = make_briefing(council)
    briefing_html(made)
    with CaptureQueriesContext(connection) as caught:
        briefing_html(made)
    return [query["sql"] for query in caught.captured_queries]


ASKED = {
    "dashboard": page("dashboard"),
    "its rows": page("dashboard_rows"),
    "members' questions": page("questions"),
    "on a day past": past,
    "home": home,
    "briefing": briefing,
}


@pytest.mark.parametrize("name", ASKED)
def test_the_number_of_queries_is_the_same_with_two_plans_and_with_ten(
    council: Council, board: Body, reader: Client, name: str
) -> None:
    add_plans(council, board, 2)
    few = ASKED[name](reader, council)
    add_plans(council, board, 8)

    assert_same_number(few, ASKED[name](reader, council))


@pytest.mark.parametrize("accepted_only", [True, False])
@pytest.mark.parametrize("day", [DAY, days(-5)])
def test_what_many_plans_raise_at_once_is_what_each_raises(
    council: Council, board: Body, accepted_only: bool, day: Any
) -> None:
    add_plans(council, board, 3)
    make_plan(council)
    access = Access(make_member(council), council, frozenset([Role.SCRUTINY_MEMBER]))
    as_at = AsAt(day=day, today=DAY, accepted_only=accepted_only, confidential=False)
    shown, _ = plans_on_day(access, as_at)

    raised = flags_of_plans(shown)

    assert raised == [flags_of(each) for each in shown]
    assert [bool(of) for of in raised].count(True) == 3
    assert len({flag.kind for of in raised for flag in of}) >= 6
