"""A reporting cycle from its opening to its closing: real e-mail, the real worker, two people.

What the worker does by the clock is put in its queue for the moment it is to run.
"""

import datetime
import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from actionplans.models import ActionPlan, ReminderSettings
from actionplans.tasks import OFFICE_HOURS, keep_reporting_cycles, send_reminders
from councils.models import Council, User
from councils.roles import Role
from councils.working_days import is_working_day, working_days_after
from tests.browser.conftest import NewPage
from tests.factories import (
    make_action,
    make_due_date,
    make_lead,
    make_member,
    make_officer,
    make_plan,
)
from tests.mail_server import Inbox, body_of, mail_server
from tests.worker import worker_at_work

pytestmark = pytest.mark.django_db(transaction=True)

LEAD, MANAGER = "lead@barchester.example", "manager@barchester.example"
FIRST, SECOND = "Nine of twelve were trained.", "All twelve were trained and assessed."
COMMENT = "Say whether the three others were trained too."
SECONDS_FOR_AN_EMAIL = SECONDS_FOR_A_JOB = 60


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


def member(council: Council, role: str, email: str) -> User:
    user = make_member(council, role, email=email)
    user.set_password(django_settings.DEMO_PASSWORD)
    user.save()
    return user


def next_run() -> datetime.datetime:
    """Return the next moment at which the worker reminds leads: in office hours, or at nine."""
    now = timezone.localtime()
    day = now.date()
    if is_working_day(day) and now.hour in OFFICE_HOURS:
        return now
    if not is_working_day(day) or now.hour > OFFICE_HOURS[-1]:
        day = working_days_after(day, 1)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(9)))


def working_day() -> datetime.date:
    return next_run().date()


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    """An approved plan of one action, due on the day on which leads are reminded next."""
    manager = member(council, Role.PLAN_MANAGER, MANAGER)
    plan = make_plan(council, title="Improvement plan", manager=manager)
    step = make_action(plan, reference="4", text="Train nurses.").milestones.get()
    lead = member(council, Role.LEAD_OFFICER, LEAD)
    make_lead(step, make_officer(council, "Head of Care", user=lead))
    make_due_date(step, working_day())
    ReminderSettings.objects.create(plan=plan, is_on=True, words="Say what changed for children.")
    return plan


def opened(page: Page, address: str) -> None:
    """Look at the cycles until the worker has opened the one that begins."""
    follow_it = page.get_by_role("link", name="Updates due by")
    for _ in range(SECONDS_FOR_A_JOB * 2):
        page.goto(address)
        if follow_it.count():
            break
        page.wait_for_timeout(500)
    follow_it.first.click()


def signed_in(page: Page, email: str, address: str) -> Page:
    """Follow an address as somebody who has not signed in yet."""
    page.goto(address)
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(django_settings.DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda now: "login" not in now)
    return page


def newest(page: Page, inbox: Inbox, number: int) -> str:
    """Return the words of the e-mail with that number, once it has come to the lead."""
    for _ in range(SECONDS_FOR_AN_EMAIL * 10):
        if len(inbox.received) >= number:
            break
        page.wait_for_timeout(100)
    assert [message["To"] for message in inbox.received] == [LEAD] * number
    return body_of(inbox.received[-1])


def link_in(words: str) -> str:
    [link] = re.findall(r"http\S+/updates/new/\S*", words)
    return link


def report(page: Page, words: str) -> None:
    page.get_by_label("What has happened?").fill(words)
    page.get_by_label("Done", exact=True).check()
    page.get_by_role("button", name="Send update to").click()
    expect(page.get_by_text("It will not appear in papers until")).to_be_visible()


def follow(page: Page, name: str) -> Callable[[], None]:
    return page.get_by_role("link", name=name).first.click


def test_open_remind_report_return_report_again_accept_close(
    plan: ActionPlan, inbox: Inbox, new_page: NewPage
) -> None:
    manager, lead = new_page(), new_page()
    home = f"/councils/{plan.council.slug}/plans/{plan.pk}/"

    signed_in(manager, MANAGER, f"{home}rhythm/")
    manager.get_by_label("On dates I give").check()
    manager.get_by_label("On which dates?").fill(f"{working_day():%-d %B %Y}")
    manager.get_by_role("button", name="Save").click()
    keep_reporting_cycles.defer(timestamp=int(timezone.now().timestamp()))
    opened(manager, f"{home}cycles/")
    expect(manager.get_by_text("0 of 1 step reported on")).to_be_visible()

    send_reminders.defer(timestamp=int(next_run().timestamp()))
    words = newest(lead, inbox, 1)
    assert "Say what changed for children." in words
    signed_in(lead, LEAD, link_in(words))
    report(lead, FIRST)

    manager.goto(f"{home}review/")
    expect(manager.get_by_text(FIRST)).to_be_visible()
    follow(manager, "Send it back")()
    manager.get_by_label("What").fill(COMMENT)
    manager.get_by_role("button", name="Send it back").click()
    expect(manager.get_by_text("Sent back")).to_be_visible()

    words = newest(lead, inbox, 2)
    assert COMMENT in words
    lead.goto(link_in(words))
    expect(lead.get_by_text(COMMENT)).to_be_visible()
    report(lead, SECOND)

    manager.goto(f"{home}review/")
    expect(manager.get_by_text(SECOND)).to_be_visible()
    expect(manager.get_by_text(FIRST)).to_be_visible()
    expect(manager.get_by_text(COMMENT)).to_be_visible()
    manager.get_by_role("button", name="Accept action 4").click()
    expect(manager.get_by_text("Accepted").first).to_be_visible()

    manager.goto(f"{home}cycles/")
    follow(manager, "Updates due by")()
    expect(manager.get_by_text("1 of 1 step reported on")).to_be_visible()
    expect(manager.get_by_text("1 accepted")).to_be_visible()
    follow(manager, "Close this cycle today")()
    manager.get_by_role("button", name="Close the cycle").click()
    expect(manager.get_by_text("Closed", exact=True)).to_be_visible()
    manager.goto(f"{home}cycles/")
    kept = manager.get_by_role("row").filter(has_text="by User")
    expect(kept.get_by_role("cell")).to_contain_text(["None", "1", "1", "1", "0"])
    manager.goto(home)
    expect(manager.get_by_text("1 of 1 action complete")).to_be_visible()
