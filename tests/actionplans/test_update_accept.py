"""Accepting an update: from then on it counts, and only then."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ActionPlan, Milestone, ProgressUpdate, Review
from actionplans.rag import Progress
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_plan,
    make_review,
    make_update,
    make_user,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def step(plan: ActionPlan) -> Milestone:
    step = make_action(plan).milestones.get()
    make_due_date(step, days(5))
    return step


@pytest.fixture
def update(step: Milestone) -> ProgressUpdate:
    """A claim that the step is done, with a later date, which waits."""
    update = make_update(
        step.action, step, text="All done.", progress=Progress.COMPLETE, day=days(-3)
    )
    make_due_date(step, days(9), update=update, day=days(-3), reason="The lead was ill.")
    return update


@pytest.fixture
def manager(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


@pytest.fixture
def reader(client_for: Any) -> Client:
    return client_for(Role.READER)


def url(update: ProgressUpdate) -> str:
    action = update.action
    return reverse(
        "actionplans:update_accept",
        args=[action.plan.council.slug, action.plan_id, action.pk, update.pk],
    )


def action_page(update: ProgressUpdate) -> str:
    return url(update).split("updates/")[0]


def accepted(client: Client, update: ProgressUpdate) -> Page:
    return Page(client.post(url(update), follow=True))


def test_one_button_on_the_action_accepts(manager: Client, update: ProgressUpdate) -> None:
    page = read(manager, action_page(update))
    (form,) = (form for form in page.main.all("form") if form.get("action") == url(update))
    assert form.one("button").text == f"Accept the update of {update.author} for 13 November 2026"

    page = accepted(manager, update)

    assert page.banners == ["Accepted. It counts in papers from now on."]
    assert not [form for form in page.main.all("form") if form.get("action") == url(update)]
    assert f"Accepted by {manager.user} on 16 November 2026." in page.main.text
    review = Review.objects.get()
    assert (review.update, review.verdict, review.by) == (update, "accepted", manager.user)
    assert (review.day, review.known_on) == (DAY, DAY)


def test_an_update_counts_only_once_it_is_accepted(
    manager: Client, reader: Client, update: ProgressUpdate
) -> None:
    before = read(reader, action_page(update))
    assert "All done." not in before.text
    assert "Done" not in before.main.texts("span", "status")
    assert "Officer says done; not yet signed off" in (
        read(manager, action_page(update)).main.texts("span", "status")
    )

    accepted(manager, update)
    after = read(reader, action_page(update))

    assert "All done." in after.text
    assert after.main.texts("span", "status") == ["Done", "Done"]
    assert after.main.texts("del") == ["21 November 2026"]
    assert "Moved to 25 November 2026: The lead was ill." in after.main.text


@pytest.mark.parametrize(
    "asked",
    [{"as_at": days(-1)}, {"as_at": days(1)}, {"known_on": DAY}, {"as_at": DAY, "known_on": DAY}],
)
def test_only_in_the_state_of_now_can_one_accept(
    manager: Client, update: ProgressUpdate, asked: dict[str, Any]
) -> None:
    asked = {name: day.isoformat() for name, day in asked.items()}
    page = read(manager, action_page(update), **asked)

    assert "All done." in page.text
    assert not [form for form in page.main.all("form") if form.get("action") == url(update)]
    page = read(manager, action_page(update), as_at=DAY.isoformat())
    assert [form for form in page.main.all("form") if form.get("action") == url(update)]


def test_an_update_entered_and_accepted_by_one_person_says_so(
    manager: Client, client_for: Any, step: Milestone
) -> None:
    own = make_update(step.action, step, text="My own.", entered_by=manager.user)

    page = accepted(manager, own)

    words = f"Entered and accepted by the same person, by {manager.user} on 16 November 2026."
    assert words in page.main.text


def test_it_counts_for_the_day_reported_for_but_not_as_known_before_the_acceptance(
    manager: Client, reader: Client, update: ProgressUpdate
) -> None:
    accepted(manager, update)
    yesterday = days(-1).isoformat()

    as_at = read(reader, action_page(update), as_at=yesterday)
    as_known = read(reader, action_page(update), as_at=yesterday, known_on=yesterday)

    assert "All done." in as_at.text
    assert "All done." not in as_known.text


def test_accepting_twice_is_accepting_once(manager: Client, update: ProgressUpdate) -> None:
    banners = [accepted(manager, update).banners for _ in range(2)]

    assert banners == [
        ["Accepted. It counts in papers from now on."],
        ["You accepted this on 16 November 2026."],
    ]
    assert Review.objects.count() == 1


def test_who_comes_second_is_told_who_was_first(
    manager: Client, client_for: Any, update: ProgressUpdate
) -> None:
    accepted(manager, update)

    page = accepted(client_for(Role.PLAN_MANAGER), update)

    assert page.banners == [f"{manager.user} accepted this on 16 November 2026."]
    assert Review.objects.get().by == manager.user


def test_what_was_accepted_in_a_paper_names_nobody(manager: Client, update: ProgressUpdate) -> None:
    make_review(update, by=None, source="Cabinet paper, 26 April 2017")

    assert accepted(manager, update).banners == ["Somebody else accepted this on 16 November 2026."]


def test_a_returned_update_can_still_be_accepted(
    manager: Client, reader: Client, update: ProgressUpdate
) -> None:
    make_review(update, "returned", day=days(-2))
    accepted(manager, update)

    assert "All done." in read(reader, action_page(update)).text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PLAN_MANAGER])
def test_only_a_plan_manager_accepts(client_for: Any, update: ProgressUpdate, role: Role) -> None:
    client = client_for(role)

    assert client.post(url(update)).status_code == 403
    assert not [
        form
        for form in read(client, action_page(update)).main.all("form")
        if form.get("action") == url(update)
    ]
    assert not Review.objects.exists()


def test_looking_accepts_nothing(manager: Client, update: ProgressUpdate) -> None:
    assert manager.get(url(update)).status_code == 405
    assert not Review.objects.exists()


def test_an_update_under_another_action_or_plan_is_not_found(
    manager: Client, plan: ActionPlan, update: ProgressUpdate
) -> None:
    other = make_action(plan)
    elsewhere = make_action(make_plan(plan.council))
    for action in (other, elsewhere):
        wrong = reverse(
            "actionplans:update_accept",
            args=[plan.council.slug, action.plan_id, action.pk, update.pk],
        )
        assert manager.post(wrong).status_code == 404
    assert not Review.objects.exists()


def test_a_manager_who_left_the_council_is_a_stranger(
    manager: Client, update: ProgressUpdate
) -> None:
    manager.user.memberships.all().delete()

    assert manager.post(url(update)).status_code == 404
    assert not Review.objects.exists()


def test_a_form_of_another_site_cannot_accept(update: ProgressUpdate) -> None:
    client = Client(enforce_csrf_checks=True)
    user = make_user()
    user.memberships.create(council=update.action.plan.council, role=Role.PLAN_MANAGER)
    client.force_login(user)

    assert client.post(url(update)).status_code == 403
    assert not Review.objects.exists()
