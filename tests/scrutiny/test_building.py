"""What a paper about a review prints of it."""

import datetime
from collections.abc import Iterable
from typing import Any

import pytest

from councils.models import Council
from reports.building import PaperFacts, builder_of
from reports.models import Report
from reports.paper.document import Block, Paragraph, Table, walk
from scrutiny.models import ReviewPaper, ScrutinyReview
from tests.factories import (
    DAY,
    days,
    make_addressee,
    make_officer,
    make_report,
    make_response,
    make_review_finding,
    make_review_member,
    make_review_recommendation,
    make_scrutiny_review,
    make_session,
    make_strand,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(council: Council) -> ScrutinyReview:
    return make_scrutiny_review(council, published_on=days(-20))


@pytest.fixture
def report(review: ScrutinyReview) -> Report:
    report = make_report(review.council, as_at=DAY)
    ReviewPaper.objects.create(review=review, report=report)
    return report


def built(report: Report, name: str, day: datetime.date = DAY, **options: Any) -> tuple[Block, ...]:
    return builder_of(name).build(PaperFacts(report, day), options)


def words_of(blocks: Iterable[Block]) -> list[str]:
    """Return the text of each paragraph, those of lists too."""
    return [
        "".join(each.text for each in block.words)
        for block in walk(tuple(blocks))
        if isinstance(block, Paragraph)
    ]


def test_a_strand_is_headed_once_and_its_recommendations_hold_their_responses(
    review: ScrutinyReview, report: Report
) -> None:
    strand = make_strand(review)
    first = make_review_recommendation(review, "Audit it.", strand=strand)
    make_review_recommendation(review, "Train staff.", strand=strand)
    make_response(first, verdict="not_stated", source="Paper", text="There is a schedule.")

    assert words_of(built(report, "review_answers")) == [
        "On recommendation one of the inspection: mend practice 1",
        "Audit it.",
        "There is a schedule.",
        "Train staff.",
        "No response is held.",
    ]


def test_the_last_answer_of_each_who_was_asked_stands_with_verdict_lead_and_day(
    review: ScrutinyReview, report: Report
) -> None:
    asked = make_review_recommendation(review, "Strengthen the team.")
    cabinet = make_addressee(asked, name="Cabinet")
    trust = make_addressee(asked, name="The trust", kind="other")
    make_response(asked, by=cabinet, day=days(-9), text="We think about it.")
    lead = make_officer(review.council, "Head of Safeguarding")
    make_response(asked, by=cabinet, verdict="in_part", text="One post.", lead=lead, due=days(30))
    make_response(asked, by=trust, verdict="for_another", text="The group decides.")

    assert words_of(built(report, "review_answers"))[1:] == [
        "To: Cabinet and The trust.",
        "Cabinet: Accepted in part. One post.",
        f"Lead: Head of Safeguarding. By {days(30):%-d %B %Y}.",
        "The trust: For another body to decide. The group decides.",
    ]


def test_what_was_answered_after_the_papers_day_or_known_later_is_not_in_it(
    review: ScrutinyReview, report: Report
) -> None:
    asked = make_review_recommendation(review, "Audit it.")
    make_response(asked, day=days(1), text="Too late.")
    make_response(asked, day=DAY, known_on=days(1), text="Not known then.")

    assert words_of(built(report, "review_answers")) == ["Audit it.", "No response is held."]


def test_what_is_on_no_strand_stands_last_under_a_heading_of_its_own(
    review: ScrutinyReview, report: Report
) -> None:
    first, second = make_strand(review), make_strand(review)
    make_review_recommendation(review, "To all.")
    make_review_recommendation(review, "To the second.", strand=second)
    make_review_recommendation(review, "To all too.")
    make_review_recommendation(review, "To the first.", strand=first)

    assert words_of(built(report, "review_answers", has_responses=False)) == [
        "On recommendation one of the inspection: mend practice 1",
        "To the first.",
        "On recommendation two of the inspection: mend practice 2",
        "To the second.",
        "On no single recommendation of the inspection",
        "To all.",
        "To all too.",
    ]


def test_nothing_is_set_apart_where_no_recommendation_is_on_a_strand(
    review: ScrutinyReview, report: Report
) -> None:
    make_strand(review)
    make_review_recommendation(review, "To all.")

    assert words_of(built(report, "review_answers", has_responses=False)) == ["To all."]


def test_to_whom_each_is_made_is_printed_and_who_has_not_answered_is_named(
    review: ScrutinyReview, report: Report
) -> None:
    both = make_review_recommendation(review, "Share it.")
    cabinet = make_addressee(both, name="Cabinet")
    make_addressee(both, name="The *Board*", kind="other")
    make_response(both, by=cabinet, text="We do.")
    alone = make_review_recommendation(review, "Audit it.")
    make_addressee(alone, name="The trust", kind="other")

    assert words_of(built(report, "review_answers")) == [
        "Share it.",
        "To: Cabinet and The *Board*.",
        "Cabinet: Accepted. We do.",
        "The *Board*: Not answered.",
        "Audit it.",
        "To: The trust.",
        "Not answered.",
    ]
    without = words_of(built(report, "review_answers", has_addressees=False))
    assert without == ["Share it.", "Accepted. We do.", "Audit it.", "Not answered."]


def test_an_answer_of_which_it_is_not_said_whose_leaves_nobody_unanswered(
    review: ScrutinyReview, report: Report
) -> None:
    asked = make_review_recommendation(review, "Share it.")
    make_addressee(asked, name="Cabinet")
    make_addressee(asked, name="The trust", kind="other")
    make_response(asked, by=None, verdict="not_stated", source="Paper", text="It is shared.")

    assert words_of(built(report, "review_answers"))[1:] == [
        "To: Cabinet and The trust.",
        "It is shared.",
    ]


def test_nobody_is_said_not_to_have_answered_what_was_not_published_on_the_papers_day(
    council: Council,
) -> None:
    review = make_scrutiny_review(council, published_on=days(1))
    report = make_report(council, as_at=DAY)
    ReviewPaper.objects.create(review=review, report=report)
    make_addressee(make_review_recommendation(review, "Audit it."), name="Cabinet")

    assert words_of(built(report, "review_answers")) == ["Audit it.", "To: Cabinet."]


def test_of_a_session_to_come_it_is_said_who_is_to_be_met(
    review: ScrutinyReview, report: Report
) -> None:
    make_session(review, held_on=DAY, met="Staff\nManagers")
    make_session(review, held_on=days(1), met="Designated nurse")

    [table] = built(report, "review_about", what="sessions")

    assert words_of([table])[2::3] == ["Staff, Managers", "To be met: Designated nurse"]


@pytest.mark.parametrize("number", ["²", "1.4", "", "12"])
def test_any_number_of_the_inspectorate_heads_a_strand(
    review: ScrutinyReview, report: Report, number: str
) -> None:
    strand = make_strand(review)
    type(strand.recommendation).objects.filter(pk=strand.recommendation_id).update(number=number)
    make_review_recommendation(review, strand=strand)

    assert words_of(built(report, "review_answers"))[0].startswith(f"On recommendation {number} of")


def test_terms_people_sessions_and_findings_stand_in_their_order(
    review: ScrutinyReview, report: Report
) -> None:
    ScrutinyReview.objects.filter(pk=review.pk).update(terms="Look *deep*.", methodology="By talk.")
    make_strand(review)
    make_review_member(review, name="Councillor for Elm", part="chair")
    make_session(review, order=1, held_on=None, about="", met="")
    make_session(review, order=2, held_on=DAY, met="Staff\nManagers")
    make_review_finding(review, "Second.", order=2)
    make_review_finding(review, "First.", order=1)

    def about(what: str) -> list[str]:
        return words_of(built(report, "review_about", what=what))

    assert about("terms") == ["Look deep."]
    assert about("methodology") == ["By talk."]
    assert about("strands") == ["Recommendation 1. Mend practice 1."]
    assert about("members") == ["Councillor for Elm, chair"]
    assert about("findings") == ["First.", "Second."]
    [table] = built(report, "review_about", what="sessions")
    assert isinstance(table, Table)
    assert words_of([table]) == [
        f"{DAY:%-d %B %Y}",
        "Thresholds",
        "Staff, Managers",
        "Not stated",
        "Not stated",
        "Not stated",
    ]


@pytest.mark.parametrize("name", ["review_answers", "review_about"])
def test_a_paper_about_no_review_has_nothing_of_one(review: ScrutinyReview, name: str) -> None:
    make_review_recommendation(review)
    assert built(make_report(review.council), name) == ()


def test_an_empty_review_prints_nothing(report: Report) -> None:
    assert built(report, "review_answers") == ()
    for what in ("terms", "strands", "methodology", "members", "sessions", "findings"):
        assert built(report, "review_about", what=what) == ()
