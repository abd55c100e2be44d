"""The pages of a link to report by, as somebody without an account meets them on a phone."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from actionplans.models import Milestone
from actionplans.reminding.links import path_of
from councils.models import Council
from tests.browser.accessible import faults_of
from tests.browser.conftest import NewPage
from tests.factories import (
    make_action,
    make_lead,
    make_officer,
    make_plan,
    make_report_link,
    make_update,
)

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "x" * 190


@pytest.fixture
def step(council: Council) -> Milestone:
    return make_action(make_plan(council, title=LONG), text=LONG).milestones.get()


def address_of(step: Milestone) -> str:
    works_until = datetime.date.today() + datetime.timedelta(days=30)
    nurse = make_officer(step.action.plan.council, name=f"Designated nurse {LONG}"[:200])
    make_lead(step, nurse)
    return path_of(make_report_link(step, nurse, expires_on=works_until).pk)


def send(page: Page, name: str = "Send update to") -> None:
    page.get_by_role("button", name=name).click()


def test_a_link_is_accessible_live_wrong_told_of_another_report_sent_and_used(
    step: Milestone, new_page: NewPage
) -> None:
    page, address = new_page(), address_of(step)
    page.goto(address)
    expect(page.get_by_label("What has happened?")).to_be_visible()
    found = faults_of(page, phone=True)

    send(page)
    page.get_by_role("heading", name="There is a problem").wait_for()
    found += faults_of(page, phone=True)

    make_update(step.action, step, text=LONG)
    page.get_by_label("What has happened?").fill(LONG)
    page.get_by_label("In progress", exact=True).check()
    send(page)
    page.get_by_text("Nothing of yours is sent yet.").wait_for()
    found += faults_of(page, phone=True)

    send(page, "Send mine as well")
    page.get_by_role("heading", name="Sent").wait_for()
    found += faults_of(page, phone=True)

    page.goto(address)
    found += faults_of(page, phone=True)
    assert found == []
