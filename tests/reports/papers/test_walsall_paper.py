"""Walsall, Cabinet, 21 June 2018: two strands of recommendations, each with its response."""

import datetime

import pytest

from inspections.models import Recommendation
from reports.paper.document import Paragraph
from scrutiny.models import ReviewRecommendation
from scrutiny.reviews.keeping import correct, seen_of
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
    printed,
    said,
    seed,
    under,
    unlike,
    unnamed,
    words_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NAME = "walsall-cabinet-2018-06-21"
HEADINGS = [
    "1. Summary:",
    "2. Recommendations",
    "3. Report detail",
    "4. Council Corporate Plan priorities",
    "5 Risk management",
    "6. Financial implications",
    "7. Legal implications",
    "8. Property implications",
    "9. Health and wellbeing implications",
    "10. Staffing implications",
    "11. Reducing inequalities",
    "12. Consultation",
    "Background papers",
    "Author",
]
NUMBERS = ["2.1", "2.2", *(f"3.{n}" for n in range(1, 14))]
# What each paragraph names that is no word of ours.
NAMED = {
    "3.2": ["Local Safeguarding Children's Board", "LSCB", "Social Work Act 2017", "Members"],
    "3.3": ["MASH", "Money, Home, Job", "Clinical Commissioning Group", "housing worker"],
    "3.4": ["Walsall Healthcare NHS Trust", "MASH", "Clinical Commissioning Group"],
    "3.5": ["escalation policy", "LSCB", "Threshold Guidance", "June"],
    "3.6": ["MASH", "audit schedule"],
    "3.7": ["Wolverhampton Court", "CAFCASS", "Family Justice Board", "Public Law Proceedings"],
    "3.8": ["six weeks", "Learning and Development sub group", "LSCB"],
    "3.9": [
        "supervision monitoring tool",
        "mosaic",
        "Either",
        "Or",
        "maternity leave",
        "in time",
        "dashboards",
    ],
    "3.10": ["supervision", "Performance", "child protection"],
    "3.11": ["Social Worker"],
    "3.12": ["June", "Social Work Academy", "training steering group"],
    "3.13": ["Children's Services Performance Board", "Recruitment and Retention strategy"],
}
AUTHOR = ["Debbie Carter", "Assistant Director", "01922 652756", "debbie.carter@walsall.gov.uk"]


def test_its_headings_and_numbers_stand_as_printed() -> None:
    document = composed(NAME).document

    assert headings(document) == HEADINGS
    assert numbers(document) == NUMBERS


def test_its_front_matter() -> None:
    document = composed(NAME).document

    assert front(document) == {
        "Report to": [("Cabinet",)],
        "Date": [("21 June 2018",)],
        "Title": [("Ofsted Working Group",)],
        "Portfolio": [("Councillor Wilson",)],
        "Related portfolios": [("N/A",)],
        "Service": [("Children's Services",)],
        "Wards": [("All",)],
        "Key decision": [("No",)],
        "Forward plan": [("Yes",)],
    }


# How many paragraphs stand under each number of the report's detail: a recommendation and, without
# a number, its response. 3.1 opens a strand; 3.9 opens one and holds its first recommendation, to
# which 3.10 responds.
HELD = {"3.1": 1, "3.9": 2, "3.10": 1} | {f"3.{n}": 2 for n in (2, 3, 4, 5, 6, 7, 8, 11, 12, 13)}


def test_eleven_recommendations_have_responses_unnumbered_inside_but_for_one() -> None:
    held: dict[str, int] = {}
    at = ""
    for block in under(composed(NAME).document, "detail"):
        if isinstance(block, Paragraph):
            at = block.number or at
            held[at] = held.get(at, 0) + 1
            assert block.goes_on is not bool(block.number)

    assert held == HELD


def test_the_first_of_the_second_strand_offers_two_ways_and_asks_for_one_more() -> None:
    text = said(composed(NAME).document)["3.9"].splitlines()

    assert [line.split(" ")[0] for line in text if line[1:2] == ")" or line.startswith("(")] == [
        "a)",
        "(i)",
        "(ii)",
        "b)",
    ]
    assert "Or" in text


def test_each_paragraph_has_the_figures_days_and_months_of_the_paper() -> None:
    # "One" is a word in our sentences; nothing is counted by it.
    assert unlike(composed(NAME).document, NAME) == {"3.9": (set(), {"1"})}


def test_each_paragraph_names_what_the_paper_names() -> None:
    assert unnamed(NAMED, said(composed(NAME).document)) == []


def test_what_is_audited_after_the_fifth_recommendation_is_assessments_of_both_kinds() -> None:
    assert "quality of social work and early help assessments" in " ".join(seed(NAME).split())
    answered = said(composed(NAME).document)["3.6"]
    assert "quality of assessments, of social work and of early help alike" in answered


def test_who_wrote_it_and_what_stands_behind_it() -> None:
    told = said(composed(NAME).document)

    assert [line for name in AUTHOR for line in told["# Author"].splitlines() if name in line]
    assert told["# Background papers"].splitlines()[1:] == [
        "Ofsted Inspection Report",
        "Ofsted Action Plan",
    ]


def test_its_empty_heading_is_allowed_and_named() -> None:
    assert [each.words for each in composed(NAME).empty] == ["“Consultation” is empty."]


def test_a_later_response_stands_under_its_recommendation() -> None:
    asked = ReviewRecommendation.objects.get(review__title="Ofsted Working Group", order=2)
    day = datetime.date(2018, 6, 21)
    source = "Cabinet paper, 21 June 2018"
    asked.responses.create(
        day=day, known_on=day, source=source, verdict="accepted", text="A worker began in June."
    )

    told = said(composed(NAME).document)

    assert told["3.3"].endswith("\nAccepted. A worker began in June.")
    assert "Money, Home, Job" not in "".join(told.values())


def test_a_recommendation_that_changes_changes_the_paper() -> None:
    """Its numbers go on: 3.2 to 3.8 are those of the first strand, 3.9 opens the second."""
    asked = ReviewRecommendation.objects.get(review__title="Ofsted Working Group", order=5)
    correct(asked, "Audit 40 assessments a year.", "Counted again.", seen_of(asked))

    assert said(composed(NAME).document)["3.6"].startswith("Audit 40 assessments a year.")


# Where each of the eleven stands, and where its response does.
STANDS = {n: (f"3.{n + 1}", f"3.{n + 1}") for n in range(1, 8)}
STANDS |= {8: ("3.9", "3.10")} | {n: (f"3.{n + 2}", f"3.{n + 2}") for n in (9, 10, 11)}


@pytest.mark.parametrize("order", STANDS)
def test_each_recommendation_and_each_response_changes_its_own_paragraph(order: int) -> None:
    asked = ReviewRecommendation.objects.get(review__title="Ofsted Working Group", order=order)
    there, answered = STANDS[order]
    before = said(composed(NAME).document)
    text = f"~{asked.text}" if asked.text.startswith("~") else "Ask for something else."
    correct(asked, text.replace("~", "~Above all: ", 1), "Words left out.", seen_of(asked))

    between = said(composed(NAME).document)
    assert changed(before, between) == [there]
    day, source = datetime.date(2018, 6, 21), "Cabinet paper, 21 June 2018"
    asked.responses.create(day=day, known_on=day, source=source, verdict="accepted", text="Yes.")
    assert changed(between, said(composed(NAME).document)) == [answered]


@pytest.mark.parametrize(("number", "opens"), [("1", "3.1"), ("2", "3.9")])
def test_what_ofsted_asked_opens_its_strand(number: str, opens: str) -> None:
    before = said(composed(NAME).document)
    asked = Recommendation.objects.filter(inspection__plans__reference="walsall-2017")
    asked.filter(number=number).update(text="Do all of it better.")

    assert opens in changed(before, said(composed(NAME).document))


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """Return the paragraphs that are others by now."""
    return [number for number in before if before[number] != after[number]]


def test_the_paper_itself_has_these_headings_numbers_figures_and_names() -> None:
    text, document = seed(NAME), composed(NAME).document

    assert in_order(HEADINGS, text) == ""
    theirs = paragraphs_of(text, places(document))
    assert figures_of(theirs, document) == printed(NAME)
    assert unnamed(NAMED, theirs) == []
    summary = text.split("2. Recommendations")[0]
    ours_there = " ".join([*words_of(under(document, "summary")), document.held_on])
    assert figures(summary) == figures(ours_there)
