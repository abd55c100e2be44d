"""A member on a tablet, the evening before: from signing in to the oldest overdue step."""

import datetime

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from actionplans.asat import AsAt
from actionplans.models import ActionPlan, Evidence
from actionplans.on_day.plans import plan_on_day
from actionplans.rag import Status
from actionplans.rows import Row, Step
from tests.browser.accessible import faults_of
from tests.browser.conftest import NewPage

pytestmark = pytest.mark.django_db(transaction=True)

TABLET = {"width": 820, "height": 1180}
MEMBER = "scrutiny-member@merrowdale.example"


def oldest_overdue() -> tuple[Row, Step]:
    """Look for it the slow way: every step of every current plan, as members see it."""
    today = datetime.date.today()
    state = AsAt(day=today, today=today, accepted_only=True, confidential=False)
    past = [
        (row, step)
        for plan in ActionPlan.objects.filter(council__slug="merrowdale", is_archived=False)
        for row, step in plan_on_day(plan, state).steps
        if step.status in (Status.LATE, Status.SILENT)
    ]
    return max(past, key=lambda each: each[1].days_late)


class Presses:
    """Counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0

    def press(self, name: str) -> None:
        self.number += 1
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email address").fill(MEMBER)
    page.get_by_label("Password", exact=True).fill(settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Your plans").wait_for()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_three_presses_at_most_lead_from_signing_in_to_the_oldest_overdue_step(
    demo: None, new_page: NewPage, javascript: bool
) -> None:
    row, step = oldest_overdue()
    page = new_page(javascript, viewport=TABLET)
    sign_in(page)
    presses = Presses(page)

    presses.press("Dashboard: where the plans stand")
    expect(page.locator("#sentence")).to_contain_text("actions complete")
    first = page.get_by_role("region", name="Past their date").locator("li").first
    presses.number += 1
    first.get_by_role("link").first.click()

    assert presses.number <= 3
    assert f"/actions/{row.pk}/" in page.url
    assert page.url.endswith(f"#step-{step.pk}")
    here = page.locator(f"#step-{step.pk}")
    expect(here).to_be_visible()
    for said in filter(None, [step.said]):
        expect(page.get_by_text(said.text[:60]).first).to_be_visible()
    for evidence in Evidence.objects.filter(update__action=row.pk, is_confidential=False)[:1]:
        expect(page.get_by_text(evidence.title).first).to_be_visible()


def test_the_dashboards_have_no_fault_at_tablet_width(demo: None, new_page: NewPage) -> None:
    page = new_page(viewport=TABLET)
    sign_in(page)
    page.get_by_role("link", name="Dashboard: where the plans stand").click()
    found = faults_of(page, phone=True)
    page.set_viewport_size(TABLET)  # type: ignore[arg-type]
    page.get_by_role("region", name="Plan by plan").get_by_role("link").first.click()
    page.get_by_role("heading", name="Dashboard").wait_for()

    assert found + faults_of(page, phone=True) == []
