"""The page "What changed": from the last meeting or any day, for officers and members."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from actionplans.models import Action, ActionPlan, DueDate, Ending, Milestone, Review
from actionplans.rag import Outlook, Progress
from councils.models import Body, Council
from councils.roles import Role
from tests.factories import (
    DAY,
    days,
    make_action,
    make_body,
    make_due_date,
    make_ending,
    make_evidence,
    make_meeting,
    make_plan,
    make_review,
    make_scale,
    make_update,
)
from tests.many import add_rows, add_steps
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

MET = days(-30)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def board(council: Council) -> Body:
    return make_body(council, "Improvement Board", kind=Body.Kind.IMPROVEMENT_BOARD)


@pytest.fixture
def plan(council: Council, board: Body) -> ActionPlan:
    plan = make_plan(council, title="Plan for adoption", rating_scale=make_scale(council))
    plan.reports_to.add(board)
    make_meeting(board, MET)
    return plan


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    return make_action(plan, text="Train every manager")


@pytest.fixture
def step(action: Action) -> Milestone:
    return action.milestones.get()


def url(plan: ActionPlan) -> str:
    return f"/councils/{plan.council.slug}/plans/{plan.pk}/changes/"


@pytest.fixture
def page(plan: ActionPlan, client_for: Callable[..., Client]) -> Callable[..., Page]:
    def page(role: Role = Role.PLAN_MANAGER, **asked: Any) -> Page:
        return read(client_for(role), url(plan), **asked)

    return page


def lead(page: Page) -> str:
    return page.one("p", "govuk-body-l").text


def lists(page: Page) -> dict[str, list[str]]:
    return {h: section.texts("li") for h, section in page.sections().items()}


# Since when


def test_it_begins_at_the_last_meeting_of_a_body_the_plan_reports_to(
    plan: ActionPlan, board: Body, page: Any
) -> None:
    make_meeting(board, days(-80))
    make_meeting(board, days(5))
    make_meeting(make_body(plan.council, "Another board"), days(-2))

    assert lead(page()) == "Since the Improvement Board on 17 October 2026: nothing changed."


def test_a_plan_that_reports_to_nobody_is_told_from_the_councils_last_meeting(
    plan: ActionPlan, page: Any
) -> None:
    plan.reports_to.clear()
    make_meeting(make_body(plan.council, "Cabinet", kind=Body.Kind.CABINET), days(-2))

    assert lead(page()).startswith("Since Cabinet on 14 November 2026: ")


def test_without_a_meeting_it_begins_when_the_plan_was_agreed(
    council: Council, client_for: Any
) -> None:
    plan = make_plan(council, agreed_on=days(-60))

    found = read(client_for(Role.READER), url(plan))

    assert lead(found).startswith("Since the plan was agreed on 17 September 2026: ")


def test_of_two_meetings_on_one_day_both_are_named(plan: ActionPlan, page: Any) -> None:
    other = make_body(plan.council, "The Scrutiny Committee")
    make_meeting(other, MET)
    plan.reports_to.add(other)

    assert lead(page()).startswith(
        "Since the Improvement Board on 17 October 2026 and "
        "The Scrutiny Committee on 17 October 2026: "
    )


def test_any_day_can_be_chosen_and_meetings_are_offered(
    plan: ActionPlan, board: Body, page: Any
) -> None:
    make_meeting(board, days(-50))

    found = page(since=f"{days(-10)}", as_at=f"{days(-1)}")

    assert lead(found).startswith("Since 6 November 2026: ")
    assert found.links["the Improvement Board on 27 September 2026"] == (
        "?since=2026-09-27&as_at=2026-11-15"
    )
    assert (found.value("since"), found.value("as_at")) == ("2026-11-06", "2026-11-15")


@pytest.mark.parametrize("first", [DAY, days(3)])
def test_a_first_day_that_is_not_before_the_last_is_refused_and_kept(
    plan: ActionPlan, client_for: Any, first: datetime.date
) -> None:
    found = Page(client_for(Role.READER).get(url(plan), {"since": f"{first}"}), 400)

    assert found.summary == [
        "Give a first day before 16 November 2026, or a later last day: "
        f"nothing lies between {first:%-d %B %Y} and that day"
    ]
    assert found.value("since") == f"{first}"
    assert "There is a problem" in found.texts("h2")


def test_on_the_day_a_plan_was_agreed_there_is_nothing_to_compare_with(
    plan: ActionPlan, client_for: Any
) -> None:
    found = Page(client_for(Role.READER).get(url(plan), {"as_at": f"{plan.agreed_on}"}), 200)

    assert "to compare with: the plan was agreed on" in found.main.text
    assert "There is a problem" not in found.texts("h2")


def test_what_is_no_day_is_refused(plan: ActionPlan, client_for: Any) -> None:
    answer = client_for(Role.READER).get(url(plan), {"since": "last week"})

    assert answer.status_code == 400


# What it tells


def test_it_tells_what_was_completed_late_moved_and_why(
    plan: ActionPlan, action: Action, step: Milestone, page: Any
) -> None:
    make_due_date(step, days(-40))
    make_update(action, step, progress=Progress.COMPLETE, text="All 30.", accepted=True)
    late = make_action(plan, text="Fill the posts")
    of_late = late.milestones.get()
    make_due_date(of_late, days(-5))
    make_update(late, of_late, outlook=Outlook.AT_RISK, reason="Nobody applied.", day=days(-20))
    moving = make_action(plan, text="Open the clinic")
    of_moving = moving.milestones.get()
    make_due_date(of_moving, days(-20))
    make_due_date(
        of_moving, days(20), day=days(-10), reason="The lease was late.",
        agreed_by=DueDate.AgreedBy.MEMBER, agreed_by_name="Cllr Grantly",
    )  # fmt: skip

    found = page()

    assert lead(found) == (
        "Since the Improvement Board on 17 October 2026: "
        "1 completed, 1 newly late, 1 date moved, nothing reported on 1."
    )
    by_list = lists(found)
    assert list(by_list) == ["Completed", "Newly late", "Dates moved", "Nothing reported"]
    (done,) = by_list["Completed"]
    assert done.startswith("1. Train every manager Done Rated Our word for complete.")
    assert "All 30." in done
    assert "On 17 October 2026: past its date, not said whether done" in done
    (row,) = found.sections()["Newly late"].all("ul")[0].texts("li")[:1]
    assert "Step 1.: Late by 5 days." in row
    assert "Reason given: Nobody applied." in row
    (moved,) = by_list["Dates moved"]
    assert "Delayed from 27 October 2026 to 6 December 2026." in moved
    assert "The lease was late. Agreed by: A member: Cllr Grantly." in moved
    assert "Never reported on." in by_list["Nothing reported"][0]


def test_a_completion_accepted_and_reopened_in_between_shows_both_though_work_was_reported_since(
    action: Action, step: Milestone, page: Any
) -> None:
    update = make_update(action, step, progress=Progress.COMPLETE, day=days(-20), accepted=True)
    make_review(update, Review.Verdict.REOPENED, day=days(-9), comment="The audit found gaps.")
    make_update(action, step, day=days(-2))

    (told,) = lists(page())["Reopened"]
    assert "Reopened on 7 November 2026 by" in told
    assert "The audit found gaps." in told
    assert "It had been accepted as done on 27 October 2026, after 17 October 2026." in told


def test_withdrawn_and_put_back_and_carried_are_told_with_their_reasons(
    plan: ActionPlan, page: Any
) -> None:
    gone, back, carried, before = (make_action(plan) for _ in range(4))
    make_ending(gone, day=days(-4), reason="No longer feasible.", agreed_by="Cabinet")
    make_ending(back, day=days(-9), reason="No money.")
    make_ending(back, Ending.Kind.RESTORED, day=days(-3), reason="Money was found.")
    make_ending(carried, Ending.Kind.CARRIED, day=days(-2), reason="Goes on next year.")
    make_ending(before, day=days(-50))

    found = page()

    one, two, three = found.sections()["Withdrawn, superseded or carried over"].texts("li")
    assert "Withdrawn on 12 November 2026. No longer feasible. Agreed by: Cabinet." in one
    assert "Withdrawn on 7 November 2026. No money." in two
    assert "Goes on next year. Goes on as action 1 of Plan" in three
    (put_back,) = lists(found)["Put back into the plan"]
    assert "Put back on 13 November 2026. Money was found." in put_back
    assert "1 more action was finished or out of the plan before" in found.main.text


def test_words_are_those_of_the_two_days(action: Action, page: Any) -> None:
    make_action(action.plan, text="Came later", added_on=days(-3))

    assert "Came later" in lists(page())["Added to the plan"][0]
    assert "Added to the plan" not in lists(page(as_at=f"{days(-4)}"))


# Who is told what


def test_the_first_day_is_as_it_was_known_then_and_late_entries_are_counted(
    action: Action, step: Milestone, page: Any
) -> None:
    make_update(
        action, step, progress=Progress.COMPLETE, day=days(-35), known_on=days(-5), accepted=True
    )
    make_due_date(step, days(9), day=days(-40), known_on=days(-4))

    found = page()

    assert lead(found).endswith(": 1 completed, 1 date given where there was none.")
    assert (
        "2 entries for the time up to 17 October 2026 came in after that day, "
        "and count as news here." in found.main.text
    )


def test_as_at_an_earlier_last_day_it_says_how_many_entries_came_in_after_it(
    action: Action, step: Milestone, page: Any
) -> None:
    make_update(action, step, day=days(-12), known_on=days(-2))
    make_due_date(step, days(9), day=days(-14), known_on=days(-3))

    found = page(as_at=f"{days(-10)}")

    assert "2 entries for the time up to 6 November 2026 came in after" in found.main.text
    known = page(as_at=f"{days(-10)}", known_on=f"{days(-10)}")
    assert lead(known).endswith(": nothing reported on 1.")
    assert "came in after" not in known.main.text
    assert found.links["Show only what was known that day"] == (
        "?as_at=2026-11-06&known_on=2026-11-06"
    )


def test_one_late_entry_is_counted_as_one_and_none_is_not_mentioned(
    action: Action, step: Milestone, page: Any
) -> None:
    make_update(action, step, day=days(-35))
    assert "came in after that day" not in page().main.text

    make_update(action, step, day=days(-34), known_on=days(-2))
    assert "1 entry for the time up to 17 October 2026 came in" in page().main.text


def test_members_are_told_what_was_accepted_and_how_much_waits(
    action: Action, step: Milestone, page: Any
) -> None:
    make_update(action, step, outlook=Outlook.OFF_TRACK, reason="No money.", day=days(-3))

    officer, member = page(), page(Role.SCRUTINY_MEMBER)

    assert "No money." in officer.main.text
    assert "not yet accepted" in officer.main.text
    assert "No money." not in member.main.text
    assert list(lists(member)) == ["Nothing reported"]
    assert "1 update awaits acceptance, the oldest since 13 November 2026" in member.main.text


def test_confidential_actions_and_reports_are_left_out_for_members(
    plan: ActionPlan, action: Action, step: Milestone, page: Any
) -> None:
    hidden = make_action(plan, text="Secret action", is_confidential=True)
    make_ending(hidden, reason="Secret reason.", day=days(-2))
    secret = make_update(
        action, step, text="Secret word.", progress=Progress.COMPLETE, day=days(-9),
        accepted=True, is_confidential=True,
    )  # fmt: skip
    make_review(secret, Review.Verdict.REOPENED, day=days(-5), comment="Secret comment.")

    assert "Secret comment." in page().main.text
    member = page(Role.SCRUTINY_MEMBER)
    assert "Secret" not in member.main.text
    assert "1 confidential action is not shown to you." in member.main.text


def test_the_number_of_queries_does_not_grow(plan: ActionPlan, client_for: Any) -> None:
    client = client_for(Role.PLAN_MANAGER)
    add_rows(plan, 2)
    reopen_and_end(plan)
    few = queries_of(client, url(plan))
    add_rows(plan, 15)
    add_steps(plan.actions.first(), 5, [], begin=3)
    reopen_and_end(plan)

    assert_same_number(few, queries_of(client, url(plan)))


def reopen_and_end(plan: ActionPlan) -> None:
    for action in plan.actions.all():
        update = make_update(action, progress=Progress.COMPLETE, accepted=True)
        make_review(update, Review.Verdict.REOPENED)
        make_evidence(update)
        make_ending(action)
