"""Reviews: what the database refuses, whatever form or file it comes from."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from councils.models import Council
from scrutiny.models import (
    ActionFromReview,
    Response,
    ReviewPaper,
    ReviewRecommendation,
    ScrutinyReview,
)
from tests.factories import (
    DAY,
    days,
    make_acronym,
    make_action,
    make_addressee,
    make_body,
    make_briefing,
    make_edition,
    make_meeting,
    make_member,
    make_members_question,
    make_note,
    make_officer,
    make_plan,
    make_report,
    make_response,
    make_review_finding,
    make_review_member,
    make_review_recommendation,
    make_scrutiny_review,
    make_session,
    make_strand,
)
from tests.refusals import (
    constraints_of,
    crossings_of,
    refused_as_a_fact,
    refused_by,
    refused_saying,
    refused_to_move,
)
from tests.scrutiny.oversight import refused as oversight

pytestmark = pytest.mark.django_db


def _twice(make: Callable[..., object], *given: object, **fields: object) -> None:
    with transaction.atomic():
        for _ in range(2):
            make(*given, **fields)


def _asked(council: Council) -> ReviewRecommendation:
    return make_review_recommendation(make_scrutiny_review(council))


def _member_twice(council: Council) -> None:
    review = make_scrutiny_review(council)
    _twice(make_review_member, review, make_member(council))


def _action_twice(council: Council) -> None:
    asked = _asked(council)
    action = make_action(asked.review.plan)
    _twice(ActionFromReview.objects.create, recommendation=asked, action=action)


def _corrected(asked: ReviewRecommendation, **fields: Any) -> Response:
    return make_response(asked, corrects=make_response(asked), **fields)


def _strand_twice(council: Council) -> None:
    review = make_scrutiny_review(council)
    first = make_strand(review)
    make_strand(review, recommendation=first.recommendation)


VIOLATIONS: dict[str, Callable[[Council], object]] = {
    "review_title_once": lambda c: _twice(make_scrutiny_review, c, title="Ofsted Working Group"),
    "review_received_after_adopted": lambda c: make_scrutiny_review(
        c, adopted_on=DAY, received_on=days(-1)
    ),
    "review_notes_open_after_the_rest": lambda c: make_scrutiny_review(c, notes_opened_on=DAY),
    "review_member_once": _member_twice,
    "review_member_has_a_known_part": lambda c: make_review_member(
        make_scrutiny_review(c), part="guest"
    ),
    "review_member_ends_after_start": lambda c: make_review_member(
        make_scrutiny_review(c), starts=DAY, ends=days(-1)
    ),
    "review_strand_order": lambda c: _orders(make_strand, make_scrutiny_review(c)),
    "review_strand_once": _strand_twice,
    "review_session_order": lambda c: _twice(make_session, make_scrutiny_review(c), order=1),
    "review_finding_order": lambda c: _twice(make_review_finding, make_scrutiny_review(c), order=1),
    "review_recommendation_order": lambda c: _twice(
        make_review_recommendation, make_scrutiny_review(c), order=1
    ),
    "review_addressee_order": lambda c: _twice(make_addressee, _asked(c), order=1),
    "review_addressee_once": lambda c: _twice(make_addressee, _asked(c), name="Cabinet"),
    "review_addressee_of_a_known_kind": lambda c: make_addressee(_asked(c), kind="guest"),
    "review_response_has_a_known_verdict": lambda c: make_response(_asked(c), verdict="perhaps"),
    "review_response_says_why": lambda c: make_response(_asked(c), verdict="not_accepted", text=""),
    "review_response_not_stated_in_a_paper": lambda c: make_response(
        _asked(c), verdict="not_stated"
    ),
    "review_response_says_why_it_corrects": lambda c: _corrected(_asked(c), why=""),
    "review_response_says_by_whom": lambda c: make_response(_asked(c), entered_by=None),
    "action_from_review_once": _action_twice,
    "acronym_once_in_council": lambda c: _twice(make_acronym, c, "MASH"),
    "acronym_is_spelled_out": lambda c: make_acronym(c, full=""),
    "briefing_has_what_its_status_says": lambda c: make_briefing(c, content=None),
    "members_question_says_the_flag": lambda c: make_members_question(
        make_plan(c), of={"flag": "late:step:1"}
    ),
    **oversight.VIOLATIONS,
}


def _orders(make: Callable[..., Any], review: ScrutinyReview) -> None:
    make(review)
    second = make(review)
    type(second).objects.filter(pk=second.pk).update(order=1)


@pytest.mark.parametrize("constraint", VIOLATIONS)
def test_the_database_refuses(constraint: str, council: Council) -> None:
    with refused_by(constraint):
        VIOLATIONS[constraint](council)


def test_every_constraint_is_tried_here() -> None:
    assert constraints_of("scrutiny") == set(VIOLATIONS)


CROSSINGS: dict[str, tuple[str, Callable[[Council, Council], object]]] = {
    "a body of another council": (
        "The body or the plan is of another council than the review.",
        lambda c, other: make_scrutiny_review(c, commissioned_by=make_body(other)),
    ),
    "a plan of another council": (
        "The body or the plan is of another council than the review.",
        lambda c, other: make_scrutiny_review(c, plan=make_plan(other)),
    ),
    "somebody without a role": (
        "Whoever is in the group needs a role in the council.",
        lambda c, other: make_review_member(make_scrutiny_review(c), make_member(other)),
    ),
    "what the plan does not answer": (
        "The recommendation is none that the plan answers.",
        lambda c, other: make_strand(
            make_scrutiny_review(c),
            recommendation=make_strand(make_scrutiny_review(other)).recommendation,
        ),
    ),
    "a session of another review": (
        "The session belongs to another review.",
        lambda c, other: make_note(
            make_scrutiny_review(c), session=make_session(make_scrutiny_review(c))
        ),
    ),
    "a note on a strand of another review": (
        "The strand belongs to another review.",
        lambda c, other: make_note(
            make_scrutiny_review(c), strand=make_strand(make_scrutiny_review(c))
        ),
    ),
    "a finding on a strand of another review": (
        "The strand belongs to another review.",
        lambda c, other: make_review_finding(
            make_scrutiny_review(c), strand=make_strand(make_scrutiny_review(c))
        ),
    ),
    "a recommendation in a strand of another review": (
        "The strand belongs to another review.",
        lambda c, other: make_review_recommendation(
            make_scrutiny_review(c), strand=make_strand(make_scrutiny_review(c))
        ),
    ),
    "a paper of another council": (
        "The paper is of another council than the review.",
        lambda c, other: ReviewPaper.objects.create(
            review=make_scrutiny_review(c), report=make_report(other)
        ),
    ),
    "an addressee of another council": (
        "The body is of another council than the review.",
        lambda c, other: make_addressee(_asked(c), body=make_body(other)),
    ),
    "a briefing on a plan of another council": (
        "A briefing is about its own council",
        lambda c, other: make_briefing(c, plan=make_plan(other)),
    ),
    "an answer of somebody who was not asked": (
        "Whoever answers was not asked.",
        lambda c, other: make_response(_asked(c), by=make_addressee(_asked(c))),
    ),
    "an answer that corrects one to something else": (
        "The answer corrects one to another recommendation.",
        lambda c, other: make_response(_asked(c), corrects=make_response(_asked(c)), why="Wrong."),
    ),
    "a lead of another council": (
        "The lead is of another council than the review.",
        lambda c, other: make_response(_asked(c), lead=make_officer(other)),
    ),
    "an action of another council": (
        "The action is of another council than the review.",
        lambda c, other: ActionFromReview.objects.create(
            recommendation=_asked(c), action=make_action(make_plan(other))
        ),
    ),
    "a question for a body of another council": (
        "The body or the paper is of another council than the plan.",
        lambda c, other: make_members_question(make_plan(c), of={"body": make_body(other)}),
    ),
    "a question on a paper of another council": (
        "The body or the paper is of another council than the plan.",
        lambda c, other: make_members_question(
            make_plan(c), of={"edition": make_edition(make_report(other))}
        ),
    ),
    "a question at the meeting of another body": (
        "The meeting is of another body.",
        lambda c, other: make_members_question(
            make_plan(c), of={"body": make_body(c), "meeting": make_meeting(make_body(c))}
        ),
    ),
    "what officers ask among themselves": (
        "The question is none that members ask and read.",
        lambda c, other: make_members_question(make_plan(c), for_members=False),
    ),
    **oversight.CROSSINGS,
}


@pytest.mark.parametrize("what", CROSSINGS)
def test_nothing_crosses_from_one_council_or_review_to_another(
    what: str, council: Council, other_council: Council
) -> None:
    sentence, cross = CROSSINGS[what]

    with refused_saying(sentence):
        cross(council, other_council)


def test_who_left_the_council_stays_named_in_the_group_they_left(council: Council) -> None:
    member = make_member(council)
    part = make_review_member(make_scrutiny_review(council), member)
    member.memberships.all().delete()
    part.ends = DAY
    part.save()

    assert str(part) == f"{member.name}, member"


STAYS: list[tuple[Callable[[ScrutinyReview], Any], str]] = [
    (lambda r: r, "council"),
    (lambda r: r, "plan"),
    (make_review_member, "review"),
    (make_strand, "review"),
    (make_session, "review"),
    (make_note, "review"),
    (make_review_finding, "review"),
    (make_review_recommendation, "review"),
    (lambda r: make_addressee(make_review_recommendation(r)), "recommendation"),
    (lambda r: ReviewPaper.objects.create(review=r, report=make_report(r.council)), "review"),
    (lambda r: ReviewPaper.objects.create(review=r, report=make_report(r.council)), "report"),
    (lambda r: _action_of(r), "recommendation"),
    (lambda r: _action_of(r), "action"),
    (lambda r: make_acronym(r.council), "council"),
]


def _action_of(review: ScrutinyReview) -> ActionFromReview:
    asked = make_review_recommendation(review)
    return ActionFromReview.objects.create(recommendation=asked, action=make_action(review.plan))


@pytest.mark.parametrize(("make", "field"), STAYS)
def test_what_stands_in_a_review_stays_in_it(
    council: Council, make: Callable[[ScrutinyReview], Any], field: str
) -> None:
    row, other = make(make_scrutiny_review(council)), make(make_scrutiny_review(council))
    if field == "council":
        other = make_scrutiny_review(make_plan().council)

    with refused_to_move():
        type(row).objects.filter(pk=row.pk).update(**{field: getattr(other, field)})


@pytest.mark.parametrize(("make", "field"), oversight.STAYS)
def test_what_a_body_holds_stays_with_it(
    council: Council, make: Callable[[Any], Any], field: str
) -> None:
    row, other = make(make_body(council)), make(make_body(council))

    with refused_to_move():
        type(row).objects.filter(pk=row.pk).update(**{field: getattr(other, field)})


def test_every_key_that_could_cross_is_tried_here() -> None:
    crossing = {name for _, name in crossings_of("scrutiny") if not name.endswith("_stays")}
    staying = {(m, n) for m, n in crossings_of("scrutiny") if n.endswith("_stays")}

    of_bodies = len(oversight.CROSSINGS) - oversight.RULES
    # A review's body and plan are one rule; so are a question's body and paper.
    assert len(crossing) == len(CROSSINGS) - 2 - of_bodies
    assert len(staying) == len(STAYS) + len(oversight.STAYS)


def test_an_answer_is_only_ever_added(council: Council) -> None:
    asked = _asked(council)
    rows = type(make_response(asked)).objects.filter(recommendation=asked)

    with refused_as_a_fact():
        rows.update(text="Otherwise")
    with refused_as_a_fact():
        rows._raw_delete("default")


def _one_of_each(council: Council) -> None:
    review = make_scrutiny_review(council)
    make_review_member(review)
    make_session(review)
    make_note(review, strand=make_strand(review))
    make_review_finding(review)
    make_addressee(make_review_recommendation(review))
    _action_of(review)
    ReviewPaper.objects.create(review=review, report=make_report(council))
    make_acronym(council)
    oversight.one_of_each(council)


def test_history_refuses_to_be_rewritten(council: Council) -> None:
    _one_of_each(council)
    tracked = [m for m in apps.get_app_config("scrutiny").get_models() if _has_history(m)]

    assert {model.__name__ for model in tracked} == {
        "ScrutinyReview",
        "ReviewMember",
        "ReviewStrand",
        "ReviewSession",
        "ReviewNote",
        "ReviewFinding",
        "ReviewPaper",
        "ReviewRecommendation",
        "ReviewAddressee",
        "ActionFromReview",
        "Acronym",
        *oversight.TRACKED,
    }
    for model in tracked:
        events = model.pgh_event_model.objects.all()  # type: ignore[attr-defined]
        assert events.exists(), model
        with refused_as_a_fact():
            events.update(pgh_label="insert")
        with refused_as_a_fact():
            events.delete()


def _has_history(model: type) -> bool:
    return hasattr(model, "pgh_event_model")
