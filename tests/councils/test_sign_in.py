"""Signing in and out as somebody who attacks it would try: limits, sessions, links, odd input."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from config import sessions
from councils.models import User
from councils.roles import Role
from tests.factories import PASSWORD, make_action, make_member, make_user

pytestmark = pytest.mark.django_db

BASE = django_settings.BASE_DIR
COOKIE = django_settings.SESSION_COOKIE_NAME
NEW = "four even words here"
SIGN_IN = "/accounts/login/"
CHANGE = "/accounts/password/change/"
RESET = "/accounts/password/reset/"
TOO_MANY = "Too many tries in a short time. Wait five minutes, then try again"


@pytest.fixture
def user(db: None) -> User:
    return make_user(name="Alison Hinds", email="alison@barchester.example", password=PASSWORD)


@pytest.fixture
def limits(settings: Any) -> Iterator[dict[str, str]]:
    """The limits as a deployment has them; other tests run without."""
    settings.ACCOUNT_RATE_LIMITS = {
        "login": "30/m/ip",
        "login_failed": "10/m/ip,5/5m/key",
        "invitation": "30/m/ip",
        "calendar": "60/m/ip",
    }
    cache.clear()
    yield settings.ACCOUNT_RATE_LIMITS
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(SIGN_IN, {"login": email, "password": password}, **more)


def signed_in(client: Client) -> bool:
    """Return whether this client may see a page for those who signed in."""
    return bool(client.get(reverse("actionplans:my_work")).status_code == 200)


# Limits


def test_the_limits_tried_here_are_the_ones_a_deployment_has(limits: dict[str, str]) -> None:
    """The suite switches limits off for the other tests, so settings are read anew."""
    ask = "from config import settings as s; print(sorted(s.ACCOUNT_RATE_LIMITS.items()))"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=BASE, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == str(sorted(limits.items()))


def test_after_five_wrong_passwords_the_right_one_is_refused_too(
    user: User, limits: dict[str, str]
) -> None:
    client = Client()
    wrong = [sign_in(client, user.email, "not this one").status_code for _ in range(5)]

    answer = sign_in(client, user.email)

    assert wrong == [200] * 5
    assert answer.status_code == 429
    assert TOO_MANY in answer.content.decode()
    assert f'value="{user.email}"' in answer.content.decode()
    assert not signed_in(client)


@pytest.mark.parametrize(
    "spelling",
    ["ALISON@barchester.example", "  alison@barchester.example ", "Alison@Barchester.Example"],
)
def test_the_limit_counts_an_account_however_its_address_is_spelt(
    user: User, limits: dict[str, str], spelling: str
) -> None:
    for _ in range(5):
        sign_in(Client(), spelling, "not this one")

    assert sign_in(Client(), user.email).status_code == 429


def test_the_limit_of_an_account_holds_from_every_address(
    user: User, limits: dict[str, str]
) -> None:
    for number in range(5):
        sign_in(Client(), user.email, "not this one", REMOTE_ADDR=f"192.0.2.{number}")

    assert sign_in(Client(), user.email, REMOTE_ADDR="192.0.2.99").status_code == 429


def test_one_account_that_is_tried_does_not_lock_out_a_colleague(
    user: User, limits: dict[str, str]
) -> None:
    colleague = make_user(password=PASSWORD)
    for _ in range(6):
        sign_in(Client(), user.email, "not this one")

    assert sign_in(Client(), colleague.email).status_code == 302


def test_ten_wrong_tries_from_one_place_are_too_many_whatever_the_accounts(
    user: User, limits: dict[str, str]
) -> None:
    for number in range(10):
        sign_in(Client(), f"guess-{number}@barchester.example", "not this one")

    assert sign_in(Client(), user.email).status_code == 429
    assert sign_in(Client(), user.email, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_forged_forwarded_address_evades_no_limit(user: User, limits: dict[str, str]) -> None:
    for number in range(10):
        sign_in(
            Client(),
            f"guess-{number}@barchester.example",
            "not this one",
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        )

    answer = sign_in(Client(), user.email, headers={"X-Forwarded-For": "192.0.2.77"})

    assert answer.status_code == 429


def test_right_passwords_do_not_wear_the_limit_out(user: User, limits: dict[str, str]) -> None:
    assert [sign_in(Client(), user.email).status_code for _ in range(12)] == [302] * 12


def test_signing_in_more_often_than_a_person_can_is_answered_with_a_page(
    user: User, limits: dict[str, str]
) -> None:
    limits["login"] = "3/m/ip"
    answers = [sign_in(Client(), user.email) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Wait five minutes, then try again" in answers[-1].content.decode()


ANOTHER_PROCESS = """
import django
from django.conf import settings
django.setup()
settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
answer = Client().post("/accounts/login/", {"login": "alison@barchester.example", "password": "x"})
print(answer.status_code)
"""


@pytest.mark.django_db(transaction=True)
def test_the_limits_are_shared_by_all_processes(user: User, limits: dict[str, str]) -> None:
    parts = urlsplit(django_settings.DATABASE_URL)
    url = urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))
    command = [sys.executable, "-c", ANOTHER_PROCESS]
    environment = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": url}

    def ask() -> str:
        done = subprocess.run(
            command, cwd=BASE, env=environment, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    first = ask()
    for _ in range(4):
        sign_in(Client(), user.email, "not this one")

    assert (first, ask()) == ("200", "429")


# Sessions


def test_the_session_has_a_new_key_after_signing_in(user: User) -> None:
    """A key that somebody else planted is worth nothing once its owner signs in."""
    client = Client()
    planted = client.session
    planted["seen"] = "before"
    planted.save()
    client.cookies[COOKIE] = planted.session_key

    sign_in(client, user.email)

    assert signed_in(client)
    assert client.session.session_key != planted.session_key
    assert not Session.objects.filter(session_key=planted.session_key).exists()


def test_signing_out_ends_the_session_on_the_server_too(user: User) -> None:
    client, thief = Client(), Client()
    sign_in(client, user.email)
    key = client.cookies[COOKIE].value
    thief.cookies[COOKIE] = key
    assert signed_in(thief)

    client.post(reverse("account_logout"))

    assert not signed_in(client)
    thief.cookies[COOKIE] = key
    assert not signed_in(thief)
    assert not Session.objects.exists()


def test_only_a_post_signs_out(user: User) -> None:
    client = Client()
    sign_in(client, user.email)
    for ask in (client.get, client.head, client.options, client.put, client.delete):
        ask(reverse("account_logout"))

        assert signed_in(client)


def test_another_sites_form_cannot_sign_anybody_out(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    answer = client.post(reverse("account_logout"), headers={"Origin": "http://elsewhere.example"})

    assert answer.status_code == 403
    assert signed_in(client)


def test_changing_the_password_ends_every_other_session_and_keeps_this_one(user: User) -> None:
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        sign_in(client, user.email)

    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    here.post(CHANGE, typed)

    assert signed_in(here)
    assert not signed_in(elsewhere)


def test_a_new_password_by_link_ends_every_session(user: User) -> None:
    client = Client()
    sign_in(client, user.email)

    use(link_sent_to(user.email))

    assert not signed_in(client)


@pytest.mark.parametrize("closed_before", [True, False])
def test_an_account_that_is_closed_cannot_be_used(user: User, closed_before: bool) -> None:
    client = Client()
    if not closed_before:
        sign_in(client, user.email)
        assert signed_in(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    if closed_before:
        sign_in(client, user.email)

    assert not signed_in(client)


def test_a_closed_account_cannot_be_opened_by_a_new_password(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    Client().post(RESET, {"email": user.email})

    for link in re.findall(r"http://testserver(/\S+)", "".join(str(m.body) for m in mail.outbox)):
        use(link)
    client = Client()
    for password in (PASSWORD, NEW):
        sign_in(client, user.email, password)
        assert not signed_in(client)


class Clock:
    """Time as the session's limits see it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000
        monkeypatch.setattr(sessions, "_now", lambda: self.now)

    def forward(self, *, minutes: int = 0, hours: int = 0) -> None:
        self.now += 60 * minutes + 3600 * hours


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_an_hour_without_a_page_ends_the_session(user: User, clock: Clock) -> None:
    client = Client()
    sign_in(client, user.email)
    clock.forward(minutes=59)
    assert signed_in(client)
    clock.forward(minutes=59)
    assert signed_in(client)

    clock.forward(minutes=60)

    assert not signed_in(client)
    assert not Session.objects.exists()


def test_twelve_hours_end_the_session_of_somebody_who_never_stops(user: User, clock: Clock) -> None:
    client = Client()
    sign_in(client, user.email)
    for _ in range(23):
        clock.forward(minutes=30)
        assert signed_in(client)

    clock.forward(minutes=30)

    assert not signed_in(client)


def test_twelve_hours_count_from_signing_in_again(user: User, clock: Clock) -> None:
    client = Client()
    sign_in(client, user.email)
    clock.forward(hours=13)
    sign_in(client, user.email)

    clock.forward(minutes=59)

    assert signed_in(client)


def test_confirming_or_changing_the_password_does_not_start_the_twelve_hours_again(
    user: User, clock: Clock
) -> None:
    client = Client()
    sign_in(client, user.email)
    for _ in range(22):
        clock.forward(minutes=30)
        assert signed_in(client)
    client.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    clock.forward(minutes=30)
    assert signed_in(client)

    clock.forward(minutes=30)

    assert not signed_in(client)


def test_a_session_does_not_outlive_the_browser(user: User) -> None:
    cookie = sign_in(Client(), user.email).cookies[COOKIE]

    assert (cookie["max-age"], cookie["expires"]) == ("", "")


def test_whoever_writes_longer_than_an_hour_loses_no_word(clock: Clock) -> None:
    """Signed out, sent again too soon, then signed in beside it: each page holds the words."""
    action = make_action()
    user = make_member(action.plan.council, Role.PLAN_MANAGER, password=PASSWORD)
    client = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})
    client.force_login(user)
    report = reverse(
        "actionplans:update_add", args=[action.plan.council.slug, action.plan_id, action.pk]
    )
    typed = {"text": "The panel met.\nTwice.", "progress": "in_progress", "last_seen": "0"}

    page = client.get(report)
    clock.forward(minutes=90)
    out, refused = "You have been signed out", "The form was not saved"
    for number, heading in enumerate((out, out, refused)):
        page = client.post(report, typed | {"csrfmiddlewaretoken": token_in(page)})
        html = page.content.decode()
        assert page.status_code == 403
        assert f"{heading}</h1>" in html
        assert "The panel met.\nTwice.</textarea>" in html
        assert '<input type="hidden" name="progress" value="in_progress">' in html
        typed["sent_again"] = "1"
        assert '<input type="hidden" name="sent_again" value="1">' in html
        if number == 1:
            token = token_in(client.get(SIGN_IN))
            sign_in_again = {"login": user.email, "password": PASSWORD}
            client.post(SIGN_IN, sign_in_again | {"csrfmiddlewaretoken": token})
    saved = client.post(report, typed | {"csrfmiddlewaretoken": token_in(page)})

    assert saved.status_code == 302
    assert [update.text for update in action.updates.all()] == ["The panel met.\nTwice."]


def token_in(answer: Any) -> str:
    (*_, token) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode())
    return str(token)


# Where one is sent


@pytest.mark.parametrize(
    "target",
    [
        "//elsewhere.example/",
        "https://elsewhere.example/",
        "http:elsewhere.example",
        "///elsewhere.example",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "javascript:alert(1)",
        "https://testserver@elsewhere.example/",
        "\t//elsewhere.example",
    ],
)
def test_signing_in_sends_nobody_to_another_site(user: User, target: str) -> None:
    client = Client()
    typed = {"login": user.email, "password": PASSWORD, "next": target}

    for answer in (
        client.post(SIGN_IN, typed, query_params={"next": target}),
        client.get(SIGN_IN, {"next": target}),  # by now signed in
        client.post(reverse("account_logout"), {"next": target}),
    ):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/") and not answer["Location"].startswith("//")
        assert "elsewhere" not in answer["Location"]


def test_signing_in_leads_back_to_the_page_that_was_asked_for(user: User) -> None:
    client = Client()
    wanted = reverse("councils:council_list") + "?q=a"
    to_sign_in = client.get(wanted)["Location"]
    hidden = re.search(r'name="next" value="([^"]+)"', client.get(to_sign_in).content.decode())
    assert hidden is not None

    typed = {"login": user.email, "password": PASSWORD, "next": hidden[1]}

    assert client.post(SIGN_IN, typed)["Location"] == wanted


# Accounts and links


def test_nobody_can_sign_up(client: Client) -> None:
    typed = {"email": "new@barchester.example", "password1": NEW, "password2": NEW}

    answer = client.post(reverse("account_signup"), typed)

    assert "You cannot sign up here" in answer.content.decode()
    assert not User.objects.exists()


def test_asking_for_a_link_tells_nobody_whether_there_is_an_account(user: User) -> None:
    closed = make_user(email="closed@barchester.example", password=PASSWORD, is_active=False)
    seen = set()
    for email in (user.email, closed.email, "nobody@barchester.example"):
        client = Client()
        asked = client.post(RESET, {"email": email})
        page = client.get(asked["Location"]).content.decode()
        seen.add((asked.status_code, asked["Location"], without_tokens(page).replace(email, "")))

    assert len(seen) == 1


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_wrong_password_an_unknown_and_a_closed_account_get_one_answer(user: User) -> None:
    make_user(email="closed@barchester.example", password=PASSWORD, is_active=False)
    seen = set()
    for name in ("alison", "closed", "nobody"):
        answer = sign_in(Client(), f"{name}@barchester.example", "not this one")
        page = without_tokens(answer.content.decode()).replace(f"{name}@", "")
        seen.add((answer.status_code, page))

    assert len(seen) == 1


def link_sent_to(email: str) -> str:
    Client().post(RESET, {"email": email})
    (link,) = re.findall(r"http://testserver(/\S+)", str(mail.outbox[-1].body))
    return str(link)


def use(link: str) -> str:
    """Open a link and choose a new password; return the last page."""
    client = Client()
    page = client.get(link, follow=True)
    if not page.redirect_chain:
        return str(page.content.decode())
    chosen = {"password1": NEW, "password2": NEW}
    return str(client.post(page.redirect_chain[-1][0], chosen, follow=True).content.decode())


def test_a_link_works_once(user: User) -> None:
    link = link_sent_to(user.email)

    first, second = use(link), use(link)

    assert "Your password is changed" in first
    assert "This link no longer works" in second


def test_a_link_is_worth_nothing_after_the_password_was_changed_otherwise(user: User) -> None:
    link = link_sent_to(user.email)
    user.set_password("yet other words here")
    user.save()

    assert "This link no longer works" in use(link)


def test_a_link_is_for_its_own_account(user: User) -> None:
    other = make_user(password=PASSWORD)
    own, theirs = link_sent_to(user.email), link_sent_to(other.email)
    key = own.rsplit("/key/", 1)[1].split("-", 1)[1]
    who = theirs.rsplit("/key/", 1)[1].split("-", 1)[0]

    forged = f"{own.rsplit('/key/', 1)[0]}/key/{who}-{key}"

    assert "This link no longer works" in use(forged)
    other.refresh_from_db()
    assert other.check_password(PASSWORD)


def test_the_key_of_a_link_is_not_in_the_address_of_the_form(user: User) -> None:
    """What stands in the address is sent on to others and kept in histories."""
    link = link_sent_to(user.email)
    key = link.rstrip("/").rsplit("-", 1)[1]

    page = Client().get(link, follow=True)

    assert key not in page.redirect_chain[-1][0]
    assert key not in page.content.decode()


# Odd input

ODD = ["a\x00b@barchester.example", "\x00", "a@b.example\r\nBcc: x@y.example", "é" * 3000]


@pytest.mark.parametrize("email", ODD)
@pytest.mark.parametrize("address, field", [(SIGN_IN, "login"), (RESET, "email")])
def test_an_odd_address_is_a_fault_of_the_form_and_nothing_worse(
    limits: dict[str, str], address: str, field: str, email: str
) -> None:
    answer = Client().post(address, {field: email, "password": PASSWORD})

    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("password", ["\x00", "a\x00b", "é" * 5000])
def test_an_odd_password_is_a_wrong_one(user: User, limits: dict[str, str], password: str) -> None:
    answer = sign_in(Client(), user.email, password)

    assert answer.status_code == 200
    assert "govuk-error-summary" in answer.content.decode()


@pytest.mark.parametrize("key", ["a%00b", "x-" + "9" * 500, "%ff%fe"])
def test_an_odd_link_no_longer_works_and_nothing_worse(key: str) -> None:
    answer = Client().get(f"/accounts/password/reset/key/1-{key}/", follow=True)

    assert answer.status_code == 200
    assert "This link no longer works" in answer.content.decode()


def test_an_old_sign_in_form_shows_the_address_and_never_the_password(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    typed = {"login": user.email, "password": PASSWORD, "csrfmiddlewaretoken": "stale" * 12}

    answer = client.post(SIGN_IN, typed, headers={"Origin": "http://testserver"})

    html = answer.content.decode()
    assert answer.status_code == 403
    assert f'name="login" value="{user.email}"' in html
    assert PASSWORD not in html


def test_no_page_of_an_account_shows_a_password_again(
    user: User, client_for: Callable[..., Client]
) -> None:
    secret = "hunter-two-and-more"
    signed = client_for(user)
    fields = ("password", "oldpassword", "password1", "password2")
    for client, address in (
        (Client(), SIGN_IN),
        (Client(), RESET),
        (Client(), reverse("account_signup")),
        (signed, CHANGE),
        (signed, reverse("account_reauthenticate")),
    ):
        answer = client.post(address, dict.fromkeys(fields, secret) | {"login": "a@b.example"})
        assert secret not in answer.content.decode(), address
