"""Who is told of an answer that is owed, when, and in which e-mail: the leads' one digest."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.models import ActionPlan, ReminderSettings
from actionplans.reminding import sending
from actionplans.reminding.answers import is_newly_late
from actionplans.reminding.schedule import Run
from actionplans.reminding.sending import remind
from councils import emails
from councils.models import Council, Officer, OutgoingEmail, User
from councils.roles import Role
from tests import factories as make
from tests.factories import DAY, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(council: Council) -> User:
    return make.make_member(council, Role.PLAN_MANAGER, name="Manager", email="m@council.example")


@pytest.fixture
def plan(council: Council, manager: User) -> ActionPlan:
    """A plan that reminds nobody of its steps."""
    return make.make_plan(council, title="Improvement plan", manager=manager)


@pytest.fixture
def lead(council: Council) -> Officer:
    user = make.make_member(council, Role.LEAD_OFFICER, email="lead@council.example")
    return make.make_officer(council, "Head of Service", user=user)


@pytest.fixture
def keeper(council: Council) -> User:
    return make.make_member(council, Role.DEMOCRATIC_SERVICES, email="clerk@council.example")


@pytest.fixture
def member(council: Council) -> User:
    return make.make_member(council, Role.SCRUTINY_MEMBER, email="member@council.example")


def led(plan: ActionPlan, lead: Officer, **fields: Any) -> Any:
    action = make.make_action(plan, **fields)
    make.make_lead(action.milestones.get(), lead)
    return action


def asked(
    plan: ActionPlan, action: Any, by: User, due: datetime.date, text: str = "How many wait?"
) -> Any:
    of = {"wanted_from": "leads" if action else "manager", "entered_by": by}
    return make.make_members_question(plan, text, due=due, action=action, **of).question


def told(day: datetime.date) -> dict[str, Any]:
    """Return the e-mails of a run by whom they went to, sent."""
    before = len(mail.outbox)
    for email in remind(day):
        emails.send(email.pk)
    sent = mail.outbox[before:]
    assert len({tuple(each.to) for each in sent}) == len(sent)
    return {each.to[0]: each for each in sent}


@pytest.mark.parametrize(
    ("due", "since", "is_told"),
    [
        (0, -3, False),  # today it can still be given
        (-1, -3, True),  # Sunday, after a Friday's run
        (-3, -3, True),  # the Friday itself
        (-4, -3, False),  # told on that Friday
        (1, 0, False),
    ],
)
def test_the_first_run_after_a_day_tells_that_it_passed(
    due: int, since: int, is_told: bool
) -> None:
    assert is_newly_late(days(due), Run(DAY, days(since), days(since))) == is_told


def test_the_lead_is_told_before_the_day_on_it_and_weekly_while_it_is_late(
    plan: ActionPlan, lead: Officer, member: User, keeper: User
) -> None:
    """Also where the plan reminds nobody of its steps: whoever asked was promised a day."""
    action = led(plan, lead)
    make.make_due_date(action.milestones.get(), days(1))
    question = asked(plan, action, member, days(8))

    runs = {number: told(days(number)) for number in range(30)}

    found = {number: each.get("lead@council.example") for number, each in runs.items()}
    to_lead = {number: email for number, email in found.items() if email}
    assert list(to_lead) == [1, 8, 14, 21, 28]
    assert to_lead[1].subject == "Your answers: 1 to give"
    assert "QUESTIONS TO YOU\n\nHow many wait?\n" in to_lead[1].body
    assert "Answer by 24 November 2026." in to_lead[1].body
    assert f"/questions/{question.pk}/" in to_lead[1].body
    assert "Report progress" not in to_lead[1].body
    assert to_lead[14].subject == "Your answers: 1 late"
    assert "LATE: it was to be answered by 24 November 2026." in to_lead[14].body
    others = {n: sorted({*each} - {"lead@council.example"}) for n, each in runs.items()}
    assert {n: to for n, to in others.items() if to} == {
        9: ["clerk@council.example", "member@council.example"]
    }


def test_who_keeps_the_list_and_who_asked_are_told_once_that_it_is_late(
    plan: ActionPlan, lead: Officer, member: User, keeper: User
) -> None:
    asked(plan, led(plan, lead), member, days(1))
    told(days(1))

    late = told(days(2))

    clerk = late["clerk@council.example"]
    assert clerk.subject == "Answers not given in time: 1"
    assert "NOT ANSWERED IN TIME\n\nHow many wait?" in clerk.body
    assert "keep the list of what is asked" in clerk.body
    assert "Read: http" in clerk.body and "Answer: http" not in clerk.body
    assert "member@council.example" in late
    assert all("lead@" in to for n in range(3, 12) for to in told(days(n)))


def test_it_stands_in_the_one_digest_with_steps_and_an_answer_ends_it(
    plan: ActionPlan, lead: Officer, member: User, council: Council
) -> None:
    ReminderSettings.objects.create(plan=plan, is_on=True, words="Say what changed.")
    action = led(plan, lead)
    make.make_due_date(action.milestones.get(), days(7))
    question = asked(plan, action, member, days(7))

    first = told(DAY)["lead@council.example"]
    make.make_answer(question, "Four.")
    second = told(days(7))["lead@council.example"]

    assert first.subject == "Your actions: 1 due soon; your answers: 1 to give"
    assert "Report progress: http" in first.body and "How many wait?" in first.body
    assert second.subject == "Your actions: 1 due soon"
    assert "How many wait?" not in second.body
    assert told(days(8)) == {}


def test_the_manager_owes_what_is_asked_of_the_plan_or_of_leads_whom_nothing_reaches(
    plan: ActionPlan, member: User, manager: User, council: Council
) -> None:
    asked(plan, None, member, days(7), "What of the plan?")
    nobody = make.make_officer(council, "Head of Nothing")
    asked(plan, led(plan, nobody), member, days(7), "What of the action?")

    [(to, email)] = told(DAY).items()

    assert to == "m@council.example"
    assert "What of the plan?" in email.body and "What of the action?" in email.body
    assert "reply to this e-mail" not in email.body
    assert email.subject == "Your answers: 2 to give"


def test_confidential_words_are_not_sent_nor_a_member_told(
    plan: ActionPlan, lead: Officer, member: User, keeper: User
) -> None:
    asked(plan, led(plan, lead, is_confidential=True), member, days(1), "What of Amira?")

    sent = [*told(DAY).values(), *told(days(1)).values(), *told(days(2)).values()]

    assert {each.to[0] for each in sent} == {"lead@council.example", "clerk@council.example"}
    assert not any("Amira" in each.body for each in sent)
    assert all("A question about a confidential action" in each.body for each in sent)


def test_another_council_hears_nothing_and_no_day_is_told_twice(
    plan: ActionPlan, lead: Officer, member: User
) -> None:
    other = make.make_council()
    make.make_member(other, Role.DEMOCRATIC_SERVICES, email="other@council.example")
    asked(plan, led(plan, lead), member, days(1))

    sent = [told(days(n)) for n in (0, 1, 1, 2, 2, 5, 6)]

    assert [len(each) for each in sent] == [0, 1, 0, 1, 0, 0, 0]
    assert "other@council.example" not in {to for each in sent for to in each}


def test_more_answers_need_no_more_queries(
    plan: ActionPlan, lead: Officer, member: User, keeper: User
) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as found:
            sending.told_on(plan.council, sending.plans_to_remind(DAY), DAY)
        return len(found)

    asked(plan, led(plan, lead), member, days(-1))
    asked(plan, None, member, days(7))
    few = counted()
    for number in range(5):
        asked(plan, led(plan, lead), member, days(-number))
        asked(plan, None, member, days(number))

    assert counted() == few


# Answers to reviews


def review_of(plan: ActionPlan, **fields: Any) -> Any:
    dates = {"adopted_on": days(-70), "received_on": days(-53), "published_on": days(-53)}
    review = make.make_scrutiny_review(
        plan.council, plan=plan, title="Thresholds", **dates | fields
    )
    for number in range(3):
        make.make_addressee(make.make_review_recommendation(review, f"Do it, {number}."))
    return review


def test_a_reviews_answer_is_due_two_months_from_receipt_and_told_to_who_gives_it(
    plan: ActionPlan, manager: User, member: User
) -> None:
    """Received on 24 September: due by 23 November, a Monday."""
    review = review_of(plan)
    make.make_response(review.recommendations.get(order=2))
    make.make_review_member(review, member, part="chair")
    director = make.make_member(plan.council, Role.DIRECTOR, email="d@council.example")

    runs = {number: told(days(number)) for number in range(11)}

    before, late = runs[0], runs[8]
    assert sorted(before) == [director.email, manager.email]
    body = before["m@council.example"].body
    assert "REVIEWS THAT WAIT FOR THE EXECUTIVE’S ANSWER" in body
    assert "Recommendations 1 and 3 of “Thresholds”" in body
    assert "Answer by 23 November 2026." in body
    assert f"/reviews/{review.pk}/" in body
    assert list(late) == ["member@council.example"]
    assert "LATE: it was to be answered by 23 November 2026." in late[member.email].body
    assert {n for n, each in runs.items() if each} == {0, 7, 8}


@pytest.mark.parametrize(
    "fields",
    [{"received_on": None}, {"published_on": None}, {"adopted_on": None, "received_on": None}],
)
def test_nothing_is_claimed_of_a_review_without_receipt_or_that_is_not_open(
    plan: ActionPlan, manager: User, fields: dict[str, Any]
) -> None:
    review_of(plan, **fields)

    assert [told(days(number)) for number in range(15)] == [{}] * 15
    assert not OutgoingEmail.objects.exists()
