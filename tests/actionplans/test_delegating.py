"""Who may report for a lead: rights, my work, reminders, pages, and how it ends."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from actionplans.delegating import Already, Naming, end, name_delegate
from actionplans.models import (
    ActionPlan,
    Delegation,
    Milestone,
    ProgressUpdate,
    ReminderSettings,
    ReportLink,
)
from actionplans.reminding.sending import remind
from actionplans.reporting_rights import in_words
from councils import emails, people
from councils.models import Council, Officer, OutgoingEmail
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_council,
    make_delegation,
    make_due_date,
    make_lead,
    make_member,
    make_officer,
    make_plan,
    make_report_link,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db

MY_WORK = reverse("actionplans:my_work")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan")


@pytest.fixture
def lead(council: Council) -> Officer:
    """Head of Adoption, who has an account."""
    user = make_member(council, Role.LEAD_OFFICER, name="Head of Adoption")
    return make_officer(council, "Head of Adoption", user=user)


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def me(council: Council, client: Client) -> Officer:
    """The deputy, signed in as `client`."""
    client.user.name = "Deputy"
    client.user.save()
    return make_officer(council, "Deputy", user=client.user)


def make_step(plan: ActionPlan, officer: Officer, text: str = "Train the staff.") -> Milestone:
    step = make_action(plan).milestones.get()
    Milestone.objects.filter(pk=step.pk).update(text=text)
    make_lead(step, officer)
    make_due_date(step, days(3))
    return Milestone.objects.get(pk=step.pk)


def form_of(step: Milestone) -> str:
    action = step.action
    args = [action.plan.council.slug, action.plan_id, action.pk]
    return f"{reverse('actionplans:update_add', args=args)}?step={step.pk}"


def listed(council: Council) -> str:
    return reverse("actionplans:delegations", args=[council.slug])


def naming_page(council: Council) -> str:
    return reverse("actionplans:delegation_add", args=[council.slug])


# What a delegate may report on


def test_who_may_report_for_a_lead_reports_on_what_they_lead(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan
) -> None:
    step = make_step(plan, lead)
    assert client.get(form_of(step)).status_code == 403

    make_delegation(lead, me)

    page = read(client, form_of(step))
    assert "You are reporting for Head of Adoption. Your update says so." in page.main.text


def test_it_holds_for_the_posts_and_groups_of_the_lead(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan, council: Council
) -> None:
    post = make_officer(council, "Service manager", kind=Officer.Kind.POST)
    group = make_officer(council, "All managers", kind=Officer.Kind.GROUP)
    make_appointment(lead, post)
    make_appointment(post, group)
    make_delegation(lead, me)

    for officer in (post, group):
        assert client.get(form_of(make_step(plan, officer))).status_code == 200


def test_it_does_not_hold_for_others_nor_for_what_the_lead_reports_for_others(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan, council: Council
) -> None:
    other = make_officer(council, "Head of Fostering")
    make_delegation(lead, me)
    make_delegation(other, lead)

    assert client.get(form_of(make_step(plan, other))).status_code == 403


def test_for_one_plan_it_holds_in_that_plan_only(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan, council: Council
) -> None:
    make_delegation(lead, me, plan=plan)
    here, elsewhere = make_step(plan, lead), make_step(make_plan(council), lead)

    assert client.get(form_of(here)).status_code == 200
    assert client.get(form_of(elsewhere)).status_code == 403
    assert form_of(elsewhere) not in read(client, MY_WORK).links.values()


@pytest.mark.parametrize(
    ("starts", "ends", "status"),
    [(0, None, 200), (1, None, 403), (-9, 0, 403), (-9, 1, 200)],
)
def test_it_holds_from_its_first_day_to_its_last(
    client: Client,
    me: Officer,
    lead: Officer,
    plan: ActionPlan,
    starts: int,
    ends: int | None,
    status: int,
) -> None:
    make_delegation(lead, me, starts=days(starts), ends=None if ends is None else days(ends))

    assert client.get(form_of(make_step(plan, lead))).status_code == status


def test_an_update_says_who_reported_it_for_whom(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan
) -> None:
    step = make_step(plan, lead)
    make_delegation(lead, me)

    client.post(form_of(step), {"text": "Begun.", "progress": "in_progress", "last_seen": 0})

    update = ProgressUpdate.objects.get()
    assert (update.author, update.how, update.entered_by) == (
        "Deputy for Head of Adoption",
        "here",
        client.user,
    )
    address = reverse("actionplans:action", args=[plan.council.slug, plan.pk, step.action_id])
    assert "Deputy for Head of Adoption" in read(client, address).main.text


def test_what_is_ones_own_is_reported_for_nobody_else(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan
) -> None:
    step = make_step(plan, lead)
    make_lead(step, me)
    make_delegation(lead, me)

    client.post(form_of(step), {"text": "Begun.", "progress": "in_progress", "last_seen": 0})

    assert ProgressUpdate.objects.get().author == "Deputy"
    assert "For Head of Adoption" not in read(client, MY_WORK).main.text


def test_long_names_are_cut_and_both_are_still_there() -> None:
    words = in_words("A" * 200, "B" * 200)

    assert len(words) <= 200
    assert words.startswith("AAA")
    assert " for BBB" in words


# My work


def test_my_work_marks_what_is_anothers(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan
) -> None:
    make_step(plan, lead, "The most urgent.")
    step = make_step(plan, lead, "The next.")
    make_delegation(lead, me)

    page = read(client, MY_WORK)

    assert "For Head of Adoption" in page.one("section", "action-card--first").text
    (row,) = page.all("div", "row-list__what")
    assert row.text.startswith("The next. ")
    assert "For Head of Adoption. The improvement plan, action 2" in row.text
    assert form_of(step) in page.links.values()


def test_my_work_asks_no_more_for_more_delegations(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan, council: Council
) -> None:
    make_appointment(lead, make_officer(council, "Post", kind="post"))
    make_step(plan, lead)
    make_delegation(lead, me)
    few = queries_of(client, MY_WORK)
    for number in range(5):
        other = make_officer(council, f"Lead {number}")
        make_appointment(other, make_officer(council, f"Post {number}", kind="post"))
        make_step(plan, other)
        make_delegation(other, me)

    assert_same_number(few, queries_of(client, MY_WORK))


# Reminders


@pytest.fixture
def reminded(plan: ActionPlan) -> ActionPlan:
    ReminderSettings.objects.create(plan=plan, is_on=True, days_before=3)
    return plan


def sent() -> dict[str, str]:
    """Let the worker send what waits, and return what each address was told."""
    for email in OutgoingEmail.objects.order_by("pk"):
        emails.send(email.pk)
    return {message.to[0]: message.body for message in mail.outbox}


def test_reminders_go_to_both_where_the_lead_asked_for_it(
    me: Officer, lead: Officer, reminded: ActionPlan
) -> None:
    make_step(reminded, lead)
    make_delegation(lead, me, is_reminded=True)

    remind(DAY)

    told = sent()
    assert set(told) == {lead.user.email, me.user.email}
    assert "For Head of Adoption. Action 1." in told[me.user.email]
    assert "For Head of Adoption" not in told[lead.user.email]


@pytest.mark.parametrize("fields", [{"is_reminded": False}, {"is_reminded": True, "plan": "other"}])
def test_reminders_go_to_the_lead_alone_otherwise(
    me: Officer, lead: Officer, reminded: ActionPlan, council: Council, fields: dict[str, Any]
) -> None:
    make_step(reminded, lead)
    if "plan" in fields:
        fields = fields | {"plan": make_plan(council)}
    make_delegation(lead, me, **fields)

    remind(DAY)

    assert set(sent()) == {lead.user.email}


def test_a_delegate_without_an_account_reports_by_link_for_the_lead(
    lead: Officer, reminded: ActionPlan, council: Council
) -> None:
    make_step(reminded, lead)
    agency = make_officer(council, "Agency manager", email="agency@example.com")
    held = make_delegation(lead, agency, is_reminded=True)

    remind(DAY)

    link = ReportLink.objects.get()
    assert (link.name, link.officer) == ("Agency manager for Head of Adoption", agency)
    end(held, DAY, lead.user)
    link.refresh_from_db()
    assert link.withdrawn_at


def test_a_link_of_their_own_goes_on_when_it_ends(lead: Officer, council: Council) -> None:
    agency = make_officer(council, "Agency manager", email="agency@example.com")
    own = make_report_link(make_step(make_plan(council), agency), agency, name="Agency manager")

    end(make_delegation(lead, agency), DAY, None)

    own.refresh_from_db()
    assert own.withdrawn_at is None


# Groups


def group_of(council: Council, *members: Officer) -> Officer:
    group = make_officer(
        council, "Practice leads", kind=Officer.Kind.GROUP, email="all@example.com"
    )
    for member in members:
        make_appointment(member, group)
    return group


def test_what_a_group_leads_is_each_members_work(
    client: Client, me: Officer, lead: Officer, plan: ActionPlan, council: Council, client_for: Any
) -> None:
    post = make_officer(council, "Service manager", kind=Officer.Kind.POST)
    make_appointment(lead, post)
    step = make_step(plan, group_of(council, me, post))

    for each in (client, client_for(lead.user)):
        assert form_of(step) in read(each, MY_WORK).links.values()
        assert each.get(form_of(step)).status_code == 200


def test_who_left_the_group_sees_it_no_more(
    client: Client, me: Officer, plan: ActionPlan, council: Council
) -> None:
    group = make_officer(council, "Practice leads", kind=Officer.Kind.GROUP)
    make_appointment(me, group, ends=DAY)
    step = make_step(plan, group)

    assert form_of(step) not in read(client, MY_WORK).links.values()
    assert client.get(form_of(step)).status_code == 403


def test_a_group_is_reminded_member_by_member_each_once(
    me: Officer, lead: Officer, reminded: ActionPlan, council: Council
) -> None:
    post = make_officer(council, "Service manager", kind=Officer.Kind.POST)
    make_appointment(lead, post)
    group = group_of(council, me, lead, post)
    step = make_step(reminded, group)
    make_lead(step, me)
    make_delegation(lead, me, is_reminded=True)

    remind(DAY)

    assert set(sent()) == {lead.user.email, me.user.email}
    assert len(mail.outbox) == 2
    assert all(body.count("Train the staff.") == 1 for body in sent().values())


# The pages


def posted(**fields: Any) -> dict[str, Any]:
    typed = {"starts_day": DAY.day, "starts_month": DAY.month, "starts_year": DAY.year}
    return typed | fields


def test_a_lead_names_who_may_report_for_them_and_ends_it(
    client: Client, me: Officer, lead: Officer, council: Council
) -> None:
    page = read(client, naming_page(council))
    assert page.options("officer") == ["Select a lead", "Deputy"]

    client.post(naming_page(council), posted(officer=me.pk, delegate=lead.pk, is_reminded="on"))

    held = Delegation.objects.get()
    assert (held.officer, held.delegate, held.plan, held.ends, held.is_reminded, held.made_by) == (
        me, lead, None, None, True, client.user,
    )  # fmt: skip
    page = read(client, listed(council))
    assert "Head of Adoption for Deputy" in page.main.text
    assert "All actions, in every plan. From 16 November 2026. Reminders go to both." in (
        page.main.text
    )

    client.post(reverse("actionplans:delegation_end", args=[council.slug, held.pk]))

    page = read(client, listed(council))
    assert "Nobody reports for anybody else." in page.main.text
    assert "Ended Head of Adoption for Deputy" in page.main.text
    assert "Ended by Deputy." in page.main.text


def test_a_last_day_is_the_last_day_it_holds(
    client: Client, me: Officer, lead: Officer, council: Council
) -> None:
    until = {"last_day_day": 20, "last_day_month": 11, "last_day_year": 2026}

    client.post(naming_page(council), posted(officer=me.pk, delegate=lead.pk, **until))

    assert Delegation.objects.get().ends == days(5)
    assert "until 20 November 2026" in read(client, listed(council)).main.text


def test_a_lead_cannot_name_for_another_and_a_manager_can(
    client: Client, me: Officer, lead: Officer, council: Council, client_for: Any
) -> None:
    wanted = posted(officer=lead.pk, delegate=me.pk)

    page = Page(client.post(naming_page(council), wanted))
    assert page.errors["officer"] == ["Select the lead"]
    assert not Delegation.objects.exists()

    client_for(Role.PLAN_MANAGER).post(naming_page(council), wanted)
    assert Delegation.objects.get().officer == lead


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"starts_day": 15}, "starts", "The first day must be today or later"),
        (
            {"last_day_day": 15, "last_day_month": 11, "last_day_year": 2026},
            "last_day",
            "The last day must be 16 November 2026 or later",
        ),
        ({"delegate": ""}, "delegate", "Select who may report"),
        ({"delegate": "self"}, "delegate", "Select somebody else than the lead"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    client: Client,
    me: Officer,
    lead: Officer,
    council: Council,
    typed: dict[str, Any],
    field: str,
    message: str,
) -> None:
    wanted = posted(officer=me.pk, delegate=lead.pk) | typed
    if wanted["delegate"] == "self":
        wanted["delegate"] = me.pk

    page = Page(client.post(naming_page(council), wanted))

    assert page.errors[field] == [message]
    assert page.value("starts_day") == str(wanted["starts_day"])
    assert not Delegation.objects.exists()


def test_naming_the_same_again_is_told(
    client: Client, me: Officer, lead: Officer, council: Council
) -> None:
    make_delegation(me, lead)

    page = Page(client.post(naming_page(council), posted(officer=me.pk, delegate=lead.pk)), 409)

    assert "Head of Adoption may report for Deputy already, from 16 November 2026." in (
        page.main.text
    )
    assert Delegation.objects.count() == 1


def test_others_delegations_are_seen_by_managers_alone(
    client: Client, me: Officer, lead: Officer, council: Council, client_for: Any
) -> None:
    other = make_officer(council, "Head of Fostering")
    held = make_delegation(other, lead)

    assert "Head of Fostering" not in read(client, listed(council)).main.text
    ending = reverse("actionplans:delegation_end", args=[council.slug, held.pk])
    assert client.post(ending).status_code == 404
    assert client_for(lead.user).post(ending).status_code == 403
    manager = client_for(Role.PLAN_MANAGER)
    assert "Head of Fostering" in read(manager, listed(council)).main.text
    assert manager.post(ending).status_code == 302
    held.refresh_from_db()
    assert held.ends == DAY


def test_it_says_when_the_delegate_cannot_sign_in(
    client: Client, me: Officer, council: Council
) -> None:
    make_delegation(me, make_officer(council, "Agency manager", email="agency@example.com"))
    make_delegation(me, make_officer(council, "Somebody"))

    words = read(client, listed(council)).main.text

    assert "Agency manager has no account, and reports by the links in reminders." in words
    assert "Somebody has no account and no e-mail address, so cannot report yet." in words


# How it ends


def test_it_ends_when_either_leaves_and_does_not_begin_anew_when_they_come_back(
    me: Officer, lead: Officer, council: Council, plan: ActionPlan, client: Client
) -> None:
    given, received = make_delegation(me, lead), make_delegation(lead, me)
    step = make_step(plan, lead)
    administrator = make_member(council, Role.ADMINISTRATOR)

    people.leave(council, lead.user, DAY, administrator)
    Officer.objects.filter(pk=lead.pk).update(ends=None)

    for held in (given, received):
        held.refresh_from_db()
        assert (held.ends, held.ended_by) == (days(1), administrator)
    assert not Delegation.objects.in_force(days(1)).exists()
    assert client.get(form_of(step)).status_code == 200  # their last day


def test_leaving_one_council_ends_nothing_in_another(lead: Officer, council: Council) -> None:
    other = make_council()
    make_member(other, Role.LEAD_OFFICER, user=lead.user)
    there = make_officer(other, user=lead.user)
    held = make_delegation(there, make_officer(other))

    people.leave(council, lead.user, DAY, make_member(council, Role.ADMINISTRATOR))

    held.refresh_from_db()
    assert held.ends is None


def test_what_has_ended_is_not_ended_again(me: Officer, lead: Officer) -> None:
    held = make_delegation(me, lead, starts=days(-9), ends=days(-2))

    assert not end(held, DAY, me.user)

    held.refresh_from_db()
    assert (held.ends, held.ended_by) == (days(-2), None)


def test_what_never_began_ends_on_its_first_day(me: Officer, lead: Officer) -> None:
    held = make_delegation(me, lead, starts=days(5))

    end(held, DAY, me.user)

    held.refresh_from_db()
    assert held.ends == days(5)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_name_the_same_at_once_the_second_is_told(
    council: Council, me: Officer, lead: Officer, in_a_thread: Callable[..., threading.Thread]
) -> None:
    naming, outcome = Naming(me, lead, None, DAY), []
    with transaction.atomic():
        name_delegate(naming, me.user)
        thread = in_a_thread(lambda: name_delegate(naming, me.user), outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    assert isinstance(outcome[0], Already)
    assert Delegation.objects.count() == 1
