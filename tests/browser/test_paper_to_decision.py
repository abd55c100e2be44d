"""From an update that waits to a decision: accepted, told in a paper, cleared, published."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect

from actionplans.models import ActionPlan
from councils.models import Council, Meeting, User
from councils.roles import Role
from reports.editions.rules import set_public_pages
from reports.models import Edition
from tests.browser.conftest import NewPage
from tests.factories import (
    make_action,
    make_body,
    make_due_date,
    make_meeting,
    make_member,
    make_plan,
    make_style,
    make_update,
)
from tests.mail_server import Inbox, body_of, mail_server
from tests.worker import worker_at_work

pytestmark = pytest.mark.django_db(transaction=True)

MANAGER, CLERK = "manager@barchester.example", "clerk@barchester.example"
FINANCE = "finance@barchester.example"
WORDS = "Nine of twelve were trained."
TOLD: dict[str, Any] = {
    "text": WORDS,
    "day": datetime.date.today(),
    "progress": "in_progress",
    "outlook": "at_risk",
    "reason": "Three posts stand empty",
}
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


@dataclass(frozen=True)
class Scene:
    """A plan whose lead has reported, and the meeting a paper on it is for."""

    plan: ActionPlan
    meeting: Meeting


@pytest.fixture
def scene(council: Council) -> Scene:
    """A draft plan with an update that waits; nothing of a paper but its house style."""
    manager = member(council, Role.PLAN_MANAGER, MANAGER, "Plan manager of Barchester")
    member(council, Role.DEMOCRATIC_SERVICES, CLERK, "Clerk to the Cabinet")
    lead = member(council, Role.LEAD_OFFICER, FINANCE, "Nia Morris")
    set_public_pages(council, True)
    plan = make_plan(council, title="Improvement plan", status="draft", manager=manager)
    action = make_action(plan, text="Train every social worker in audits.")
    make_due_date(action.milestones.get(), datetime.date.today() + datetime.timedelta(days=90))
    make_update(action, action.milestones.get(), **TOLD | {"entered_by": lead})
    style = make_style(name="Barchester’s papers")
    style.content["sections"][2]["clearances"] = ["finance"]
    style.save()
    in_two_months = datetime.date.today() + datetime.timedelta(days=60)
    meeting = make_meeting(make_body(council, "Cabinet"), in_two_months)
    return Scene(plan, meeting)


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


def accept(page: Page) -> None:
    """Accept the update that waits in the queue."""
    expect(page.get_by_text(WORDS)).to_be_visible()
    page.get_by_role("button", name="Accept").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Updates to review (0)")


def begin(page: Page) -> None:
    """Begin the paper from its style: meeting, plan, day and style stand there already."""
    page.goto("/councils/barchester/")
    page.get_by_role("link", name="Start a report").click()
    page.get_by_label("What is the report called?").fill("Progress")
    expect(page.get_by_label("Improvement plan")).to_be_checked()
    page.get_by_role("button", name="Start the report").click()
    page.get_by_role("heading", name="Progress", level=1).wait_for()


def compose(page: Page) -> None:
    """Write the paper, with its numbers built and its paragraphs drafted, and edit one."""
    page.get_by_role("link", name="Write what is empty").click()
    page.get_by_label("Recommendations").fill("Cabinet is asked to approve the plan.")
    page.get_by_label("Purpose").fill("What members should know.")
    page.get_by_label("Financial implications").fill("None.")
    page.get_by_role("button", name="Save them").click()
    expect(page.get_by_text("3 texts are saved.")).to_be_visible()
    for what in ("Progress in numbers", "Paragraphs on progress, proposed and then edited"):
        page.get_by_role("link", name="Purpose", exact=True).click()
        page.get_by_label("Add a part").select_option(label=what)
        page.get_by_role("button", name="Add the part").click()
        page.get_by_role("button", name="Save", exact=True).click()
        page.get_by_role("heading", name="Outline").wait_for()


def attach_exempt(page: Page) -> None:
    """Attach an appendix that the public paper is not to hold."""
    page.get_by_role("link", name="Attach and order appendices").click()
    page.get_by_label("What is attached?").select_option(label="Text, written here")
    page.get_by_label("What is it called?").fill("The tender")
    page.get_by_role("button", name="Attach it").click()
    page.get_by_label("Text", exact=True).fill("One bid came in.")
    page.get_by_text("Keep this appendix out of the public report").click()
    page.get_by_label("Kept out of the public report under which").select_option("3")
    page.get_by_label("Why does the public interest").fill("A contract is being let.")
    page.get_by_role("button", name="Save the appendix").click()
    page.get_by_role("link", name="Back to the report").click()


def ask_finance(page: Page) -> None:
    page.get_by_role("link", name="Clearances").click()
    page.get_by_role("button", name="Ask for all at once").click()
    expect(page.get_by_role("checkbox", name="Finance clearance")).to_be_checked()
    page.get_by_label("Who is asked for finance clearance").select_option(label="Nia Morris")
    page.get_by_role("button", name="Ask for all that are ticked").click()
    expect(page.get_by_text("1 clearance is asked for, of Nia Morris")).to_be_visible()


def clear(page: Page) -> str:
    """Clear what is asked for, and return the code that was proposed for it."""
    expect(page.get_by_role("region", name="The text as it reads now")).to_contain_text("None.")
    code = page.get_by_label("Your code").input_value()
    page.get_by_label("Yes, it is cleared").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(f"[{code}]")).to_be_visible()
    return code


def publish(page: Page) -> None:
    """Publish, and wait for the edition whose files the worker draws."""
    page.get_by_role("link", name="Publish it").click()
    expect(page.get_by_text("1 of 1 consultee has replied.")).to_be_visible()
    page.get_by_label("Publish for good").check()
    page.get_by_role("button", name="Publish").click()
    done = page.get_by_role("link", name="See the edition")
    expect(done).to_be_visible(timeout=MILLISECONDS_TO_PUBLISH)
    done.click()
    expect(page.get_by_role("link", name="progress-exempt-appendix-2.pdf")).to_be_visible()


def decide(page: Page) -> None:
    """Record what the meeting decided, once it was held."""
    Meeting.objects.update(held_on=datetime.date.today())
    page.get_by_role("link", name="Record what the meeting decided").click()
    page.get_by_label("At which meeting?").select_option(index=1)
    page.get_by_label("Approved").check()
    page.get_by_label("In the words of the minutes").fill("With thanks to all.")
    page.get_by_role("button", name="Record the decision").click()
    expect(page.get_by_text("With thanks to all.")).to_be_visible()


def test_from_an_update_that_waits_to_a_published_paper_and_its_decision_on_the_plan(
    scene: Scene, inbox: Inbox, new_page: NewPage, live_server: object
) -> None:
    live = live_server.url  # type: ignore[attr-defined]
    manager = signed_in(new_page(), MANAGER, f"{live}/councils/barchester/review/")

    accept(manager)
    begin(manager)
    compose(manager)
    paper = manager.get_by_role("region", name="How it prints")
    expect(paper).to_contain_text(WORDS)
    expect(paper).to_contain_text("at risk")
    attach_exempt(manager)
    ask_finance(manager)

    # Who is asked follows the link in the e-mail, signs in, and clears the costs.
    finance = signed_in(new_page(), FINANCE, link_in_mail(manager, inbox, live))
    code = clear(finance)

    # Democratic services publishes what the manager has composed.
    clerk = signed_in(new_page(), CLERK, f"{live}/councils/barchester/")
    clerk.goto(manager.url.partition("clearances")[0])
    expect(clerk.get_by_text(f"[{code}]")).to_be_visible()
    publish(clerk)

    # Anybody reads it, without what is exempt.
    anybody = new_page()
    anybody.goto(f"{live}/published/barchester/")
    anybody.get_by_role("link", name="Progress").click()
    expect(anybody.get_by_text(f"[{code}]")).to_be_visible()
    expect(anybody.locator("main")).to_contain_text(WORDS)
    expect(anybody.get_by_text("One bid came in.")).to_have_count(0)
    expect(anybody.get_by_role("link", name="The paper, with its appendices, PDF")).to_be_visible()

    # The meeting's decision reaches the plan.
    decide(clerk)
    clerk.goto(f"{live}/councils/barchester/plans/{scene.plan.pk}/")
    expect(
        clerk.get_by_role("link", name="Progress: approved. With thanks to all.")
    ).to_be_visible()
    scene.plan.refresh_from_db()
    assert (scene.plan.status, scene.plan.approved_at_id) == ("approved", scene.meeting.pk)
    assert Edition.objects.get().is_late is False
