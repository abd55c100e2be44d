"""From a composed paper to a decision: cleared by e-mail's link, published, read, decided."""

import datetime
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from actionplans.models import ActionPlan
from councils.models import Council, Meeting, User
from councils.roles import Role
from reports.beginning import begin
from reports.editions.rules import set_public_pages
from reports.models import Edition, PaperPart, Report
from tests.browser.conftest import NewPage
from tests.factories import (
    make_action,
    make_appendix,
    make_body,
    make_meeting,
    make_member,
    make_plan,
    make_style,
)
from tests.mail_server import Inbox, body_of, mail_server
from tests.worker import worker_at_work

pytestmark = pytest.mark.django_db(transaction=True)

FINANCE, CLERK = "finance@barchester.example", "clerk@barchester.example"
SECONDS_FOR_AN_EMAIL = 60
# The worker draws half a dozen files.
MILLISECONDS_TO_PUBLISH = 120_000


@pytest.fixture
def inbox(live_server: object, settings: object) -> Iterator[Inbox]:
    """A mail server, a worker that sends by it, and links that lead to the site under test."""
    settings.SITE_URL = live_server.url  # type: ignore[attr-defined]
    with (
        mail_server() as (inbox, port),
        worker_at_work(
            EMAIL_URL=f"smtp://127.0.0.1:{port}",
            SITE_URL=live_server.url,  # type: ignore[attr-defined]
        ),
    ):
        yield inbox


def member(council: Council, role: str, email: str, name: str) -> User:
    user = make_member(council, role, email=email, name=name)
    user.set_password(django_settings.DEMO_PASSWORD)
    user.save()
    return user


@pytest.fixture
def report(council: Council) -> Report:
    """A composed paper about a draft plan, whose costs want clearing, with an exempt appendix."""
    member(council, Role.DEMOCRATIC_SERVICES, CLERK, "Clerk to the Cabinet")
    member(council, Role.LEAD_OFFICER, FINANCE, "Nia Morris")
    set_public_pages(council, True)
    plan = make_plan(council, title="Improvement plan", status="draft")
    make_action(plan, text="Audit files each month.")
    style = make_style()
    style.content["sections"][2]["clearances"] = ["finance"]
    style.save()
    body = make_body(council, "Cabinet")
    today = datetime.date.today()
    meeting = make_meeting(body, today + datetime.timedelta(days=60))
    report = begin(council, style, body, "Progress", "progress", today, (plan,), meeting)
    PaperPart.objects.filter(section__report=report).update(text="What members should know.")
    exempt = {"exempt_under": 3, "exempt_because": "A contract is being let."}
    make_appendix(report, title="The tender", text="One bid came in.", **exempt)
    return report


def signed_in(page: Page, email: str, address: str) -> Page:
    """Follow an address as somebody who has not signed in yet."""
    page.goto(address)
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(django_settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda now: "login" not in now)
    return page


def link_in_mail(page: Page, inbox: Inbox, live: str) -> str:
    """Return the link of the e-mail that asks for a clearance, once it has come."""
    for _ in range(SECONDS_FOR_AN_EMAIL * 2):
        if inbox.received:
            break
        page.wait_for_timeout(500)
    words = body_of(inbox.received[-1])
    return next(word for word in words.split() if word.startswith(live))


def test_a_paper_is_cleared_published_read_and_decided(
    report: Report, inbox: Inbox, new_page: NewPage, live_server: object
) -> None:
    live = live_server.url  # type: ignore[attr-defined]
    clerk = signed_in(new_page(), CLERK, f"{live}/councils/barchester/reports/{report.pk}/")

    # The clerk asks, by e-mail.
    clerk.get_by_role("link", name="Clearances").click()
    clerk.get_by_role("link", name="Ask for it").click()
    clerk.get_by_label("Who is asked?").select_option(label="Nia Morris")
    clerk.get_by_role("button", name="Ask", exact=True).click()
    expect(clerk.get_by_text("Nia Morris is asked for finance clearance")).to_be_visible()

    # Who is asked follows the link, signs in, and clears it with the code that is proposed.
    finance = signed_in(new_page(), FINANCE, link_in_mail(clerk, inbox, live))
    expect(finance.get_by_text("What members should know.")).to_be_visible()
    code = finance.get_by_label("Your code").input_value()
    finance.get_by_label("Yes, it is cleared").check()
    finance.get_by_role("button", name="Send").click()
    expect(finance.get_by_text(f"[{code}]")).to_be_visible()

    # The clerk publishes.
    clerk.goto(f"{live}/councils/barchester/reports/{report.pk}/")
    expect(clerk.get_by_text(f"[{code}]")).to_be_visible()
    clerk.get_by_role("link", name="Publish it").click()
    expect(clerk.get_by_text("1 of 1 consultee has replied.")).to_be_visible()
    clerk.get_by_label("Publish for good").check()
    clerk.get_by_role("button", name="Publish").click()
    done = clerk.get_by_role("link", name="See the edition")
    expect(done).to_be_visible(timeout=MILLISECONDS_TO_PUBLISH)
    done.click()
    expect(clerk.get_by_role("link", name="progress-exempt-appendix-2.pdf")).to_be_visible()

    # Anybody reads it, without what is exempt.
    anybody = new_page()
    anybody.goto(f"{live}/published/barchester/")
    anybody.get_by_role("link", name="Progress").click()
    expect(anybody.get_by_text(f"[{code}]")).to_be_visible()
    expect(anybody.get_by_text("One bid came in.")).to_have_count(0)
    expect(anybody.get_by_role("link", name="The paper, with its appendices, PDF")).to_be_visible()

    # The meeting's decision reaches the plan.
    Meeting.objects.update(held_on=datetime.date.today())
    clerk.get_by_role("link", name="Record what the meeting decided").click()
    clerk.get_by_label("At which meeting?").select_option(index=1)
    clerk.get_by_label("Approved").check()
    clerk.get_by_label("In the words of the minutes").fill("With thanks to all.")
    clerk.get_by_role("button", name="Record the decision").click()
    expect(clerk.get_by_text("With thanks to all.")).to_be_visible()
    plan = ActionPlan.objects.get()
    clerk.goto(f"{live}/councils/barchester/plans/{plan.pk}/")
    expect(
        clerk.get_by_role("link", name="Progress: approved. With thanks to all.")
    ).to_be_visible()
    assert (plan.status, plan.approved_at_id) == ("approved", report.meeting_id)
    assert Edition.objects.get().is_late is False
