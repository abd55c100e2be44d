"""Signing in and passwords, in our own words and markup."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from councils import account_urls
from councils.models import User
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db

OPEN_PAGES = {
    "account_login": "Sign in",
    "account_inactive": "This account is closed",
    "account_signup": "You cannot sign up here",
    "account_reset_password": "Reset your password",
    "account_reset_password_done": "Check your email",
    "account_reset_password_from_key_done": "Your password is changed",
}
SIGNED_IN_PAGES = {
    "account_change_password": "Change your password",
    "account_logout": "Do you want to sign out?",
    "account_reauthenticate": "Confirm that it is you",
}


@pytest.fixture
def user(db: None) -> User:
    return make_user(name="Alison Hinds", email="alison@barchester.example", password=PASSWORD)


@pytest.fixture
def signed_in(user: User, client_for: Callable[..., Client]) -> Client:
    return client_for(user)


def heading(html: str) -> str:
    found: list[str] = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.S)
    assert len(found) == 1
    return found[0].strip()


def sign_in(client: Client, email: str, password: str) -> str:
    typed = {"login": email, "password": password}
    return client.post(reverse("account_login"), typed, follow=True).content.decode()


def test_only_the_addresses_in_use_exist() -> None:
    assert len(account_urls.urlpatterns) == 11
    for name in ("account_email", "account_confirm_email", "account_request_login_code"):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=["x"] if name == "account_confirm_email" else [])


@pytest.mark.parametrize("name, words", OPEN_PAGES.items())
def test_a_page_open_to_all_has_its_heading_and_nothing_inline(
    client: Client, name: str, words: str
) -> None:
    html = client.get(reverse(name)).content.decode()
    assert heading(html) == words
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", html)


@pytest.mark.parametrize("name, words", SIGNED_IN_PAGES.items())
def test_a_page_for_those_signed_in_has_its_heading(
    signed_in: Client, name: str, words: str
) -> None:
    assert heading(signed_in.get(reverse(name)).content.decode()) == words


def test_someone_without_a_password_chooses_one(
    user: User, client_for: Callable[..., Client]
) -> None:
    user.set_unusable_password()
    user.save()
    html = client_for(user).get(reverse("account_set_password")).content.decode()
    assert heading(html) == "Choose a password"


def test_the_right_password_signs_in_and_the_frame_says_who(client: Client, user: User) -> None:
    html = sign_in(client, user.email, PASSWORD)
    assert "Signed in as Alison Hinds" in html
    assert heading(html) == "Your plans"


def test_a_wrong_password_says_what_to_do_and_keeps_the_address(client: Client, user: User) -> None:
    html = sign_in(client, user.email, "not this one")
    assert "The email address or the password is not right. Check both and try again" in html
    assert f'value="{user.email}"' in html
    assert "<title>Error: Sign in" in html
    assert "not this one" not in html


def test_an_unknown_address_is_answered_as_a_wrong_password_is(client: Client, user: User) -> None:
    def errors(email: str) -> list[str]:
        return re.findall(r"<li>(.*?)</li>", sign_in(client, email, "not this one"), re.S)

    assert errors(user.email) == errors("nobody@barchester.example") != []


def test_empty_fields_are_asked_for_by_name(client: Client) -> None:
    html = sign_in(client, "", "")
    assert '<a href="#id_login">Enter your email address</a>' in html
    assert '<a href="#id_password">Enter your password</a>' in html
    assert "Enter an email address like name@example.com" in sign_in(client, "alison", "x")


def test_a_closed_account_is_told_so(client: Client, user: User) -> None:
    user.is_active = False
    user.save()
    html = sign_in(client, user.email, PASSWORD)
    assert heading(html) == "This account is closed"
    assert "Signed in as" not in html


def test_signing_up_is_closed(client: Client) -> None:
    typed = {"email": "new@barchester.example", "password1": PASSWORD, "password2": PASSWORD}
    html = client.post(reverse("account_signup"), typed).content.decode()
    assert heading(html) == "You cannot sign up here"
    assert not User.objects.exists()


def test_signing_out_takes_a_button_and_ends_the_session(signed_in: Client) -> None:
    signed_in.get(reverse("account_logout"))
    assert "_auth_user_id" in signed_in.session
    html = signed_in.post(reverse("account_logout"), follow=True).content.decode()
    assert "_auth_user_id" not in signed_in.session
    assert "You are signed out." in html


def test_a_forgotten_password_is_replaced_by_the_link_in_the_email(
    client: Client, user: User
) -> None:
    client.post(reverse("account_reset_password"), {"email": user.email})
    (sent,) = mail.outbox
    assert sent.subject == "Choose a new password for Inspection action plans"
    assert sent.to == [user.email]
    (link,) = re.findall(r"http://testserver(/\S+)", str(sent.body))
    page = client.get(link, follow=True)
    assert heading(page.content.decode()) == "Choose a new password"
    new = {"password1": "four even words here", "password2": "four even words here"}
    done = client.post(page.redirect_chain[-1][0], new, follow=True)
    assert heading(done.content.decode()) == "Your password is changed"
    user.refresh_from_db()
    assert user.check_password("four even words here")
    assert heading(client.get(link, follow=True).content.decode()) == "This link no longer works"


def test_an_address_without_account_gets_the_same_page_and_an_email_that_says_so(
    client: Client, user: User
) -> None:
    pages = {
        client.post(reverse("account_reset_password"), {"email": email}).headers["Location"]
        for email in (user.email, "nobody@barchester.example")
    }
    assert pages == {reverse("account_reset_password_done")}
    assert [each.subject for each in mail.outbox] == [
        "Choose a new password for Inspection action plans",
        "No account for this email address",
    ]


def test_a_password_is_changed_by_someone_who_knows_the_present_one(
    signed_in: Client, user: User
) -> None:
    address = reverse("account_change_password")
    new = {"password1": "four even words here", "password2": "four even words here"}
    refused = signed_in.post(address, {"oldpassword": "wrong", **new})
    assert "This is not your current password. Try again" in refused.content.decode()
    done = signed_in.post(address, {"oldpassword": PASSWORD, **new}, follow=True)
    assert "Your password is changed." in done.content.decode()
    user.refresh_from_db()
    assert user.check_password("four even words here")


def test_demo_accounts_are_shown_in_demo_mode_only(client: Client, settings: Any) -> None:
    for demo in (True, False):
        settings.DEMO = demo
        html = client.get(reverse("account_login")).content.decode()
        assert ("Demo accounts" in html) is demo
        assert ("action-plan-demo" in html) is demo


@pytest.fixture
def rate_limits(settings: Any) -> Iterator[Any]:
    cache.clear()
    yield settings
    cache.clear()


def test_too_many_wrong_passwords_are_answered_with_what_to_do(
    client: Client, user: User, rate_limits: Any
) -> None:
    rate_limits.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/ip"}
    for _ in range(3):
        assert "is not right" in sign_in(client, user.email, "not this one")
    html = sign_in(client, user.email, PASSWORD)
    assert "Too many tries in a short time. Wait five minutes, then try again" in html
    assert "Signed in as" not in html


def test_too_many_requests_are_answered_with_a_page_of_ours(
    client: Client, rate_limits: Any
) -> None:
    rate_limits.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [
        client.post(reverse("account_login"), {"login": "a@b.example", "password": "x"})
        for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert heading(answers[-1].content.decode()) == "Too many tries in a short time"
