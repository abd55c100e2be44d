"""Reports of our own in words that others have for the same: titles, headings, sentences, days."""

from datetime import date

import pytest

from inspections.report_reading.draft import BOARD, COUNCIL, DraftInspection
from inspections.report_reading.reading import read
from tests.inspections.report_papers import (
    BOARD_WISHES,
    ILACS_2018,
    ILACS_TITLE,
    PROSE,
    WISHES,
    bullets,
    ilacs,
    numbered,
    paragraphs,
    pdf,
    rows,
    sif,
)
from tests.inspections.test_report_papers import (
    FOUR,
    KEYS_2019,
    SIF_GRADES,
    SIF_KEYS,
    grades,
    letters,
    texts,
)

TWO_COLUMNS = "body { columns: 2; font-size: 9pt } h1 { font-size: 14pt; column-span: all }"


def asked(draft: DraftInspection, to: str = COUNCIL) -> bool:
    """Return whether a draft holds just the recommendations of our papers, in order."""
    wishes = BOARD_WISHES if to == BOARD else WISHES
    return texts(draft, to) == [letters(wish) for wish in wishes]


@pytest.mark.parametrize(
    "overall",
    [
        "The overall judgement is requires improvement",
        "The overall judgement is Requires Improvement.",
        "The overall judgement is that children’s services require improvement",
        "The overall judgement for children’s services in Merrowdale is requires improvement",
        "The judgement on overall effectiveness is requires improvement",
        "Overall effectiveness: requires improvement",
        "Children’s services in the Royal Borough of Merrowdale require improvement to be good",
        "Children’s services at Merrowdale Council require improvement",
        "Children’s services delivered by Merrowdale Children’s Trust require improvement",
        "Children and young people’s services in Merrowdale require improvement",
        "Services for children in Merrowdale require improvement to be good",
        "Local authority children’s services require improvement",
    ],
)
def test_the_overall_judgement_is_read_in_each_sentence_that_states_it(overall: str) -> None:
    assert grades(read(pdf(sif(SIF_GRADES, overall=overall)))) == SIF_KEYS


@pytest.mark.parametrize(
    "overall",
    [
        "Children’s services in Merrowdale were judged to be outstanding in 2011",
        "Merrowdale’s ambition for children is outstanding",
        "Children’s services in Merrowdale are good and some are outstanding",
        "The overall judgement will be good",
    ],
)
def test_a_sentence_that_says_something_else_is_no_overall_judgement(overall: str) -> None:
    draft = read(pdf(sif(SIF_GRADES, overall=overall)))

    assert grades(draft) == {k: v for k, v in SIF_KEYS.items() if k != "overall_effectiveness"}
    assert "The grade for “Overall” could not be read with certainty." in draft.problems


@pytest.mark.parametrize(
    "board",
    [
        "The effectiveness of the Local Safeguarding Children Board (LSCB) is good",
        "The judgement for the effectiveness of the Local Safeguarding Children Board is good.",
        "The Local Safeguarding Children Board for Merrowdale is good",
        "The Local Safeguarding Children Boards in Merrowdale, Ashby and Corve are good",
        "The Merrowdale Safeguarding Children Board (MSCB) is good",
        "The effectiveness of the Merrowdale and Ashby LSCB is judged to be good",
        "Local Safeguarding Children Board: good",
    ],
)
def test_the_boards_judgement_is_read_in_each_sentence_that_states_it(board: str) -> None:
    assert grades(read(pdf(sif(SIF_GRADES, board=board))))["board"] == "good"


@pytest.mark.parametrize(
    "heading",
    [
        "Recommendations:",
        "RECOMMENDATIONS",
        "Recommendations for the local authority",
        "Recommendations to Merrowdale Council",
        "What does the local authority need to improve?",
        "What the local authority needs to improve",
        "Areas for improvement",
        "Key areas for improvement",
        "Areas for further improvement",
        "Priority and immediate actions",
        "Immediate and priority action",
        "Areas for priority and immediate action",
        "Areas for development",
    ],
)
def test_recommendations_are_found_under_each_heading_they_have(heading: str) -> None:
    listed = f"<h2>{heading}</h2>{numbered(WISHES)}"
    draft = read(pdf(sif(SIF_GRADES, wishes=listed)))

    assert asked(draft)
    assert asked(draft, BOARD)


@pytest.mark.parametrize(
    "heading",
    [
        "What needs to improve",
        "What needs to improve:",
        "What needs to improve in Merrowdale?",
        "What needs to improve further?",
        "What needs to be improved?",
        "What needs improving?",
        "What does Merrowdale need to improve?",
        "Areas for improvement",
    ],
)
def test_what_needs_to_improve_is_found_under_each_heading_it_has(heading: str) -> None:
    listed = f"<h3>{heading}</h3><p>The following need work:</p>{bullets(WISHES)}"
    draft = read(pdf(ilacs(ILACS_2018, FOUR, "17 to 28 June 2019", listed)))

    assert asked(draft)
    assert grades(draft) == KEYS_2019


TITLES = {
    "<h1>Kent County Council</h1><h2>Inspection of children’s social care services</h2>": "Kent",
    "<h1>Inspection of local authority children’s services</h1><h2>Kent Council</h2>": "Kent",
    "<h1>Short inspection of Kent local authority children’s services</h1>": "Kent",
    "<h1>Kent children’s services: inspection report</h1>": "Kent",
    "<h1>Inspection of the London Borough of Hammersmith &amp; Fulham’s children’s services</h1>": (
        "Hammersmith and Fulham"
    ),
    "<h1>Bournemouth Borough Council</h1><h2>Inspection of children’s services</h2>": "Bournemouth",
    "<h1>Inspection of the London Corporation’s children’s services</h1>": "City of London",
    "<h1>Inspection of Dorset Council’s children’s services</h1>": "Dorset",
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_in_other_words_names_the_council_all_the_same(title: str) -> None:
    draft = read(pdf(ilacs(ILACS_2018, FOUR, "17 to 28 June 2019", title=title)))

    assert draft.council == TITLES[title]
    assert draft.framework == "ilacs-2018"


INSPECTED = {
    "21 – 25 March 2022": ("2022-03-21", "2022-03-25"),
    "28 February 2022 to<br>11 March 2022": ("2022-02-28", "2022-03-11"),
    "28 February 2022 –<br>11 March 2022": ("2022-02-28", "2022-03-11"),
    "28 February 2022<br>to 11 March 2022": ("2022-02-28", "2022-03-11"),
    "4 to 8 and 18 to 22 February 2019": ("2019-02-04", "2019-02-22"),
    "4 to 8 February 2019, 18 to 22 February 2019": ("2019-02-04", "2019-02-22"),
    "from 9 December 2019 to 10 January 2020": ("2019-12-09", "2020-01-10"),
    "9 December to 10 January 2020": ("2019-12-09", "2020-01-10"),
    "17.06.2019 to 28.06.2019": ("2019-06-17", "2019-06-28"),
}


@pytest.mark.parametrize("days", INSPECTED)
def test_the_days_are_read_however_they_are_printed(days: str) -> None:
    draft = read(pdf(ilacs(ILACS_2018, FOUR, days)))

    assert (str(draft.inspection_start), str(draft.inspection_end)) == INSPECTED[days]


@pytest.mark.parametrize("days", ["17 June 2019", "17 June 2019 to 28 June", "June 2019"])
def test_one_day_or_half_a_stretch_is_not_taken_for_the_inspection(days: str) -> None:
    draft = read(pdf(ilacs(ILACS_2018, FOUR, days)))

    assert draft.inspection_start is draft.inspection_end is None
    assert "The dates of the inspection could not be read." in draft.problems


def test_a_first_page_in_two_columns_is_read_for_what_is_certain_and_the_rest_is_named() -> None:
    draft = read(pdf(sif(SIF_GRADES), TWO_COLUMNS + "table { column-span: all }"))

    assert grades(draft) == SIF_KEYS
    assert (draft.inspection_start, draft.published) == (date(2015, 3, 3), date(2015, 5, 13))
    assert asked(draft)
    assert asked(draft, BOARD) or any("safeguarding board" in said for said in draft.problems)


def protection(record: str) -> str:
    """Return a report of 2012 and 2013 on the protection of children."""
    title = "Inspection of local authority arrangements for the protection of children"
    headings = (
        "Overall effectiveness",
        "The effectiveness of the help and protection provided to children, young people, "
        "families and carers",
        "The quality of practice",
        "Leadership and governance",
    )
    listed = [WISHES[:1], WISHES[1:3], WISHES[3:]]
    bands = zip(("Immediately:", "Within three months:", "Within six months:"), listed, strict=True)
    actions = "".join(f"<h4>{band}</h4>{bullets(wishes, '■')}" for band, wishes in bands)
    return f"""<h1>Kent County Council</h1><h2>{title}</h2>
    <p>Inspection dates: 14 – 23 January 2013<br>Lead inspector Robin Ashgrove HMI<br>Age group:
    All</p><p>Published: 25 February 2013</p><p class=break>Ofsted 2013</p><h2>Contents</h2>
    <p>Areas for improvement 2<br>Record of main findings 17</p><h2 class=break>{title}</h2>
    <h3>Overall effectiveness</h3><p>1. The overall effectiveness is judged to be adequate.</p>
    <h3>Areas for improvement</h3><p>2. The council should take the following action.</p>{actions}
    <h3>About this inspection</h3>{paragraphs(3, 4)}<h2>Leadership and governance</h2><p>Good</p>
    {paragraphs(3, 7)}<h2 class=break>{record}</h2>
    {rows(zip(headings, ("Adequate", "Inadequate", "Adequate", "Good"), strict=True))}"""


@pytest.mark.parametrize("record", ["Record of main findings", "Record of main findings: Kent"])
def test_a_report_on_the_protection_of_children_is_read_in_its_own_terms(record: str) -> None:
    draft = read(pdf(protection(record)))

    assert (draft.framework, draft.council) == ("protection-2012", "Kent")
    assert grades(draft) == {
        "overall_effectiveness": "adequate",
        "help_and_protection": "inadequate",
        "quality_of_practice": "adequate",
        "leadership_and_governance": "good",
    }
    assert asked(draft)
    assert [item.priority for item in draft.recommendations] == [
        "Immediately",
        "Within 3 months",
        "Within 3 months",
        "Within 6 months",
    ]


MONITORING = """<p>Piccadilly Gate<br>Store Street<br>Manchester<br>M1 2WD</p><p>13 July 2018</p>
<p>Director of Children’s Services<br>{0}</p><p>Dear Director</p><p><b>{1}</b></p><p>This letter
summarises the findings of the monitoring visit on 12 and 13 June 2018, the third since services
were judged inadequate in March 2017.</p><p>{2}</p><p>Yours sincerely</p><p>Robin Ashgrove<br>
Her Majesty’s Inspector</p><p>Ofsted</p>"""
VISITED = {
    "Monitoring visit to Kent children’s services": "Kent",
    "Monitoring visit to Windsor and<br>Maidenhead children’s services": "Windsor and Maidenhead",
    "Monitoring visit to Merrowdale children’s services": None,
}


@pytest.mark.parametrize("title", VISITED)
def test_the_inspectorates_own_address_is_no_council(title: str) -> None:
    draft = read(pdf(MONITORING.format("Merrowdale", title, PROSE * 4)))

    assert draft.council == VISITED[title]
    assert draft.inspection_start == date(2018, 6, 12)


def test_a_page_number_that_stands_in_the_page_does_not_end_a_list() -> None:
    broken = f"{bullets(WISHES[:2])}<p>7</p><div class=break>{bullets(WISHES[2:])}</div>"
    listed = f"<h3>What needs to improve?</h3>{broken}"
    bare = "@page { @bottom-right { content: none } }"
    draft = read(pdf(ilacs(ILACS_2018, FOUR, "17 to 28 June 2019", listed, ILACS_TITLE), bare))

    assert asked(draft)
