"""Leaving: the account is closed, the names in the plans end, and what was reported stays."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils import people
from councils.models import Council, Invitation, Membership, Officer, User
from councils.roles import Role
from tests.councils.test_invitations import invited
from tests.councils.test_people import TODAY, address, entries, held, page_of, save_roles
from tests.factories import make_appointment, make_member, make_officer, make_plan
from tests.pages import Page, read

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def client(client_for: Callable[..., Client]) -> Client:
    """An administrator of Barchester."""
    return client_for(Role.ADMINISTRATOR)


@pytest.fixture
def who(council: Council) -> User:
    """A lead officer of Barchester."""
    return make_member(council, name="Jo Field", email="jo@barchester.example")


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


def test_the_plans_somebody_manages_are_named_before_they_leave(
    client: Client, council: Council, who: User
) -> None:
    make_officer(council, "Jo Field", user=who)
    make_plan(council, title="Improvement plan", manager=who)
    make_plan(council, title="Finished plan", manager=who, status="closed")
    make_plan(title="Elsewhere", manager=who)

    text = read(client, address("person_leave", council, who)).main.text

    assert "reported in Improvement plan, which Jo Field manages, comes to every plan" in text
    assert "What they lead and manage still stands in their name." in text
    assert "Finished plan" not in text
    assert "Elsewhere" not in text


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


def test_who_left_gets_no_role_and_no_name_in_the_plans_without_an_invitation(
    client: Client, council: Council, who: User
) -> None:
    officer = make_officer(council, "Free Person")
    leave(client, council, who, TODAY)

    answer = save_roles(client, council, who, "reader")
    client.post(address("person_link", council, who), {"officer": officer.pk})

    assert Page(answer).summary == ["Jo Field has left. Invite them again"]
    assert held(council, who) == []
    assert not Officer.objects.filter(user=who).exists()
