"""The page of an invitation's link: who gets in, with what, and who does not."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils import invitations
from councils.models import Council, Invitation, Officer, User
from councils.roles import Role
from tests.councils.test_invitations import DEAD, NEW, answer_of, invited, roles_of, sent_links
from tests.factories import PASSWORD, make_member, make_officer, make_user

pytestmark = pytest.mark.django_db


def test_who_is_new_chooses_a_password_and_lands_signed_in_with_roles_and_officer(
    council: Council,
) -> None:
    officer = make_officer(council, "Jo Field")
    invited(council, officer=officer, roles=["lead-officer", "plan-manager"])
    [link] = sent_links()
    browser = Client()

    page = browser.get(link).content.decode()
    html = browser.post(link, NEW, follow=True).content.decode()

    assert "You will sign in as <strong>jo@barchester.example</strong>" in page
    assert "Signed in as Jo Field" in html
    assert "<h1" in html
    assert "Your actions" in html
    user = User.objects.get(email="jo@barchester.example")
    assert roles_of(user) == {("Barchester", "lead-officer"), ("Barchester", "plan-manager")}
    assert EmailAddress.objects.get(user=user).verified
    officer.refresh_from_db()
    assert officer.user == user


def test_a_weak_password_is_refused_and_the_name_is_kept(council: Council) -> None:
    invited(council)
    [link] = sent_links()

    weak = NEW | {"name": "Jo B Field", "password1": "password1234", "password2": "password1234"}
    html = Client().post(link, weak).content.decode()

    assert "There is a problem" in html
    assert "too common" in html
    assert 'value="Jo B Field"' in html
    assert not User.objects.filter(email="jo@barchester.example").exists()


def test_a_link_works_once(council: Council) -> None:
    invited(council)
    [link] = sent_links()
    Client().post(link, NEW)

    assert DEAD in answer_of(link)[1]
    again = Client().post(link, NEW | {"password1": "x" * 20, "password2": "x" * 20})
    assert again.status_code == 404
    assert User.objects.get(email="jo@barchester.example").check_password(NEW["password1"])


def test_every_dead_link_answers_the_same(council: Council) -> None:
    """Used, withdrawn, renewed, too old, of an address with an account, or never made."""
    used, withdrawn, renewed, old = (
        invited(council, email=f"{n}@barchester.example") for n in range(4)
    )
    links = sent_links()
    by = make_member(council, Role.ADMINISTRATOR)
    Client().post(links[0], NEW)
    invitations.withdraw(withdrawn, by)
    invitations.send_again(renewed, by, timezone.localdate(), seen="1")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Invitation.objects.filter(pk=old.pk).update(expires_on=yesterday)

    made_up = [f"{links[0][:-2]}x/", "/invitations/anything/", links[1].replace(":", "%3A", 1)]
    answers = {answer_of(link) for link in [*links, *made_up]}

    [(status, html)] = answers
    assert status == 404
    assert DEAD in html
    used.refresh_from_db()
    assert used.accepted_at


def test_a_link_holds_to_the_end_of_its_last_day(council: Council) -> None:
    invitation = invited(council)
    [link] = sent_links()
    token, last_day = link.split("/")[2], invitation.expires_on

    assert invitations.invitation_of(token, last_day) == invitation
    assert invitations.invitation_of(token, last_day + datetime.timedelta(days=1)) is None


def test_who_has_an_account_elsewhere_signs_in_and_says_yes(
    council: Council, other_council: Council
) -> None:
    user = make_member(other_council, email="jo@barchester.example", password=PASSWORD)
    invited(council)
    [link] = sent_links()
    browser = Client()

    asked = browser.get(link).content.decode()
    assert "jo@barchester.example has an account already" in asked
    assert f"?next={link.replace(':', '%3A')}" in asked
    sign_in = {"login": user.email, "password": PASSWORD, "next": link}
    asked = browser.post(reverse("account_login"), sign_in, follow=True).content.decode()
    assert "Accept" in asked
    assert roles_of(user) == {("Framley", "lead-officer")}
    browser.post(link)

    assert roles_of(user) == {("Framley", "lead-officer"), ("Barchester", "lead-officer")}


def test_the_link_alone_changes_no_working_account(
    council: Council, other_council: Council
) -> None:
    user = make_member(other_council, email="jo@barchester.example", password=PASSWORD)
    invited(council)
    [link] = sent_links()

    Client().post(link, NEW)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert roles_of(user) == {("Framley", "lead-officer")}


def test_somebody_else_who_is_signed_in_is_asked_to_sign_out(
    council: Council, client_for: Callable[..., Client]
) -> None:
    invited(council)
    [link] = sent_links()
    other = client_for(Role.READER)

    html = other.get(link).content.decode()
    other.post(link, NEW)

    assert "It is for jo@barchester.example, and you are signed in as" in html
    assert not User.objects.filter(email="jo@barchester.example").exists()


def test_a_closed_account_is_opened_again_with_a_new_password_and_its_name(
    council: Council,
) -> None:
    user = make_user(name="Jo Old-Field", email="jo@barchester.example", is_active=False)
    invited(council)
    [link] = sent_links()
    browser = Client()

    assert "Your name" not in browser.get(link).content.decode()
    html = browser.post(link, NEW, follow=True).content.decode()

    assert "Signed in as Jo Old-Field" in html
    user.refresh_from_db()
    assert user.is_active
    assert user.check_password(NEW["password1"])


def test_a_person_in_the_plans_who_got_an_account_meanwhile_keeps_it(council: Council) -> None:
    officer, first = make_officer(council, "Jo Field"), make_member(council)
    invited(council, officer=officer)
    [link] = sent_links()
    Officer.objects.filter(pk=officer.pk).update(user=first)

    Client().post(link, NEW)

    officer.refresh_from_db()
    assert officer.user == first


def test_who_comes_back_goes_on_in_the_plans(council: Council) -> None:
    user = make_user(email="jo@barchester.example", is_active=False)
    officer = make_officer(council, "Jo Field", user=user, ends=datetime.date(2020, 1, 1))
    invited(council, officer=officer)

    Client().post(sent_links()[0], NEW)

    officer.refresh_from_db()
    assert (officer.user, officer.ends) == (user, None)


@pytest.fixture
def limited(settings: Any) -> Iterator[None]:
    settings.ACCOUNT_RATE_LIMITS = {"invitation": "3/m/ip"}
    cache.clear()
    yield
    cache.clear()


def test_passwords_cannot_be_sent_at_speed(limited: None, council: Council) -> None:
    invited(council)
    [link] = sent_links()
    weak = NEW | {"password1": "short", "password2": "short"}
    answers = [Client().post(link, weak).status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]
