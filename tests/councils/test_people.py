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
from councils.models import Council, Invitation, Membership, Officer, RegisterEntry, User
from councils.roles import Role
from tests.councils.test_invitations import invited
from tests.factories import make_appointment, make_member, make_officer
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


# Leaving


def leave(client: Client, council: Council, who: User, last_day: datetime.date) -> Any:
    parts = {"day": last_day.day, "month": last_day.month, "year": last_day.year}
    typed = {f"last_day_{part}": value for part, value in parts.items()}
    return client.post(address("person_leave", council, who), typed, follow=True)


def test_who_leaves_loses_the_account_and_ends_in_the_plans_but_keeps_the_name(
    client: Client, council: Council, who: User, client_for: Callable[..., Client]
) -> None:
    theirs = client_for(who)
    officer = make_officer(council, "Jo Field", user=who)
    post = make_officer(council, "Head of Adoption", kind=Officer.Kind.POST)
    held_post = make_appointment(officer, post)
    assert theirs.get(reverse("actionplans:my_work")).status_code == 200

    html = leave(client, council, who, YESTERDAY).content.decode()

    assert "Jo Field has left. The account is closed here." in html
    assert "Invite Jo Field again" in html
    assert theirs.get(reverse("actionplans:my_work")).status_code == 302
    who.refresh_from_db()
    officer.refresh_from_db()
    held_post.refresh_from_db()
    assert (who.is_active, who.has_usable_password()) == (False, False)
    assert (officer.name, officer.ends, held_post.ends) == ("Jo Field", TODAY, TODAY)
    assert not Membership.objects.filter(user=who).exists()
    assert [entry[0] for entry in entries()] == ["role_taken", "left"]


def test_a_session_of_a_closed_account_does_not_come_back_with_it(
    client: Client, council: Council, who: User, client_for: Callable[..., Client]
) -> None:
    theirs = client_for(who)
    leave(client, council, who, TODAY)
    who.refresh_from_db()
    who.is_active = True
    who.set_password("four even words here")
    who.save()

    assert theirs.get(reverse("actionplans:my_work")).status_code == 302


def test_who_belongs_to_another_council_goes_on_there(
    client: Client,
    council: Council,
    other_council: Council,
    who: User,
    client_for: Callable[..., Client],
) -> None:
    make_member(other_council, Role.READER, who)
    elsewhere = make_officer(other_council, "Jo Field", user=who)
    theirs = client_for(who)

    leave(client, council, who, TODAY)

    who.refresh_from_db()
    elsewhere.refresh_from_db()
    assert who.is_active
    assert elsewhere.ends is None
    assert theirs.get(reverse("actionplans:council", args=[council.slug])).status_code == 404
    assert theirs.get(reverse("actionplans:council", args=[other_council.slug])).status_code == 200


def test_what_would_begin_later_or_has_ended_keeps_its_days(
    client: Client, council: Council, who: User
) -> None:
    later, before = TODAY + datetime.timedelta(days=30), datetime.date(2020, 1, 1)
    officer = make_officer(council, "Jo Field", user=who)
    post = make_officer(council, "Head of Adoption", kind=Officer.Kind.POST)
    to_come = make_appointment(officer, post, starts=later)
    over = make_appointment(officer, post, ends=before)

    leave(client, council, who, TODAY)

    to_come.refresh_from_db()
    over.refresh_from_db()
    assert (to_come.starts, to_come.ends) == (later, later)
    assert over.ends == before


def test_a_last_day_to_come_is_refused_with_a_sentence(
    client: Client, council: Council, who: User
) -> None:
    html = leave(client, council, who, TODAY + datetime.timedelta(days=1)).content.decode()

    assert "Their last day must be today or in the past: the account closes at once" in html
    assert held(council, who) == ["lead-officer"]


def test_nobody_closes_their_own_account(client: Client, council: Council) -> None:
    make_member(council, Role.ADMINISTRATOR)
    own = client.user  # type: ignore[attr-defined]

    answer = leave(client, council, own, TODAY)

    assert answer.status_code == 409
    assert "Another administrator has to close your account." in answer.content.decode()
    assert held(council, own) == ["administrator"]


def test_of_two_administrators_who_close_each_other_one_stays(council: Council) -> None:
    first, second = (make_member(council, Role.ADMINISTRATOR) for _ in range(2))
    people.leave(council, first, TODAY, second)

    with pytest.raises(people.Refusal):
        people.leave(council, second, TODAY, first)


def test_who_left_is_found_among_the_leavers_and_can_leave_once(
    client: Client, council: Council, who: User
) -> None:
    leave(client, council, who, TODAY)

    assert "jo@barchester.example" not in page_of(client, council)
    assert "jo@barchester.example" in page_of(client, council, "?role=left")
    answer = leave(client, council, who, TODAY)
    assert answer.status_code == 409
    assert "Jo Field has left already." in answer.content.decode()


def test_an_invitation_that_waits_ends_with_who_leaves(
    client: Client, council: Council, who: User
) -> None:
    invited(council, email=who.email)

    leave(client, council, who, TODAY)

    assert not Invitation.objects.unanswered().exists()


def test_add_member_writes_the_register(council: Council) -> None:
    for _ in range(2):
        call_command("add_member", "new@barchester.example", council.slug, "administrator")

    assert entries() == [("role_given", "new@barchester.example", "administrator", None)]


def test_who_left_is_named_in_the_plans_with_the_last_day_and_can_be_invited_again(
    client: Client, council: Council, who: User
) -> None:
    make_officer(council, "Jo Field", user=who)
    leave(client, council, who, YESTERDAY)

    page = read(client, address("person", council, who))

    day = f"{YESTERDAY:%-d %B %Y}"
    assert f"Jo Field has left. Last day {day}. The account is closed here." in page.main.text
    assert f"until {day}" in page.main.text
    again = read(client, page.links["Invite Jo Field again"])
    assert (again.value("name"), again.value("email")) == ("Jo Field", who.email)
    assert f"Jo Field (until {day})" in again.options("officer")


def test_the_history_of_roles_is_kept_however_they_change(council: Council, who: User) -> None:
    Membership.objects.filter(user=who).delete()

    events = Membership.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]
    assert list(events.values_list("pgh_label", "role")) == [
        ("insert", "lead-officer"),
        ("delete", "lead-officer"),
    ]
