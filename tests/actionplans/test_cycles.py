"""Reporting cycles: opened, what is missing in them, closed, and kept."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from actionplans import tasks
from actionplans.asat import AsAt
from actionplans.cycles import keeping
from actionplans.cycles.keeping import Given, keep_cycles, open_by_hand
from actionplans.cycles.reports import Span, reports_in
from actionplans.models import (
    ActionPlan,
    CycleClosing,
    Milestone,
    ReportingCycle,
    ReportingRhythm,
)
from councils.models import Council, Officer, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_closing,
    make_cycle,
    make_due_date,
    make_ending,
    make_lead,
    make_meeting,
    make_member,
    make_occurrence,
    make_officer,
    make_place,
    make_plan,
    make_review,
    make_rhythm,
    make_update,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read
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
def lead(council: Council) -> Officer:
    return make_officer(council, "Head of Service", email="lead@council.example")


def make_step(plan: ActionPlan, lead: Officer | None = None, **fields: Any) -> Milestone:
    step = make_action(plan, **fields).milestones.get()
    if lead:
        make_lead(step, lead)
    return step


def base(plan: ActionPlan) -> str:
    return f"/councils/{plan.council.slug}/plans/{plan.pk}/"


def page_of(cycle: ReportingCycle) -> str:
    return f"{base(cycle.plan)}cycles/{cycle.pk}/"


SPAN = Span(DAY, days(7), days(10))


def states(plan: ActionPlan, day: date = DAY) -> dict[str, str]:
    """Return, by the words of each action, where its step stands in a span from DAY on."""
    found = reports_in(plan, SPAN, AsAt(day=day, today=day))
    named = {one.row.text: "missing" for one in found.missing}
    named |= {one.row.text: "waiting" for one in found.waiting}
    named |= {one.row.text: "accepted" for one in found.accepted}
    for why, steps in found.without_need:
        named |= {one.row.text: why for one in steps}
    return named


# What counts as reported, and on what nothing is due


def test_a_step_is_missing_until_something_is_reported_on_it_since_the_cycle_opened(
    plan: ActionPlan,
) -> None:
    for name in ("Silent.", "Old.", "New.", "Accepted."):
        make_step(plan, text=name)
    of = {action.text: action for action in plan.actions.all()}
    for name, on, accepted in (("Old.", -1, True), ("New.", 0, False), ("Accepted.", 0, True)):
        make_update(of[name], of[name].milestones.get(), day=days(on), accepted=accepted)

    assert states(plan) == {
        "Silent.": "missing",
        "Old.": "missing",
        "New.": "waiting",
        "Accepted.": "accepted",
    }


def test_what_came_in_during_the_cycle_counts_whatever_day_it_speaks_of(plan: ActionPlan) -> None:
    step = make_step(plan, text="Late in.")
    make_update(step.action, step, day=days(-20), known_on=DAY)

    assert states(plan) == {"Late in.": "waiting"}


def test_a_word_on_the_whole_action_is_one_on_each_of_its_steps(plan: ActionPlan) -> None:
    action = make_action(plan, steps=2)
    make_update(action, None)

    found = reports_in(plan, SPAN, AsAt(day=DAY, today=DAY))

    assert len(found.waiting) == 2


def test_what_was_sent_back_or_reopened_is_wanted_again(plan: ActionPlan) -> None:
    for verdict in ("returned", "reopened"):
        step = make_step(plan, text=verdict)
        update = make_update(step.action, step, progress="complete", accepted=verdict == "reopened")
        make_review(update, verdict)

    assert states(plan) == {"returned": "missing", "reopened": "missing"}


def test_on_what_is_done_nothing_is_due(plan: ActionPlan) -> None:
    for name in ("Done.", "Lasts.", "Claimed.", "Claimed now."):
        step = make_step(plan, text=name)
        day = DAY if name == "Claimed now." else days(-9)
        signed = name in ("Done.", "Lasts.")
        update = make_update(step.action, step, progress="complete", day=day, accepted=signed)
        if name == "Lasts.":
            make_review(update, "embedded", day=days(-5))
    make_ending(make_step(plan, text="Withdrawn.").action, day=days(-3))

    assert states(plan) == {
        "Done.": "Done and signed off",
        "Lasts.": "Done and signed off",
        "Claimed.": "Said to be done before; waits to be signed off",
        "Claimed now.": "waiting",
    }


def test_what_begins_later_or_came_in_later_has_nothing_to_tell_yet(plan: ActionPlan) -> None:
    for name, starts in (("Begins later.", days(11)), ("Begins now.", days(10))):
        step = make_step(plan, text=name)
        make_due_date(step, days(60), starts=starts)
    make_step(plan, text="New in the plan.", added_on=days(8))

    assert states(plan, days(8)) == {
        "Begins later.": "Begins later",
        "Begins now.": "missing",
        "New in the plan.": "Came into the plan after updates were due",
    }


@pytest.mark.parametrize(
    ("reported", "state"),
    [(True, "Every check is reported; the next falls due later"), (False, "missing")],
)
def test_a_recurring_step_is_due_when_one_of_its_checks_is(
    plan: ActionPlan, reported: bool, state: str
) -> None:
    step = make_step(plan, text="Quarterly.")
    Milestone.objects.filter(pk=step.pk).update(each_occurrence=True)
    make_due_date(step, days(-20), recurrence="FREQ=MONTHLY;INTERVAL=3")
    if reported:
        make_occurrence(step, days(-20))

    assert states(plan) == {"Quarterly.": state}


def test_an_action_that_stands_in_the_plan_as_a_guest_is_wanted_too(plan: ActionPlan) -> None:
    other = make_plan(plan.council)
    make_place(plan, make_step(other, text="A guest.").action)

    assert states(plan) == {"A guest.": "missing"}


def test_a_step_with_two_leads_stands_under_each_and_counts_once(
    plan: ActionPlan, lead: Officer
) -> None:
    step = make_step(plan, lead)
    make_lead(step, make_officer(plan.council, "Second"))
    make_step(plan)

    found = reports_in(plan, SPAN, AsAt(day=DAY, today=DAY))

    assert [of.lead.name for of in found.by_lead] == [
        "Head of Service",
        "Second",
        "Nobody leads these",
    ]
    assert len(found.missing) == 2


# Opened and closed by the worker


def test_the_worker_opens_a_cycle_on_its_day_once(plan: ActionPlan) -> None:
    make_rhythm(plan, day_of_month=25)

    keep_cycles(date(2026, 11, 10))
    assert not ReportingCycle.objects.exists()
    for _ in range(2):
        tasks.keep_reporting_cycles(timestamp=0)  # DAY

    cycle = ReportingCycle.objects.get()
    assert (cycle.opens_on, cycle.updates_due_on, cycle.closes_on, cycle.day) == (
        date(2026, 11, 11),
        date(2026, 11, 25),
        date(2026, 11, 30),
        DAY,
    )
    assert cycle.entered_by is None


def test_a_cycle_for_a_meeting_names_it(plan: ActionPlan) -> None:
    body = make_body(plan.council, "Improvement board")
    meeting = make_meeting(body, date(2026, 12, 8))
    make_rhythm(plan, "meetings", body=body, due_before=8)

    keep_cycles(DAY)

    assert ReportingCycle.objects.get().meeting == meeting


def test_no_cycle_opens_of_a_plan_that_is_no_live_one(council: Council) -> None:
    for fields in (
        {"status": "draft"},
        {"status": "closed"},
        {"status": "closed", "is_archived": True},
    ):
        make_rhythm(make_plan(council, **fields), day_of_month=25)

    keep_cycles(DAY)

    assert not ReportingCycle.objects.exists()


def test_a_rhythm_opens_no_cycle_that_was_due_before_it_was_set(plan: ActionPlan) -> None:
    make_rhythm(plan, day_of_month=13, since=DAY)

    keep_cycles(DAY)

    assert not ReportingCycle.objects.exists()


def test_one_cycle_of_a_plan_is_open_at_a_time(plan: ActionPlan) -> None:
    make_cycle(plan, days(5), closes_on=days(12))
    make_rhythm(plan, day_of_month=25)

    keep_cycles(DAY)

    assert ReportingCycle.objects.count() == 1


def test_a_cycle_that_ended_is_closed_with_the_counts_of_its_last_day(
    plan: ActionPlan, lead: Officer
) -> None:
    cycle = make_cycle(plan, days(-5))  # closed on days(-2)
    steps = [make_step(plan, lead) for _ in range(5)]
    make_update(steps[0].action, steps[0], day=days(-6), accepted=True)
    make_update(steps[1].action, steps[1], day=days(-4))
    make_update(steps[2].action, steps[2], day=days(-8))
    make_update(steps[3].action, steps[3], day=days(-1))  # too late for it

    for _ in range(2):
        keep_cycles(DAY)

    closing = CycleClosing.objects.get()
    assert (closing.cycle, closing.day, closing.entered_by) == (cycle, days(-2), None)
    assert (closing.reported, closing.on_time, closing.accepted, closing.missing) == (3, 2, 1, 2)


# By hand


def hand_form(due: str = "1 12 2026", closes: str = "4 12 2026", **more: str) -> dict[str, str]:
    parts = {}
    for name, text in (("updates_due_on", due), ("closes_on", closes)):
        for part, value in zip(("day", "month", "year"), text.split(), strict=True):
            parts[f"{name}_{part}"] = value
    return parts | more


def test_a_manager_opens_and_closes_a_cycle_by_hand(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan, lead: Officer
) -> None:
    step = make_step(plan, lead)
    client = client_for(manager)

    answer = client.post(f"{base(plan)}cycles/new/", hand_form())

    cycle = ReportingCycle.objects.get()
    assert answer["Location"] == page_of(cycle)
    assert (cycle.opens_on, cycle.entered_by) == (DAY, manager)
    page = read(client, page_of(cycle))
    assert page.banners == ["The cycle is open."]
    assert "Open Updates are due by 1 December 2026, in 15 days." in page.main.text
    assert "It closes on 4 December 2026, in 18 days." in page.main.text
    make_update(step.action, step)
    assert (
        "1 step reported on, 1 of them on time" in read(client, f"{page_of(cycle)}close/").main.text
    )

    for _ in range(2):
        client.post(f"{page_of(cycle)}close/")

    closing = CycleClosing.objects.get()
    assert (closing.day, closing.entered_by, closing.reported) == (DAY, manager, 1)
    text = read(client, page_of(cycle)).main.text
    assert "Closed Updates were due by 1 December 2026. Plan manager closed it" in text
    past = read(client, f"{base(plan)}cycles/").rows("How past cycles went")
    assert past == [
        ["1 December 2026", "None", "1", "1", "0", "0", "16 November 2026 by Plan manager"]
    ]


def test_who_closes_a_cycle_is_told_where_its_counts_changed_meanwhile(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    step, cycle = make_step(plan), make_cycle(plan)
    client = client_for(manager)
    seen = read(client, f"{page_of(cycle)}close/").value("seen")
    make_update(step.action, step)

    client.post(f"{page_of(cycle)}close/", {"seen": seen})

    assert read(client, page_of(cycle)).banners == [
        "The cycle is closed. Its counts changed meanwhile: 1 reported, 1 on time, 0 accepted, "
        "0 missing are kept, not 0 reported, 0 on time, 0 accepted, 1 missing."
    ]


@pytest.mark.parametrize(
    ("due", "closes", "field", "says"),
    [
        ("15 11 2026", "4 12 2026", "updates_due_on", "Updates must be due today or later"),
        (
            "1 12 2026",
            "30 11 2026",
            "closes_on",
            "It must close on the day updates are due, or later",
        ),
        ("31 11 2026", "4 12 2026", "updates_due_on", "There is no 31 November 2026"),
    ],
)
def test_days_that_cannot_be_are_told_beside_their_field(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    due: str,
    closes: str,
    field: str,
    says: str,
) -> None:
    page = Page(client_for(manager).post(f"{base(plan)}cycles/new/", hand_form(due, closes)))

    assert says in page.errors[field]
    assert not ReportingCycle.objects.exists()


def test_a_cycle_must_close_by_its_meeting(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    meeting = make_meeting(make_body(plan.council), date(2026, 12, 3))
    sent = hand_form(meeting=str(meeting.pk))

    page = Page(client_for(manager).post(f"{base(plan)}cycles/new/", sent))

    assert page.errors == {"closes_on": ["It must close by the meeting, on 3 December 2026"]}


def test_a_second_cycle_is_not_opened_beside_an_open_one_and_what_was_typed_stays(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    open_one = make_cycle(plan)
    client = client_for(manager)

    page = Page(client.post(f"{base(plan)}cycles/new/", hand_form()), 409)

    assert "A cycle is open until 26 November 2026: close it first" in page.main.text
    assert page.links["close it first"] == page_of(open_one)
    assert page.value("updates_due_on_day") == "1"


@pytest.mark.django_db(transaction=True)
def test_two_who_open_the_same_cycle_at_once_open_one(
    manager: User, plan: ActionPlan, in_a_thread: Callable[..., threading.Thread]
) -> None:
    given, outcome = Given(days(7), days(10)), list[Any]()
    with transaction.atomic():
        open_by_hand(plan, given, by=manager, day=DAY)
        thread = in_a_thread(lambda: open_by_hand(plan, given, by=manager, day=DAY), outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    assert outcome[0][1] is False
    assert ReportingCycle.objects.count() == 1
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_worker_and_a_manager_who_close_at_once_close_once(
    manager: User, plan: ActionPlan, in_a_thread: Callable[..., threading.Thread]
) -> None:
    cycle, outcome = make_cycle(plan, days(-5)), list[Any]()
    with transaction.atomic():
        keep_cycles(DAY)
        thread = in_a_thread(lambda: keeping.close(cycle, DAY, today=DAY, by=manager), outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    closing, new = outcome[0]
    assert (new, closing.entered_by) == (False, None)
    connection.close()


# The page of a cycle


def test_the_page_says_what_is_missing_by_lead_with_its_last_word(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan, lead: Officer
) -> None:
    cycle = make_cycle(plan)
    step = make_step(plan, lead, text="Audit every file.")
    make_update(step.action, step, text="Ten files are left.", day=days(-9))
    make_step(plan, text="Write a policy.")

    page = read(client_for(manager), page_of(cycle))

    assert page.h1 == "Updates due by 23 November 2026"
    assert "0 of 2 steps reported on since 16 November 2026" in page.main.text
    assert "Last word for 7 November 2026: Ten files are left." in page.main.text
    assert "Nobody leads these (1)" in page.main.text
    assert "Nothing was ever said of it." in page.main.text


def test_the_page_as_at_an_earlier_day_shows_what_was_known_then(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan, lead: Officer
) -> None:
    cycle = make_cycle(plan, days(-2))  # opened on days(-9)
    step = make_step(plan, lead)
    make_update(step.action, step, day=days(-8), known_on=days(-3))
    client = client_for(manager)

    before = read(client, page_of(cycle), as_at=f"{days(-5)}").main.text
    after = read(client, page_of(cycle)).main.text

    assert "0 of 1 step reported on" in before
    assert "Updates are due by 14 November 2026, in 3 days." in before
    assert "Write to those ticked" not in before
    assert "1 of 1 step reported on" in after
    assert "Updates were due by 14 November 2026." in after


def test_the_page_says_what_will_be_in_the_paper(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    cycle = make_cycle(plan)
    fresh, older, waiting, done = (make_step(plan) for _ in range(4))
    make_update(fresh.action, fresh, accepted=True)
    make_update(older.action, older, day=days(-9), accepted=True)
    make_update(waiting.action, waiting)
    make_update(done.action, done, day=days(-9), progress="complete", accepted=True)

    page = read(client_for(manager), page_of(cycle))

    assert (
        "of 4 actions: 1 shows words of this cycle, 1 shows older words, 1 shows none, "
        "and 1 is done." in page.main.text
    )
    assert page.links["see it as an appendix"].endswith("/appendix/?as_at=2026-11-26")


def test_a_plan_without_actions_has_a_page_that_says_so(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    text = read(client_for(manager), page_of(make_cycle(plan))).main.text

    assert "Nothing is due on any step." in text
    assert "No action stands in it." in text


def test_the_record_of_past_cycles_is_a_table(
    client_for: Callable[..., Client], plan: ActionPlan
) -> None:
    for number, missing in ((-70, 4), (-40, 0)):
        make_closing(make_cycle(plan, days(number)), missing=missing)

    rows = read(client_for(Role.LEAD_OFFICER), f"{base(plan)}cycles/").rows("How past cycles went")

    assert [(row[0], row[5]) for row in rows] == [
        ("7 October 2026", "0"),
        ("7 September 2026", "4"),
    ]


def test_the_number_of_queries_does_not_grow_with_the_steps(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan, lead: Officer
) -> None:
    cycle = make_cycle(plan)
    make_step(plan, lead)
    for on, accepted in ((-1, True), (0, False), (0, True)):
        step = make_step(plan, lead)
        make_update(step.action, step, day=days(on), accepted=accepted)
    client = client_for(manager)
    few = queries_of(client, page_of(cycle))

    for number in range(6):
        step = make_step(plan, make_officer(plan.council, f"Lead {number}"))
        make_update(step.action, step, day=days(-number - 1))
        other = make_step(plan, lead)
        make_update(other.action, other, accepted=True)

    assert_same_number(few, queries_of(client, page_of(cycle)))


@pytest.mark.parametrize("role", [Role.SCRUTINY_MEMBER, Role.READER])
def test_members_do_not_see_who_has_not_reported(
    client_for: Callable[..., Client], plan: ActionPlan, role: Role
) -> None:
    cycle, client = make_cycle(plan), client_for(role)

    assert client.get(page_of(cycle)).status_code == 403
    assert client.get(f"{base(plan)}cycles/").status_code == 403
    assert "Reporting cycles" not in read(client, base(plan)).links


# The rhythm


def rhythm_form(client: Client, plan: ActionPlan, **typed: Any) -> Any:
    seen = read(client, f"{base(plan)}rhythm/").value("seen") or ""
    usual = {"opens_before": 10, "closes_after": 3, "due_before": 10, "seen": seen}
    return client.post(f"{base(plan)}rhythm/", usual | typed)


def test_a_manager_sets_a_rhythm_and_sees_what_comes(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    client = client_for(manager)

    rhythm_form(client, plan, kind="monthly", day_of_month=25)

    page = read(client, f"{base(plan)}cycles/")
    assert "Updates are due every month, on day 25." in page.main.text
    assert page.rows("To come")[0] == [
        "25 November 2026",
        "11 November 2026",
        "30 November 2026",
        "None",
    ]
    assert ReportingRhythm.objects.get().since == DAY


def test_dates_are_typed_one_on_each_line(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    client = client_for(manager)

    rhythm_form(client, plan, kind="dates", dates="8 March 2027\n\n1/12/2026\n8 March 2027")

    assert ReportingRhythm.objects.get().dates == [date(2026, 12, 1), date(2027, 3, 8)]
    form = read(client, f"{base(plan)}rhythm/")
    assert form.value("dates") == "1 December 2026\n8 March 2027"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({}, "kind", "Select when updates are due"),
        ({"kind": "monthly"}, "day_of_month", "Enter a day of the month from 1 to 31"),
        ({"kind": "monthly", "day_of_month": 32}, "day_of_month", "Enter a day of the month"),
        ({"kind": "meetings"}, "body", "Select the body whose meetings set the rhythm"),
        ({"kind": "dates"}, "dates", "Enter at least one date, like 1 December 2026"),
        ({"kind": "dates", "dates": "soon"}, "dates", "“soon” is no day. Write it like"),
        ({"kind": "dates", "dates": "1 and 8 March 2027"}, "dates", "is no day. Write it like"),
        ({"kind": "dates", "dates": "March 2027"}, "dates", "“March 2027” is no day."),
    ],
)
def test_a_rhythm_that_cannot_be_is_told_beside_its_field(
    client_for: Callable[..., Client],
    manager: User,
    plan: ActionPlan,
    typed: dict[str, Any],
    field: str,
    says: str,
) -> None:
    page = Page(rhythm_form(client_for(manager), plan, **typed))

    assert says in page.errors[field][0]
    assert not ReportingRhythm.objects.exists()


def test_the_second_of_two_who_change_the_rhythm_is_told(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    client = client_for(manager)
    typed = {"kind": "monthly", "day_of_month": 5, "opens_before": 4, "closes_after": 3}
    make_rhythm(plan, day_of_month=25)

    page = Page(client.post(f"{base(plan)}rhythm/", typed | {"due_before": 10, "seen": ""}), 409)

    assert "Somebody else changed the rhythm" in page.main.text
    assert page.value("day_of_month") == "5"
    assert ReportingRhythm.objects.get().day_of_month == 25
    again = client.post(
        f"{base(plan)}rhythm/", typed | {"due_before": 10, "seen": page.value("seen")}
    )
    assert again.status_code == 302
    assert ReportingRhythm.objects.get().day_of_month == 5


def test_a_plan_can_have_no_rhythm_again_and_an_open_cycle_stays(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    make_rhythm(plan)
    make_cycle(plan)

    rhythm_form(client_for(manager), plan, kind="none")

    assert not ReportingRhythm.objects.exists()
    assert ReportingCycle.objects.count() == 1


def test_a_closed_plan_takes_no_rhythm_and_no_cycle(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    cycle, client = make_cycle(plan), client_for(manager)
    ActionPlan.objects.update(status="closed")

    answers = [
        client.post(f"{base(plan)}rhythm/", {"kind": "none"}),
        client.post(f"{base(plan)}cycles/new/", hand_form()),
        client.post(f"{page_of(cycle)}close/"),
        client.post(f"{base(plan)}chase/?cycle={cycle.pk}", {}),
    ]

    assert [answer.status_code for answer in answers] == [409] * 4
    assert not CycleClosing.objects.exists()
    assert ReportingCycle.objects.count() == 1


# Meetings


def test_a_meeting_is_added_once_and_sets_the_next_cycle(
    client_for: Callable[..., Client], manager: User, plan: ActionPlan
) -> None:
    body = make_body(plan.council, "Improvement board")
    make_rhythm(plan, "meetings", body=body)
    client = client_for(manager)
    address = f"/councils/{plan.council.slug}/bodies/{body.pk}/meetings/new/"
    day = {"held_on_day": "21", "held_on_month": "1", "held_on_year": "2027"}
    assert "No future meeting is recorded." in read(client, f"{base(plan)}cycles/").main.text

    client.post(address, day)
    again = Page(client.post(address, day))

    assert again.errors == {
        "held_on": ["Improvement board has a meeting on 21 January 2027 already"]
    }
    [row] = read(client, f"{base(plan)}cycles/").rows("To come")
    assert (row[0], row[3]) == ("7 January 2027", "21 January 2027")
