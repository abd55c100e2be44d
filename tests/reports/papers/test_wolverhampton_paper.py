"""Wolverhampton, Cabinet, 26 April 2017: the outcome of an inspection and the plan it led to."""

import datetime

import pytest

from actionplans.models import Action
from config.demo.files import Calendar
from config.demo.papers import record_codes
from councils.models import CombinedAuthorityMember, Council
from councils.roles import Role
from inspections.models import Finding, Judgement, PrintedLine, RecommendationWording
from reports.models import PaperPart
from reports.paper.document import Items, Paragraph, Table
from tests.factories import make_member, make_update
from tests.reports.papers.reading import (
    TODAY,
    composed,
    figures_of,
    front,
    grid,
    headings,
    in_order,
    numbers,
    paragraphs_of,
    places,
    plan_of,
    printed,
    said,
    seed,
    squeezed,
    under,
    unlike,
    unnamed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NAME = "wolverhampton-cabinet-2017-04-26"
HEADINGS = [
    "Recommendation(s) for action or decision:",
    "1.0 Purpose",
    "2.0 Background",
    "3.0 Outcome of the Local Authority Inspection",
    "4.0 Outcome of the Wolverhampton Safeguarding Children Board Review",
    "5.0 Financial implications",
    "6.0 Legal implications",
    "7.0 Equalities implications",
    "8.0 Risk Implications",
    "9.0 Environmental implications",
    "10.0 Human resources implications",
    "11.0 Corporate landlord implications",
    "12.0 Schedule of background papers",
]
NUMBERS = [
    *("1.1", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3", "3.4"),
    *(f"3.4.{n}" for n in range(1, 6)),
    *("3.5", "3.6", "3.7", "4.1", "4.2", "4.3", "4.4", "5.1", "5.2"),
    *(f"{n}.1" for n in range(6, 13)),
]
FRONT = {
    "Report title": [
        ("Outcome of Children's Services Ofsted Inspection and Ofsted Action Plan",),
    ],
    "Cabinet member with lead responsibility": [
        ("Councillor Val Gibson",),
        ("Children and Young People",),
    ],
    "Key decision": [("No",)],
    "In forward plan": [("Yes",)],
    "Wards affected": [("All",)],
    "Accountable director": [("Linda Sanders, Strategic Director, People",)],
    "Originating service": [("Children and Young People",)],
    "Accountable employee(s)": [
        ("Emma Bennett", "Service Director, Children and Young People"),
        ("Tel", "01902 551449"),
        ("Email", "Emma.bennett@wolverhampton.gov.uk"),
    ],
    "Report to be/has been considered by": [
        ("Strategic Executive Board", "28 March 2017"),
        ("Executive Team", "3 April 2017"),
        ("Wolverhampton Safeguarding Children Board", "21 June 2017"),
    ],
}
JUDGED = [
    ["Children's Services in Wolverhampton – overall judgement", "Good"],
    ["Children who need help and protection", "Requires Improvement to be Good"],
    ["Children looked after and achieving permanence", "Good"],
    ["Adoption performance", "Good"],
    ["Experiences and progress of care leavers", "Good"],
    ["Leadership, management and governance", "Good"],
]
# As printed: the first column of per cent is of 128, though 129 are counted.
COUNTED = [
    [
        "Current Rating / Position",
        "Number of Councils",
        "% of those inspected",
        "% of all councils",
    ],
    ["Outstanding", "2", "1.6%", "1.3%"],
    ["Good", "33", "25.8%", "21.7%"],
    ["Requires Improvement", "58", "45.3%", "38.2%"],
    ["Inadequate", "29", "22.7%", "19.1%"],
    ["Not Published", "7", "5.5%", "4.6%"],
    ["Not Inspected", "23", "N/A", "15.1%"],
]
# How many findings stand under each number; of those of 3.4.2 one has five more below it.
FOUND = {
    "3.3": 9,
    "3.4.1": 18,
    "3.4.2": 13,
    "3.4.3": 7,
    "3.4.4": 9,
    "3.4.5": 16,
    "4.2": 7,
}
ASKED = {"3.5": 11, "4.3": 5}
NAMED = {
    "2.1": ["16 January 2017", "9 February 2017"],
    "2.2": ["November 2013", "June 2011", "good", "adequate", "December 2017", "2018"],
    "2.3": ["section 136", "Education and Inspections Act 2006"],
    "3.1": ["26 case files", "over 100"],
    "3.2": [
        "West Midlands Combined Authority (WMCA)",
        "14 councils",
        "11",
        "seven",
        "six",
        "14 West Midlands",
        "seven",
        "129",
        "152",
        "Staffordshire",
    ],
    "3.4.1": ["requires improvement to be good", "female genital mutilation"],
    "3.4.2": ["Good", "Sufficiency Strategy", "Children in Care Council"],
    "3.4.3": ["Good", "Adoption Support Fund"],
    "3.4.4": ["Good", "Care Leavers' Forum", "Personal Advisors"],
    "3.4.5": ["Good", "Advanced Practitioner", "Health and Wellbeing Board"],
    "3.6": [
        "Appendix One",
        "Transforming Children's Services Board",
        "Children and Young People Management Team",
    ],
    "3.7": ["2017-18", "Children and Young People Plan"],
    "4.1": ["Wolverhampton Safeguarding Children's Board", "requires improvement to be good"],
    "4.4": ["Strategic Plan"],
    "12.1": ["Wolverhampton Ofsted Final Report"],
}


def test_its_headings_and_numbers_stand_as_printed() -> None:
    document = composed(NAME).document

    assert headings(document) == HEADINGS
    assert numbers(document) == NUMBERS


def test_its_front_matter() -> None:
    assert front(composed(NAME).document) == FRONT


def outcome_tables() -> list[list[list[str]]]:
    blocks = under(composed(NAME).document, "outcome")
    return [grid(block) for block in blocks if isinstance(block, Table)]


def test_its_judgements_and_the_countrys_stand_as_printed() -> None:
    assert outcome_tables() == [JUDGED, COUNTED]


def listed() -> dict[str, Items]:
    """The list under each number."""
    document, at, found = composed(NAME).document, "", {}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            at = block.number or at
        elif isinstance(block, Items):
            found[at] = block
    return found


def test_its_findings_and_recommendations_are_all_there() -> None:
    found = listed()

    assert {n: len(items.items) for n, items in found.items() if n} == FOUND | ASKED
    inner = [len(b.items) for i in found["3.4.2"].items for b in i.blocks if isinstance(b, Items)]
    assert inner == [5]
    for number, many in ASKED.items():
        assert [i.label for i in found[number].items] == [f"{n}." for n in range(1, many + 1)]
    assert [i.label for i in found[""].items] == ["1.", "2."]


def test_its_recommendations_stand_in_the_papers_own_wording() -> None:
    """The paper words 2 and 5 its own way, and the board's first four."""
    told = said(composed(NAME).document)
    wordings = RecommendationWording.objects.filter(source__startswith="Cabinet paper 26 April")

    for wording in wordings:
        assert wording.text in told["4.3" if wording.source.endswith("4.3") else "3.5"]
    assert len(wordings) == 2 + 4


def test_each_paragraph_names_what_the_paper_names() -> None:
    assert unnamed(NAMED, said(composed(NAME).document)) == []


def test_its_plan_is_attached_and_nothing_is_empty() -> None:
    found = composed(NAME)
    [appendix] = found.document.appendices

    assert (appendix.label, appendix.title) == ("Appendix One", "Ofsted Action Plan")
    assert appendix.lies_on_its_side
    assert len(plan_of(found.document).shown.rows) == 11
    assert (found.empty, found.lost) == ((), ())


def test_a_grade_that_changes_changes_the_table() -> None:
    Judgement.objects.filter(inspection__key="wolverhampton-sif-2017", area="adoption").update(
        grade="outstanding"
    )

    assert outcome_tables()[0][3] == ["Adoption performance", "Outstanding"]
    assert "Adoption – Outstanding" in said(composed(NAME).document)["3.4.3"]


def test_a_count_that_changes_changes_the_countrys_table() -> None:
    PrintedLine.objects.filter(table__key="wolverhampton-2017", label="Good").update(number=34)

    assert outcome_tables()[1][2] == ["Good", "34", "25.8%", "21.7%"]


def test_what_the_table_adds_up_to_and_the_groups_sizes_stand_in_its_sentences() -> None:
    PrintedLine.objects.filter(table__key="wolverhampton-2017", label="Inadequate").update(
        number=30
    )
    Council.objects.filter(slug="telford-and-wrekin").update(region="Wales")
    CombinedAuthorityMember.objects.filter(council__slug="dudley").delete()

    told = said(composed(NAME).document)["3.2"]

    assert "130 of 153 councils" in told
    assert "Of the 13 councils" in told
    assert "of the six in the WMCA six" in told


@pytest.mark.parametrize("number", ["3.3", "3.4.1", "3.4.2", "3.4.3", "3.4.4", "3.4.5", "4.2"])
def test_a_finding_that_changes_changes_its_paragraph_alone(number: str) -> None:
    before = said(composed(NAME).document)
    Finding.objects.filter(source=f"Cabinet paper 26 April 2017, {number}").first().delete()  # type: ignore[union-attr]

    after = said(composed(NAME).document)

    assert [n for n in before if before[n] != after[n]] == [number]


@pytest.mark.parametrize(("number", "many"), [("3.5", 2), ("4.3", 4)])
def test_a_recommendation_reworded_changes_its_paragraph_alone(number: str, many: int) -> None:
    before = said(composed(NAME).document)
    RecommendationWording.objects.filter(source=f"Cabinet paper 26 April 2017, {number}").update(
        text="Know the front line."
    )

    after = said(composed(NAME).document)

    assert [n for n in before if before[n] != after[n]] == [number]
    assert after[number].count("Know the front line.") == many


def test_what_is_reported_of_an_action_stands_in_the_appendix() -> None:
    visitors = Action.objects.get(plan__reference="wolverhampton-2017", reference="R8")
    make_update(visitors, text="Six visitors began.", day=datetime.date(2017, 4, 26), accepted=True)

    row = plan_of(composed(NAME).document).shown.rows[7]

    assert "Six visitors began." in repr(row)


def test_the_boards_grade_changes_its_sentence() -> None:
    Judgement.objects.filter(inspection__key="wolverhampton-sif-2017", area="board").update(
        grade="good"
    )

    assert "was ‘good’" in said(composed(NAME).document)["4.1"]


CODES = {"5.2": "[NM/22032017/Y]", "6.1": "[KO/12042017/J]"}


@pytest.fixture
def cleared() -> None:
    """The clearances recorded, whose codes the paper prints."""
    make_member(Council.objects.get(slug="wolverhampton"), Role.DEMOCRATIC_SERVICES)
    assert list(record_codes(Calendar(TODAY)))


@pytest.mark.usefixtures("cleared")
def test_the_codes_of_its_clearances_stand_under_their_sections() -> None:
    told = said(composed(NAME).document)

    assert {n: told[n].splitlines()[-1] for n in CODES} == CODES
    assert list(record_codes(Calendar(TODAY))) == []


@pytest.mark.usefixtures("cleared")
def test_each_paragraph_has_the_figures_days_and_months_of_the_paper() -> None:
    # "One" is a word in our sentences; 2017 names the inspection in the table of its judgements.
    assert unlike(composed(NAME).document, NAME) == {"3.1": (set(), {"1", "2017"})}


@pytest.mark.usefixtures("cleared")
def test_a_section_that_changes_loses_its_code() -> None:
    part = PaperPart.objects.get(section__report__reference=NAME, section__key="legal")
    part.text = "There are two legal implications."
    part.save()

    told = said(composed(NAME).document)

    assert told["6.1"] == "There are two legal implications."
    assert told["5.2"].splitlines()[-1] == CODES["5.2"]


@pytest.mark.usefixtures("cleared")
def test_the_paper_itself_has_these_headings_numbers_figures_and_names() -> None:
    text, document = seed(NAME), composed(NAME).document
    body = text.split("OFSTED ACTION PLAN")[0]

    assert in_order(HEADINGS, body) == ""
    theirs = paragraphs_of(body, places(document))
    assert figures_of(theirs, document) == printed(NAME)
    assert not [code for code in CODES.values() if squeezed(code) not in squeezed(body)]
    assert unnamed({n: x for n, x in NAMED.items() if n != "12.1"}, theirs) == []
    for label, lines in FRONT.items():
        assert in_order([label], body) == ""
        assert not [word for line in lines for word in line if in_order([word], body)]
    for row in [*JUDGED, *COUNTED]:
        assert squeezed(" ".join(row)).casefold() in squeezed(body).casefold()
    for number, many in FOUND.items():
        lines = [line for line in theirs[number].splitlines() if line.lstrip().startswith("- ")]
        assert len(lines) == many + (5 if number == "3.4.2" else 0), number
