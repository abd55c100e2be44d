"""What a report says under each judgement is kept once, with its page and its area."""

import pytest

from councils.models import Council
from inspections.learning.keeping import keep_sections
from inspections.models import Inspection, ReportParagraph
from inspections.report_reading.draft import DraftInspection, Paragraph, Section
from tests.factories import make_inspection

pytestmark = pytest.mark.django_db

DRAFT = DraftInspection(
    sections=(
        Section(
            "Experiences and progress of care leavers",
            23,
            "care_leavers",
            (
                Paragraph("Young people stay in touch.", "57", 23),
                Paragraph("Few have a health record.", "58", 24),
            ),
        ),
        Section("The impact of leaders", 26, "leaders", (Paragraph("They listen.", "", 26),)),
    )
)


@pytest.fixture
def inspection(council: Council) -> Inspection:
    return make_inspection(council)


def held(inspection: Inspection) -> list[tuple[str, str, int, str]]:
    rows = ReportParagraph.objects.filter(section__inspection=inspection)
    ordered = rows.order_by("section__order", "order")
    return list(ordered.values_list("section__area", "number", "page", "text"))


def test_each_paragraph_is_kept_with_its_area_number_and_page(inspection: Inspection) -> None:
    assert keep_sections(inspection, DRAFT) == 2
    assert held(inspection) == [
        ("care_leavers", "57", 23, "Young people stay in touch."),
        ("care_leavers", "58", 24, "Few have a health record."),
        # A heading of another framework is no area of this inspection.
        ("", "", 26, "They listen."),
    ]


def test_sections_kept_again_take_the_place_of_those_before(inspection: Inspection) -> None:
    keep_sections(inspection, DRAFT)
    keep_sections(inspection, DraftInspection(sections=DRAFT.sections[:1]))

    assert [text for *_, text in held(inspection)] == [
        "Young people stay in touch.",
        "Few have a health record.",
    ]
