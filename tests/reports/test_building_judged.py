"""Judgements in a paper: as table, in a box, in sentences; the board's own."""

import datetime

import pytest

from councils.models import Council
from inspections.models import Inspection
from reports.models import Report
from tests.factories import make_inspection, make_judgement, make_plan, make_report
from tests.reports.built import built

pytestmark = pytest.mark.django_db

SIF = {
    "overall_effectiveness": "good",
    "help_and_protection": "requires_improvement",
    "looked_after": "good",
    "adoption": "outstanding",
    "care_leavers": "",
    "leadership": "good",
    "board": "requires_improvement",
}


@pytest.fixture
def inspection(council: Council) -> Inspection:
    inspection = make_inspection(council, title="Single inspection")
    for area, grade in SIF.items():
        make_judgement(inspection, area=area, grade=grade)
    return inspection


@pytest.fixture
def report(council: Council, inspection: Inspection) -> Report:
    report = make_report(council)
    plan = make_plan(council)
    plan.sources.add(inspection)
    report.plans.add(plan)
    return report


def test_a_table_has_every_grade_of_the_council_and_not_the_boards(report: Report) -> None:
    assert built(report, "judgements") == [
        "= Judgements: Single inspection",
        "Judgement | Grade",
        "Overall | Good",
        "Children who need help and protection | Requires improvement",
        "Children looked after and achieving permanence | Good",
        "Adoption performance | Outstanding",
        "Experiences and progress of care leavers | Not stated",
        "Leadership, management and governance | Good",
    ]


def test_a_paper_calls_the_overall_judgement_and_a_grade_as_it_does(report: Report) -> None:
    found = built(
        report,
        "judgements",
        layout="lines",
        overall="Services in {council}: overall",
        requires_improvement="Requires Improvement to be Good",
    )

    assert found[:2] == [
        f"Services in {report.council.name}: overall | Good",
        "Children who need help and protection | Requires Improvement to be Good",
    ]


def test_a_box_numbers_the_areas_as_the_framework_does(report: Report) -> None:
    found = built(report, "judgements", layout="box", caption="Box 1: Judgements", note="Well.")

    assert found == [
        "[Box 1: Judgements]",
        "  The overall judgement is that children’s services are good",
        "  Well.",
        "  The judgements on areas of the service that contribute to overall effectiveness are:",
        "  1. Children who need help and protection | Requires improvement",
        "  2. Children looked after and achieving permanence | Good",
        "  a. Adoption performance | Outstanding",
        "  b. Experiences and progress of care leavers | Not stated",
        "  3. Leadership, management and governance | Good",
    ]


def test_sentences_begin_with_the_overall_grade_and_name_every_area_by_grade(
    report: Report,
) -> None:
    assert built(report, "judgements", layout="sentence") == [
        "Overall was rated as good. "
        "One area was rated as outstanding: “Adoption performance”. "
        "Two areas were rated as good: “Children looked after and achieving permanence” and "
        "“Leadership, management and governance”. "
        "One area was rated as requires improvement: “Children who need help and protection”. "
        "The grade for “Experiences and progress of care leavers” is not stated."
    ]


def test_of_an_inspection_in_two_halves_one_is_shown(council: Council) -> None:
    day = datetime.date(2011, 2, 4)
    days = {"starts_on": day, "ends_on": day, "published_on": day}
    inspection = make_inspection(council, framework="slac-2009", title="Both", **days)
    for area, grade in {
        "safeguarding_overall_effectiveness": "good",
        "safeguarding_capacity_for_improvement": "good",
        "safeguarding_partnership_working": "outstanding",
        "looked_after_overall_effectiveness": "adequate",
    }.items():
        make_judgement(inspection, area=area, grade=grade)
    report = make_report(council)

    half = {"layout": "sentence", "strand": "Safeguarding services"}
    assert built(report, "judgements", **half) == [
        "Safeguarding services: overall effectiveness was rated as good and capacity for "
        "improvement was rated as good. One area was rated as outstanding: “Partnership working”."
    ]


def test_the_boards_own_judgement_is_a_sentence(report: Report, inspection: Inspection) -> None:
    assert built(report, "judgements", layout="board") == [
        "The judgement for the Local Safeguarding Children Board (LSCB) was ‘requires improvement’."
    ]
    inspection.judgements.filter(area="board").delete()
    assert built(report, "judgements", layout="board") == []


def test_another_grade_changes_the_paper(report: Report, inspection: Inspection) -> None:
    before = built(report, "judgements")
    inspection.judgements.filter(area="leadership").update(grade="inadequate")

    changed = set(built(report, "judgements")) - set(before)
    assert changed == {"Leadership, management and governance | Inadequate"}


def test_without_an_inspection_nothing_is_built(council: Council) -> None:
    assert built(make_report(council), "judgements") == []


def test_an_inspection_of_another_council_cannot_be_named(report: Report) -> None:
    other = make_inspection(make_plan().council, key="theirs")
    make_judgement(other, grade="inadequate")

    assert built(report, "judgements", inspection="theirs") == []
