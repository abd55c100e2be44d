"""What officers are told of an open cycle and of questions: on My work and in reminders."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from actionplans.models import ActionPlan, Milestone, ReminderSettings
from actionplans.reminding.sending import remind
from councils import emails
from councils.models import Council, Officer, OutgoingEmail, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_body,
    make_cycle,
    make_delegation,
    make_due_date,
    make_lead,
    make_meeting,
    make_member,
    make_members_question,
    make_officer,
    make_plan,
    make_question,
    make_update,
)
from tests.pages import assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER, name="Plan manager", email="m@council.example")


@pytest.fixture
def plan(council: Council, manager: User) -> ActionPlan:
    plan = make_plan(council, title="Improvement plan", manager=manager)
    ReminderSettings.objects.create(plan=plan, is_on=True)
    return plan


@pytest.fixture
def user(council: Council) -> User:
    return make_member(council, Role.LEAD_OFFICER, email="lead@council.example")


@pytest.fixture
def lead(council: Council, user: User) -> Officer:
    return make_officer(council, "Head of Service", user=user)


def make_step(plan: ActionPlan, lead: Officer, due: date | None = None, **fields: Any) -> Milestone:
    step = make_action(plan, **fields).milestones.get()
    make_lead(step, lead)
    if due:
        make_due_date(step, due)
    return step


def sent() -> list[Any]:
    for email in OutgoingEmail.objects.order_by("pk"):
        emails.send(email.pk)
    return mail.outbox


# My work


def test_my_work_says_by_when_updates_are_due_and_how_many_one_owes(
    client_for: Callable[..., Client], plan: ActionPlan, user: User, lead: Officer
) -> None:
    meeting = make_meeting(make_body(plan.council, "Improvement board"), days(22))
    make_cycle(plan, meeting=meeting)
    steps = [make_step(plan, lead) for _ in range(3)]
    make_step(plan, make_officer(plan.council))
    client = client_for(user)

    first = read(client, "/").main.text
    make_update(steps[0].action, steps[0])
    then = read(client, "/").main.text

    due = "Updates for Improvement board on 8 December 2026 are due by 23 November 2026, in 7 days."
    assert due in first
    assert "You have not reported on 3 of your 3 steps." in first
    assert "You have not reported on 2 of your 3 steps." in then


def test_my_work_says_that_all_is_reported(
    client_for: Callable[..., Client], plan: ActionPlan, user: User, lead: Officer
) -> None:
    make_cycle(plan)
    step = make_step(plan, lead)
    make_update(step.action, step)

    assert "You have reported on your step." in read(client_for(user), "/").main.text


def test_my_work_says_nothing_of_cycles_that_are_not_ones_own_or_not_open(
    client_for: Callable[..., Client], plan: ActionPlan, user: User, lead: Officer
) -> None:
    other = make_plan(plan.council)
    make_cycle(other)
    make_cycle(plan, days(-20))
    make_step(plan, lead)

    assert "Updates" not in read(client_for(user), "/").main.text


def test_the_queries_of_my_work_do_not_grow_with_the_steps_of_a_cycle(
    client_for: Callable[..., Client], plan: ActionPlan, user: User, lead: Officer
) -> None:
    make_cycle(plan)
    step = make_step(plan, lead)
    make_update(step.action, step)
    make_step(plan, lead)
    client = client_for(user)
    few = queries_of(client, "/")

    for _ in range(5):
        step = make_step(plan, lead)
        make_update(step.action, step)
        make_step(plan, lead)

    assert_same_number(few, queries_of(client, "/"))


def test_who_may_report_for_a_lead_sees_what_is_asked_of_them(
    client_for: Callable[..., Client], plan: ActionPlan, manager: User, lead: Officer
) -> None:
    step = make_step(plan, lead)
    make_question(plan, "How many?", action=step.action, wanted_from="leads", entered_by=manager)
    deputy = make_member(plan.council)
    make_delegation(lead, make_officer(plan.council, "Deputy", user=deputy))

    assert "How many?" in read(client_for(deputy), "/").sections()["Questions to you"].text


# Reminders


def test_a_reminder_names_the_meeting_and_lists_what_it_wants(
    plan: ActionPlan, lead: Officer
) -> None:
    meeting = make_meeting(make_body(plan.council, "Improvement board"), days(22))
    make_cycle(plan, meeting=meeting)  # due in seven days, of which one is told today
    make_step(plan, lead)
    told = make_step(plan, lead)
    make_update(told.action, told)

    remind(DAY)

    [email] = sent()
    assert email.subject == "Your actions: 1 to report on"
    assert (
        "Updates for Improvement board on 8 December 2026 are due by 23 November 2026."
        in email.body
    )
    assert "TO REPORT ON" in email.body
    assert "Action 1." in email.body
    assert "Action 2." not in email.body


def test_a_cycle_is_told_on_the_days_on_which_a_date_would_be(
    plan: ActionPlan, lead: Officer
) -> None:
    make_cycle(plan, days(8))
    make_step(plan, lead)

    assert remind(DAY) == []
    assert len(remind(days(1))) == 1
    assert remind(days(2)) == []
    assert len(remind(days(8))) == 1


def test_who_has_reported_is_not_reminded_of_the_cycle(plan: ActionPlan, lead: Officer) -> None:
    make_cycle(plan)
    step = make_step(plan, lead)
    make_update(step.action, step)

    assert remind(DAY) == []


def test_a_reminder_lists_what_the_manager_asks_with_a_link_to_the_answer(
    plan: ActionPlan, manager: User, lead: Officer
) -> None:
    step = make_step(plan, lead, days(7))
    asked = {"action": step.action, "wanted_from": "leads", "entered_by": manager}
    asked["for_members"] = False
    question = make_question(plan, "How many are left?", **asked)
    answered = make_question(plan, "And why?", **asked)
    make_answer(answered, text="Illness.")

    remind(DAY)

    [email] = sent()
    assert "QUESTIONS TO YOU" in email.body
    assert "How many are left?" in email.body
    assert f"/actions/{step.action_id}/questions/{question.pk}/" in email.body
    assert "And why?" not in email.body


def test_a_reminder_says_by_when_members_are_to_be_answered(
    plan: ActionPlan, manager: User, lead: Officer
) -> None:
    step = make_step(plan, lead, days(7))
    asked = {"action": step.action, "wanted_from": "leads", "asked_by": "The committee"}
    late = make_members_question(plan, "Which files?", due=days(-1), **asked).question
    make_members_question(plan, "How many?", due=days(3), **asked)

    remind(DAY)

    [email] = sent()
    assert "Action 1, asked by The committee on 16 November 2026." in email.body
    assert "LATE: it was to be answered by 15 November 2026." in email.body
    assert "Answer by 19 November 2026." in email.body
    assert f"/councils/{plan.council.slug}/questions/{late.pk}/" in email.body


def test_a_question_alone_is_no_reason_to_remind(
    plan: ActionPlan, manager: User, lead: Officer
) -> None:
    step = make_step(plan, lead)
    make_question(plan, action=step.action, wanted_from="leads", entered_by=manager)

    assert remind(DAY) == []
