"""Who reads what of a review: the page, the list, and what they ask the database."""

from collections.abc import Callable
from typing import Any

import pgtrigger
import pytest
from django.test import Client
from django.urls import reverse

from councils.models import Council, User
from councils.roles import Role
from scrutiny.models import ActionFromReview, ReviewPaper, ScrutinyReview
from tests.factories import (
    DAY,
    days,
    make_acronym,
    make_action,
    make_addressee,
    make_edition,
    make_evidence,
    make_member,
    make_note,
    make_report,
    make_response,
    make_review_finding,
    make_review_member,
    make_review_recommendation,
    make_scrutiny_review,
    make_session,
    make_strand,
    make_update,
)
from tests.pages import assert_same_number, fix_today, queries_of, read

pytestmark = pytest.mark.django_db
PARTS = ("chair", "member", "co_opted", "officer")
OPEN = {"termsword", "methodword", "sessionword", "metword", "memberword"}
FINDINGS = {"findingword", "recommendedword"}
NOTES = {"noteword"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    fix_today(monkeypatch)


@pytest.fixture
def review(council: Council) -> ScrutinyReview:
    return full(make_scrutiny_review(council, terms="termsword", methodology="methodword"))


def full(review: ScrutinyReview) -> ScrutinyReview:
    """Put a word of its own into each part of a review."""
    strand = make_strand(review)
    make_review_member(review, name="memberword")
    session = make_session(review, about="sessionword", met="metword")
    make_note(review, "noteword", session=session, strand=strand)
    make_review_finding(review, "findingword", strand=strand)
    make_review_recommendation(review, "recommendedword", strand=strand)
    return review


def address(review: ScrutinyReview, name: str = "review") -> str:
    args: list[Any] = [review.council.slug]
    return reverse(f"scrutiny:{name}", args=args if name == "reviews" else [*args, review.pk])


def seen(client: Client, review: ScrutinyReview, **asked: str) -> set[str]:
    words = read(client, address(review), **asked).main.text
    return {word for word in OPEN | FINDINGS | NOTES if word in words}


def put(review: ScrutinyReview, **fields: Any) -> None:
    """Set days of the review, also those that stay once they are there."""
    with pgtrigger.ignore("scrutiny.ScrutinyReview:opened_stays_open"):
        ScrutinyReview.objects.filter(pk=review.pk).update(**fields)


@pytest.mark.parametrize("role", Role.values)
def test_whoever_is_not_of_the_group_reads_what_is_open_and_nothing_else(
    role: str, review: ScrutinyReview, client_for: Any
) -> None:
    client = client_for(role)

    assert seen(client, review) == OPEN
    put(review, published_on=days(1))
    assert seen(client, review) == OPEN
    assert seen(client, review, as_at="2027-11-16") == OPEN
    put(review, published_on=DAY)
    assert seen(client, review) == OPEN | FINDINGS
    put(review, notes_opened_on=DAY)
    assert seen(client, review) == OPEN | FINDINGS | NOTES


@pytest.mark.parametrize("part", PARTS)
def test_everybody_of_the_group_reads_all_of_it(
    part: str, review: ScrutinyReview, member: Callable[..., User], client_for: Any
) -> None:
    user = member(Role.READER)
    held = make_review_member(review, user, part=part, starts=DAY)

    assert seen(client_for(user), review) == OPEN | FINDINGS | NOTES
    for fields in ({"starts": days(1)}, {"starts": days(-9), "ends": DAY}):
        type(held).objects.filter(pk=held.pk).update(**fields)
        assert seen(client_for(user), review) == OPEN


def test_terms_and_methodology_are_formatted_as_they_print(
    council: Council, client_for: Any
) -> None:
    said = "Look **deep**:\n\n- at thresholds\n- at visits"
    review = make_scrutiny_review(council, terms=said, methodology=said)

    page = read(client_for(Role.READER), address(review)).main

    assert [t for t in page.texts("li") if t in ("at thresholds", "at visits")] == [
        "at thresholds",
        "at visits",
    ] * 2
    assert "**" not in page.text


def test_acronyms_are_spelled_out_at_the_foot_and_those_of_notes_to_the_group_alone(
    review: ScrutinyReview, client_for: Any
) -> None:
    for short in ("MASH", "LADO", "PEP"):
        make_acronym(review.council, short, full=f"All of {short}")
    ScrutinyReview.objects.filter(pk=review.pk).update(terms="Look at the MASH.")
    make_note(review, "Ask the LADO.")
    address = reverse("scrutiny:review", args=[review.council.slug, review.pk])

    def spelled(client: Client) -> list[str]:
        foot = read(client, address).sections()["Acronyms on this page"]
        return [each.text for each in foot.all("dt")]

    assert spelled(client_for(Role.READER)) == ["MASH"]
    keeper = make_member(council=review.council, role=Role.SCRUTINY_MEMBER)
    make_review_member(review, user=keeper, part="officer")
    assert spelled(client_for(keeper)) == ["LADO", "MASH"]


def test_the_chair_stands_first_in_the_group_and_its_officer_last(
    council: Council, client_for: Any
) -> None:
    review = make_scrutiny_review(council)
    for part in ("officer", "co_opted", "chair", "member"):
        make_review_member(review, name=f"The {part}", part=part)

    shown = read(client_for(Role.READER), address(review)).main.texts("li")

    named = [text.split(" ")[1] for text in shown if text.startswith("The ")]
    assert named == ["chair", "member", "co_opted", "officer"]


def test_a_body_leads_to_the_reviews_it_commissioned(
    review: ScrutinyReview, client_for: Any
) -> None:
    other = make_scrutiny_review(review.council, title="Of another body")
    args = [review.council.slug, review.commissioned_by_id]

    links = read(client_for(Role.READER), reverse("scrutiny:body", args=args)).main.links

    assert links[review.title] == address(review)
    assert other.title not in links


def test_the_group_of_another_review_reads_nothing_of_this_one(
    review: ScrutinyReview, member: Callable[..., User], client_for: Any
) -> None:
    user = member(Role.SCRUTINY_MEMBER)
    make_review_member(make_scrutiny_review(review.council), user, part="chair")

    assert seen(client_for(user), review) == OPEN


def test_the_sentence_gives_nothing_away_before_it_is_published(
    review: ScrutinyReview, client_for: Any
) -> None:
    put(review, adopted_on=DAY, reported_on=DAY)

    page = read(client_for(Role.DIRECTOR), address(review))

    assert "What it recommends is not published yet." in page.main.text
    assert "1" not in page.one("p", id="sentence").text.replace("16 November", "")


def test_answers_stand_with_verdict_lead_day_and_by_whom_and_what_was_said_before(
    review: ScrutinyReview, client_for: Any
) -> None:
    put(review, published_on=days(-30), adopted_on=days(-30), received_on=days(-30))
    asked = review.recommendations.get()
    cabinet = make_addressee(asked)
    make_addressee(asked, name="The trust", kind="other")
    make_response(asked, by=cabinet, day=days(-9), verdict="not_accepted", text="No money.")
    make_response(asked, by=cabinet, verdict="in_part", text="One post.", due=days(20))

    page = read(client_for(Role.SCRUTINY_MEMBER), address(review))
    text = page.one("section", id=f"recommendation-{asked.pk}").text

    assert f"To {cabinet.name} and The trust" in text
    assert "Accepted in part" in text
    assert "One post." in text
    assert "By 6 December 2026." in text
    assert "Answered before: 1 Not accepted, 7 November 2026" in text
    assert "Not answered The trust" in text
    before = read(client_for(Role.SCRUTINY_MEMBER), address(review), as_at="2026-11-08")
    assert (
        "All else of the review is shown as it is today" in before.one("p", id="as-of-today").text
    )
    assert "shown as it is today" not in page.main.text
    assert "One post." not in before.main.text
    assert "No money." in before.main.text


def test_of_a_session_to_come_the_page_says_who_is_to_be_met(
    review: ScrutinyReview, client_for: Any
) -> None:
    coming = make_session(review, held_on=days(10), met="Designated nurse")
    client = client_for(Role.READER)

    def said(**asked: str) -> str:
        return read(client, address(review), **asked).one("li", id=f"session-{coming.pk}").text

    assert "To be met: Designated nurse" in said()
    assert said(as_at="2026-11-26").split(" ")[-3:] == ["Met:", "Designated", "nurse"]


def test_the_actions_at_hand_stand_as_this_reader_may_see_them(
    review: ScrutinyReview, client_for: Any
) -> None:
    asked = review.strands.get().recommendation
    action = make_action(review.plan, text="Audit every file.", steps=1)
    hidden = make_action(review.plan, text="About one child.", is_confidential=True)
    for each in (action, hidden):
        each.recommendations.add(asked)
    told = make_update(action, action.milestones.get(), accepted=True)
    make_evidence(told, "Audit of two files", url="https://example.com/audit")
    update = make_update(action, action.milestones.get(), progress="complete")
    make_evidence(update, "Audit of ten files")
    put(review, published_on=DAY)
    link = {"recommendation": review.recommendations.get()}
    ActionFromReview.objects.create(action=hidden, **link)

    member = read(client_for(Role.SCRUTINY_MEMBER), address(review)).main.text
    officer = read(client_for(Role.DIRECTOR), address(review)).main.text

    assert "Audit every file." in member
    assert "About one child." not in member
    assert "1 more is not shown to you" in member
    assert "Officer says done" in officer
    assert "Officer says done" not in member
    assert officer.count("About one child.") == 2
    assert "Evidence (2) of action" in officer
    assert "Evidence (1) of action" in member
    assert "Audit of ten files" not in member
    assert "Audit of two files" in member


def test_others_learn_of_a_paper_about_it_once_it_is_published(
    review: ScrutinyReview, client_for: Any
) -> None:
    held = "No report about it is held."
    assert held in read(client_for(Role.DIRECTOR), address(review)).main.text
    unpublished = read(client_for(Role.READER), address(review)).main.text
    assert held not in unpublished
    assert "No report about it is published." in unpublished
    report = make_report(review.council, title="Paper on the review")
    ReviewPaper.objects.create(review=review, report=report)

    brings, others = Role.DEMOCRATIC_SERVICES, (Role.DIRECTOR, Role.READER)
    assert "Paper on the review" in read(client_for(brings), address(review)).main.text
    for role in others:
        assert "Paper on the review" not in read(client_for(role), address(review)).main.text
    edition = make_edition(report)
    page = read(client_for(Role.READER), address(review))
    assert page.links["Paper on the review"].endswith(f"/{edition.pk}/")


def test_the_list_groups_reviews_and_puts_late_answers_first(
    council: Council, client_for: Any
) -> None:
    assert (
        "No review is held here yet."
        in read(client_for(Role.READER), reverse("scrutiny:reviews", args=[council.slug])).text
    )
    late = {"published_on": days(-90), "adopted_on": days(-90)}
    one = make_scrutiny_review(council, title="Late by 10", received_on=days(-70), **late)
    two = make_scrutiny_review(council, title="Late by 20", received_on=days(-80), **late)
    make_scrutiny_review(council, title="Begun", commissioned_on=days(-3))
    for each in (one, two):
        make_addressee(make_review_recommendation(each))

    page = read(client_for(Role.READER), address(one, "reviews"))

    stages = page.sections()
    assert list(stages) == ["Under way", "Waiting for an answer"]
    assert list(stages["Waiting for an answer"].links) == ["Late by 20", "Late by 10"]
    assert stages["Waiting for an answer"].texts("strong") == ["Late", "Late"]
    only = read(client_for(Role.READER), address(one, "reviews"), plan=str(two.plan_id))
    assert [t for t in ("Late by 20", "Late by 10") if t in only.main.links] == ["Late by 20"]


def test_a_plan_of_another_council_or_none_is_not_found(
    council: Council, other_council: Council, client_for: Any
) -> None:
    other = make_scrutiny_review(other_council)
    where = reverse("scrutiny:reviews", args=[council.slug])

    for asked in (other.plan_id, "x", "²", "9" * 30):
        assert client_for(Role.READER).get(where, {"plan": asked}).status_code == 404


def test_queries_do_not_grow_with_what_is_in_a_review_nor_with_reviews(
    council: Council, client_for: Any
) -> None:
    user = make_member(council, Role.SCRUTINY_MEMBER)
    review = _many(council, user, 1)
    client = client_for(user)
    few = queries_of(client, address(review))
    listed = queries_of(client, address(review, "reviews"))

    _fill(review, 5)
    for _ in range(3):
        _many(council, user, 2)

    assert_same_number(few, queries_of(client, address(review)))
    assert_same_number(listed, queries_of(client, address(review, "reviews")))


def _many(council: Council, user: User, number: int) -> ScrutinyReview:
    review = make_scrutiny_review(council, published_on=DAY, commissioned_on=DAY)
    make_review_member(review, user)
    make_strand(review)
    _fill(review, number)
    return review


def _fill(review: ScrutinyReview, number: int) -> None:
    strand = review.strands.get()
    for _ in range(number):
        full_session = make_session(review)
        make_note(review, session=full_session, strand=strand)
        make_review_finding(review, strand=strand)
        asked = make_review_recommendation(review, strand=strand)
        make_response(asked, by=make_addressee(asked))
        action = make_action(review.plan)
        action.recommendations.add(strand.recommendation)
        make_evidence(make_update(action, action.milestones.get(), accepted=True))
        ActionFromReview.objects.create(recommendation=asked, action=action)
