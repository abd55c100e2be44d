"""The pages of people as an administrator and somebody invited see them, looked at by axe-core."""

import datetime
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from councils import emails, invitations
from councils.invitations import Guest
from councils.models import Council, Invitation, OutgoingEmail, RegisterEntry, User
from councils.names import Names
from councils.roles import Role
from tests.browser.accessible import SLUG, faults_of, sign_in_as, user_of
from tests.browser.conftest import NewPage
from tests.factories import make_member

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = datetime.date.today()
LONG = "x" * 190


@pytest.fixture
def administrator(demo: None) -> User:
    found = user_of(Role.ADMINISTRATOR)
    assert found
    return found


def invited(by: User, email: str = "adoption@merrowdale.example", name: str = LONG) -> Invitation:
    council = Council.objects.get(slug=SLUG)
    return invitations.invite(council, Guest(name, email, ["reader"]), by, TODAY)


def states(administrator: User) -> Iterator[str]:
    """Yield full lists, empty ones, and somebody who left."""
    council = Council.objects.get(slug=SLUG)
    gone = make_member(council, name=LONG)
    for number in range(60):
        make_member(council, name=f"Team Manager {number}")
        RegisterEntry.objects.create(council=council, kind="signed_in", name=LONG, email="x@x.uk")
    here = reverse("councils:people", args=[SLUG])
    invited(administrator)
    yield here
    yield f"{here}?q=nobody-of-this-name"
    yield reverse("councils:person", args=[SLUG, administrator.pk])
    yield reverse("councils:person_leave", args=[SLUG, administrator.pk])
    yield reverse("councils:person_leave", args=[SLUG, gone.pk])
    yield reverse("councils:register", args=[SLUG])
    yield reverse("councils:register", args=[SLUG]) + "?kind=left"


def test_full_and_empty_lists_are_accessible(administrator: User, new_page: NewPage) -> None:
    page = new_page()
    sign_in_as(page, administrator)
    found: list[str] = []

    for address in states(administrator):
        page.goto(address)
        found += faults_of(page, phone=True)

    assert found == []


def test_errors_and_a_conflict_are_accessible(administrator: User, new_page: NewPage) -> None:
    page = new_page()
    sign_in_as(page, administrator)
    page.goto(reverse("councils:invite", args=[SLUG]))
    page.get_by_role("button", name="Send the invitation").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    found = faults_of(page, phone=True)

    lead = User.objects.get(email=f"lead-officer@{SLUG}.example")
    page.goto(reverse("councils:person", args=[SLUG, lead.pk]))
    page.get_by_label("Director:").check()
    page.evaluate("document.querySelector('[name=seen]').value = 'reader'")
    page.get_by_role("button", name="Save roles").click()
    page.get_by_text("Nothing of yours is saved yet").wait_for()
    found += faults_of(page, phone=True)

    assert found == []


def link_of(invitation: Invitation) -> str:
    email = OutgoingEmail.objects.get(key=f"invitation:{invitation.pk}:1")
    return emails._with_links(email, Names(())).split("/invitations/")[1].split()[0]


def begin(page: Page, link: str) -> None:
    page.goto(f"/invitations/{link}")
    page.get_by_label("New password", exact=True).fill("four even words here")
    page.get_by_label("New password again").fill("four even words here")
    page.get_by_role("button", name="Begin").click()


def test_somebody_invited_begins_in_one_page(administrator: User, new_page: NewPage) -> None:
    invitation = invited(administrator, name="Head of Adoption")
    page, link = new_page(), link_of(invitation)
    page.goto(f"/invitations/{link}")
    found = faults_of(page, phone=True)

    begin(page, link)

    page.get_by_text("Signed in as Head of Adoption").wait_for()
    page.context.clear_cookies()
    page.goto(f"/invitations/{link}")
    page.get_by_role("heading", name="This invitation no longer works").wait_for()
    found += faults_of(page, phone=True)
    assert found == []
