"""The register of accounts: what is heard, who reads of whom, and that nothing changes it."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from councils.models import Council, RegisterEntry, User
from councils.roles import Role
from tests.factories import PASSWORD, make_member, make_user
from tests.pages import read
from tests.refusals import refused_as_a_fact

pytestmark = pytest.mark.django_db

NEW = "four even words here"


@pytest.fixture
def who(council: Council) -> User:
    return make_member(council, name="Jo Field", email="jo@barchester.example", password=PASSWORD)


def sign_in(email: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": email, "password": password})
    return client


def entries(**of: Any) -> list[tuple[str, str, str]]:
    rows = RegisterEntry.objects.filter(**of).order_by("pk")
    return list(rows.values_list("council__name", "kind", "email"))


def address_of(council: Council) -> str:
    return reverse("councils:register", args=[council.slug])


def page_of(client: Client, council: Council, query: str = "") -> str:
    return client.get(address_of(council) + query).content.decode()


def test_a_sign_in_and_a_wrong_password_are_written(who: User) -> None:
    sign_in(who.email)
    sign_in(who.email.upper(), "not this one")

    assert entries() == [
        ("Barchester", "signed_in", who.email),
        ("Barchester", "sign_in_failed", who.email),
    ]


def test_an_address_nobody_has_is_written_nowhere(who: User) -> None:
    sign_in("anybody@barchester.example")
    sign_in("")

    assert entries() == []


def test_each_council_of_the_person_has_an_entry_of_its_own(
    who: User, other_council: Council
) -> None:
    make_member(other_council, Role.READER, who)
    make_member(other_council, Role.DIRECTOR, who)

    sign_in(who.email)

    assert sorted(entries()) == [
        ("Barchester", "signed_in", who.email),
        ("Framley", "signed_in", who.email),
    ]


def test_somebody_without_a_council_leaves_no_entry(db: None) -> None:
    sign_in(make_user(password=PASSWORD).email)

    assert entries() == []


def test_a_password_reset_and_a_changed_password_are_written(who: User) -> None:
    Client().post(reverse("account_reset_password"), {"email": who.email})
    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word)
    browser = Client()
    form = browser.get(link, follow=True)
    browser.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    browser = sign_in(who.email, NEW)
    change = {"oldpassword": NEW, "password1": PASSWORD, "password2": PASSWORD}
    browser.post(reverse("account_change_password"), change)

    assert [kind for _, kind, _ in entries()] == ["password_reset", "signed_in", "password_changed"]


def test_administrators_read_of_their_own_people_newest_first(
    council: Council, other_council: Council, who: User, client_for: Callable[..., Client]
) -> None:
    stranger = make_member(other_council, email="s@framley.example", password=PASSWORD)
    sign_in(stranger.email)
    sign_in(who.email)
    sign_in(who.email, "not this one")

    page = read(client_for(Role.ADMINISTRATOR), address_of(council))

    assert [row[1:] for row in page.rows("Register")] == [
        ["Jo Field jo@barchester.example", "Wrong password", "Unknown"],
        ["Jo Field jo@barchester.example", "Signed in", "Themselves"],
    ]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?q=jo", 2),
        ("?q=field+barchester", 2),
        ("?q=nobody", 0),
        ("?kind=signed_in", 1),
        ("?kind=left", 0),
        ("?kind=no-such", 2),
        ("?page=99", 2),
    ],
)
def test_filters(
    council: Council, who: User, client_for: Callable[..., Client], query: str, shown: int
) -> None:
    sign_in(who.email)
    sign_in(who.email, "not this one")

    html = page_of(client_for(Role.ADMINISTRATOR), council, query)

    assert html.count('data-label="Who"') == shown
    assert ("Nothing matches" in html) is (shown == 0)


def test_many_entries_are_paged(
    council: Council, who: User, client_for: Callable[..., Client]
) -> None:
    entry = {"council": council, "kind": "signed_in", "name": "Jo", "email": who.email}
    RegisterEntry.objects.bulk_create(RegisterEntry(**entry) for _ in range(120))

    html = page_of(client_for(Role.ADMINISTRATOR), council, "?page=3")

    assert "<strong>101</strong> to <strong>120</strong> of <strong>120</strong>" in html


def test_the_csv_file_holds_what_the_filters_leave_and_calculates_nothing(
    council: Council, who: User, client_for: Callable[..., Client]
) -> None:
    User.objects.filter(pk=who.pk).update(name="=1+1")
    client = client_for(Role.ADMINISTRATOR)
    sign_in(who.email)
    sign_in(who.email, "not this one")

    address = reverse("councils:register_csv", args=[council.slug])
    answer = client.get(address, {"kind": "signed_in", "q": "jo"})

    heading, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading == ["When", "Name", "Email address", "What", "Role", "More", "By"]
    assert [line[1:] for line in lines] == [
        ["'=1+1", who.email, "Signed in", "", "", "Themselves"],
    ]
    assert f"register-{council.slug}-" in answer["Content-Disposition"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_reads_it(
    council: Council, role: Role, client_for: Callable[..., Client]
) -> None:
    address = reverse("councils:register", args=[council.slug])

    assert client_for(role).get(address).status_code == 403


def test_the_database_refuses_to_change_or_remove_an_entry(who: User) -> None:
    sign_in(who.email)
    [entry] = RegisterEntry.objects.all()

    with refused_as_a_fact():
        RegisterEntry.objects.filter(pk=entry.pk).update(name="Somebody else")
    with refused_as_a_fact():
        entry.delete()


def test_the_register_keeps_the_name_of_that_time(
    council: Council, who: User, client_for: Callable[..., Client]
) -> None:
    sign_in(who.email)
    User.objects.filter(pk=who.pk).update(name="Jo Meadow")

    assert "Jo Field" in page_of(client_for(Role.ADMINISTRATOR), council)
