"""What papers and briefings print of members' questions."""

from typing import Any

import pytest

from actionplans.models import ActionPlan, Question
from councils.models import Body, Council, User
from councils.roles import Role
from reports.building import PaperFacts, builder_of
from reports.models import Report
from reports.paper.document import Block, Items, Paragraph, walk
from scrutiny.briefing import briefing_html
from scrutiny.models import ReviewPaper
from tests.factories import (
    DAY,
    days,
    make_action,
    make_answer,
    make_answer_date,
    make_body,
    make_briefing,
    make_meeting,
    make_member,
    make_members_question,
    make_plan,
    make_redaction,
    make_report,
    make_scrutiny_review,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def councillor(council: Council) -> User:
    return make_member(council, Role.SCRUTINY_MEMBER, name="Councillor Marsh")


@pytest.fixture
def plan(council: Council) -> ActionPlan:
    return make_plan(council, title="Improvement plan")


@pytest.fixture
def report(plan: ActionPlan) -> Report:
    report = make_report(plan.council, as_at=DAY)
    report.plans.add(plan)
    return report


@pytest.fixture
def committee(council: Council) -> Body:
    return make_body(council, "Children’s Scrutiny Committee")


def ask(plan: ActionPlan, text: str, by: User, **fields: Any) -> Question:
    return make_members_question(plan, text, entered_by=by, **fields).question


def built(report: Report, *, is_public: bool = True, **options: Any) -> tuple[Block, ...]:
    facts = PaperFacts(report, DAY, is_public=is_public)
    return builder_of("members_questions").build(facts, options)


def lines(report: Report, **more: Any) -> list[str]:
    """Return the text of each entry and of what stands under it."""
    return [
        "".join(word.text for word in block.words)
        for block in walk(built(report, **more))
        if isinstance(block, Paragraph)
    ]


def test_each_question_stands_with_who_asked_and_what_was_said(
    report: Report, plan: ActionPlan, councillor: User
) -> None:
    action = make_action(plan)
    asked = ask(plan, "How many files?", councillor, action=action, day=days(-9))
    make_answer(asked, "Forty.", said_by="Director", day=days(-3))
    ask(plan, "By when?", councillor, due=days(4), day=days(-9))
    late = ask(plan, "And why?", councillor, due=days(-5), day=days(-30))
    make_answer_date(late, days(-2), "moved", day=days(-6))

    assert lines(report) == [
        "A member, 17 October 2026: And why?",
        "Not answered, late by 2 days: it was due by 14 November 2026. "
        "It was first due by 11 November 2026.",
        "A member, 7 November 2026: By when?",
        "Not answered; due by 20 November 2026.",
        "A member, 7 November 2026, about action 1: How many files?",
        "Answer by Director, 13 November 2026: Forty.",
    ]
    assert any(isinstance(block, Items) for block in built(report))


@pytest.mark.parametrize(
    ("of", "who"),
    [
        ({}, "A member"),
        ({"is_named": True}, "Councillor Marsh"),
        ({"member": "Councillor Okafor"}, "A member"),
        ({"member": "Councillor Okafor", "is_named": True}, "Councillor Okafor"),
        ({"body": True}, "A member, for the Children’s Scrutiny Committee"),
        ({"body": True, "meeting": True}, "Children’s Scrutiny Committee"),
        (
            {"body": True, "meeting": True, "member": "Councillor Okafor"},
            "Children’s Scrutiny Committee",
        ),
        (
            {"body": True, "meeting": True, "member": "Councillor Okafor", "is_named": True},
            "Councillor Okafor at Children’s Scrutiny Committee",
        ),
    ],
)
def test_a_member_is_named_only_where_they_want_it(
    report: Report,
    plan: ActionPlan,
    councillor: User,
    committee: Body,
    of: dict[str, Any],
    who: str,
) -> None:
    things = {"body": committee, "meeting": make_meeting(committee, days(-6))}
    of = {name: things.get(name, value) for name, value in of.items()}

    make_members_question(plan, "Why?", entered_by=councillor, of=of)

    assert lines(report)[0] == f"{who}, 16 November 2026: Why?"


def test_it_stands_as_at_the_papers_day(report: Report, plan: ActionPlan, councillor: User) -> None:
    report.as_at = days(-5)
    asked = ask(plan, "How many files?", councillor, due=days(-6), day=days(-9))
    make_answer(asked, "Forty.", day=days(-3))
    ask(plan, "Asked later", councillor, day=days(-4))

    assert lines(report) == [
        "A member, 7 November 2026: How many files?",
        "Not answered, late by 1 day: it was due by 10 November 2026.",
    ]


def test_only_public_words_stand_in_a_public_paper(
    report: Report, plan: ActionPlan, councillor: User
) -> None:
    ask(plan, "Hush", councillor, action=make_action(plan, is_confidential=True))
    Question.objects.create(
        plan=plan,
        action=make_action(plan),
        text="What do we tell them?",
        for_members=False,
        wanted_from="leads",
        day=DAY,
        known_on=DAY,
        entered_by=councillor,
    )

    assert lines(report) == [
        "1 question is about an action that is confidential now and is not shown."
    ]
    assert "Hush" in lines(report, is_public=False)[0]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({}, {"Waits", "Answered", "Old", "Other"}),
        ({"which": "waiting"}, {"Waits", "Other"}),
        ({"which": "answered"}, {"Answered", "Old"}),
        ({"since_last": True}, {"Waits", "Answered", "Other"}),
        ({"plan": "second"}, {"Other"}),
    ],
)
def test_which_of_them_is_chosen(
    report: Report,
    plan: ActionPlan,
    councillor: User,
    committee: Body,
    options: dict[str, Any],
    found: set[str],
) -> None:
    second = make_plan(plan.council, reference="second")
    report.plans.add(second)
    make_meeting(committee, days(-20))
    ask(plan, "Waits", councillor)
    make_answer(ask(plan, "Answered", councillor, day=days(-40)), day=days(-2))
    make_answer(ask(plan, "Old", councillor, day=days(-40)), day=days(-30))
    ask(second, "Other", councillor)
    ask(make_plan(plan.council), "Of no plan of the paper", councillor)

    said = " ".join(lines(report, **options))

    names = {"Waits", "Answered", "Old", "Other"}
    assert {name for name in names if f": {name}" in said} == found
    assert "Of no plan" not in said


def test_a_paper_about_a_review_has_those_of_its_plan_and_one_about_none_has_all(
    council: Council, councillor: User
) -> None:
    review = make_scrutiny_review(council)
    report = make_report(council, as_at=DAY)
    ask(review.plan, "Of its plan", councillor)
    ask(make_plan(council), "Of another", councillor)

    every = lines(report)
    ReviewPaper.objects.create(review=review, report=report)
    of_review = lines(report)

    assert len([line for line in every if line.startswith("A member")]) == 2
    assert "Of its plan" in of_review[0]
    assert not any("Of another" in line for line in of_review)


def test_a_paper_counts_what_it_does_not_show_of_its_own_plans_alone(
    report: Report, plan: ActionPlan, councillor: User
) -> None:
    other = make_plan(plan.council)
    ask(other, "Hush", councillor, action=make_action(other, is_confidential=True))

    assert built(report) == ()


# The briefing


def test_the_briefing_counts_what_it_does_not_show(plan: ActionPlan, councillor: User) -> None:
    make_action(plan, added_on=days(-90))
    ask(plan, "Hush", councillor, action=make_action(plan, is_confidential=True))

    html = briefing_html(make_briefing(plan.council, plan=plan))

    assert "No question shown waits for an answer." in html
    assert "1 question is about an action that is confidential now and is not shown." in html
    assert "Hush" not in html


def test_the_briefing_says_what_waits_late_first_and_no_more_than_it_has_room_for(
    plan: ActionPlan, councillor: User
) -> None:
    make_action(plan, added_on=days(-90))
    for number in range(9):
        ask(plan, f"Open {number}?", councillor, due=days(number + 1))
    ask(plan, "The late one?", councillor, due=days(-3))
    make_answer(ask(plan, "Answered?", councillor))

    html = briefing_html(make_briefing(plan.council, plan=plan))

    assert "10 questions wait for an answer; 1 is late." in html
    assert html.index("The late one?") < html.index("Open 0?")
    assert "Late by 3 days: the answer was due by 13 November 2026." in html
    assert "And 2 more." in html
    assert "Answered?" not in html


def test_the_briefing_is_as_at_its_day_and_withholds_a_name(
    plan: ActionPlan, councillor: User
) -> None:
    make_action(plan, added_on=days(-90))
    ask(plan, "Who visited Zuleika Quent?", councillor, day=days(-9))
    ask(plan, "Asked later?", councillor)
    briefing = make_briefing(plan.council, plan=plan, as_at=days(-3))
    assert "Zuleika" in briefing_html(briefing)

    make_redaction(plan.council, "Zuleika Quent")

    html = briefing_html(briefing)
    assert "Zuleika" not in html
    assert "Asked later?" not in html
    assert "1 question waits for an answer; none is late." in html


def test_nothing_asked_leaves_no_heading(plan: ActionPlan) -> None:
    make_action(plan, added_on=days(-90))

    assert "Questions of members" not in briefing_html(make_briefing(plan.council, plan=plan))
