"""A member on a tablet, the evening before: from signing in to the oldest overdue step."""

import datetime

import pytest
from dateutil.rrule import rrulestr
from django.conf import settings
from django.db.models import Q
from playwright.sync_api import Page, expect

from actionplans.models import Evidence, Milestone, ProgressLine
from tests.browser.accessible import faults_of
from tests.browser.conftest import NewPage

pytestmark = pytest.mark.django_db(transaction=True)

TABLET = {"width": 768, "height": 1024}
MEMBER = "scrutiny-member@merrowdale.example"


def oldest_overdue() -> tuple[Milestone, ProgressLine | None]:
    """Look for it the slow way, in the tables alone: the step whose date passed first of those
    that nothing accepted says are done, and the last accepted word on it.
    """
    found = []
    for step in Milestone.objects.filter(
        action__plan__council__slug="merrowdale",
        action__plan__is_archived=False,
        action__is_confidential=False,
        action__endings=None,
        removed_on=None,
    ):
        lines = ProgressLine.objects.filter(
            Q(milestone=step) | Q(milestone=None),
            update__action=step.action,
            update__is_confidential=False,
            update__reviews__verdict="accepted",
        ).order_by("update__day", "pk")
        last = lines.last()
        due = passed(step, list(lines))
        if due and not (last and last.progress == "complete" and last.occurrence is None):
            found.append((due, step.pk, step, last))
    _, _, step, last = min(found)
    return step, last


def passed(step: Milestone, lines: list[ProgressLine]) -> datetime.date | None:
    """Return the day that has passed: the last agreed one, or the first check without a word."""
    date = step.due_dates.exclude(agreed_by="not_yet").exclude(due=None).order_by("pk").last()
    today = datetime.date.today()
    if date is None or date.due is None or date.due >= today:
        return None
    if not date.recurrence:
        return date.due
    begins = datetime.datetime.combine(date.due, datetime.time())
    until = datetime.datetime.combine(today, datetime.time())
    said = {line.occurrence for line in lines}
    checks = rrulestr(date.recurrence, dtstart=begins).between(begins, until, inc=True)
    return next((check.date() for check in checks if check.date() not in said), None)


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
    step, last = oldest_overdue()
    page = new_page(javascript, viewport=TABLET)
    sign_in(page)
    presses = Presses(page)

    presses.press("Dashboard: where the plans stand")
    expect(page.locator("#sentence")).to_contain_text("actions complete")
    first = page.get_by_role("region", name="Past their date").locator("li").first
    presses.number += 1
    first.get_by_role("link").first.click()

    assert presses.number <= 3
    assert f"/actions/{step.action_id}/" in page.url
    assert page.url.endswith(f"#step-{step.pk}")
    here = page.locator(f"#step-{step.pk}")
    expect(here).to_be_visible()
    if last:
        expect(page.get_by_text(last.update.text[:60]).first).to_be_visible()
    for evidence in Evidence.objects.filter(update__action=step.action, is_confidential=False)[:1]:
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
