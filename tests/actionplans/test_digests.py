"""What a digest says of what was sent back, and in whose name; how often somebody gets one."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core import mail

from actionplans.asat import AsAt
from actionplans.cycles.chasing import Wanted, chase
from actionplans.cycles.keeping import span_of
from actionplans.cycles.reports import reports_in
from actionplans.models import ActionPlan, Milestone, ProgressUpdate, ReminderSettings, Review
from actionplans.reminding.sending import remind
from councils import emails
from councils.models import Council, Officer, OutgoingEmail, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_cycle,
    make_due_date,
    make_lead,
    make_member,
    make_officer,
    make_plan,
    make_review,
    make_update,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER, name="Plan manager", email="m@council.example")


@pytest.fixture
def plan(council: Council, manager: User) -> ActionPlan:
    return make_reminding(council, manager, "Improvement plan")


def make_reminding(council: Council, manager: User | None, title: str) -> ActionPlan:
    plan = make_plan(council, title=title, manager=manager)
    ReminderSettings.objects.create(plan=plan, is_on=True)
    return plan


def make_step(plan: ActionPlan, *leads: Officer, due: date = DAY, **fields: Any) -> Milestone:
    step = make_action(plan, **fields).milestones.get()
    for lead in leads:
        make_lead(step, lead)
    make_due_date(step, due)
    return step


def with_account(council: Council, name: str, email: str) -> Officer:
    user = make_member(council, Role.LEAD_OFFICER, name=name, email=email)
    return make_officer(council, name, user=user)


def send_back(step: Milestone, comment: str, *, by: User | None = None, **fields: Any) -> None:
    update: ProgressUpdate = make_update(step.action, step, **fields)
    says = {"by": by} if by else {}
    make_review(update, Review.Verdict.RETURNED, comment=comment, **says)


def sent() -> dict[str, Any]:
    """Let the worker send what waits, and return it by whom it went to."""
    for email in OutgoingEmail.objects.order_by("pk"):
        emails.send(email.pk)
    return {email.to[0]: email for email in mail.outbox}


# What was sent back


def chase_all(plan: ActionPlan, manager: User) -> None:
    cycle = make_cycle(plan)
    found = reports_in(plan, span_of(cycle), AsAt(day=DAY, today=DAY))
    officers = frozenset(of.lead.officer_id for of in found.by_lead)
    by = {"by": manager, "day": DAY}
    chase(plan, found, Wanted(officers, "Please report.", uuid.uuid4(), cycle), **by)


@pytest.mark.parametrize("is_chased", [False, True])
def test_the_comment_on_what_was_sent_back_goes_to_who_reported_alone(
    council: Council, plan: ActionPlan, manager: User, is_chased: bool
) -> None:
    lead = with_account(council, "Head of Service", "lead@council.example")
    other = with_account(council, "Head of Schools", "other@council.example")
    nurse = make_officer(council, "Nurse", email="nurse@health.example")
    step = make_step(plan, lead, other, nurse)
    send_back(step, "Which two homes?", entered_by=lead.user)

    chase_all(plan, manager) if is_chased else remind(DAY)

    found = sent()
    assert set(found) == {"lead@council.example", "other@council.example", "nurse@health.example"}
    told = {to for to, email in found.items() if "Which two homes?" in email.body}
    assert told == {"lead@council.example"}


@pytest.mark.parametrize("is_chased", [False, True])
def test_who_reported_by_link_or_telephone_reads_the_comment_on_it(
    council: Council, plan: ActionPlan, manager: User, is_chased: bool
) -> None:
    lead = with_account(council, "Head of Service", "lead@council.example")
    nurse = make_officer(council, "Nurse", email="nurse@health.example")
    step = make_step(plan, lead, nurse)
    send_back(step, "Which two homes?", entered_by=manager, how="telephone", reported_by="Nurse")

    chase_all(plan, manager) if is_chased else remind(DAY)

    told = {to for to, email in sent().items() if "Which two homes?" in email.body}
    assert told == {"nurse@health.example"}


@pytest.mark.parametrize("is_chased", [False, True])
def test_the_comment_on_a_confidential_report_is_not_sent(
    council: Council, plan: ActionPlan, manager: User, is_chased: bool
) -> None:
    lead = with_account(council, "Head of Service", "lead@council.example")
    step = make_step(plan, lead)
    send_back(step, "Do not name the home.", entered_by=lead.user, is_confidential=True)

    chase_all(plan, manager) if is_chased else remind(DAY)

    body = sent()["lead@council.example"].body
    assert step.text in body
    assert "Do not name the home." not in body


def test_what_was_sent_back_without_a_date_is_asked_for_again_each_week(
    council: Council, plan: ActionPlan
) -> None:
    lead = with_account(council, "Head of Service", "lead@council.example")
    step = make_action(plan).milestones.get()
    make_lead(step, lead)
    send_back(step, "Which two homes?", entered_by=lead.user)

    written = [remind(days(number)) for number in (0, 1, 4, 7, 8, 14)]

    assert [len(those) for those in written] == [0, 0, 0, 1, 0, 1]


# In whose name


@pytest.mark.parametrize("is_chased", [False, True])
def test_the_comment_stands_under_the_name_of_who_sent_it_back(
    council: Council, plan: ActionPlan, manager: User, is_chased: bool
) -> None:
    director = make_member(council, Role.DIRECTOR, name="The director")
    lead = with_account(council, "Head of Service", "lead@council.example")
    send_back(make_step(plan, lead), "Which two homes?", by=director, entered_by=lead.user)

    chase_all(plan, manager) if is_chased else remind(DAY)

    body = sent()["lead@council.example"].body
    assert "The director asks: Which two homes?" in body
    assert "Plan manager asks" not in body


def test_of_two_managers_each_is_answered_about_their_own_plan(
    council: Council, plan: ActionPlan
) -> None:
    second = make_member(council, Role.PLAN_MANAGER, name="Ann", email="ann@council.example")
    lead = with_account(council, "Head of Service", "lead@council.example")
    for each in (plan, make_reminding(council, second, "Other plan")):
        make_step(each, lead)

    remind(DAY)

    email = sent()["lead@council.example"]
    assert email.reply_to == []
    assert 'To answer Ann about "Other plan", write to ann@council.example.' in email.body
    assert 'Plan manager about "Improvement plan", write to m@council.example.' in email.body
    assert "Do not reply to this e-mail" in email.body


# How often


def test_a_plan_switched_on_after_the_days_run_begins_the_next_day_and_the_page_says_so(
    client_for: Any, council: Council, plan: ActionPlan, manager: User, monkeypatch: Any
) -> None:
    fix_today(monkeypatch)
    lead = with_account(council, "Head of Service", "lead@council.example")
    make_step(plan, lead)
    assert len(remind(DAY)) == 1
    other = make_reminding(council, manager, "Other plan")
    make_step(other, lead, due=days(8), text="Open the hall.")

    address = f"/councils/{council.slug}/plans/{other.pk}/reminders/"
    said = read(client_for(Role.PLAN_MANAGER), address).main.text
    written = [remind(DAY), remind(days(1))]

    assert "Who hears on 17 November 2026 Head of Service (lead@council.example)" in said
    assert [len(those) for those in written] == [0, 1]
    assert "Other plan" in written[1][0].body


# Where the manager sets them


def test_a_draft_plan_names_nobody_who_hears_and_no_period_of_no_days(
    client_for: Any, council: Council, plan: ActionPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    fix_today(monkeypatch)
    make_step(plan, with_account(council, "Head of Service", "lead@council.example"))
    client = client_for(Role.PLAN_MANAGER)
    address = f"/councils/{council.slug}/plans/{plan.pk}/reminders/"
    assert "Who hears on" in read(client, address).main.text
    ActionPlan.objects.update(status="draft")
    ReminderSettings.objects.update(days_after=0)

    typed = {"is_on": "on", "days_before": "3", "days_after": "4", "seen": "0"}
    pages = [read(client, address).main.text, Page(client.post(address, typed), 409).main.text]

    assert all("Who hears on" not in text for text in pages)
    assert "days before the date, on the day." in pages[1]
    assert "0 days while late" not in pages[1]
