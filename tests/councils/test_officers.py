"""Who can lead in the plans: added, changed, found, and whom no e-mail reaches."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Appointment, Council, Officer
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_lead,
    make_member,
    make_officer,
    make_plan,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db

TAKEN = "The council has one of this name and post already"
NEW = {"kind": "person", "name": "Sam Field", "post": "Head of Adoption", "email": "s@x.example"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.PLAN_MANAGER)


def page_of(officer: Officer) -> str:
    return reverse("councils:officer", args=[officer.council.slug, officer.pk])


def adding(council: Council) -> str:
    return reverse("councils:officer_add", args=[council.slug])


def typed(officer: Officer, page: Page, **fields: Any) -> dict[str, Any]:
    names = ("name", "post", "organisation", "email")
    sent: dict[str, Any] = {name: getattr(officer, name) for name in names}
    return sent | {"seen": page.value("seen")} | fields


def test_a_person_is_added_with_an_address_and_what_they_are_in(
    client: Client, council: Council
) -> None:
    group = make_officer(council, "Practice leads", kind="group")

    page = Page(client.post(adding(council), NEW | {"groups": [group.pk]}, follow=True))

    made = Officer.objects.get(name="Sam Field")
    assert (made.post, made.email, made.council) == ("Head of Adoption", "s@x.example", council)
    held = Appointment.objects.get()
    assert (held.officer, held.to, held.starts, held.ends) == (made, group, DAY, None)
    assert page.banners == ["Saved: Sam Field."]
    assert "Held by" not in page.main.text
    assert "In it: Sam Field. E-mails go to them." in read(client, page_of(group)).main.text


def test_what_they_are_in_ends_on_the_day_it_is_unticked(client: Client, council: Council) -> None:
    officer = make_officer(council)
    old, new = (make_officer(council, name, kind="post") for name in ("Old", "New"))
    before = make_appointment(officer, old, starts=days(-9))
    page = read(client, page_of(officer))

    client.post(page_of(officer), typed(officer, page, groups=[new.pk]))

    before.refresh_from_db()
    assert before.ends == DAY
    assert Appointment.objects.get(to=new).starts == DAY


def test_a_group_is_put_in_no_other_and_keeps_its_members(client: Client, council: Council) -> None:
    group, other = (make_officer(council, name, kind="group") for name in ("Leads", "All"))
    held = make_appointment(make_officer(council, "Sam Field"), group)
    within = make_appointment(group, other)
    page = read(client, page_of(group))
    assert not page.all("input", name="groups")

    client.post(page_of(group), typed(group, page, name="Practice leads"))

    for each in (held, within):
        each.refresh_from_db()
        assert each.ends is None
    group.refresh_from_db()
    assert group.name == "Practice leads"


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"name": ""}, "name", "Enter a name"),
        ({"email": "nowhere"}, "email", "Enter an email address like name@example.com"),
        ({"kind": ""}, "kind", "Select what it is"),
        (
            {"name": "Jo Moss", "post": ""},
            "name",
            "The council has one of this name and post already",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    client: Client, council: Council, fields: dict[str, str], field: str, message: str
) -> None:
    make_officer(council, "Jo Moss")

    page = Page(client.post(adding(council), NEW | fields))

    assert page.errors[field] == [message]
    assert page.value("email") == (NEW | fields)["email"]
    assert Officer.objects.count() == 1


def test_a_name_that_another_has_is_refused_on_changing_too(
    client: Client, council: Council
) -> None:
    make_officer(council, "Jo Moss")
    officer = make_officer(council, "Sam Field")

    sent = typed(officer, read(client, page_of(officer)), name="Jo Moss")
    page = Page(client.post(page_of(officer), sent))

    assert page.errors["name"] == ["The council has one of this name and post already"]


def test_the_second_of_two_is_told_and_keeps_what_was_typed(
    client: Client, council: Council
) -> None:
    officer = make_officer(council, "Sam Field")
    page = read(client, page_of(officer))
    mine = typed(officer, page, email="mine@x.example")
    client.post(page_of(officer), typed(officer, page, email="theirs@x.example"))

    page = Page(client.post(page_of(officer), mine), 409)

    assert "By now: Sam Field. theirs@x.example." in page.main.text
    assert page.value("email") == "mine@x.example"
    client.post(page_of(officer), mine | {"seen": page.value("seen")})
    officer.refresh_from_db()
    assert officer.email == "mine@x.example"


def test_a_lead_whom_no_email_reaches_is_warned_of(client: Client, council: Council) -> None:
    nobody = make_officer(council, "Nobody")
    reached = make_officer(council, "Reached", email="r@x.example")
    signs_in = make_officer(council, "Signs In", user=make_member(council))

    assert "No e-mail reaches Nobody" in read(client, page_of(nobody)).main.text
    assert "No e-mail reaches" not in read(client, page_of(reached)).main.text
    assert f"Signs in as {signs_in.user.email}" in read(client, page_of(signs_in)).main.text


def test_the_list_finds_by_words_and_says_who_has_no_address(
    client: Client, council: Council, other_council: Council
) -> None:
    make_officer(council, "Sam Field", post="Head of Adoption")
    make_officer(council, "Jo Moss", email="jo@x.example")
    make_officer(council, "Gone", ends=DAY)
    make_officer(other_council, "Framley Lead")
    address = reverse("councils:officers", args=[council.slug])

    words = read(client, address).main.text
    assert "Sam Field, Head of Adoption Person. No e-mail address." in words
    assert "Jo Moss Person. jo@x.example" in words
    assert "Gone" not in words
    assert "Framley" not in words
    found = read(client, address, q="head adoption").main.text
    assert "Sam Field" in found
    assert "Jo Moss" not in found


def test_leads_whom_no_email_reaches_are_listed_where_a_manager_looks_for_them(
    client: Client, council: Council
) -> None:
    plan, closed = make_plan(council), make_plan(council, status="closed")
    named = {name: make_officer(council, name) for name in ("Nobody", "Of A Closed Plan", "Idle")}
    post = make_officer(council, "Post Held", kind="post")
    make_appointment(make_officer(council, "Holder", email="h@x.example"), post)
    empty = make_officer(council, "Empty Post", kind="post")
    for officer in (named["Nobody"], post, empty):
        make_lead(make_action(plan).milestones.get(), officer)
    make_lead(make_action(closed).milestones.get(), named["Of A Closed Plan"])
    make_action(plan, accountable=make_officer(council, "Accountable"))
    address = reverse("actionplans:unreached_leads", args=[council.slug])

    page = read(client, address)

    listed = [
        each.text.split(" person")[0].split(" post")[0]
        for each in page.all("div", "row-list__what")
    ]
    assert listed == ["Accountable", "Empty Post", "Nobody"]
    reminders = reverse("actionplans:plan_reminders", args=[council.slug, plan.pk])
    assert address in read(client, reminders).links.values()
