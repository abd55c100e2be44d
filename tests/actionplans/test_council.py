"""A council's page: its plans and the inspections behind them."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan
from actionplans.rag import Progress
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    days,
    make_action,
    make_body,
    make_council,
    make_due_date,
    make_ending,
    make_inspection,
    make_member,
    make_plan,
    make_published_group,
    make_update,
)
from tests.pages import assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.READER)


def url(council: Council) -> str:
    return reverse("actionplans:council", args=[council.slug])


def test_plans_stand_newest_first_with_where_they_are(
    council: Council, client_for: Callable[..., Client]
) -> None:
    client = client_for(Role.DIRECTOR)
    old = make_plan(
        council, title="The old plan", agreed_on=days(-900), status=ActionPlan.Status.CLOSED
    )
    make_action(old)
    new = make_plan(council, title="The new plan", agreed_on=days(-60))
    next_plan = make_plan(
        council, title="The next plan", agreed_on=days(-1), status=ActionPlan.Status.DRAFT
    )
    for plan in (new, next_plan):
        make_action(plan)
    page = read(client, url(council))

    assert page.h1 == "Barchester"
    assert page.main.texts("h3") == ["The next plan", "The new plan", "The old plan"]
    assert "Approved, timescales agreed 17 September 2026." in page.text
    assert "Draft, timescales agreed" in page.text
    assert "Closed, timescales agreed" in page.text
    assert page.main.links["The new plan"] == reverse(
        "actionplans:plan", args=[council.slug, new.pk]
    )


@pytest.mark.parametrize(
    ("drafts", "sentence"),
    [
        (1, "1 plan is being drafted: it is shown here once it is approved."),
        (2, "2 plans are being drafted: they are shown here once they are approved."),
    ],
)
def test_members_learn_that_a_plan_is_drafted_and_nothing_of_it(
    council: Council, client: Client, drafts: int, sentence: str
) -> None:
    for number in range(drafts):
        make_action(make_plan(council, title=f"Unborn {number}", status=ActionPlan.Status.DRAFT))
    page = read(client, url(council))

    assert sentence in page.text
    assert "Unborn" not in page.text and "no action plan here yet" not in page.text


def test_inspections_stand_newest_first_and_drafts_say_so(council: Council, client: Client) -> None:
    old = make_inspection(council, title="The old inspection")
    make_inspection(
        council,
        title="The draft",
        starts_on=datetime.date(2017, 2, 1),
        ends_on=datetime.date(2017, 3, 1),
        published_on=None,
        is_published=False,
    )
    page = read(client, url(council))

    assert page.main.texts("h3") == ["The draft", "The old inspection"]
    assert "16 January 2017 to 9 February 2017, published 31 March 2017" in page.text
    assert "1 February 2017 to 1 March 2017 (draft)" in page.text
    address = reverse("inspections:inspection", args=[council.slug, old.pk])
    assert page.main.links["The old inspection"] == address


def test_a_council_without_plans_and_inspections_says_so(council: Council, client: Client) -> None:
    page = read(client, url(council))

    assert "This council has no action plan here yet." in page.text
    assert "No inspection is held yet." in page.text


def test_nothing_of_another_council_stands_here(council: Council, client: Client) -> None:
    framley = make_council("Framley")
    make_member(framley, Role.READER, user=client.user)
    make_plan(framley, title="The Framley plan")
    make_inspection(framley, title="The Framley inspection")

    assert "The Framley" not in read(client, url(council)).text
    assert "The Framley plan" in read(client, url(framley)).text


def test_a_plan_whose_actions_are_not_held_says_that_and_no_day_of_timescales(
    council: Council, client: Client
) -> None:
    note = "Reported complete; actions not held."
    make_plan(council, title="The old plan", status=ActionPlan.Status.CLOSED, note=note)
    page = read(client, url(council))

    assert note in page.main.texts("p")
    assert "Closed." in page.main.texts("p")
    assert "agreed" not in page.main.text and " 0 of 0" not in page.main.text


def test_each_plan_says_where_it_stands_on_the_day_asked_for(
    council: Council, client: Client
) -> None:
    plan = make_plan(council, title="The plan")
    done, silent = make_action(plan), make_action(plan, added_on=days(-5))
    make_update(done, progress=Progress.COMPLETE, day=days(-20), known_on=days(-9), accepted=True)
    make_due_date(silent.milestones.get(), days(-1))
    then = days(-15).isoformat()

    now = read(client, url(council))
    past = read(client, url(council), as_at=then)
    known = read(client, url(council), as_at=then, known_on=then)

    assert "1 of 2 actions complete; 1 past the date with nothing said." in now.main.texts("p")
    assert "1 of 1 action complete." in past.main.texts("p")
    assert "0 of 1 action complete; 1 not stated." in known.main.texts("p")
    assert "1 update for that time was entered or accepted later." in past.main.text
    assert "later" not in known.main.text
    here = reverse("actionplans:plan", args=[council.slug, plan.pk])
    assert past.main.links["The plan"] == f"{here}?as_at={then}"


def test_a_day_before_the_plan_was_agreed_and_the_report_published_shows_neither(
    council: Council, client: Client
) -> None:
    make_action(make_plan(council, agreed_on=days(-30)), added_on=days(-30))
    make_inspection(council, title="The inspection")
    early = read(client, url(council), as_at="2017-03-30")

    assert "The plan had no actions on that day." in early.main.texts("p")
    assert "Not agreed yet on that day." in early.main.texts("p")
    assert "The inspection" not in early.main.text
    assert "The inspection" in read(client, url(council), as_at="2017-03-31").main.text


def test_each_body_says_how_many_actions_its_own_page_lists(
    council: Council, client: Client
) -> None:
    board, cabinet = make_body(council, "The Board"), make_body(council, "Cabinet")
    make_body(council, "The old board", ends=days(-10))
    plan, other = make_plan(council), make_plan(council)
    for of in (plan, plan, other):
        make_action(of, watched_by=board)
    page = read(client, url(council))
    own = read(client, reverse("scrutiny:body", args=[council.slug, board.pk]))

    assert "The Board goes on watching 3 actions" in page.main.texts("li")
    assert "Cabinet" in page.main.texts("li") and "The old board" not in page.main.text
    assert len(own.main.all("ul", "row-list")[0].all("li")) == 3
    address = reverse("scrutiny:body", args=[council.slug, cabinet.pk])
    assert page.main.links["Cabinet"] == address
    past = read(client, url(council), as_at=days(-11).isoformat())
    assert "The old board" in past.main.texts("li")


def test_a_bodys_page_says_what_came_in_later_of_what_it_watches_and_keeps_the_day(
    council: Council, client: Client
) -> None:
    board, plan = make_body(council, "The Board"), make_plan(council)
    for action in (make_action(plan, watched_by=board), make_action(plan)):
        make_update(action, day=days(-20), known_on=days(-9), accepted=True)
    own = reverse("scrutiny:body", args=[council.slug, board.pk])
    past = read(client, own, as_at=days(-15).isoformat())

    assert "1 update for that time was entered or accepted later." in past.main.text
    crumbs = past.one("nav", "govuk-breadcrumbs").links
    assert crumbs["Barchester"] == f"{url(council)}?as_at={days(-15).isoformat()}"


def test_confidential_actions_are_counted_and_not_told(council: Council, client: Client) -> None:
    plan, body = make_plan(council), make_body(council, "The Board")
    make_action(plan)
    make_action(plan, is_confidential=True, watched_by=body)
    page = read(client, url(council))

    assert "0 of 1 action complete; 1 not stated." in page.main.texts("p")
    assert "1 confidential action is not shown to you." in page.main.text
    assert "The Board" in page.main.texts("li")


@pytest.mark.parametrize("asked", [{}, {"as_at": "2026-11-01", "known_on": "2026-11-01"}])
def test_the_number_of_queries_is_the_same_with_two_and_with_sixty_rows(
    council: Council, client: Client, asked: dict[str, str]
) -> None:
    def add() -> None:
        plan = make_plan(council)
        plan.sources.add(make_inspection(council))
        action = make_action(plan, watched_by=make_body(council))
        make_published_group(plan, [action], day=days(-30))

    add()
    add()
    few = queries_of(client, url(council), **asked)
    for _ in range(58):
        add()
    many = queries_of(client, url(council), **asked)

    assert len(read(client, url(council), **asked).main.all("h3")) == 120
    assert_same_number(few, many)


def test_a_members_first_page_and_the_councils_page_count_the_same(
    council: Council, client: Client
) -> None:
    plan = make_plan(council, title="The plan")
    make_update(make_action(plan), progress=Progress.COMPLETE, accepted=True)
    make_action(plan)
    make_action(plan, is_confidential=True)
    make_ending(make_action(plan))

    first = read(client, "/").main.text
    page = read(client, url(council)).main.text

    for text in (first, page):
        assert "1 of 2 actions complete" in text
