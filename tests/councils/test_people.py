"""The people of a council: who is listed, roles and who may change them, leaving."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from councils import people
from councils.models import Council, Membership, Officer, RegisterEntry, User
from councils.roles import Role
from tests.factories import make_member, make_officer
from tests.pages import Page, assert_same_number, queries_of, read

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    """An administrator of Barchester."""
    return client_for(Role.ADMINISTRATOR)


@pytest.fixture
def who(council: Council) -> User:
    """A lead officer of Barchester."""
    return make_member(council, name="Jo Field", email="jo@barchester.example")


def page_of(client: Client, council: Council, query: str = "") -> str:
    html: str = client.get(reverse("councils:people", args=[council.slug]) + query).content.decode()
    return html


def address(name: str, council: Council, who: User) -> str:
    return reverse(f"councils:{name}", args=[council.slug, who.pk])


def save_roles(client: Client, council: Council, who: User, *roles: str, **more: Any) -> Any:
    seen = people.version_of(people.roles_of(council, who))
    typed = {"roles": roles, "seen": seen} | more
    return client.post(address("person", council, who), typed, follow=True)


def held(council: Council, who: User) -> list[str]:
    return people.roles_of(council, who)


def entries() -> list[tuple[str, str, str, int | None]]:
    rows = RegisterEntry.objects.order_by("pk")
    return list(rows.values_list("kind", "name", "role", "by"))


# Who is listed


def test_a_person_is_listed_with_roles_names_in_the_plans_and_last_sign_in(
    client: Client, council: Council, who: User
) -> None:
    make_member(council, Role.PLAN_MANAGER, who)
    make_officer(council, "Head of Adoption Field", user=who)
    User.objects.filter(pk=who.pk).update(
        last_login=datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
    )

    page = read(client, reverse("councils:people", args=[council.slug]), q="Field")

    assert page.rows("Who has an account") == [
        [
            "Jo Field jo@barchester.example",
            "Plan manager, Lead officer",
            "Head of Adoption Field",
            "4 March 2026",
        ]
    ]


def test_nobody_of_another_council_is_listed_or_opened(
    client: Client, council: Council, other_council: Council
) -> None:
    stranger = make_member(other_council, name="Framley Person")

    assert "Framley Person" not in page_of(client, council)
    assert client.get(address("person", council, stranger)).status_code == 404


def test_what_somebody_is_elsewhere_is_not_shown(
    client: Client, council: Council, other_council: Council, who: User
) -> None:
    make_member(other_council, Role.DIRECTOR, who)
    make_officer(other_council, "Framley Name", user=who)

    for html in (
        page_of(client, council, "?q=Jo"),
        client.get(address("person", council, who)).content.decode(),
    ):
        assert "Framley Name" not in html
    assert "<strong>1</strong>" not in page_of(client, council, "?role=director")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=jo", True),
        ("?q=field+jo", True),
        ("?q=BARCHESTER.example", True),
        ("?q=nobody", False),
        ("?role=lead-officer", True),
        ("?role=director", False),
        ("?role=left", False),
        ("?role=no-such", True),
    ],
)
def test_filters(client: Client, council: Council, who: User, query: str, found: bool) -> None:
    html = page_of(client, council, query)

    assert ("jo@barchester.example" in html) is found
    assert ("Nobody matches. Change or clear the filters." in html) is not found


def test_many_people_are_paged_and_asked_for_in_the_same_few_queries(
    client: Client, council: Council
) -> None:
    address = reverse("councils:people", args=[council.slug])
    make_officer(council, "Officer", user=make_member(council))
    few = queries_of(client, address)
    for number in range(59):
        make_officer(council, f"Officer of {number}", user=make_member(council, name=f"P{number}"))

    assert_same_number(few, queries_of(client, address))
    assert "Showing <strong>1</strong> to <strong>25</strong> of <strong>61</strong> people" in (
        page_of(client, council)
    )
    assert "<strong>51</strong> to <strong>61</strong>" in page_of(client, council, "?page=3")


# Roles


def test_roles_are_given_and_taken_away_and_registered(
    client: Client, council: Council, who: User
) -> None:
    html = save_roles(client, council, who, "director", "reader").content.decode()

    by = client.user.pk  # type: ignore[attr-defined]
    assert "Saved. Jo Field: Director, Reader." in html
    assert held(council, who) == ["director", "reader"]
    assert entries() == [
        ("role_given", "Jo Field", "director", by),
        ("role_given", "Jo Field", "reader", by),
        ("role_taken", "Jo Field", "lead-officer", by),
    ]


def test_nobody_is_left_without_a_role_by_the_form(
    client: Client, council: Council, who: User
) -> None:
    assert "Select at least one role" in save_roles(client, council, who).content.decode()
    assert held(council, who) == ["lead-officer"]


def test_the_last_administrator_stays(client: Client, council: Council) -> None:
    own = client.user  # type: ignore[attr-defined]

    html = save_roles(client, council, own, "reader", confirmed="on").content.decode()

    assert f"{own} is the only administrator. Make somebody else an administrator first" in html
    assert held(council, own) == ["administrator"]


def test_an_administrator_of_another_council_or_with_a_closed_account_is_no_second_one(
    client: Client, council: Council, other_council: Council
) -> None:
    make_member(other_council, Role.ADMINISTRATOR)
    make_member(council, Role.ADMINISTRATOR, is_active=False)
    own = client.user  # type: ignore[attr-defined]

    save_roles(client, council, own, "reader", confirmed="on")

    assert held(council, own) == ["administrator"]


def test_own_roles_change_only_when_that_is_meant(client: Client, council: Council) -> None:
    make_member(council, Role.ADMINISTRATOR)
    own = client.user  # type: ignore[attr-defined]

    html = save_roles(client, council, own, "reader").content.decode()
    assert "Tick this to change your own roles" in html
    assert held(council, own) == ["administrator"]

    answer = save_roles(client, council, own, "reader", confirmed="on")
    assert answer.status_code == 200
    assert held(council, own) == ["reader"]


def test_the_second_of_two_administrators_is_told_and_can_choose(
    client: Client, council: Council, who: User, client_for: Callable[..., Client]
) -> None:
    other = client_for(make_member(council, Role.ADMINISTRATOR, name="Ann Other"))
    typed = {"roles": ["director"], "seen": "lead-officer"}
    other.post(address("person", council, who), {"roles": ["reader"], "seen": "lead-officer"})

    answer = client.post(address("person", council, who), typed)

    page = Page(answer, 409)
    assert "Ann Other changed these roles at" in page.main.text
    assert page.one("div", "govuk-inset-text").text == "Reader"
    assert (page.value("roles"), page.value("seen")) == ("director", "reader")
    assert held(council, who) == ["reader"]

    again = client.post(address("person", council, who), typed | {"seen": "reader"})
    assert again.status_code == 302
    assert held(council, who) == ["director"]


def test_a_name_in_the_plans_is_linked_and_the_link_ended(
    client: Client, council: Council, who: User
) -> None:
    officer = make_officer(council, "J. Field")

    client.post(address("person_link", council, who), {"officer": officer.pk})
    officer.refresh_from_db()
    assert officer.user == who
    client.post(address("person_unlink", council, who), {"officer": officer.pk})
    officer.refresh_from_db()

    assert officer.user is None
    assert [kind for kind, *_ in entries()] == ["linked", "unlinked"]


def test_a_name_that_somebody_else_has_cannot_be_linked(
    client: Client, council: Council, other_council: Council, who: User
) -> None:
    make_officer(council, "Free")
    taken = make_officer(council, "Taken", user=make_member(council))
    theirs = make_officer(other_council, "Theirs")

    for officer in (taken, theirs):
        answer = client.post(address("person_link", council, who), {"officer": officer.pk})
        assert Page(answer).summary == ["Somebody linked this name with an account meanwhile"]
    with pytest.raises(people.Refusal):
        people.link(who, taken, TODAY, who)
    assert not Officer.objects.filter(user=who).exists()


def test_add_member_writes_the_register(council: Council) -> None:
    for _ in range(2):
        call_command("add_member", "new@barchester.example", council.slug, "administrator")

    assert entries() == [("role_given", "new@barchester.example", "administrator", None)]


def test_the_history_of_roles_is_kept_however_they_change(council: Council, who: User) -> None:
    Membership.objects.filter(user=who).delete()

    events = Membership.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]
    assert list(events.values_list("pgh_label", "role")) == [
        ("insert", "lead-officer"),
        ("delete", "lead-officer"),
    ]
