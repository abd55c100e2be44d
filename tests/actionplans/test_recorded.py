"""The page "Everything recorded on this action": complete, in order, for whoever reads it."""

import datetime
from collections.abc import Callable
from typing import Any

import pghistory
import pytest
from django.test import Client

from actionplans.models import Action, ActionPlan, DueDate, Ending, Milestone, Review
from actionplans.rag import Outlook, Progress
from councils.models import Council
from councils.roles import Role
from tests.actionplans.test_history import at, date_versions
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_body,
    make_due_date,
    make_ending,
    make_evidence,
    make_lead,
    make_meeting,
    make_milestone,
    make_occurrence,
    make_officer,
    make_plan,
    make_question,
    make_review,
    make_update,
    make_user,
)
from tests.pages import Page, assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db

AGREED = days(-60)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="Plan for adoption", agreed_on=AGREED)


@pytest.fixture
def action(plan: ActionPlan) -> Action:
    action = make_action(plan, text="Train every manager")
    date_versions(action, at(AGREED))
    return action


@pytest.fixture
def step(action: Action) -> Milestone:
    step = action.milestones.get()
    date_versions(step, at(AGREED))
    return step


def url(action: Action) -> str:
    plan = action.plan
    return f"/councils/{plan.council.slug}/plans/{plan.pk}/actions/{action.pk}/history/"


@pytest.fixture
def page(action: Action, client_for: Callable[..., Client]) -> Callable[..., Page]:
    def page(role: Role = Role.PLAN_MANAGER, **asked: Any) -> Page:
        return read(client_for(role), url(action), **asked)

    return page


def entries(page: Page) -> list[str]:
    return page.one("ol", "timeline").texts("li")


def headings(page: Page) -> list[str]:
    return page.one("ol", "timeline").texts("h3")


def both_days(day: datetime.date) -> dict[str, datetime.date]:
    return {"day": day, "known_on": day}


def test_everything_stands_in_order_of_time(
    action: Action, step: Milestone, council: Council, page: Any
) -> None:
    board = make_meeting(make_body(council, "Improvement Board"), days(-58))
    bea = make_user("Bea Marsh")
    make_due_date(
        step, days(-20), agreed_by="body", agreed_by_name="Board", agreed_at=board,
        **both_days(days(-58)), entered_at=at(days(-58)),
    )  # fmt: skip
    update = make_update(
        action, step, text="30 of 60 trained.", difference="Fewer complaints.",
        outlook=Outlook.AT_RISK, reason="The trainer left.", entered_by=bea,
        **both_days(days(-30)), entered_at=at(days(-30)),
    )  # fmt: skip
    make_due_date(
        step, days(9), update=update, reason="A new trainer starts in December.",
        agreed_by=DueDate.AgreedBy.NOT_YET, **both_days(days(-30)), entered_at=at(days(-30)),
    )  # fmt: skip
    make_evidence(update, "Register of training", day=days(-29), entered_at=at(days(-29)))
    make_review(update, day=days(-28), entered_at=at(days(-28)), by=make_user("Amy Dorrit"))
    question = make_question(
        action.plan, "Will it be done?", action=action, day=days(-12), entered_at=at(days(-12))
    )
    make_answer(question, "By December.", day=days(-11), entered_at=at(days(-11)))
    make_ending(action, day=days(-2), reason="Goes on elsewhere.", entered_at=at(days(-2)))

    assert headings(page()) == [
        "The action entered the plan",
        "Step 1 entered the plan",
        "Timescale: 27 October 2026",
        "Progress reported",
        "New date: 25 November 2026",
        "Evidence added: Register of training",
        "The report of Bea Marsh for 17 October 2026: accepted",
        "Question asked",
        "Question answered",
        "Withdrawn",
    ]
    found = entries(page())
    assert "Agreed by: Improvement Board, 19 September 2026" in found[2]
    assert found[3] == (
        "17 October 2026 Bea Marsh Progress reported "
        "Step 1: In progress; at risk: The trainer left. 30 of 60 trained. "
        "What difference it has made: Fewer complaints."
    )
    assert "Before: 27 October 2026 Why: A new trainer starts in December." in found[4]
    assert "Agreed by: Not yet agreed" in found[4]
    assert found[6].startswith("19 October 2026 Amy Dorrit")
    assert "Question: Will it be done? By December." in found[8]
    assert "Why: Goes on elsewhere." in found[9]


def test_each_change_of_words_and_owners_stands_with_who_made_it(
    action: Action, step: Milestone, council: Council, page: Any
) -> None:
    first, second = make_officer(council, "Head of Quality"), make_officer(council, "Cara Finch")
    lead = make_lead(step, first)
    with pghistory.context(user=make_user("Bea Marsh").pk):
        action.text = "Train every second manager"
        action.accountable = first
        action.save()
        step.text = "Train 30."
        step.save()
        lead.officer = second
        lead.save()

    *_, words, of_step, of_lead = entries(page())

    assert "Bea Marsh The action: words or owners changed" in words
    assert (
        "The action: “Train every manager” became “Train every second manager” "
        "Accountable: nothing became “Head of Quality”" in words
    )
    assert "The step: “Step 1.” became “Train 30.”" in of_step
    assert "Bea Marsh Cara Finch leads step 1 in place of Head of Quality" in of_lead


def test_leads_that_come_and_go_and_steps_that_are_added_and_removed_are_told(
    action: Action, step: Milestone, council: Council, page: Any
) -> None:
    date_versions(make_lead(step, make_officer(council, "Head of Quality")), at(AGREED))
    joined = make_lead(step, make_officer(council, "Cara Finch"))
    joined.delete()
    make_milestone(action, added_on=days(-5), text="Train the rest.").delete()

    found = headings(page())

    assert found[2] == "A step since removed entered the plan"
    assert set(found[3:]) == {
        "Cara Finch leads step 1 from now on",
        "Cara Finch no longer leads step 1",
        "A step since removed was removed",
    }


def test_verdicts_say_what_was_done_and_why(action: Action, step: Milestone, page: Any) -> None:
    update = make_update(action, step, progress=Progress.COMPLETE, **both_days(days(-30)))
    for number, verdict in enumerate(Review.Verdict):
        make_review(
            update, verdict, day=days(-20 + number), comment=f"Because of {verdict}.",
            entered_at=at(days(-20 + number)),
        )  # fmt: skip

    told = [text.split(": ", 1)[1] for text in entries(page()) if "The report of" in text]

    assert told == [
        "accepted Comment: Because of accepted.",
        "accepted, to be signed off Comment: Because of to_sign.",
        "not signed off Comment: Because of not_signed.",
        "returned Comment: Because of returned.",
        "checked that it lasts Comment: Because of embedded.",
        "reopened Why: Because of reopened.",
    ]


def test_a_check_of_a_recurring_step_is_told_as_done_or_not(
    action: Action, step: Milestone, page: Any
) -> None:
    make_occurrence(step, days(-9))
    make_occurrence(step, days(-2), done=False, reason="The auditor was ill.")

    done, missed = entries(page())[2:]
    assert "Step 1: The check due on 7 November 2026: done" in done
    assert "The check due on 14 November 2026: not done: The auditor was ill." in missed


def test_an_action_that_took_the_place_of_another_names_it(action: Action, page: Any) -> None:
    old = make_action(make_plan(action.plan.council, title="The first plan"), reference="B7")
    make_ending(old, Ending.Kind.CARRIED, successor=action, reason="Goes on.", day=days(-1))

    assert headings(page())[-1] == "Takes the place of action B7 of The first plan"


def test_what_was_entered_later_says_for_which_day_it_was(action: Action, page: Any) -> None:
    make_update(action, day=days(-20), known_on=days(-4), text="Late word.")

    assert entries(page())[-1].startswith("12 November 2026 for 27 October 2026, User")


# Who reads what


def test_members_read_what_was_accepted_and_no_comment_between_officers(
    action: Action, step: Milestone, page: Any
) -> None:
    make_update(action, step, text="Still waiting.")
    sent_back = make_update(action, step, text="Was returned.", day=days(-9))
    make_review(sent_back, Review.Verdict.RETURNED, comment="Not good enough.", day=days(-8))
    accepted = make_update(action, step, text="Officers' words.", day=days(-7))
    make_review(accepted, day=days(-6), paper_wording="The words for papers.", comment="Thank you.")
    make_due_date(step, days(20), update=sent_back, reason="Returned reason.", day=days(-9))
    make_evidence(sent_back, "Returned evidence")
    make_question(action.plan, "Between us?", action=action, for_members=False)

    officer, member = page().main.text, page(Role.SCRUTINY_MEMBER).main.text

    hidden = [
        "Still waiting.",
        "Was returned.",
        "Not good enough.",
        "Officers' words.",
        "Thank you.",
        "Returned reason.",
        "Returned evidence",
        "Between us?",
    ]
    assert [words for words in hidden if words not in officer] == []
    assert [words for words in hidden if words in member] == []
    assert "The words for papers." in member
    assert "Wording for papers: The words for papers." in officer


def test_members_learn_that_and_why_something_was_reopened(
    action: Action, step: Milestone, page: Any
) -> None:
    update = make_update(action, step, progress=Progress.COMPLETE, day=days(-9), accepted=True)
    make_review(update, Review.Verdict.REOPENED, comment="The audit found gaps.", day=days(-3))

    assert "reopened Why: The audit found gaps." in page(Role.SCRUTINY_MEMBER).main.text


def test_what_is_confidential_stays_with_those_who_may_read_it(
    action: Action, step: Milestone, page: Any
) -> None:
    secret = make_update(
        action, step, text="Secret word.", is_confidential=True, day=days(-9), accepted=True
    )
    make_due_date(step, days(3), update=secret, reason="Secret reason.", day=days(-9))
    open_one = make_update(action, step, text="Open word.", day=days(-5), accepted=True)
    make_evidence(open_one, "Secret evidence", is_confidential=True)
    hidden = make_action(action.plan, text="Hidden", reference="SecretRef", is_confidential=True)
    make_ending(hidden, Ending.Kind.SUPERSEDED, successor=action, reason="Merged.")

    officer, member = page().main.text, page(Role.SCRUTINY_MEMBER).main.text

    assert officer.count("Secret") >= 4
    assert "Open word." in member
    assert "Secret" not in member


def test_a_confidential_action_has_no_page_for_members(plan: ActionPlan, client_for: Any) -> None:
    action = make_action(plan, is_confidential=True)

    assert client_for(Role.SCRUTINY_MEMBER).get(url(action)).status_code == 404
    assert client_for(Role.DIRECTOR).get(url(action)).status_code == 200


def test_as_at_a_day_it_ends_there(action: Action, step: Milestone, page: Any) -> None:
    action.text = "Train some managers"
    action.save()
    date_versions(action, at(AGREED), at(days(-5)))
    make_update(action, step, text="Early.", day=days(-20))
    make_update(action, step, text="Entered late.", day=days(-20), known_on=days(-3))
    make_update(action, step, text="Late.", day=days(-2))

    asked = page(as_at=f"{days(-10)}")
    assert asked.h1 == "Everything recorded on: Train every manager"
    assert [text for text in ("Early.", "Entered late.", "Late.") if text in asked.main.text] == [
        "Early.",
        "Entered late.",
    ]
    assert "words or owners changed" not in asked.main.text
    assert "1 entry for that time came in later." in asked.main.text
    known = page(as_at=f"{days(-10)}", known_on=f"{days(-10)}").main.text
    assert "Entered late." not in known
    assert "words or owners changed" in page(as_at=f"{DAY}").main.text


def test_the_number_of_queries_does_not_grow(
    action: Action, step: Milestone, council: Council, client_for: Any
) -> None:
    client = client_for(Role.PLAN_MANAGER)
    record_much(action, step, council)
    few = queries_of(client, url(action))
    for _ in range(4):
        record_much(action, make_milestone(action), council)

    assert_same_number(few, queries_of(client, url(action)))


def record_much(action: Action, step: Milestone, council: Council) -> None:
    by = make_user()
    with pghistory.context(user=by.pk):
        action.text += "!"
        action.accountable = make_officer(council)
        action.watched_by = make_body(council)
        action.save()
        make_lead(step)
    update = make_update(action, step, accepted=True)
    asked = make_due_date(step, days(9), update=update, reason="Why not.", entered_by=by)
    make_review(None, due_date=asked)
    make_evidence(update)
    make_answer(make_question(action.plan, action=action))
    make_ending(action, Ending.Kind.CARRIED)
    make_ending(make_action(make_plan(council)), Ending.Kind.CARRIED, successor=action)
