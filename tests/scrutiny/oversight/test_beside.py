"""What bodies hold beside a plan, on its dashboard."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan
from councils.models import Body, Council
from councils.roles import Role
from tests.factories import (
    days,
    make_action,
    make_body,
    make_forward_item,
    make_learning_point,
    make_meeting,
    make_next_step,
    make_plan,
    make_visit,
)
from tests.pages import Piece, assert_same_number, fix_today, queries_of, read
from tests.scrutiny.oversight.test_body_page import fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def board(council: Council) -> Body:
    return make_body(council, "The board")


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    plan = make_plan(council, title="The plan")
    make_action(plan)
    return plan


@pytest.fixture
def member(client_for: Any) -> Client:
    return client_for(Role.SCRUTINY_MEMBER)


def url(plan: ActionPlan) -> str:
    return reverse("scrutiny:plan_dashboard", args=[plan.council.slug, plan.pk])


def beside(member: Client, plan: ActionPlan, **asked: str) -> Piece:
    return read(member, url(plan), **asked).sections()["Beside the plan"]


def test_when_a_plan_comes_next_and_where_it_did_not_come(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    make_forward_item(board, plan, starts=days(-100))
    make_meeting(board, days(-30))
    make_meeting(board, days(13))

    found = beside(member, plan)

    assert found.all("li")[0].text == (
        "The board Comes to The board at each meeting: next on 29 November 2026. Did not come The "
        "plan was due at The board on 17 October 2026: no published paper on it is held for that "
        "meeting."
    )
    assert found.links["The board"] == reverse("scrutiny:body", args=[board.council.slug, board.pk])


def test_what_is_of_the_plan_or_of_all_plans_of_its_bodies_stands_beside_it(
    council: Council, board: Body, plan: ActionPlan, member: Client
) -> None:
    plan.reports_to.add(board)
    stranger, other = make_body(council, "Another board"), make_plan(council)
    for body, of, mark in (
        (board, plan, "own"),
        (board, None, "all"),
        (board, other, "foreign"),
        (stranger, None, "strange"),
        (stranger, plan, "told elsewhere"),
    ):
        make_learning_point(body, plan=of, text=f"Point, {mark}.")
        make_next_step(body, plan=of, text=f"Step, {mark}.")
        make_visit(body, plan=of, learned=f"Seen, {mark}.")

    text = beside(member, plan).text

    for mark in ("own", "all", "told elsewhere"):
        assert f"Point, {mark}." in text and f"Step, {mark}." in text and f"Seen, {mark}." in text
    assert "foreign" not in text and "strange" not in text


def test_what_is_late_beside_the_plan_is_said_near_the_top_with_where_it_stands(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    make_forward_item(board, plan, starts=days(-100))
    make_meeting(board, days(-30))
    make_next_step(board, plan=plan, text="Ask the police.", said_on=days(-20), due=days(-12))
    make_next_step(board, plan=plan, text="Ask again.", said_on=days(-20), due=days(12))

    top = read(member, url(plan)).main.one("nav", **{"aria-labelledby": "contents"})

    assert top.links["Beside the plan (3)"] == "#beside"
    assert top.texts("p") == [
        "Did not come The plan was due at The board on 17 October 2026: no published paper on it "
        "is held for that meeting.",
        "Late by 12 days: it was due on 4 November 2026. The board: “Ask the police.”",
    ]


def test_of_much_that_is_late_three_are_named_and_the_rest_is_counted(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    for number in range(5):
        make_next_step(board, plan=plan, text=f"Step {number}.", due=days(-number - 1))

    top = read(member, url(plan)).main.one("nav", **{"aria-labelledby": "contents"})

    assert len(top.texts("p")) == 4
    assert top.links["And 2 more beside the plan"] == "#beside"


def test_a_plan_beside_which_nothing_stands_has_no_such_part(
    plan: ActionPlan, member: Client
) -> None:
    assert "Beside the plan" not in read(member, url(plan)).sections()


def test_of_many_steps_and_visits_the_first_stand_and_the_rest_is_counted(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    for n in range(60):
        make_next_step(board, plan=plan, text=f"Step {n}.")
        make_visit(board, plan=plan)

    text = beside(member, plan).text

    assert "And 55 more, on the pages of the bodies." in text
    assert "And 57 more visits, on the pages of the bodies." in text


def test_the_number_of_queries_does_not_grow_with_what_stands_beside(
    board: Body, plan: ActionPlan, member: Client
) -> None:
    plan.reports_to.add(board)
    make_forward_item(board, plan)
    fill(board, 2)
    few = queries_of(member, url(plan))
    fill(board, 10)
    for _ in range(5):
        other = make_body(plan.council)
        make_forward_item(other, plan)
        make_meeting(other)

    assert_same_number(few, queries_of(member, url(plan)))
