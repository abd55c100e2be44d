"""Recommendations in a paper: whose, in whose words, by when."""

import pytest

from councils.models import Council
from inspections.models import Inspection, RecommendationWording
from reports.models import Report
from reports.paper.document import Items, Paragraph
from tests.factories import (
    make_action,
    make_inspection,
    make_plan,
    make_recommendation,
    make_report,
)
from tests.reports.built import build, built

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection(council: Council) -> Inspection:
    """Three recommendations to the council, and one to the board under the number 110."""
    inspection = make_inspection(council)
    for text in ("Oversee.", "Watch.", "Support."):
        make_recommendation(inspection, text=text)
    own = {"number": "110", "council_number": "LSCB 1", "addressed_to": "board"}
    make_recommendation(inspection, text="Keep a register.", **own)
    return inspection


@pytest.fixture
def report(council: Council, inspection: Inspection) -> Report:
    report = make_report(council)
    plan = make_plan(council)
    plan.sources.add(inspection)
    report.plans.add(plan)
    return report


def test_the_councils_are_counted_and_listed(report: Report) -> None:
    assert built(report, "recommendations") == [
        "There were three recommendations for the council arising from the inspection. These were:",
        "- Oversee.",
        "- Watch.",
        "- Support.",
    ]


def test_the_boards_are_numbered_as_the_council_knows_them(report: Report) -> None:
    options = {"addressed_to": "board", "intro": "It led to {number}:"}
    _, listed = build(report, "recommendations", **options)

    assert built(report, "recommendations", **options)[0] == "It led to one:"
    assert isinstance(listed, Items)
    assert (listed.kind, listed.start) == ("numbers", 1)
    assert built(report, "recommendations", addressed_to="board", has_intro=False) == [
        "- Keep a register."
    ]


def test_the_sentence_before_them_can_go_on_from_the_paragraph_above(report: Report) -> None:
    first = build(report, "recommendations", intro="~They are **{number}**:")[0]

    assert isinstance(first, Paragraph)
    assert (first.text, first.goes_on, first.level) == ("They are three:", True, 0)
    assert first.words[1].is_bold


def test_some_can_be_chosen_by_their_numbers_and_keep_them(report: Report) -> None:
    found = built(report, "recommendations", numbers=["1", "3"])

    assert found == [
        "There were three recommendations for the council arising from the inspection. "
        "These are two of them:",
        "Recommendation 1: Oversee.",
        "Recommendation 3: Support.",
    ]
    [listed] = build(report, "recommendations", numbers=["2", "3"], has_intro=False)
    assert isinstance(listed, Items)
    assert listed.start == 2


def test_they_stand_in_the_words_of_the_paper_or_of_the_plan(
    report: Report, inspection: Inspection
) -> None:
    first, second, third, _ = inspection.recommendations.order_by("order")
    RecommendationWording.objects.create(recommendation=first, source="3.5", text="Oversee all.")
    plan = report.plans.get()
    make_action(plan, text="We watch.", recommendations=[second])
    make_action(plan, text="We support one.", recommendations=[third])
    make_action(plan, text="We support two.", recommendations=[third])

    def listed(wording: str) -> list[str]:
        return built(report, "recommendations", wording=wording, has_intro=False)

    assert listed("3.5") == ["- Oversee all.", "- Watch.", "- Support."]
    assert listed("plan") == ["- Oversee.", "- We watch.", "- Support."]


def test_the_words_of_a_confidential_action_stay_out_of_the_public_paper(report: Report) -> None:
    inspection = report.plans.get().sources.get()
    asked = inspection.recommendations.get(number="2")
    plan = report.plans.get()
    make_action(plan, text="Zanzibar.", recommendations=[asked], is_confidential=True)

    options = {"wording": "plan", "has_intro": False}
    assert "- Zanzibar." not in built(report, "recommendations", **options)
    assert "- Zanzibar." in built(report, "recommendations", is_public=False, **options)


def test_they_stand_under_the_time_the_inspectorate_set(
    report: Report, inspection: Inspection
) -> None:
    inspection.recommendations.filter(number="1").update(timescale="within 3 months")
    inspection.recommendations.filter(number="3").update(timescale="within 3 months")

    assert built(report, "recommendations", layout="timescales", has_intro=False) == [
        "Within 3 months:",
        "- Oversee.",
        "- Support.",
        "No time set:",
        "- Watch.",
    ]


def test_priority_actions_are_counted_apart(report: Report, inspection: Inspection) -> None:
    inspection.recommendations.filter(number="1").update(priority="priority_action")

    first = built(report, "recommendations")[0]
    assert first.startswith(
        "There were one priority and immediate action and two recommendations for the council"
    )


def test_another_recommendation_changes_the_paper(report: Report, inspection: Inspection) -> None:
    make_recommendation(inspection, text="Audit.", order=5, number="4")

    found = built(report, "recommendations")
    assert found[0].startswith("There were four recommendations")
    assert found[-1] == "- Audit."


def test_without_recommendations_nothing_is_built(council: Council) -> None:
    make_inspection(council)

    assert built(make_report(council), "recommendations") == []
