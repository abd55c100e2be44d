"""Chasing: writing to the leads who have not reported, and the list of who was written to."""

import re
import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from actionplans.asat import AsAt
from actionplans.cycles.chasing import Wanted, chase
from actionplans.cycles.keeping import span_of
from actionplans.cycles.reports import reports_in
from actionplans.models import (
    ActionPlan,
    Chase,
    Chased,
    Milestone,
    ReportingCycle,
    ReportLink,
)
from councils import emails
from councils.models import Council, Officer, OutgoingEmail, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_body,
    make_cycle,
    make_delegation,
    make_lead,
    make_meeting,
    make_member,
    make_officer,
    make_place,
    make_plan,
    make_update,
)
from tests.pages import Page, fix_today, read
from tests.threads import until_somebody_waits_for_a_lock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER, name="Plan manager", email="m@council.example")


@pytest.fixture
def plan(council: Council, manager: User) -> ActionPlan:
    return make_plan(council, title="Improvement plan", manager=manager)


@pytest.fixture
def cycle(plan: ActionPlan) -> ReportingCycle:
    meeting = make_meeting(make_body(plan.council, "Improvement board"), days(17))
    return make_cycle(plan, meeting=meeting)


@pytest.fixture
def lead(council: Council) -> Officer:
    user = make_member(council, Role.LEAD_OFFICER, email="lead@council.example")
    return make_officer(council, "Head of Service", user=user)


def make_step(plan: ActionPlan, *leads: Officer, **fields: Any) -> Milestone:
    step = make_action(plan, **fields).milestones.get()
    for lead in leads:
        make_lead(step, lead)
    return step


def page_of(cycle: ReportingCycle) -> str:
    return f"/councils/{cycle.plan.council.slug}/plans/{cycle.plan_id}/cycles/{cycle.pk}/"


def form_of(client: Client, cycle: ReportingCycle) -> dict[str, Any]:
    """Return what the form on a cycle's page would send as it stands."""
    page = read(client, page_of(cycle))
    boxes = page.all("input", name="officers")
    ticked = [box.get("value") for box in boxes if box.get("checked") is not None]
    return {"officers": ticked, "words": page.value("words"), "key": page.value("key")}


def send(client: Client, cycle: ReportingCycle, sent: dict[str, Any]) -> Any:
    plan = cycle.plan
    address = f"/councils/{plan.council.slug}/plans/{plan.pk}/chase/?cycle={cycle.pk}"
    return client.post(address, sent)


def sent() -> list[Any]:
    for email in OutgoingEmail.objects.order_by("pk"):
        emails.send(email.pk)
    return mail.outbox


def test_as_at_an_earlier_day_nobody_is_written_to(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    make_step(plan, lead, text="Audit every file.")
    client = client_for(manager)
    typed = form_of(client, cycle)
    address = f"/councils/{plan.council.slug}/plans/{plan.pk}/chase/?cycle={cycle.pk}"
    send(client, cycle, typed)

    page = read(client, f"{address}&as_at={days(-1)}")
    answer = client.post(f"{address}&as_at={days(-1)}", typed | {"again": "on"})

    assert f"As at {days(-1):%-d %B %Y}" in page.main.text
    assert not page.all("input", name="officers")
    assert page.links["Show today"] == f"?cycle={cycle.pk}"
    assert answer.status_code == 200
    assert OutgoingEmail.objects.count() == 1


def test_one_click_writes_to_each_lead_once_with_all_they_have_not_reported(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    first = make_step(plan, lead, text="Audit every file.")
    make_step(plan, lead, text="Train the new staff.")
    reported = make_step(plan, lead, text="Write a policy.")
    make_update(reported.action, reported)
    client = client_for(manager)

    answer = send(client, cycle, form_of(client, cycle))

    assert answer["Location"] == page_of(cycle)
    assert read(client, page_of(cycle)).banners == ["1 e-mail is on the way."]
    [email] = sent()
    assert (email.to, email.reply_to) == (["lead@council.example"], ["m@council.example"])
    assert email.subject == "Please report on 2 actions, Improvement plan"
    assert "so that the paper to Improvement board shows where these stand." in email.body
    assert "Step 1." in email.body
    assert "Action 1." in email.body
    assert "Action 2." in email.body
    assert "Action 3." not in email.body
    form = f"/plans/{plan.pk}/actions/{first.action_id}/updates/new/?step={first.pk}"
    assert form in email.body


def test_a_double_click_sends_once(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    make_step(plan, lead)
    client = client_for(manager)
    form = form_of(client, cycle)

    answers = [send(client, cycle, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Chase.objects.count() == 1
    assert len(sent()) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_page_sent_by_two_requests_at_once_sends_once(
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
    in_a_thread: Callable[..., threading.Thread],
) -> None:
    make_step(plan, lead)
    found = reports_in(plan, span_of(cycle), AsAt(day=DAY, today=DAY))
    wanted = Wanted(frozenset({lead.pk}), "Please report.", uuid.uuid4(), cycle)
    outcome: list[Any] = []
    with transaction.atomic():
        chase(plan, found, wanted, by=manager, day=DAY)
        thread = in_a_thread(lambda: chase(plan, found, wanted, by=manager, day=DAY), outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    assert outcome[0][1] is False
    assert OutgoingEmail.objects.count() == 1
    connection.close()


def test_only_those_ticked_are_written_to_in_the_managers_own_words(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    other = make_officer(plan.council, "Nurse", email="nurse@health.example")
    make_step(plan, lead)
    make_step(plan, other)
    client = client_for(manager)
    form = form_of(client, cycle)
    assert form["officers"] == [f"{lead.pk}", f"{other.pk}"]

    send(client, cycle, form | {"officers": [other.pk], "words": "The board asks."})

    [email] = sent()
    assert email.to == ["nurse@health.example"]
    assert "The board asks." in email.body


def test_who_has_no_account_gets_links_of_their_own(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan, cycle: ReportingCycle
) -> None:
    nurse = make_officer(plan.council, "Nurse", email="nurse@health.example")
    step = make_step(plan, nurse)
    client = client_for(manager)

    send(client, cycle, form_of(client, cycle))

    [email] = sent()
    link = ReportLink.objects.get()
    assert (link.milestone, link.officer, link.made_by) == (step, nurse, manager)
    [address] = re.findall(r"http\S+/report/\S+", email.body)
    assert Client().get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert "/report/" not in OutgoingEmail.objects.get().body


def test_whom_no_e_mail_reaches_is_listed_to_be_telephoned(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    make_step(plan, lead)
    make_step(plan, make_officer(plan.council, "Head teacher"), text="Open the hall.")

    page = read(client_for(manager), page_of(cycle))

    assert "To be telephoned: no e-mail reaches them Head teacher (1)" in page.main.text
    assert len(page.all("input", name="officers")) == 1


def test_a_group_is_its_members_each_once(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan, cycle: ReportingCycle
) -> None:
    heads = make_officer(plan.council, "All heads", kind="group")
    for name in "ab":
        person = make_officer(plan.council, name, email=f"{name}@council.example")
        make_appointment(person, heads)
    make_step(plan, heads, Officer.objects.get(name="a"))
    client = client_for(manager)

    send(client, cycle, form_of(client, cycle))

    assert sorted(email.to[0] for email in sent()) == ["a@council.example", "b@council.example"]


def test_who_is_reminded_for_a_lead_is_written_to_as_well(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    teacher = make_officer(plan.council, "Head teacher")
    for of, name in ((lead, "deputy"), (teacher, "bursar")):
        delegate = make_officer(plan.council, name, email=f"{name}@council.example")
        make_delegation(of, delegate, is_reminded=True)
        make_step(plan, of)
    client = client_for(manager)

    send(client, cycle, form_of(client, cycle))

    assert sorted(email.to[0].split("@")[0] for email in sent()) == ["bursar", "deputy", "lead"]


def test_who_reports_for_a_lead_is_chased_for_them_and_the_link_says_so(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    agency = make_officer(plan.council, "Agency manager", email="agency@example.com")
    make_delegation(lead, agency, is_reminded=True)
    own, other = make_step(plan, lead, agency), make_step(plan, lead)
    client = client_for(manager)

    send(client, cycle, form_of(client, cycle))

    [body] = [email.body for email in sent() if email.to == ["agency@example.com"]]
    assert body.count("For Head of Service.") == 1
    names = dict(ReportLink.objects.values_list("milestone", "name"))
    assert names == {own.pk: "Agency manager", other.pk: "Agency manager for Head of Service"}


def test_an_action_of_another_plan_is_reported_on_at_its_home(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    home = make_plan(plan.council, title="Another plan")
    step = make_step(home, lead)
    make_place(plan, step.action)
    client = client_for(manager)

    send(client, cycle, form_of(client, cycle))

    [email] = sent()
    assert f"/plans/{home.pk}/actions/{step.action_id}/updates/new/" in email.body


def test_words_of_a_confidential_action_are_not_sent(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    make_step(plan, lead, text="Look into the home.", is_confidential=True)
    client = client_for(manager)

    send(client, cycle, form_of(client, cycle))

    [email] = sent()
    assert "A confidential action" in email.body
    assert "Step 1." not in email.body


# What was sent before


def test_the_page_says_beside_each_step_how_often_it_was_chased_and_lists_the_chases(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_step(plan, lead)
    client = client_for(manager)
    for number in (0, 2):
        fix_today(monkeypatch, days(number))
        send(client, cycle, form_of(client, cycle))
    fix_today(monkeypatch, days(3))

    now = read(client, page_of(cycle)).main.text
    before = read(client, page_of(cycle), as_at=f"{days(1)}").main.text

    assert "Chased 2 times, last on 18 November 2026." in now
    assert "18 November 2026 by Plan manager Head of Service (1)" in now
    assert "Chased once, on 16 November 2026." in before
    assert "18 November 2026 by" not in before


def test_a_second_chase_on_the_same_day_asks_first(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    make_step(plan, lead)
    client = client_for(manager)
    send(client, cycle, form_of(client, cycle))
    form = form_of(client, cycle)
    assert form["officers"] == []  # not ticked by itself any more
    form["officers"] = [lead.pk]

    page = Page(send(client, cycle, form | {"words": "Once more."}), 409)

    assert "Nothing is sent yet: Head of Service was written to today." in page.main.text
    assert page.value("words") == "Once more."
    assert Chase.objects.count() == 1
    answer = send(client, cycle, form | {"key": page.value("key"), "again": "on"})
    assert answer.status_code == 302
    assert Chase.objects.count() == 2


def test_the_e_mails_can_be_seen_before_they_are_sent(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan, cycle: ReportingCycle
) -> None:
    make_step(plan, make_officer(plan.council, "Nurse", email="nurse@health.example"))
    client = client_for(manager)
    form = form_of(client, cycle)

    page = Page(send(client, cycle, form | {"preview": "1", "words": "The board asks."}))

    assert "1 e-mail would go out. Nothing is sent yet." in page.main.text
    assert "The board asks." in page.main.text
    assert "[a personal link]" in page.main.text
    assert page.value("key") == form["key"]
    assert not OutgoingEmail.objects.exists()
    assert not ReportLink.objects.exists()


def test_nobody_ticked_is_told(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    make_step(plan, lead)
    client = client_for(manager)

    page = Page(send(client, cycle, form_of(client, cycle) | {"officers": []}))

    assert page.summary == ["Tick whom to write to"]
    assert not Chase.objects.exists()


def test_who_reported_meanwhile_is_not_written_to(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    step = make_step(plan, lead)
    client = client_for(manager)
    form = form_of(client, cycle)
    make_update(step.action, step)

    page = Page(send(client, cycle, form))

    assert "Nothing is missing" in page.main.text
    assert not Chase.objects.exists()


# Without a rhythm


def test_without_a_rhythm_the_manager_asks_since_a_day(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan, lead: Officer
) -> None:
    quiet, told = make_step(plan, lead), make_step(plan, lead)
    make_update(quiet.action, quiet, day=days(-20))
    make_update(told.action, told, day=days(-3))
    client = client_for(manager)
    here = f"/councils/{plan.council.slug}/plans/{plan.pk}/chase/"

    usual = read(client, here)
    since = read(client, here, since=f"{days(-10)}")

    assert usual.h1 == "Who has not reported since 17 October 2026"
    assert "Nothing is missing" in usual.main.text
    assert since.h1 == "Who has not reported since 6 November 2026"
    form = {"officers": [lead.pk], "words": "", "key": since.value("key")}
    answer = client.post(f"{here}?since={days(-10)}", form)
    assert answer["Location"] == f"{here}?since={days(-10)}"
    [email] = sent()
    assert "Since 6 November 2026 nothing has been reported" in email.body
    assert Chased.objects.get().milestone == quiet


def test_sixty_steps_of_one_lead_are_one_e_mail(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    cycle: ReportingCycle,
    lead: Officer,
) -> None:
    for _ in range(60):
        make_step(plan, lead)
    client = client_for(manager)

    send(client, cycle, form_of(client, cycle))

    [email] = sent()
    assert email.body.count("Report progress: ") == 60


def test_a_manager_of_another_council_finds_nothing(
    client_for: Callable[..., Client], other_council: Council, cycle: ReportingCycle
) -> None:
    stranger = client_for(Role.PLAN_MANAGER, other_council)

    assert stranger.get(page_of(cycle)).status_code == 404
    assert send(stranger, cycle, {}).status_code == 404


def test_a_lead_cannot_chase(
    client_for: Callable[..., Client], plan: ActionPlan, cycle: ReportingCycle, lead: Officer
) -> None:
    make_step(plan, lead)
    client = client_for(Role.LEAD_OFFICER)

    assert "Write to those ticked" not in read(client, page_of(cycle)).main.text
    assert send(client, cycle, {}).status_code == 403
