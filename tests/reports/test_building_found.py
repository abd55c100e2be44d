"""Findings in a paper: headlines, by judgement, strengths beside concerns, lists within lists."""

import pytest

from councils.models import Council
from inspections.models import Inspection
from reports.models import Report
from reports.paper.document import Paragraph
from tests.factories import make_finding, make_inspection, make_judgement, make_report
from tests.reports.built import build, built

pytestmark = pytest.mark.django_db
STRENGTH = {"kind": "strength"}


@pytest.fixture
def inspection(council: Council) -> Inspection:
    inspection = make_inspection(council)
    make_judgement(inspection, area="adoption", grade="good")
    make_judgement(inspection, area="leadership", grade="requires_improvement")
    make_judgement(inspection, area="board", grade="good")
    make_finding(inspection, text="Leaders lead.", **STRENGTH)
    good = make_finding(inspection, area="leadership", text="It works in:", **STRENGTH)
    make_finding(inspection, area="leadership", text="the east", parent=good, **STRENGTH)
    make_finding(inspection, area="leadership", text="the west", parent=good, **STRENGTH)
    make_finding(inspection, area="leadership", text="Plans drift.")
    make_finding(inspection, area="adoption", text="Matches are quick.", **STRENGTH)
    make_finding(inspection, area="board", text="The board is well led.", **STRENGTH)
    return inspection


@pytest.fixture
def report(council: Council, inspection: Inspection) -> Report:
    return make_report(council)


def test_the_headlines_are_those_under_no_judgement(report: Report) -> None:
    assert built(report, "findings", intro="Headlines include:") == [
        "Headlines include:",
        "- Leaders lead.",
    ]


def test_each_judgement_has_its_grade_and_its_findings(report: Report) -> None:
    options = {
        "layout": "by_judgement",
        "names": "Adoption performance = Adoption",
        "requires_improvement": "requires improvement to be good",
    }

    assert built(report, "findings", **options) == [
        "Adoption – Good",
        "- Matches are quick.",
        "Leadership, management and governance – requires improvement to be good",
        "Strengths",
        "- It works in:",
        "  - the east",
        "  - the west",
        "Concerns",
        "- Plans drift.",
    ]
    first = build(report, "findings", **options)[0]
    assert isinstance(first, Paragraph)
    assert first.level == 2
    assert first.words[0].is_bold


def test_one_judgement_and_one_kind_can_be_chosen(report: Report) -> None:
    assert built(report, "findings", layout="area", area="board") == ["- The board is well led."]
    chosen = {"layout": "area", "area": "leadership", "kind": "concern"}
    assert built(report, "findings", **chosen) == ["- Plans drift."]


def test_a_further_finding_changes_the_paper(report: Report, inspection: Inspection) -> None:
    make_finding(inspection, text="Children are heard.", **STRENGTH)

    assert built(report, "findings") == ["- Leaders lead.", "- Children are heard."]


def test_without_findings_nothing_is_built(report: Report, inspection: Inspection) -> None:
    inspection.findings.all().delete()

    for layout in ("headlines", "by_judgement", "area"):
        assert built(report, "findings", layout=layout, intro="These were:") == []
