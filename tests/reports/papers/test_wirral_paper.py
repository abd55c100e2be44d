"""Wirral, overview and scrutiny, 20 September 2011: 44 actions as they stood on 31 August."""

import datetime

import pytest

from actionplans.models import Action
from inspections.models import Judgement, Recommendation
from reports.paper.document import Items
from tests.factories import make_update
from tests.reports.papers.reading import (
    composed,
    figures,
    figures_of,
    front,
    headings,
    in_order,
    numbers,
    paragraphs_of,
    places,
    plan_of,
    printed,
    said,
    seed,
    tables,
    under,
    unlike,
    unnamed,
    words_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NAME = "wirral-scrutiny-2011-09-20"
HEADINGS = [
    "1.0 EXECUTIVE SUMMARY",
    "2.0 RECOMMENDATION/S",
    "3.0 REASON/S FOR RECOMMENDATION/S",
    "4.0 BACKGROUND AND KEY ISSUES",
    "5.0 RELEVANT RISKS",
    "6.0 OTHER OPTIONS CONSIDERED",
    "7.0 CONSULTATION",
    "8.0 IMPLICATIONS FOR VOLUNTARY, COMMUNITY AND FAITH GROUPS",
    "9.0 RESOURCE IMPLICATIONS: FINANCIAL; IT; STAFFING; AND ASSETS",
    "10.0 LEGAL IMPLICATIONS",
    "11.0 EQUALITIES IMPLICATIONS",
    "12.0 CARBON REDUCTION IMPLICATIONS",
    "13.0 PLANNING AND COMMUNITY SAFETY IMPLICATIONS",
    "REPORT AUTHOR",
    "APPENDICES",
    "REFERENCE MATERIAL",
    "SUBJECT HISTORY (last 3 years)",
]
# How many paragraphs each numbered heading has.
HELD = (1, 1, 2, 12, 1, 1, 2, 1, 1, 1, 2, 1, 2)
NAMED = {
    "1.1": ["24 January", "4 February 2011", "31st August 2011", "OFSTED"],
    "2.1": ["31st August 2011"],
    "3.1": ["Children Act 2004", "OFSTED"],
    "3.2": ["1st June"],
    "4.1": ["Safeguarding Services", "Services for Looked after Children", "priority actions"],
    "4.2": [
        "Within 3 months",
        "Within 6 months",
        "health agencies",
        "partnership working",
        "leadership and management",
        "ambition and prioritisation",
    ],
    "4.4": ["ICS/ESCR Training / Project Manager", "September"],
    "4.5": ["equality and diversity (identity)", "30"],
    "4.6": [
        "within three months",
        "being healthy",
        "staying safe",
        "enjoying and achieving",
        "making a positive contribution",
        "Economic well",
        "adequate",
    ],
    "4.7": ["Children in Care Council", "Communication Plan"],
    "4.9": ["November"],
    "4.10": ["Pathway Team", "economic well being"],
    "4.11": ["Employability Officer", "ESF"],
    "4.12": ["1st June"],
    "5.1": ["Department for Education"],
    "7.2": ["Branch plans", "Safeguarding Reference Group"],
    "9.1": ["WITS", "Northgate", "Munro review", "Social Work Improvement Fund"],
    "11.2": ["Equality Impact Assessment (EIA)", "Is an EIA required? No"],
}
# What our sentences count on top: headings by their grade, and the year of each date.
COUNTED = {
    "4.2": {"5", "2011"},
    "4.4": {"2011"},
    "4.5": {"5", "20", "2011"},
    "4.6": {"1", "2", "6", "2011"},
    "4.8": {"2011"},
    "4.9": {"2011"},
    "4.10": {"2", "2011"},
}


def test_its_headings_and_numbers_stand_as_printed() -> None:
    document = composed(NAME).document

    assert headings(document) == HEADINGS
    assert numbers(document) == [
        f"{section}.{n}" for section, many in enumerate(HELD, 1) for n in range(1, many + 1)
    ]


def test_its_front_matter_and_closing_parts() -> None:
    document = composed(NAME).document
    told = said(document)

    assert front(document) == {
        "COMMITTEE": [("Children and Young People's Overview and Scrutiny",)],
        "DATE": [("20 September 2011",)],
        "SUBJECT:": [("Safeguarding and Looked After Children Inspection Update Report",)],
        "WARD/S AFFECTED:": [("ALL",)],
        "REPORT OF:": [("INTERIM DIRECTOR OF CHILDREN'S SERVICES",)],
        "RESPONSIBLE PORTFOLIO HOLDER:": [("COUNCILLOR ANN MCLACHLAN",)],
        "KEY DECISION?": [("NO",)],
    }
    assert told["# REPORT AUTHOR"].splitlines()[1:] == [
        "Matthew Humble",
        "Business and Performance Manager",
        "telephone: (0151 666 4513)",
        "email: matthewhumble@wirral.gov.uk",
    ]
    assert tables(document.blocks) == [
        [
            ["Council Meeting", "Date"],
            ["CHILDREN AND YOUNG PEOPLE OVERVIEW AND SCRUTINY", "1ST JUNE 2011"],
        ]
    ]
    assert document.as_at == "31 August 2011"


def test_its_areas_for_development_stand_under_the_time_set_for_them() -> None:
    blocks = under(composed(NAME).document, "background")

    assert [len(b.items) for b in blocks if isinstance(b, Items)] == [1, 2, 4]


def test_each_paragraph_has_the_figures_days_and_months_of_the_paper() -> None:
    more = {number: (set(), found) for number, found in COUNTED.items()}
    assert unlike(composed(NAME).document, NAME) == more


def test_each_paragraph_names_what_the_paper_names() -> None:
    assert unnamed(NAMED, said(composed(NAME).document)) == []


def test_an_empty_heading_is_named_and_its_plan_is_attached() -> None:
    found = composed(NAME)
    [appendix] = found.document.appendices

    assert [each.words for each in found.empty] == ["“REFERENCE MATERIAL” is empty."]
    assert (appendix.label, appendix.title) == (
        "Appendix",
        "Safeguarding and Looked After Children Inspection Action Plan",
    )
    assert [row.reference for row in plan_of(found.document).shown.rows] == [
        f"{n}" for n in range(13, 57)
    ]
    assert found.lost == ()


def test_what_is_reported_of_an_action_changes_its_paragraph_and_no_other() -> None:
    before = said(composed(NAME).document)
    appointed = Action.objects.get(plan__reference="wirral-2011", reference="16")
    make_update(appointed, progress="complete", day=datetime.date(2011, 8, 31), accepted=True)

    after = said(composed(NAME).document)

    assert [n for n in before if before[n] != after[n]] == ["4.4"]
    assert after["4.4"].endswith("is complete by the date to which it moved.")


# One action of each paragraph from 4.3 to 4.11 that tells of actions.
TOLD_IN = {
    "13": "4.3",
    "15": "4.4",
    "19": "4.5",
    "24": "4.7",
    "26": "4.8",
    "30": "4.9",
    "37": "4.10",
    "50": "4.11",
}


@pytest.mark.parametrize(("number", "paragraph"), TOLD_IN.items())
def test_an_action_at_risk_changes_its_paragraph_and_no_other(number: str, paragraph: str) -> None:
    before = said(composed(NAME).document)
    action = Action.objects.get(plan__reference="wirral-2011", reference=number)
    at_risk = {"progress": "in_progress", "outlook": "at_risk", "reason": "No room."}
    day = datetime.date(2011, 8, 31)
    make_update(action, action.milestones.get(), day=day, accepted=True, **at_risk)

    after = said(composed(NAME).document)

    assert [n for n in before if before[n] != after[n]] == [paragraph]


def test_a_grade_of_safeguarding_that_changes_changes_its_paragraph_alone() -> None:
    before = said(composed(NAME).document)
    graded = Judgement.objects.filter(
        inspection__key="wirral-slac-2011", area__startswith="safeguarding"
    )
    graded.filter(pk=graded.order_by("pk")[0].pk).update(grade="inadequate")

    after = said(composed(NAME).document)

    assert [n for n in before if before[n] != after[n]] == ["4.2"]


def test_a_grade_that_changes_changes_its_paragraph_and_no_other() -> None:
    before = said(composed(NAME).document)
    Judgement.objects.filter(
        inspection__key="wirral-slac-2011", area="looked_after_economic_well_being"
    ).update(grade="inadequate")

    after = said(composed(NAME).document)

    assert [n for n in before if before[n] != after[n]] == ["4.6"]


# Each area for development is named where its half of the inspection is, and where it is told of.
AREAS = [
    *(["4.2", f"4.{n}"] for n in (3, 4, 5)),
    *(["4.6", f"4.{n}"] for n in (7, 8, 9, 10)),
]


@pytest.mark.parametrize(("place", "paragraphs"), list(enumerate(AREAS)))
def test_an_area_for_development_changes_its_two_paragraphs(
    place: int, paragraphs: list[str]
) -> None:
    before = said(composed(NAME).document)
    asked = Recommendation.objects.filter(inspection__key="wirral-slac-2011").order_by("order")
    Recommendation.objects.filter(pk=asked[place].pk).update(text="Listen more.")

    after = said(composed(NAME).document)

    assert [n for n in before if before[n] != after[n]] == paragraphs


def test_the_paper_itself_has_these_headings_numbers_figures_and_names() -> None:
    text, document = seed(NAME), composed(NAME).document

    assert in_order(HEADINGS, text) == ""
    theirs = paragraphs_of(text, places(document))
    assert figures_of(theirs, document) == printed(NAME)
    assert unnamed(NAMED, theirs) == []
    last = " ".join(words_of(document.blocks)).split("People expect from the authority")[1]
    assert figures(text.split("13.2 ")[1]) == figures(last)
