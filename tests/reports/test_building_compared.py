"""The council among others in a paper: as printed, as computed, in sentences; what was learned."""

import datetime

import pytest

from councils.models import Council
from inspections.models import Inspection, PrintedLine, PrintedTable
from reports.building import BUILDERS, PaperFacts
from reports.composing import compose
from reports.models import Report
from reports.paper.document import Items
from tests.factories import (
    DAY,
    make_combined_authority,
    make_council,
    make_inspection,
    make_judgement,
    make_lesson,
    make_part,
    make_printed_table,
    make_report,
    make_section,
)
from tests.reports.built import build, built

pytestmark = pytest.mark.django_db
PAPERS_DAY = datetime.date(2017, 4, 26)


def graded(council: Council, grade: str, **fields: object) -> Inspection:
    inspection = make_inspection(council, **fields)
    make_judgement(inspection, grade=grade)
    return inspection


@pytest.fixture
def region() -> list[Council]:
    """Four councils of one region: outstanding, two good, not inspected."""
    found = [
        make_council(f"Council {letter}", region="East", is_fictional=False) for letter in "ABCD"
    ]
    for council, grade in zip(found, ("outstanding", "good", "good"), strict=False):
        graded(council, grade)
    return found


@pytest.fixture
def report(region: list[Council]) -> Report:
    return make_report(region[1], as_at=PAPERS_DAY)


@pytest.fixture
def table(report: Report) -> PrintedTable:
    """A table of two grades whose per cents do not add up."""
    table = make_printed_table(
        report.council,
        title="Ratings",
        share="% of those inspected",
        share_of_all="% of all councils",
        note="The shares are of 4, not of 3.",
    )
    lines = [
        ("Good", 2, "50.0%", "40.0%", "good"),
        ("Inadequate", 1, "25.0%", "20.0%", "inadequate"),
        ("Not Inspected", 2, "N/A", "40.0%", "not_held"),
    ]
    for order, (label, number, share, share_of_all, column) in enumerate(lines):
        PrintedLine.objects.create(
            table=table,
            order=order,
            label=label,
            number=number,
            share=share,
            share_of_all=share_of_all,
            column=column,
        )
    return table


def test_a_printed_table_is_printed_exactly_and_its_fault_told_to_who_composes(
    report: Report, table: PrintedTable
) -> None:
    part = make_part(make_section(report, heading="Outcome"), kind="built", of="comparison")

    assert built(report, "comparison") == [
        "= Ratings",
        "Grade or position | Number of councils | % of those inspected | % of all councils",
        "Good | 2 | 50.0% | 40.0%",
        "Inadequate | 1 | 25.0% | 20.0%",
        "Not Inspected | 2 | N/A | 40.0%",
    ]
    [remark] = compose(report, DAY).remarks
    assert (remark.where, remark.words) == (part.section.heading, f"Ratings: {table.note}")


def test_what_is_remarked_on_an_exempt_part_is_told_to_who_may_read_it(
    report: Report, table: PrintedTable
) -> None:
    section = make_section(report)
    make_part(section, kind="built", of="comparison", exempt_under=3, exempt_because="A sale.")

    assert compose(report, DAY).remarks == ()
    assert len(compose(report, DAY, is_public=False).remarks) == 1


def test_printed_counts_can_stand_as_a_list(report: Report, table: PrintedTable) -> None:
    assert built(report, "comparison", layout="bullets") == [
        "As at 26 April 2017, 3 local authorities had been inspected under this framework:",
        "- 2 have been judged Good, 50.0%.",
        "- 1 has been judged Inadequate, 25.0%.",
        "- 2 not inspected.",
    ]


def test_sentences_of_a_writer_hold_what_is_counted(report: Report, table: PrintedTable) -> None:
    intro = "{inspected} of {councils} inspected; {in_region} in the East, {in_combined} in none."
    make_part(make_section(report), kind="built", of="comparison", options={"intro": intro})

    told = "three of five inspected; four in the East, {in_combined} in none."
    assert built(report, "comparison", intro=intro)[0] == told
    assert built(report, "comparison", intro=intro, layout="bullets")[0] == told
    assert [r.words for r in compose(report, DAY).remarks if "{" in r.words] == [
        "{in_combined} stands in a sentence as it is: no such group of the council is held on that "
        "day."
    ]
    make_combined_authority(report.council, starts=datetime.date(2016, 6, 17))
    assert built(report, "comparison", intro=intro)[0].endswith("one in none.")


def test_tables_of_the_newest_paper_stand_unless_others_are_chosen(
    report: Report, table: PrintedTable
) -> None:
    later = datetime.date(2017, 6, 1)
    make_printed_table(report.council, title="Later", printed_on=later, as_at=later)

    assert built(report, "comparison")[0] == "= Later"
    assert built(report, "comparison", tables=[table.key])[0] == "= Ratings"


def test_englands_counts_are_computed_as_at_the_papers_day(report: Report) -> None:
    found = built(report, "comparison", layout="computed")

    assert found[0].startswith("3 of the ")
    assert [line for line in found if line.startswith(("Outstanding", "Good"))] == [
        "Outstanding | 1 | 33% | 25%",
        "Good | 2 | 67% | 50%",
    ]
    report.as_at = datetime.date(2017, 3, 1)
    assert not any(line.startswith("Good | 2") for line in built(report, "comparison"))


def test_the_position_is_said_for_region_and_combined_authority(
    report: Report, region: list[Council]
) -> None:
    starts = datetime.date(2016, 1, 1)
    make_combined_authority(region[1], region[3], name="Vale", starts=starts)

    assert built(report, "comparison", layout="position") == [
        "Of the 4 councils in the East, inspections of three are held up to 26 April 2017. "
        "Council B was rated as good: of the others held, one was rated higher and one was rated "
        "the same. "
        "Of the 2 councils in the Vale, inspections of one are held up to 26 April 2017. "
        "Council B was rated as good: of the others held, none was rated higher and none was "
        "rated the same."
    ]


def test_another_grade_changes_the_position(report: Report, region: list[Council]) -> None:
    region[0].inspections.get().judgements.update(grade="good")

    [found] = built(report, "comparison", layout="position")
    assert "none was rated higher and two were rated the same" in found


def test_the_region_stands_in_order_and_beside(report: Report) -> None:
    found = built(report, "comparison", layout="region")

    rows = [line.split(" | ") for line in found]
    assert ["Council", "Place", "Overall", "Other judgements"] in rows
    assert [row[:3] for row in rows if row[0] in ("Council A", "Council B", "Council C")] == [
        ["Council A", "1", "Outstanding"],
        ["Council B", "2=", "Good"],
        ["Council C", "2=", "Good"],
    ]
    assert ["Council D", "Not held", "Not held"] in rows
    assert any("East (4 councils)" in line for line in built(report, "comparison", layout="beside"))


def test_every_judgement_of_a_council_stands_in_its_line(
    report: Report, region: list[Council]
) -> None:
    make_judgement(region[0].inspections.get(), area="adoption", grade="inadequate")

    found = built(report, "comparison", layout="region")

    [line] = [line for line in found if line.startswith("Council A | ")]
    assert "Adoption performance: Inadequate" in line
    assert "Leadership, management and governance: Not stated" in line


def test_what_is_not_held_is_told_to_who_composes(report: Report) -> None:
    told = BUILDERS["comparison"].remarks(PaperFacts(report, DAY), {"layout": "computed"})

    assert told == ("Of 1 of 4 councils no inspection of this kind is held here.",)


def test_without_anything_held_nothing_is_compared(council: Council) -> None:
    report = make_report(council, as_at=PAPERS_DAY)

    for layout in ("printed", "bullets", "computed", "position", "region", "combined", "beside"):
        assert built(report, "comparison", layout=layout) == []


# Learning


def test_learning_points_stand_by_theme_in_lettered_lists(report: Report) -> None:
    make_lesson(report.council, "Back children.", theme="leadership", order=1)
    make_lesson(report.council, "Visit.", theme="scrutiny", order=2)
    make_lesson(report.council, "Listen.", theme="scrutiny", order=3)
    make_lesson(report.council, "Plan visits.", theme="", order=4, kind="further")

    assert built(report, "learning", intro="Grouped:") == [
        "Grouped:",
        "Leadership:",
        "- Back children.",
        "Scrutiny and challenge:",
        "- Visit.",
        "- Listen.",
    ]
    lettered = build(report, "learning")[1]
    assert isinstance(lettered, Items)
    assert lettered.kind == "letters"
    assert built(report, "learning", kind="further") == ["- Plan visits."]


def test_extracts_stand_by_council_and_what_is_not_certain_is_said(
    report: Report, region: list[Council]
) -> None:
    good = {"kind": "extract", "about": region[2], "grade": "requires_improvement"}
    unsure = {"kind": "extract", "is_certain": False}
    make_lesson(report.council, "They visit.", order=1, **good)
    make_lesson(report.council, "They listen.", order=2, **good | unsure)
    make_lesson(report.council, "They ask.", order=3, label="Leeds or York", **unsure)

    options = {"kind": "extract", "requires_improvement": "RI"}
    assert built(report, "learning", **options) == [
        "Council / overall grade | Extracts",
        "Council C / RI | They visit. / They listen. (source not certain)",
        "Leeds or York / grade not stated / (source not certain) | They ask.",
    ]


def test_without_lessons_nothing_was_learned(report: Report) -> None:
    for kind in ("point", "further", "extract"):
        assert built(report, "learning", kind=kind, intro="Grouped:") == []
