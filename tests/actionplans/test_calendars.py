"""Calendars of due dates: what stands in them, how they are written, and who has their links."""

import datetime
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from actionplans.calendars import feeds
from actionplans.calendars.writing import Day, fingerprint, written
from actionplans.models import ActionPlan, CalendarFeed, Milestone
from councils import people
from councils.models import Council, Membership, Officer, User
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_appointment,
    make_body,
    make_cycle,
    make_delegation,
    make_due_date,
    make_lead,
    make_meeting,
    make_member,
    make_officer,
    make_plan,
    make_redaction,
    make_update,
)
from tests.pages import Page, fix_today, read
from tests.threads import until_somebody_waits_for_a_lock

NOON = datetime.datetime(2026, 11, 16, 12, tzinfo=datetime.UTC)

# How a calendar is written


def a_day(**fields: Any) -> Day:
    plain = {"uid": "1@x", "on": DAY, "summary": "S", "description": "D", "url": "https://x.y/"}
    return Day(**plain | fields)


def test_a_day_is_an_event_of_a_whole_day_that_makes_nobody_busy() -> None:
    content = written("Your actions", [a_day()], NOON)

    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert event["dtstart"].dt == DAY
    assert event["dtend"].dt == days(1)
    assert event["transp"] == "TRANSPARENT"
    assert b"DTSTART;VALUE=DATE:20261116\r\n" in content
    assert b"DTSTAMP:20261116T120000Z\r\n" in content


def test_a_calendar_says_its_version_maker_and_name() -> None:
    calendar = Calendar.from_ical(written("Your actions", [], NOON))

    assert (calendar["version"], calendar["x-wr-calname"]) == ("2.0", "Your actions")
    assert calendar["prodid"]


@given(
    summary=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300),
    description=st.text(
        st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=300
    ),
)
def test_whatever_is_written_is_read_back_and_no_line_is_longer_than_75_octets(
    summary: str, description: str
) -> None:
    content = written("Plan; a, b", [a_day(summary=summary, description=description)], NOON)

    [event] = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == summary
    assert str(event["description"]) == description
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_a_fingerprint_changes_with_any_of_it_and_with_nothing_else() -> None:
    same = fingerprint("Name", [a_day()])

    assert fingerprint("Name", [a_day()]) == same
    others = [a_day(on=days(1)), a_day(summary="T"), a_day(description="E"), a_day(uid="2@x")]
    assert same not in [fingerprint("Name", [day]) for day in others]
    assert fingerprint("Another", [a_day()]) != same


# What stands in it

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="The improvement plan")


@pytest.fixture
def me(council: Council) -> Officer:
    return make_officer(council, "Me", user=make_member(council, Role.LEAD_OFFICER))


@pytest.fixture
def manager(council: Council) -> User:
    return make_member(council, Role.PLAN_MANAGER)


def make_step(plan: ActionPlan, *leads: Officer, due: int = 9, **fields: Any) -> Milestone:
    step = make_action(plan, **fields).milestones.get()
    for lead in leads:
        make_lead(step, lead)
    make_due_date(step, days(due))
    return step


def events_of(link: str) -> list[Any]:
    answer = Client().get(link)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def summaries(link: str) -> list[str]:
    return [str(event["summary"]) for event in events_of(link)]


def own_link(officer: Officer) -> str:
    assert officer.user
    return feeds.renew(officer.council, officer.user)


def test_ones_own_calendar_has_all_one_leads_with_the_link_and_the_status_in_words(
    council: Council, plan: ActionPlan, me: Officer
) -> None:
    post = make_officer(council, "Post", kind=Officer.Kind.POST)
    make_appointment(me, post)
    late = make_step(plan, me, due=-3, reference="2.1")
    make_update(late.action, late)
    make_step(plan, post, reference="2.2")
    make_step(plan, make_officer(council), reference="2.3")

    events = events_of(own_link(me))

    assert [(str(e["summary"]), e["dtstart"].dt) for e in events] == [
        ("Action 2.1 due: Step 1.", days(-3)),
        ("Action 2.2 due: Step 1.", days(9)),
    ]
    address = f"http://127.0.0.1:8000/councils/{council.slug}/plans/{plan.pk}/actions/"
    assert str(events[0]["url"]) == f"{address}{late.action_id}/"
    assert str(events[0]["description"]) == (
        f"Late. The improvement plan.\n{address}{late.action_id}/"
    )


def test_what_one_reports_on_for_another_lead_is_there_too(
    council: Council, plan: ActionPlan, me: Officer
) -> None:
    lead = make_officer(council, "Lead")
    make_step(plan, lead, reference="4")
    make_delegation(lead, me)

    assert summaries(own_link(me)) == ["Action 4 due: Step 1."]


def test_a_plans_calendar_has_all_its_open_steps_and_nothing_confidential(
    council: Council, plan: ActionPlan, manager: User
) -> None:
    make_step(plan, reference="1")
    make_step(plan, reference="2", is_confidential=True, text="Secret.")
    done = make_step(plan, reference="3")
    make_update(done.action, done, progress="complete", accepted=True)
    make_step(make_plan(council), reference="4")

    assert summaries(feeds.renew(council, manager, plan)) == ["Action 1 due: Step 1."]


def test_the_words_of_a_confidential_action_are_not_in_ones_own_calendar(
    plan: ActionPlan, me: Officer
) -> None:
    make_step(plan, me, reference="2", is_confidential=True)

    assert summaries(own_link(me)) == ["Action 2 due: A confidential action"]


def test_a_closed_plan_has_no_dates(
    council: Council, plan: ActionPlan, manager: User, me: Officer
) -> None:
    make_step(plan, me)
    links = own_link(me), feeds.renew(council, manager, plan)
    ActionPlan.objects.filter(pk=plan.pk).update(status="closed")

    assert [summaries(link) for link in links] == [[], []]


def test_the_link_of_a_draft_which_several_may_hold_shows_nothing(
    council: Council, plan: ActionPlan, manager: User, me: Officer
) -> None:
    make_step(plan, me)
    link = feeds.renew(council, manager, plan)
    assert len(summaries(link)) == 1
    ActionPlan.objects.filter(pk=plan.pk).update(status="draft")

    assert summaries(link) == []


def test_a_date_that_moves_is_the_same_event_on_another_day(plan: ActionPlan, me: Officer) -> None:
    step, link = make_step(plan, me), own_link(me)
    [before] = events_of(link)

    make_due_date(step, days(20), reason="Staff left.", day=DAY)

    [after] = events_of(link)
    assert after["uid"] == before["uid"]
    assert (before["dtstart"].dt, after["dtstart"].dt) == (days(9), days(20))


def test_a_recurring_step_has_each_check_of_a_year_and_those_not_reported(
    plan: ActionPlan, me: Officer
) -> None:
    step = make_action(plan, reference="1").milestones.get()
    Milestone.objects.filter(pk=step.pk).update(each_occurrence=True)
    make_lead(step, me)
    make_due_date(step, days(-5), recurrence="FREQ=MONTHLY;INTERVAL=3")

    events = events_of(own_link(me))

    assert [event["dtstart"].dt for event in events] == [
        datetime.date(2026, 11, 11),
        datetime.date(2027, 2, 11),
        datetime.date(2027, 5, 11),
        datetime.date(2027, 8, 11),
        datetime.date(2027, 11, 11),
    ]
    assert len({str(event["uid"]) for event in events}) == 5
    assert str(events[0]["description"]).startswith("Due, not reported yet.")


def test_when_updates_are_asked_for_and_the_meeting_are_there_until_the_cycle_closes(
    council: Council, plan: ActionPlan, me: Officer, manager: User
) -> None:
    make_step(plan, me)
    meeting = make_meeting(make_body(council, "Cabinet"), days(12))
    make_cycle(plan, days(7), meeting=meeting)
    make_cycle(plan, days(-20))

    for link in (own_link(me), feeds.renew(council, manager, plan)):
        assert [(str(e["summary"]), e["dtstart"].dt) for e in events_of(link)] == [
            ("Updates due: The improvement plan", days(7)),
            ("Action 1 due: Step 1.", days(9)),
            ("Meeting: Cabinet", days(12)),
        ]


def test_a_name_asked_to_be_taken_out_is_held_back(
    council: Council, plan: ActionPlan, me: Officer
) -> None:
    step = make_step(plan, me)
    Milestone.objects.filter(pk=step.pk).update(text="See Zuleika Quent at home.")
    link = own_link(me)
    assert "Zuleika" in summaries(link)[0]

    make_redaction(council, "Zuleika Quent")

    assert summaries(link) == ["Action 1 due: See [withheld while a redaction is decided] at home."]


# How it is asked for


def test_it_is_a_calendar_without_a_cookie_that_tells_when_it_changed(
    plan: ActionPlan, me: Officer
) -> None:
    step, link = make_step(plan, me), own_link(me)
    first = Client().get(link)

    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert not first.cookies
    assert first.headers["Cache-Control"] == "private, no-cache"
    asked = {"HTTP_IF_NONE_MATCH": first.headers["ETag"]}
    since = {"HTTP_IF_MODIFIED_SINCE": first.headers["Last-Modified"]}
    for same in (asked, since):
        answer = Client().get(link, **same)
        assert (answer.status_code, answer.content) == (304, b"")
        assert not answer.cookies
    assert Client().get(link).content == first.content

    make_due_date(step, days(20), reason="Staff left.", day=DAY)
    assert Client().get(link, **asked).status_code == 200


@pytest.fixture
def limited(settings: Any) -> Iterator[None]:
    settings.ACCOUNT_RATE_LIMITS = {"calendar": "3/m/ip"}
    cache.clear()
    yield
    cache.clear()


def test_calendars_cannot_be_asked_for_at_speed(limited: None) -> None:
    made_up = reverse("actionplans:calendar_feed", args=["made-up"])

    assert [Client().get(made_up).status_code for _ in range(4)] == [404, 404, 404, 429]


def test_it_takes_as_many_queries_for_more_steps(
    council: Council, plan: ActionPlan, me: Officer, django_assert_max_num_queries: Any
) -> None:
    for _ in range(20):
        make_step(plan, me)
    link = own_link(me)

    with django_assert_max_num_queries(45):
        assert len(events_of(link)) == 20


# Its link


def page_of(council: Council, plan: ActionPlan | None = None) -> str:
    if plan:
        return reverse("actionplans:plan_calendar", args=[council.slug, plan.pk])
    return reverse("actionplans:own_calendar", args=[council.slug])


def test_the_link_is_shown_once_and_only_its_hash_is_kept(
    council: Council, me: Officer, client_for: Any
) -> None:
    client = client_for(me.user)

    page = Page(client.post(page_of(council), {"make": "1"}))

    link = page.one("input", id="link").get("value") or ""
    token = link.rsplit("/", 1)[1].removesuffix(".ics")
    assert summaries(link.removeprefix("http://127.0.0.1:8000")) == []
    assert not CalendarFeed.objects.filter(sha256__contains=token).exists()
    again = read(client, page_of(council))
    assert not again.all("input", id="link")
    assert "A link works since" in again.main.text


def test_a_new_link_makes_the_old_one_dead_and_withdrawing_makes_both(
    council: Council, plan: ActionPlan, manager: User, client_for: Any
) -> None:
    client = client_for(manager)
    for address, where in ((page_of(council), None), (page_of(council, plan), plan)):
        first = feeds.renew(council, manager, where)
        second = feeds.renew(council, manager, where)
        assert [Client().get(link).status_code for link in (first, second)] == [404, 200]

        client.post(address, {"revoke": "1"})

        assert Client().get(second).status_code == 404
        assert "There is no link yet." in read(client, address).main.text


def test_withdrawing_ones_own_leaves_others_alone(
    council: Council, plan: ActionPlan, me: Officer, manager: User, client_for: Any
) -> None:
    link, of_plan = own_link(me), feeds.renew(council, manager, plan)

    client_for(manager).post(page_of(council), {"revoke": "1"})

    assert [Client().get(each).status_code for each in (link, of_plan)] == [200, 200]


def test_a_leavers_calendars_stop_and_do_not_begin_anew(
    council: Council, plan: ActionPlan, me: Officer, manager: User
) -> None:
    administrator = make_member(council, Role.ADMINISTRATOR)
    links = own_link(me), feeds.renew(council, manager, plan)

    for user in (me.user, manager):
        assert user
        people.leave(council, user, DAY, administrator)
        user.is_active = True
        user.save()
    Membership.objects.create(council=council, user=me.user, role=Role.LEAD_OFFICER)
    Membership.objects.create(council=council, user=manager, role=Role.PLAN_MANAGER)

    assert [Client().get(link).status_code for link in links] == [404, 404]


def test_who_lost_the_role_has_no_calendar_any_more(
    council: Council, plan: ActionPlan, me: Officer, manager: User
) -> None:
    links = own_link(me), feeds.renew(council, manager, plan)

    Membership.objects.filter(council=council).update(role=Role.READER)

    assert [Client().get(link).status_code for link in links] == [404, 404]


def test_a_link_nobody_made_and_a_dead_one_answer_alike(me: Officer) -> None:
    dead = own_link(me)
    own_link(me)
    answers = [
        Client().get(link) for link in (dead, reverse("actionplans:calendar_feed", args=["x"]))
    ]

    assert {(a.status_code, a.content) for a in answers} == {
        (404, b"This calendar is not here, or its link was withdrawn.")
    }


def test_an_account_that_was_closed_has_no_calendar(me: Officer) -> None:
    link = own_link(me)
    User.objects.filter(pk=me.user_id).update(is_active=False)

    assert Client().get(link).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_two_links_made_at_once_one_works(
    council: Council, me: Officer, in_a_thread: Callable[..., threading.Thread]
) -> None:
    outcome: list[Any] = []
    with transaction.atomic():
        first = own_link(me)
        thread = in_a_thread(lambda: own_link(me), outcome)
        until_somebody_waits_for_a_lock(thread)
    thread.join()

    assert [Client().get(link).status_code for link in (first, outcome[0])] == [404, 200]


def test_the_pages_lead_to_it(
    council: Council, plan: ActionPlan, manager: User, client_for: Any
) -> None:
    client = client_for(manager)

    assert page_of(council) in read(client, reverse("actionplans:my_work")).links.values()
    dashboard = reverse("actionplans:plan", args=[council.slug, plan.pk])
    assert page_of(council, plan) in read(client, dashboard).links.values()
