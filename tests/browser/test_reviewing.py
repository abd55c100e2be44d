"""Reviewing in the browser: accepting and sending back in place, and without scripts."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from actionplans.models import ActionPlan, ProgressUpdate, Review
from councils.models import Council, Membership, OutgoingEmail
from councils.roles import Role
from tests.browser.conftest import NewPage, sign_in
from tests.factories import (
    make_action,
    make_lead,
    make_member,
    make_officer,
    make_plan,
    make_update,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The plan")


@pytest.fixture
def updates(plan: ActionPlan) -> list[ProgressUpdate]:
    officer = make_member(plan.council, name="Lee Field", email="lee@example.com")
    actions = [make_action(plan, reference=f"A{number}") for number in (1, 2, 3)]
    lead = make_officer(plan.council, "Lee Field", user=officer)
    for action in actions:
        make_lead(action.milestones.get(), lead)
    return [
        make_update(action, action.milestones.get(), entered_by=officer, text=f"Work on {action}.")
        for action in actions
    ]


def queue_of(new_page: NewPage, plan: ActionPlan, javascript: bool = True) -> Page:
    manager = make_member(plan.council, Role.PLAN_MANAGER, email="manager@example.com")
    manager.set_password(settings.DEMO_PASSWORD)
    manager.save()
    page = new_page(javascript=javascript)
    sign_in(page, manager.email)
    page.goto(reverse("actionplans:plan_review", args=[plan.council.slug, plan.pk]))
    return page


def test_in_place_the_card_gives_way_the_count_follows_and_the_focus_stays_there(
    plan: ActionPlan, updates: list[ProgressUpdate], new_page: NewPage
) -> None:
    page = queue_of(new_page, plan)
    page.evaluate("window.isTheSamePage = true")
    first, second, third = (page.locator(f"#update-{update.pk}") for update in updates)
    third.get_by_role("checkbox").check()

    first.get_by_role("button", name="Accept").click()
    expect(first).to_have_text("Action A1: accepted. It counts in papers from now on.")
    expect(first.locator("p")).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("Updates to review (2)")

    second.get_by_role("link", name="Send it back").click()
    comment = second.get_by_label("What is to be changed?")
    expect(comment).to_be_focused()
    second.get_by_role("button", name="Send it back").click()
    expect(second.get_by_text("Say what is to be changed")).to_be_visible()
    comment.fill("Which two teams?")
    second.get_by_role("button", name="Send it back").click()
    expect(second).to_contain_text("An e-mail is on its way to lee@example.com.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Updates to review (1)")

    expect(third.get_by_role("checkbox")).to_be_checked()
    assert page.evaluate("window.isTheSamePage")
    assert sorted(Review.objects.values_list("verdict", flat=True)) == ["accepted", "returned"]
    assert OutgoingEmail.objects.get().to == "lee@example.com"


def begun_to_send_back(page: Page, update: ProgressUpdate) -> Locator:
    """Return the card in which a comment stands, not yet sent."""
    card = page.locator(f"#update-{update.pk}")
    card.get_by_role("link", name="Send it back").click()
    card.get_by_label("What is to be changed?").fill("Which two teams?")
    return card


def send_back(card: Locator) -> None:
    card.get_by_role("button", name="Send it back").click()


def says(card: Locator, heading: str) -> None:
    expect(card.get_by_role("alert").get_by_role("heading", name=heading)).to_be_visible()
    expect(card.locator(".app-failed")).to_be_focused()
    expect(card.get_by_label("What is to be changed?")).to_have_value("Which two teams?")


def test_in_place_whose_session_ended_is_told_keeps_their_words_and_goes_on_after_signing_in(
    plan: ActionPlan, updates: list[ProgressUpdate], new_page: NewPage
) -> None:
    page = queue_of(new_page, plan)
    card = begun_to_send_back(page, updates[0])
    Session.objects.all().delete()

    for _ in range(2):
        send_back(card)
        says(card, "You have been signed out")

    with page.context.expect_page() as other:
        card.get_by_role("link", name="Sign in").click()
    other.value.get_by_label("Email address").fill("manager@example.com")
    other.value.get_by_label("Password", exact=True).fill(settings.DEMO_PASSWORD)
    other.value.get_by_role("button", name="Sign in").click()
    other.value.get_by_role("heading", name="Your actions").wait_for()
    send_back(card)
    says(card, "The form was not saved")
    send_back(card)

    expect(card).to_contain_text("An e-mail is on its way to lee@example.com.")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert Review.objects.get().comment == "Which two teams?"


def test_in_place_words_are_kept_where_the_service_is_out_of_reach(
    plan: ActionPlan, updates: list[ProgressUpdate], new_page: NewPage
) -> None:
    page = queue_of(new_page, plan)
    card = begun_to_send_back(page, updates[0])
    page.context.set_offline(True)

    send_back(card)
    says(card, "The service is not answering just now")
    page.context.set_offline(False)
    send_back(card)

    expect(card).to_contain_text("An e-mail is on its way to lee@example.com.")


def test_in_place_words_are_kept_where_one_may_no_longer_review(
    plan: ActionPlan, updates: list[ProgressUpdate], new_page: NewPage
) -> None:
    page = queue_of(new_page, plan)
    card = begun_to_send_back(page, updates[0])
    Membership.objects.filter(user__email="manager@example.com").update(role=Role.READER)

    send_back(card)

    says(card, "You cannot open this")
    expect(card.get_by_role("alert")).to_contain_text("It takes a role that may")


def test_without_scripts_the_same_work_gets_done_on_full_pages(
    plan: ActionPlan, updates: list[ProgressUpdate], new_page: NewPage
) -> None:
    page = queue_of(new_page, plan, javascript=False)
    first, second, third = (page.locator(f"#update-{update.pk}") for update in updates)

    first.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Action A1: accepted.")).to_be_visible()
    second.get_by_role("link", name="Send it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review an update")
    page.get_by_label("What is to be changed?").fill("Which two teams?")
    page.get_by_role("button", name="Send it back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Updates to review (1)")
    third.get_by_role("checkbox").check()
    page.get_by_role("button", name="Accept all that are ticked").click()
    expect(page.get_by_text("1 update accepted.")).to_be_visible()

    assert Review.objects.filter(verdict="accepted").count() == 2
    assert Review.objects.filter(verdict="returned").count() == 1
