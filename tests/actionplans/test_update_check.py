"""Reporting one due check of a recurring step, and saying why a late step is late."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.asat import AsAt
from actionplans.models import Action, ActionPlan, DueDate, Milestone, ProgressLine
from actionplans.on_day.plans import plan_on_day, rows_on_day
from actionplans.rag import Position, Status
from actionplans.recurring import Check
from actionplans.reviewing.queue import items_of
from actionplans.reviewing.ruling import accept, seen_of
from actionplans.reviewing.telling import address_of
from actionplans.rows import Step
from councils.models import Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_due_date,
    make_lead,
    make_occurrence,
    make_officer,
    make_plan,
    make_published_group,
    make_review,
    make_update,
)
from tests.pages import Page, fix_today, read

pytestmark = pytest.mark.django_db

WEEKLY = "FREQ=WEEKLY"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council)


@pytest.fixture
def client(client_for: Any) -> Client:
    return client_for(Role.LEAD_OFFICER)


@pytest.fixture
def audits(plan: ActionPlan, client: Client) -> Milestone:
    """Audits every week since 21 days before the day, each of which is reported."""
    step = make_action(plan).milestones.get()
    step.each_occurrence = True
    step.save()
    make_lead(step, make_officer(plan.council, user=client.user))
    make_due_date(step, days(-21), recurrence=WEEKLY, words="Weekly from then on")
    return step


def url(step: Milestone, check: Any = None) -> str:
    action = step.action
    address = reverse(
        "actionplans:update_add", args=[action.plan.council.slug, action.plan_id, action.pk]
    )
    return f"{address}?step={step.pk}" + (f"&check={check}" if check else "")


def shown(step: Milestone, day: Any = DAY, **fields: Any) -> Step:
    state = AsAt(day=day, today=day, **fields)
    (row,) = rows_on_day(Action.objects.filter(pk=step.action_id), state)
    return row.steps[0]


def sent(client: Client, address: str, status: int = 200, **fields: str) -> Page:
    says = {"text": "Ten files looked at.", "last_seen": "0"} | fields
    return Page(client.post(address, says, follow=True), status)


def test_the_oldest_check_nobody_reported_is_what_counts(audits: Milestone) -> None:
    step = shown(audits)

    assert [check.due for check in step.recurring.checks] == [days(n) for n in (-21, -14, -7, 0)]
    states = [check.state for check in step.recurring.checks]
    assert states == [Check.MISSED, Check.DUE, Check.DUE, Check.DUE]
    assert (step.due, step.status) == (days(-21), Status.SILENT)


def test_a_check_is_asked_whether_it_was_done_and_nothing_else(
    client: Client, audits: Milestone
) -> None:
    page = read(client, url(audits, days(-21)))

    assert "You are reporting on the check due 26 October 2026." in page.main.text
    assert not page.main.all("input", name="outlook") and not page.main.all("input", name="due_day")
    values = [radio.get("value") for radio in page.main.all("input", name="progress")]
    assert values == ["complete", "not_started"]


def test_whoever_opens_the_form_of_the_step_is_led_to_the_check_that_is_due(
    client: Client, audits: Milestone
) -> None:
    page = read(client, url(audits))

    assert "The check due 26 October 2026 is not reported." in page.main.text
    assert page.main.links["Report on that check"] == url(audits, days(-21))
    assert "Report on that check" not in read(client, url(audits, days(-21))).main.links


def test_a_check_that_was_done_is_reported_and_awaits_sign_off(
    client: Client, audits: Milestone
) -> None:
    sent(client, url(audits, days(-21)), progress="complete")

    line = ProgressLine.objects.get()
    assert (line.occurrence, line.progress, line.reason) == (days(-21), "complete", "")
    step = shown(audits)
    assert step.recurring.summary == "1 of 4 done, 3 due now, 1 of those done not yet signed off"
    assert step.status is Status.IN_PROGRESS


def test_a_check_that_was_not_done_says_why(client: Client, audits: Milestone) -> None:
    address = url(audits, days(-21))

    page = sent(client, address, progress="not_started")
    assert page.errors == {"reason": ["Say why it was not done"]}
    assert page.value("text") == "Ten files looked at."
    sent(client, address, progress="not_started", reason="Auditor absent.")

    assert shown(audits).recurring.summary == "0 of 4 done, 1 not done: Auditor absent, 3 due now"


@pytest.mark.parametrize("check", ["2026-10-27", "2026-11-23"])
def test_a_check_that_did_not_fall_due_is_not_found(
    client: Client, audits: Milestone, check: str
) -> None:
    read(client, url(audits, check), 404)


def test_a_step_that_does_not_recur_has_no_check(client: Client, plan: ActionPlan) -> None:
    step = make_action(plan).milestones.get()
    make_lead(step, make_officer(plan.council, user=client.user))  # type: ignore[attr-defined]

    read(client, url(step, DAY), 404)


def test_the_action_page_leads_to_the_oldest_open_check(client: Client, audits: Milestone) -> None:
    make_occurrence(audits, days(-21), accepted=True)

    page = read(client, url(audits).split("updates/")[0])

    (address,) = [to for words, to in page.main.links.items() if "check due" in words]
    assert address.endswith(f"step={audits.pk}&check={days(-14)}")
    assert "1 of 4 done, 3 due now." in page.main.text


def test_members_count_a_check_once_it_is_accepted(audits: Milestone) -> None:
    make_occurrence(audits, days(-21))
    make_occurrence(audits, days(-14), done=False, reason="Postponed.", accepted=True)

    step = shown(audits, accepted_only=True)

    states = [check.state for check in step.recurring.checks]
    assert states == [Check.MISSED, Check.NOT_DONE, Check.DUE, Check.DUE]


def test_a_report_on_a_check_says_nothing_of_the_step(audits: Milestone) -> None:
    make_update(audits.action, audits, progress="in_progress", day=days(-9))
    make_occurrence(audits, days(-7), accepted=True)

    assert shown(audits).said.progress == "in_progress"


def test_a_check_that_was_sent_back_is_asked_for_with_why_until_it_is_reported_again(
    client: Client, audits: Milestone
) -> None:
    make_occurrence(audits, days(-21), accepted=True)
    september = make_occurrence(audits, days(-14), text="All fine.").update
    make_review(september, "returned", comment="How many files?", day=days(-1))
    make_occurrence(audits, days(-7), accepted=True)
    work = reverse("actionplans:my_work")
    listed = read(client, work).main
    assert "How many files?" in listed.text and url(audits, days(-14)) in listed.links.values()
    assert "How many files?" in read(client, url(audits, days(-14))).main.text
    other = read(client, url(audits, DAY)).main
    assert "How many files?" not in other.text and "that were sent back" not in other.text

    last = audits.action.updates.order_by("pk").last()
    sent(client, url(audits, days(-14)), progress="complete", last_seen=str(last.pk))

    assert shown(audits).sent_back is None
    assert "How many files?" not in read(client, work).main.text
    assert url(audits, DAY) in read(client, work).main.links.values()


def test_the_e_mail_about_a_check_sent_back_leads_to_that_check(
    client: Client, audits: Milestone
) -> None:
    update = make_occurrence(audits, days(-14), entered_by=client.user).update  # type: ignore[attr-defined]

    assert address_of(update) == url(audits, days(-14))


def test_a_report_on_the_next_check_is_no_news_on_the_one_before(
    client_for: Any, audits: Milestone
) -> None:
    first = make_occurrence(audits, days(-14)).update
    second = make_occurrence(audits, days(-7)).update
    seen = seen_of(first)
    third = make_occurrence(audits, days(0)).update

    [of_first, *_] = items_of([first, second, third], DAY)

    assert (of_first.others, of_first.seen) == (0, seen) and seen.newest == first.pk
    accept(first, by=client_for(Role.PLAN_MANAGER).user, day=DAY, seen=seen)
    assert first.reviews.get().verdict == "accepted"


def test_what_is_begun_on_one_check_stands_in_the_form_of_that_check_alone(
    client: Client, audits: Milestone
) -> None:
    of_one, of_next = url(audits, days(-21)), url(audits, days(-14))
    begun = {"save_for_later": "1", "evidence_link": "https://audits.example/october"}
    sent(client, of_one, text="Begun on the first.", **begun)
    sent(client, of_next, text="Begun on the second.", save_for_later="1")

    first, second, step = (read(client, each) for each in (of_one, of_next, url(audits)))
    work = read(client, reverse("actionplans:my_work")).main

    words = [page.value("text").strip() for page in (first, second, step)]
    assert words == ["Begun on the first.", "Begun on the second.", ""]
    held = ["audits.example" in page.main.text for page in (first, second, step)]
    assert held == [True, False, False]
    assert {of_one, of_next} <= set(work.links.values())
    assert work.links["Step 1. (check due 2 November 2026)"] == of_next

    sent(client, of_one, text="Done.", progress="complete", draft_seen=first.value("draft_seen"))

    assert [draft.occurrence for draft in client.user.drafts.all()] == [days(-14)]  # type: ignore[attr-defined]


def test_what_recurs_without_reports_one_by_one_says_when_it_was_last_reported(
    plan: ActionPlan,
) -> None:
    step = make_action(plan).milestones.get()
    make_due_date(step, days(-20), recurrence=WEEKLY)
    assert (shown(step).status, shown(step).due) == (Status.SILENT, days(-20))

    make_update(step.action, step, progress="in_progress", day=days(-3))

    found = shown(step)
    assert (found.status, found.due) == (Status.IN_PROGRESS, days(1))
    assert (found.recurring.summary, found.recurring.last_reported) == ("", days(-3))


def test_where_the_steps_words_hold_how_often_its_date_is_the_end(plan: ActionPlan) -> None:
    step = make_action(plan).milestones.get()
    step.recurrence = "FREQ=MONTHLY;INTERVAL=2"
    step.save()
    make_due_date(step, days(40))

    found = shown(step)
    assert (found.recurring.until, found.recurring.first) == (days(40), None)
    assert found.due == days(40) and shown(step, days(41)).status is Status.SILENT


def test_an_open_ended_check_keeps_no_action_from_being_done(plan: ActionPlan) -> None:
    action = make_action(plan, steps=2)
    first, second = action.milestones.order_by("order")
    make_due_date(second, days(-5), recurrence=WEEKLY)
    make_update(action, first, progress="complete", accepted=True)
    make_update(action, second, progress="in_progress", day=days(-1), accepted=True)

    (row,) = rows_on_day(Action.objects.filter(pk=action.pk), AsAt(day=DAY, today=DAY))

    assert row.status is Status.DONE and row.steps[1].is_continuing
    assert row.steps[1].status is Status.IN_PROGRESS


# Late, and why


@pytest.fixture
def late(plan: ActionPlan, client: Client) -> Milestone:
    step = make_action(plan).milestones.get()
    make_lead(step, make_officer(plan.council, user=client.user))  # type: ignore[attr-defined]
    make_due_date(step, days(-5))
    return step


def test_a_late_step_needs_its_reason(client: Client, late: Milestone) -> None:
    page = sent(client, url(late), progress="in_progress")
    assert page.errors == {"reason": ["It was due on 11 November 2026: say why it is not done"]}

    sent(client, url(late), progress="in_progress", reason="Two posts stand empty.")

    assert shown(late).said.reason == "Two posts stand empty."


def test_a_late_step_that_is_done_or_given_a_new_date_needs_no_further_reason(
    client: Client, late: Milestone
) -> None:
    moved = {"due_day": "1", "due_month": "2", "due_year": "2027", "date_reason": "Ill."}
    sent(client, url(late), progress="in_progress", agreed_by="dfe", **moved)
    assert ProgressLine.objects.count() == 1 and DueDate.objects.count() == 2

    last = late.action.updates.get().pk
    sent(client, url(late), progress="complete", last_seen=str(last))

    assert ProgressLine.objects.count() == 2


# Numbers a paper gives without naming


def test_numbers_without_names_count_in_the_positions_of_the_plan(plan: ActionPlan) -> None:
    actions = [make_action(plan) for _ in range(5)]
    make_update(actions[4], actions[4].milestones.get(), progress="complete", accepted=True)
    make_published_group(plan, actions[:4], {Position.COMPLETE: 1, Position.INCOMPLETE: 2}, dues={})

    found = plan_on_day(plan, AsAt(day=DAY, today=DAY))

    assert {position: n for position, n in found.positions.items() if n} == {
        Position.COMPLETE: 2,
        Position.INCOMPLETE: 2,
        Position.NOT_STATED: 1,
    }
    assert "the paper does not say which" in found.published[0].sentence
