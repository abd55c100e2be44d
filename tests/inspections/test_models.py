"""Inspections: what the database refuses, whatever form or file it comes from."""

import datetime
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from councils.models import Council
from inspections import frameworks
from inspections.models import (
    Addressee,
    Finding,
    Inspection,
    Judgement,
    PrintedLine,
    RecommendationWording,
    ReportParagraph,
    ReportSection,
)
from inspections.reading import readable_by
from tests.factories import (
    make_finding,
    make_inspection,
    make_judgement,
    make_lesson,
    make_member,
    make_outcome_row,
    make_outcomes_file,
    make_paragraph,
    make_printed_table,
    make_recommendation,
    make_report_file,
    make_statement,
    make_user,
)
from tests.refusals import (
    constraints_of,
    crossings_of,
    refused_by,
    refused_saying,
    refused_to_move,
)

pytestmark = pytest.mark.django_db

FEBRUARY = datetime.date(2017, 2, 9)


def _worded_twice(council: Council) -> None:
    recommendation = make_recommendation(make_inspection(council))
    for text in ("One wording", "Another wording"):
        RecommendationWording.objects.create(
            recommendation=recommendation, source="Cabinet paper", text=text
        )


def _twice(make: Callable[..., object], council: Council, **fields: object) -> None:
    inspection = make_inspection(council)
    make(inspection, **fields)
    make(inspection, **fields)


def _sections_in_one_place(inspection: Inspection) -> None:
    for _ in range(2):
        ReportSection.objects.create(inspection=inspection, heading="Leaders", page=1, order=1)


def _again_in_one_place(paragraph: ReportParagraph) -> ReportParagraph:
    return ReportParagraph.objects.create(section=paragraph.section, page=1, order=1, text="Again.")


def _printed(council: Council, *lines: tuple[int, str]) -> None:
    table = make_printed_table(council)
    for order, column in lines:
        PrintedLine.objects.create(
            table=table, order=order, label="Good", number=1, share="50%", column=column
        )


VIOLATIONS: dict[str, Callable[[Council], object]] = {
    "inspection_ends_after_start": lambda c: make_inspection(
        c, starts_on=FEBRUARY, ends_on="2017-02-08"
    ),
    "inspection_published_after_end": lambda c: make_inspection(c, published_on="2017-02-08"),
    "inspection_published_on_a_day": lambda c: make_inspection(c, published_on=None),
    "inspection_source_is_known": lambda c: make_inspection(c, source="hearsay"),
    "inspection_framework_in_force_on_its_day": lambda c: make_inspection(c, framework="slac-2009"),
    "printed_table_of_known_inspections": lambda c: make_printed_table(c, inspections="ilacs-1999"),
    "printed_table_after_its_day": lambda c: make_printed_table(c, as_at="2017-04-27"),
    "printed_line_order": lambda c: _printed(c, (1, "good"), (1, "inadequate")),
    "printed_line_once_a_column": lambda c: _printed(c, (1, "good"), (2, "good")),
    "judgement_once_per_area": lambda c: _twice(make_judgement, c, area="adoption"),
    "judgement_area_of_its_framework": lambda c: make_judgement(make_inspection(c), area="in_care"),
    "judgement_grade_of_its_framework": lambda c: make_judgement(
        make_inspection(c), grade="adequate"
    ),
    "finding_order": lambda c: _twice(make_finding, c, order=1),
    "finding_area_of_its_framework": lambda c: make_finding(make_inspection(c), area="in_care"),
    "recommendation_order": lambda c: _twice(make_recommendation, c, order=1),
    "recommendation_addressee_is_known": lambda c: make_recommendation(
        make_inspection(c), addressed_to="school"
    ),
    "recommendation_wording_once": _worded_twice,
    "section_order": lambda c: _sections_in_one_place(make_inspection(c)),
    "section_area_of_the_catalogue": lambda c: make_paragraph(make_inspection(c), area="weather"),
    "paragraph_order": lambda c: _again_in_one_place(make_paragraph(make_inspection(c))),
    "paragraph_says_something": lambda c: ReportParagraph.objects.filter(
        pk=make_paragraph(make_inspection(c)).pk
    ).update(text=""),
    "lesson_order": lambda c: [make_lesson(c, order=1) for _ in range(2)],
    "lesson_kind_is_known": lambda c: make_lesson(c, kind="gossip"),
    "report_status_is_known": lambda c: make_report_file(c, status="lost"),
    "report_refused_says_why": lambda c: make_report_file(c, status="refused"),
    "report_read_has_its_draft": lambda c: make_report_file(c, status="read"),
    "report_confirmed_says_of_what": lambda c: make_report_file(c, status="confirmed", draft={}),
    "report_once_in_a_council": lambda c: [make_report_file(c, sha256="0" * 64) for _ in range(2)],
    "statement_once": lambda c: _twice(make_statement, c),
    "statement_kind_is_known": lambda c: make_statement(make_inspection(c), kind="letter"),
    "statement_submitted_to_somebody_on_a_day": lambda c: make_statement(
        make_inspection(c), submitted_to="Somebody"
    ),
    "outcomes_file_kind_is_known": lambda c: make_outcomes_file(kind="hearsay"),
    "outcome_row_once": lambda c: _twice(make_outcome_row, c, file=make_outcomes_file()),
}


@pytest.mark.parametrize("constraint", VIOLATIONS)
def test_the_database_refuses(constraint: str, council: Council) -> None:
    with refused_by(constraint):
        VIOLATIONS[constraint](council)


def test_every_constraint_has_a_row_that_breaks_it() -> None:
    # Only there to be referred to: a second row would first break the primary key.
    referred_to = {"inspection_and_framework"}

    assert set(VIOLATIONS) == constraints_of("inspections") - referred_to


def test_a_finding_stands_under_one_of_its_own_inspection(council: Council) -> None:
    inspection, elsewhere = make_inspection(council), make_finding(make_inspection(council))
    finding = make_finding(inspection, parent=make_finding(inspection))

    with refused_saying("The finding stands under one of another inspection."):
        make_finding(inspection, parent=elsewhere)
    with refused_saying("The finding stands under one of another inspection."):
        Finding.objects.filter(pk=finding.pk).update(parent=elsewhere)
    with refused_to_move():
        Finding.objects.filter(pk=finding.parent_id).update(
            inspection=elsewhere.inspection, order=99
        )


def test_every_key_that_could_cross_is_tried_here() -> None:
    assert crossings_of("inspections") == {
        ("Finding", "finding_of_the_inspection"),
        ("Finding", "inspection_stays"),
        ("ReportFile", "report_of_an_inspection_of_its_council"),
        ("ReportFile", "council_stays"),
    }


def test_a_report_is_of_an_inspection_of_its_own_council(
    council: Council, other_council: Council
) -> None:
    report = make_report_file(council)

    with refused_saying("The report is kept with an inspection of another council."):
        make_report_file(council, inspection=make_inspection(other_council))
    with refused_to_move():
        type(report).objects.filter(pk=report.pk).update(council=other_council)


# Framework, first and last day of the inspection, whether it could be made then.
IN_FORCE = [
    ("sif-2013", "2013-11-01", "2013-11-20", True),
    ("sif-2013", "2013-10-20", "2013-10-31", False),
    ("sif-2013", "2018-03-26", "2018-04-06", True),
    ("sif-2013", "2018-04-01", "2018-04-06", False),
    ("ilacs-2018", "2022-12-12", "2022-12-16", True),
    ("ilacs-2023", "2022-12-12", "2022-12-16", False),
    ("ilacs-2023", "2023-01-09", "2023-01-13", True),
    ("ilacs-2018", "2023-01-09", "2023-01-13", False),
    ("ilacs-2026", "2026-03-23", "2026-03-27", False),
    ("ilacs-2026", "2026-04-13", "2026-04-17", True),
    ("peer-review", "1999-01-01", "1999-01-02", True),
]


@pytest.mark.parametrize(("framework", "first", "last", "possible"), IN_FORCE)
def test_the_day_of_the_inspection_and_not_of_publication_decides_the_framework(
    council: Council, framework: str, first: str, last: str, possible: bool
) -> None:
    fields = {"framework": framework, "starts_on": first, "ends_on": last}
    if possible:
        assert make_inspection(council, **fields, published_on="2030-01-01").pk
    else:
        with refused_by("inspection_framework_in_force_on_its_day"):
            make_inspection(council, **fields, published_on="2030-01-01")


@pytest.mark.parametrize("pair", frameworks.area_pairs(), ids=":".join)
def test_a_judgement_takes_every_area_of_its_framework(
    council: Council, pair: tuple[str, str]
) -> None:
    framework, area = pair
    entry = frameworks.FRAMEWORKS[framework]
    day = entry.starts
    inspection = make_inspection(
        council, framework=framework, starts_on=day, ends_on=day, published_on=day
    )

    for grade in entry.grades:
        judgement = make_judgement(inspection, area=area, grade=grade.key)
        assert judgement.grade_label == grade.label
        assert judgement.heading == entry.area(area).heading
        judgement.delete()


@pytest.mark.parametrize("make", [make_judgement, make_finding])
def test_a_judgement_cannot_carry_another_framework_than_its_inspection(
    council: Council, make: Callable[..., object]
) -> None:
    name = "judgement" if make is make_judgement else "finding"
    inspection = make_inspection(council)

    with refused_by(f"{name}_framework_of_its_inspection"):
        make(inspection, framework="ilacs-2018", area="leaders")


def test_an_inspection_cannot_change_framework_under_its_judgements(council: Council) -> None:
    inspection = make_judgement(make_inspection(council)).inspection

    with refused_by("judgement_framework_of_its_inspection"):
        Inspection.objects.filter(pk=inspection.pk).update(framework="sif-reinspection-2017")


def test_a_judgement_edited_behind_the_models_back_is_refused_too(council: Council) -> None:
    judgement = make_judgement(make_inspection(council))

    with refused_by("judgement_grade_of_its_framework"):
        Judgement.objects.filter(pk=judgement.pk).update(grade="systemic_failings")
    with (
        pytest.raises(IntegrityError, match="judgement_area_of_its_framework"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE inspections_judgement SET area = 'in_care'")


def test_an_empty_grade_is_read_as_not_stated(council: Council) -> None:
    assert make_judgement(make_inspection(council), grade="").grade_label == "Not stated"


def test_a_heading_and_grade_are_shown_as_the_report_prints_them(council: Council) -> None:
    judgement = make_judgement(
        make_inspection(council),
        grade="requires_improvement",
        printed_heading="Overall judgement",
        printed_grade="Requires improvement to be good",
    )

    assert str(judgement) == "Overall judgement: Requires improvement to be good"


def test_a_recommendation_shows_the_councils_number_where_it_has_one(council: Council) -> None:
    inspection = make_inspection(council)

    assert make_recommendation(inspection, number="3").shown_number == "3"
    assert make_recommendation(inspection, number="4", council_number="R4a").shown_number == "R4a"


def test_the_safeguarding_boards_recommendations_can_be_told_from_the_councils(
    council: Council,
) -> None:
    inspection = make_inspection(council)
    make_recommendation(inspection)
    boards = make_recommendation(inspection, addressed_to=Addressee.BOARD)

    assert inspection.recommendations.get(addressed_to=Addressee.BOARD) == boards


def test_a_report_that_was_out_by_a_day_is_published_though_its_own_day_is_not_stated(
    council: Council,
) -> None:
    known = make_inspection(council)
    old = make_inspection(council, published_on=None, out_by=datetime.date(2017, 6, 1))

    assert known.known_published_on == datetime.date(2017, 3, 31)
    assert old.is_published and old.known_published_on == datetime.date(2017, 6, 1)
    with refused_by("inspection_published_after_end"):
        make_inspection(council, published_on=None, out_by="2017-02-08")


def test_published_inspections_are_newest_first(council: Council) -> None:
    old, new = (
        make_inspection(
            council,
            starts_on=f"{year}-01-05",
            ends_on=f"{year}-01-09",
            published_on=f"{year}-03-01",
        )
        for year in (2015, 2016)
    )
    make_inspection(council, is_published=False)

    assert [*Inspection.objects.published().newest_first()] == [new, old]


def test_a_draft_is_read_by_its_council_alone_and_what_is_published_by_all(
    council: Council, other_council: Council
) -> None:
    published = make_inspection(council)
    draft = make_inspection(council, is_published=False, published_on=None)
    # Two roles must not show an inspection twice.
    colleague = make_member(council, "director", make_member(council, "reader"))

    assert set(readable_by(colleague)) == {published, draft}
    assert [*readable_by(make_member(other_council, "administrator"))] == [published]
    assert [*readable_by(make_user())] == [published]
    assert readable_by(colleague).count() == 2
