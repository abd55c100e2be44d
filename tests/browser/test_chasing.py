"""Leads who have not reported are written to from the page of a cycle, scripts on or off."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from actionplans.models import Chase, ReportingCycle
from councils.models import Council, OutgoingEmail
from councils.roles import Role
from tests.browser.accessible import sign_in_as
from tests.browser.conftest import NewPage
from tests.factories import (
    make_action,
    make_cycle,
    make_lead,
    make_member,
    make_officer,
    make_plan,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cycle(council: Council) -> ReportingCycle:
    """An open cycle in which two leads owe a report."""
    today, week = datetime.date.today(), datetime.timedelta(days=7)
    plan = make_plan(council, agreed_on=today - week)
    for name in ("Nurse", "Head teacher"):
        officer = make_officer(council, name, email=f"{name.split()[0].lower()}@x.example")
        make_lead(make_action(plan).milestones.get(), officer)
    return make_cycle(plan, today + week)


def page_of(cycle: ReportingCycle, page: Page) -> Page:
    sign_in_as(page, make_member(cycle.plan.council, Role.PLAN_MANAGER))
    page.goto(f"/councils/{cycle.plan.council.slug}/plans/{cycle.plan_id}/cycles/{cycle.pk}/")
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_a_manager_sees_the_e_mails_first_and_sends_them_with_one_click(
    cycle: ReportingCycle, new_page: NewPage, javascript: bool
) -> None:
    page = page_of(cycle, new_page(javascript))
    here = page.url
    page.get_by_label("Write to Nurse").uncheck()
    page.get_by_label("What you ask, in your own words").fill("The board asks.")

    page.get_by_role("button", name="See the e-mails first").click()

    expect(page.locator("#letters")).to_contain_text("1 e-mail would go out.")
    expect(page.locator("#letters")).to_contain_text("The board asks.")
    expect(page.get_by_label("Write to Nurse")).not_to_be_checked()
    assert (page.url == here) is javascript

    page.get_by_role("button", name="Write to those ticked").click()

    expect(page.get_by_text("1 e-mail is on the way.")).to_be_visible()
    assert page.url == here
    expect(page.locator("main")).to_contain_text("Chased once, on")
    assert Chase.objects.get().words == "The board asks."
    assert OutgoingEmail.objects.get().to == "head@x.example"


def test_a_double_click_writes_once(cycle: ReportingCycle, new_page: NewPage) -> None:
    page = page_of(cycle, new_page(javascript=False))

    page.get_by_role("button", name="Write to those ticked").dblclick()

    expect(page.locator("main")).to_contain_text("Who was chased")
    assert Chase.objects.count() == 1
    assert OutgoingEmail.objects.count() == 2
