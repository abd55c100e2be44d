"""Windsor and Maidenhead, Cabinet, 26 May 2016: tables of options, outcomes, risks and people."""

import pytest

from actionplans.models import Measure, Risk, Theme
from inspections.models import Judgement, PrintedLine
from reports.models import PaperPart
from reports.paper.document import Box, Items, Table
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
    squeezed,
    tables,
    under,
    unlike,
    unnamed,
    words_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

NAME = "windsor-maidenhead-cabinet-2016-05-26"
# The third section is printed as the first.
HEADINGS = [
    "REPORT SUMMARY",
    "1. DETAILS OF RECOMMENDATIONS",
    "2. REASON FOR RECOMMENDATION(S) AND OPTIONS CONSIDERED",
    "  Inspection 2015",
    "  Improvement Plan 2015-2016",
    "1. KEY IMPLICATIONS",
    "4. FINANCIAL DETAILS",
    "  Financial impact on the budget",
    "5. LEGAL IMPLICATIONS",
    "6. VALUE FOR MONEY",
    "7. SUSTAINABILITY IMPACT APPRAISAL",
    "8. RISK MANAGEMENT",
    "9. LINKS TO STRATEGIC OBJECTIVES",
    "10. EQUALITIES, HUMAN RIGHTS AND COMMUNITY COHESION",
    "11. STAFFING/WORKFORCE AND ACCOMMODATION IMPLICATIONS",
    "12. PROPERTY AND ASSETS",
    "13. ANY OTHER IMPLICATIONS",
    "14. CONSULTATION",
    "15. TIMETABLE FOR IMPLEMENTATION",
    "16. APPENDICES",
    "17. BACKGROUND INFORMATION",
    "18. CONSULTATION (MANDATORY)",
    "REPORT HISTORY",
]
NUMBERS = [
    *("1.", "2.", "3."),
    *(f"2.{n}" for n in range(1, 10)),
    *("4.1", "5.1", "5.2", "5.3", "6.1", "7.1", "9.1", "10.1", "11.1", "12.1", "13.1"),
    *("14.1", "14.2"),
]
FRONT = {
    "Report for": [("INFORMATION",)],
    "Contains Confidential or Exempt Information": [("NO - Part I",)],
    "Title": [("Ofsted Improvement Plan – progress update",)],
    "Responsible Officer(s)": [
        (
            "Alison Alexander, Managing Director/Strategic Director Adults, Children and "
            "Health Services",
        )
    ],
    "Contact officer, job title and phone number": [
        ("Hilary Hall, Head of Commissioning Adults, Children and Health",)
    ],
    "Member reporting": [
        ("Cllr Natasha Airey, Lead Member Youth Services and Safeguarding",),
        ("Cllr L Targowska, Deputy Lead Member Ofsted and Corporate Parenting",),
    ],
    "For Consideration By": [("Cabinet",)],
    "Date to be Considered": [("26 May 2016",)],
    "Implementation Date if Not Called In": [("Immediately",)],
    "Affected Wards": [("All",)],
}
THIRD = "Requires Improvement"
JUDGED = [
    ["1. Children who need help and protection", THIRD],
    ["2. Children in care and achieving permanence", THIRD],
    ["a. Adoption performance", THIRD],
    ["b. Experiences and progress of care leavers", THIRD],
    ["3. Leadership, management and governance", THIRD],
]
COUNTED = [
    "2 have been judged Outstanding, 2.2%.",
    "21 have been judged Good, 23.3%.",
    "44 have been judged Requires Improvement, 48.9%.",
    "23 have been judged Inadequate, 25.6%.",
]
THEMES = [
    "Integration of Early Help Hub and early help processes, including Children's Centres",
    "Missing/child sexual exploitation and other emerging risks, including radicalisation",
    "Recruitment and retention of staff, including a talent programme",
    "Corporate parenting",
    "Education improvements for those eligible for free school meals",
    "Alternative provision offer",
    "Quality assurance and performance management",
    "Commissioning",
]
OUTCOMES = [
    "Defined Outcomes",
    "Unmet",
    "Met",
    "Exceeded",
    "Significantly Exceeded",
    "Date they should be delivered by",
]
# Without the names of the outcomes, which are ours. "September 2016" is printed so, though the
# review is in December everywhere else.
BANDS = [
    ["Below 100%", "100%", "100% by January 2017", "100% by December 2016", "31 March 2017"],
    [
        "Below Good (or equivalent)",
        "Good (or equivalent)",
        "Outstanding (or equivalent)",
        "N/A",
        "September 2016",
    ],
]
TIMETABLE = [
    ["Date", "Details"],
    ["5-9 December 2016", "Local Government Association safeguarding peer review"],
    ["31 March 2017", "Delivery of the Phase 2 Improvement Plan"],
]
# Ten consultees: one replied, one was never sent the paper.
CONSULTED = [
    ["Cllr Burbage", "Leader of the Council", "", "", ""],
    ["Cllr N Airey", "Lead Member", "22/4/16", "", ""],
    ["Cllr L Targowska", "Deputy Lead Member", "21/4/16", "24/4/16", ""],
    [
        "Russell O'Keefe",
        "Strategic Director Corporate and Community Services",
        "22/4/16",
        "",
        "",
    ],
    [
        "Alison Alexander",
        "Managing Director/ Strategic Director Adults, Children and Health",
        "21/4/16",
        "",
        "",
    ],
    [
        "Simon Fletcher",
        "Strategic Director Operations and Customer Services",
        "22/4/16",
        "",
        "",
    ],
    ["Edmund Bradley", "Finance Partner", "22/4/16", "", ""],
    ["Chris Targowski", "Cabinet Policy Manager", "22/4/16", "", ""],
    ["Terry Baldwin", "Head of HR", "22/4/16", "", ""],
    ["Shared Legal Solutions", "", "22/4/16", "", ""],
]
HISTORY = [["Decision type:", "Urgency item?"], ["For information", "No"]]
AUTHORS = [
    ["Full name of report author", "Job title", "Full contact no:"],
    ["Hilary Hall", "Head of Commissioning Adults, Children and Health", "01628 683893"],
]
NAMED = {
    "2.1": ["3 and 25 March 2015", "13 May 2015", "box 1", "unannounced"],
    "2.2": ["Lead Member", "16 April 2016", "90 local authorities"],
    "2.3": ["16 recommendations", "Thames Valley Police", "Appendix 1", "business as usual"],
    "2.4": ["MARAC", "Core Groups", "Corporate Parenting Forum", "Kickback", "16/17"],
    "2.5": ["Performance Quality Assurance Group", "Local Safeguarding Children Board"],
    "2.6": ["March 2016", "Westminster", "Kensington and Chelsea", "box 2"],
    "2.7": ["eight key themes", "Appendix 2", "mid May", *THEMES],
    "2.8": ["September 2015", "March 2016", "January 2016", "(MASH)", "December 2016"],
    "2.9": ["Local Government Association", "Good or Outstanding"],
    "4.1": ["September 2016", "50%", "£10k", "base budget"],
    "5.1": [
        "Children Act 1989",
        "Children (Leaving Care) Act 2000",
        "Adoption and Children Act 2002",
        "Children Act 2004",
        "Working Together 2015 (statutory guidance)",
    ],
    "9.1": [
        "Residents First",
        "Delivering Together",
        "Supports Children and Young People",
        "Encourages Healthy People and Lifestyles",
        "Works for safer and stronger communities",
        "Strengthens Partnerships",
    ],
    "14.1": ["Deputy Lead Member"],
    "14.2": ["Children's Services Overview and Scrutiny Panel", "19 April 2016"],
}


def only(key: str) -> list[list[list[str]]]:
    """The tables under one heading."""
    return tables(under(composed(NAME).document, key))


def lists(key: str) -> list[list[str]]:
    blocks = under(composed(NAME).document, key)
    return [list(words_of([block])) for block in blocks if isinstance(block, Items)]


def test_its_headings_and_numbers_stand_as_printed() -> None:
    document = composed(NAME).document

    assert headings(document) == HEADINGS
    assert numbers(document) == NUMBERS


def test_its_front_matter() -> None:
    assert front(composed(NAME).document) == FRONT


def test_what_cabinet_is_asked_has_roman_labels() -> None:
    [asked] = (b for b in under(composed(NAME).document, "decisions") if isinstance(b, Items))

    assert [item.label for item in asked.items] == ["i.", "ii.", "iii."]


def test_its_boxes_lists_and_themes() -> None:
    boxes = [b for b in under(composed(NAME).document, "reasons") if isinstance(b, Box)]

    assert [box.title for box in boxes] == [
        "Box 1: Ofsted judgements, May 2015",
        "Box 2: Key strengths of Westminster and Royal Borough of Kensington and Chelsea "
        "Children's Services",
    ]
    assert tables([boxes[0]]) == [JUDGED]
    assert len(list(words_of(boxes[1].blocks))) == 7
    counts, actions, themes = lists("reasons")
    assert (counts, len(actions), themes) == (COUNTED, 9, THEMES)


def test_its_tables_have_every_row_and_column() -> None:
    [benefits] = only("summary")
    assert benefits[0] == [
        "Benefits to residents and reasons why they will benefit",
        "Dates by which residents can expect to notice a difference",
    ]
    assert [row[1] for row in benefits[1:]] == ["Ongoing"]
    _, options = only("reasons")
    assert options[0] == ["Option", "Comments"]
    assert [row[0].endswith("Recommended") for row in options[1:]] == [True, False]
    [outcomes] = only("implications")
    assert outcomes[0] == OUTCOMES
    assert [row[1:] for row in outcomes[1:]] == BANDS
    [risks] = only("risk")
    assert [word.casefold() for word in risks[0]] == [
        "risks",
        "uncontrolled risk",
        "controls",
        "controlled risk",
    ]
    assert [(row[1], row[3]) for row in risks[1:]] == [("Medium", "Low")] * 2
    assert only("timetable") == [TIMETABLE]
    assert only("history") == [HISTORY, AUTHORS]


def test_each_control_of_a_risk_is_an_entry() -> None:
    [table] = (b for b in under(composed(NAME).document, "risk") if isinstance(b, Table))

    controls = [block for row in table.rows for block in row[2].blocks]
    assert [len(block.items) for block in controls if isinstance(block, Items)] == [2, 2]


def test_ten_consultees_one_reply_and_one_never_sent() -> None:
    [[head, first, *people, last]] = only("consultees")

    assert head[0] == "Name of consultee"
    assert (first[0], last[0]) == ("Internal", "External")
    assert people == CONSULTED
    assert len([row for row in people if row[3]]) == 1
    assert len([row for row in people if not row[2]]) == 1


def test_its_appendices_are_named_and_nothing_is_empty() -> None:
    found = composed(NAME)

    assert [(a.label, a.title) for a in found.document.appendices] == [
        ("Appendix 1", "2015-2016 Improvement Plan monitoring report"),
        ("Appendix 2", "Outline Phase 2 Improvement Plan"),
    ]
    said_of = [" ".join(words_of(a.blocks)) for a in found.document.appendices]
    assert all(words.startswith("Available electronically.") for words in said_of)
    assert lists("appendices") == [
        [
            "Appendix 1 - 2015-2016 Improvement Plan monitoring report. (available electronically)",
            "Appendix 2 - Outline Phase 2 Improvement Plan. (available electronically)",
        ]
    ]
    assert lists("background-papers") == [["Cabinet report, 25 September 2015"]]
    assert (found.empty, found.lost) == ((), ())


def test_each_paragraph_has_the_figures_days_and_months_of_the_paper() -> None:
    # "One" is a word of theirs there, and counts nothing. The summary is compared by itself below.
    found = unlike(composed(NAME).document, NAME, left_out="123")
    assert found == {"2.2": ({"1"}, set())}


def test_each_paragraph_names_what_the_paper_names() -> None:
    assert unnamed(NAMED, said(composed(NAME).document)) == []


def test_a_grade_that_changes_changes_box_1() -> None:
    Judgement.objects.filter(
        inspection__key="windsor-and-maidenhead-sif-2015", area="adoption"
    ).update(grade="good", printed_grade="")

    judged, _ = only("reasons")
    assert judged[2] == ["a. Adoption performance", "Good"]


def test_a_count_that_changes_changes_its_line() -> None:
    lines = PrintedLine.objects.filter(table__key="windsor-and-maidenhead-2016", label="Good")
    lines.update(number=22, share="24.4%")

    assert lists("reasons")[0][1] == "22 have been judged Good, 24.4%."
    assert "91 local authorities" in said(composed(NAME).document)["2.2"]


def test_a_theme_an_outcome_and_a_risk_that_go_leave_the_paper() -> None:
    plan = "windsor-maidenhead-phase-2"
    Theme.objects.filter(plan__reference=plan, name="Commissioning").delete()
    Measure.objects.filter(plan__reference=plan).last().delete()  # type: ignore[union-attr]
    Risk.objects.filter(plan__reference=plan).first().delete()  # type: ignore[union-attr]

    assert lists("reasons")[2] == THEMES[:-1]
    assert len(only("implications")[0]) == 1 + 1
    assert len(only("risk")[0]) == 1 + 1


def test_an_option_and_a_date_that_change_change_their_rows() -> None:
    parts = PaperPart.objects.filter(section__report__reference=NAME)
    options, timetable = parts.get(of="options"), parts.get(of="timetable")
    options.rows[1][1] = "Recommended"
    timetable.rows[1][0] = "30 June 2017"
    for part in (options, timetable):
        part.save()

    found = only("reasons")[1]
    assert [row[0].endswith("Recommended") for row in found[1:]] == [True, True]
    assert only("timetable")[0][2] == ["30 June 2017", TIMETABLE[2][1]]


def test_a_reply_that_comes_stands_in_its_row() -> None:
    part = PaperPart.objects.get(section__report__reference=NAME, of="consultation")
    part.rows[0][3] = "20/4/16"
    part.rows[0][4] = "2/5/16"
    part.save()

    [[_, _, first, *_]] = only("consultees")
    assert first == ["Cllr Burbage", "Leader of the Council", "20/4/16", "2/5/16", ""]


def test_the_paper_itself_has_these_headings_numbers_figures_and_names() -> None:
    text, document = seed(NAME), composed(NAME).document

    assert in_order([h.strip() for h in HEADINGS], text) == ""
    # The summary's three paragraphs have the numbers of sections too, and are compared as one.
    summary, details, rest = text.partition("#### 1. DETAILS OF RECOMMENDATIONS")
    theirs = paragraphs_of(details + rest, places(document)[3:])
    assert figures_of(theirs, document, left_out="123") == printed(NAME)
    assert unnamed(NAMED, theirs) == []
    ours = " ".join(words_of(under(document, "summary")))
    assert figures(summary.partition("# REPORT SUMMARY")[2]) - {"3"} == figures(ours)
    # The front is a table whose cells run into each other in the text: word by word, then.
    for label, lines in FRONT.items():
        words = " ".join([label, *(word for line in lines for word in line)]).split()
        assert not [word for word in words if in_order([word], summary)], label
    for row in [*JUDGED, *TIMETABLE, *HISTORY]:
        assert squeezed(" ".join(row)) in squeezed(text), row
    people = text.partition("# 18. CONSULTATION (MANDATORY)")[2]
    told = [word for row in CONSULTED for word in (row[0], row[2], row[3]) if word]
    assert in_order(told, people) == ""
    assert not [word for row in CONSULTED for word in row[1].split() if in_order([word], people)]
    assert not [line for line in COUNTED if in_order([line], text)]
    assert in_order([word for word in OUTCOMES if word], text) == ""
    assert figures(" ".join(BANDS[0])) <= figures(text)
