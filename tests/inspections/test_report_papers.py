"""Reports of our own in every shape of layout: read in full, or left out and named, never wrong."""

import json
import re

import pytest

from inspections.frameworks import FRAMEWORKS
from inspections.report_reading.draft import (
    BOARD,
    COUNCIL,
    PARTNERSHIP,
    DraftInspection,
    from_json,
    to_json,
)
from inspections.report_reading.reading import NO_COUNCIL, read
from tests.inspections.report_papers import (
    BOARD_WISHES,
    ILACS_2018,
    ILACS_2023,
    PROSE,
    WISHES,
    bullets,
    ilacs,
    letter,
    numbered,
    pdf,
    safeguarding_2010,
    sif,
)

SIF_GRADES = ("Good", "Requires improvement", "Not judged", "Inadequate", "Outstanding")
SIF_KEYS = {
    "overall_effectiveness": "requires_improvement",
    "help_and_protection": "good",
    "looked_after": "requires_improvement",
    "adoption": "not_judged",
    "care_leavers": "inadequate",
    "leadership": "outstanding",
    "board": "good",
}
OF_2014 = sif(
    SIF_GRADES,
    overall="The overall judgement is requires improvement",
    board="The effectiveness of the Local Safeguarding Children Board (LSCB) is good",
    wishes="<h2>What does the local authority need to improve?</h2>"
    "<h3>Priority and immediate action</h3><h4>Help and protection</h4>"
    + numbered(WISHES[:2], 20)
    + "<h3>Areas for improvement</h3>"
    + numbered(WISHES[2:], 22),
    board_wishes="<h3>Areas for improvement</h3>" + bullets(BOARD_WISHES, "–"),
)
FOUR = ("Good", "Requires improvement to be good", "Inadequate", "Good")
OF_2019 = ilacs(ILACS_2018, FOUR, "28 November to 9 December 2019")
OF_2023 = ilacs(ILACS_2023, (*FOUR[:3], "Outstanding", "Good"), "6 to 17 March 2023")
KEYS_2019 = {
    "leaders": "good",
    "help_and_protection": "requires_improvement",
    "in_care_and_care_leavers": "inadequate",
    "overall_effectiveness": "good",
}
KEYS_2023 = {
    "leaders": "good",
    "help_and_protection": "requires_improvement",
    "in_care": "inadequate",
    "care_leavers": "outstanding",
    "overall_effectiveness": "good",
}
PAPERS = {
    "SIF": (sif(SIF_GRADES), SIF_KEYS, WISHES, BOARD_WISHES),
    "SIF 2014": (OF_2014, SIF_KEYS, WISHES, BOARD_WISHES),
    "ILACS 2018": (OF_2019, KEYS_2019, WISHES, ()),
    "ILACS 2023": (OF_2023, KEYS_2023, WISHES, ()),
}
RUNNING = """@page { @top-center { content: 'Merrowdale Council inspection report' }
@bottom-left { white-space: pre; content: 'Inspection of Merrowdale\\A 3 to 25 March 2015' } }"""
STYLES = {
    "as it is": "",
    "small letters": "body { font-size: 9pt } h1 { font-size: 16pt } h2, h3 { font-size: 10pt }",
    "large letters": "body { font-size: 14pt } h2 { font-size: 16pt } h3 { font-size: 14pt }",
    "headings like text": "h1, h2, h3, h4 { font-size: 12pt; font-weight: normal }",
    "headings bold only": "h1, h2, h3, h4 { font-size: 12pt; font-weight: bold }",
    "small pages": "@page { size: A5; margin: 12mm }",
    "tiny pages, lists and tables broken": "@page { size: 148mm 120mm; margin: 15mm }",
    "justified": "body { text-align: justify }",
    "words broken at the end of lines": "body { hyphens: auto; text-align: justify }",
    "bullets inside": "ul, ol { list-style-position: inside; padding: 0 }",
    "close lines": "p, li, ul, ol { margin: 0 } body { line-height: 1.1 }",
    "wide lines": "body { line-height: 1.5 } li { margin-bottom: 4mm }",
    "grades at the top": "td { vertical-align: top }",
    "grades in the middle": "td + td { text-align: center }",
    "narrow grades": "td + td { width: 22mm }",
    "narrow headings": "td { width: 45mm }",
    "typewriter": "body { font-family: monospace; font-size: 9pt } h1 { font-size: 12pt }",
    "running heads": RUNNING,
}
TWO_COLUMNS = """body { columns: 2; font-size: 9pt } h1 { font-size: 14pt; column-span: all }
table { column-span: all }"""


def letters(text: str) -> str:
    return re.sub(r"[\s\-‐]", "", text)


def texts(draft: DraftInspection, to: str) -> list[str]:
    return [letters(item.text) for item in draft.recommendations if item.addressed_to == to]


def grades(draft: DraftInspection) -> dict[str, str]:
    return {judgement.area: judgement.grade for judgement in draft.judgements}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("paper", PAPERS)
def test_every_layout_of_a_paper_reads_the_same(paper: str, style: str) -> None:
    body, judged, wishes, board_wishes = PAPERS[paper]
    draft = read(pdf(body, STYLES[style]))

    assert grades(draft) == judged
    assert texts(draft, COUNCIL) == [letters(wish) for wish in wishes]
    assert texts(draft, BOARD) == [letters(wish) for wish in board_wishes]


@pytest.mark.parametrize("paper", ["ILACS 2018", "ILACS 2023"])
def test_two_columns_are_read_one_after_the_other(paper: str) -> None:
    body, judged, wishes, _ = PAPERS[paper]
    draft = read(pdf(body, TWO_COLUMNS))

    assert grades(draft) == judged
    assert texts(draft, COUNCIL) == [letters(wish) for wish in wishes]


@pytest.mark.parametrize("glyph", ["•", "◼", "▪", "–", "o", "\uf0b7", "\uf06e", "➢"])
def test_a_bullet_of_any_shape_begins_an_item(glyph: str) -> None:
    listed = "<h3>What needs to improve?</h3>" + bullets(WISHES, glyph)
    draft = read(pdf(ilacs(ILACS_2018, FOUR, "17 to 28 June 2019", listed)))

    assert texts(draft, COUNCIL) == [letters(wish) for wish in WISHES]


def test_the_numbers_pages_and_headings_of_recommendations_are_kept() -> None:
    found = read(pdf(OF_2014)).recommendations
    asked, then = "Priority and immediate action", "Areas for improvement"

    assert [(item.number, item.priority, item.area) for item in found] == [
        ("20", asked, "Help and protection"),
        ("21", asked, "Help and protection"),
        ("22", then, ""),
        ("23", then, ""),
        ("", then, ""),
        ("", then, ""),
    ]
    assert all(item.page >= 2 for item in found)


def test_what_was_read_stands_beside_its_page_and_the_words_around_it() -> None:
    draft = read(pdf(OF_2019.replace("Merrowdale", "Kent")))
    judged = {judgement.area: judgement for judgement in draft.judgements}

    assert [(fact.name, fact.page, fact.around) for fact in draft.found] == [
        ("council", 1, "Inspection of Kent local authority"),
        ("inspection_start", 1, "Inspection dates: 28 November to 9 December 2019"),
        ("lead_inspector", 1, "Lead inspector: Robin Ashgrove, His Majesty’s Inspector"),
    ]
    assert judged["help_and_protection"].around == (
        f"{ILACS_2018[1]} Requires improvement to be good"
    )
    assert draft.recommendations[0].around.startswith("What needs to improve? ◼ Make sure that")
    assert all(len(item.around) <= 300 for item in draft.recommendations)


def test_a_draft_goes_through_json_whole() -> None:
    draft = read(pdf(OF_2014))

    assert from_json(json.loads(json.dumps(to_json(draft)))) == draft
    assert draft.found
    assert draft.sections


def test_points_within_a_recommendation_belong_to_it() -> None:
    nested = f"<ol><li>{WISHES[0]}{bullets(['the first', 'the second'])}</li><li>{WISHES[1]}</ol>"
    draft = read(pdf(sif(SIF_GRADES, wishes=f"<h2>Recommendations</h2>{nested}")))

    assert texts(draft, COUNCIL) == [
        letters(f"{WISHES[0]} the first the second"),
        letters(WISHES[1]),
    ]


def test_footnotes_and_their_marks_are_no_part_of_a_recommendation() -> None:
    marked = numbered([wish.replace(",", "<sup>2</sup>,", 1) for wish in WISHES])
    foot = '<p style="position: absolute; bottom: 0; font-size: 9pt">2 See the guidance.</p>'
    draft = read(pdf(sif(SIF_GRADES, wishes=f"<h2>Recommendations</h2>{marked}") + foot))

    assert texts(draft, COUNCIL) == [letters(wish) for wish in WISHES]


def test_the_outcome_of_the_national_framework_is_kept_and_stays_in_the_words() -> None:
    wishes = [f"{wish} (Outcome {n}, national framework)" for n, wish in enumerate(WISHES, 1)]
    listed = "<h3>What needs to improve?</h3>" + bullets(wishes)
    headings, four = ILACS_2023[:4], (*FOUR[:3], "Outstanding")
    draft = read(pdf(ilacs(headings, four, "11 to 22 May 2026", listed)))

    assert draft.framework == "ilacs-2026"
    assert [item.outcome for item in draft.recommendations] == [f"Outcome {n}" for n in range(1, 5)]
    assert texts(draft, COUNCIL) == [letters(wish) for wish in wishes]
    assert draft.problems == (NO_COUNCIL,)


def test_a_grade_that_the_report_contradicts_is_left_out_and_named() -> None:
    draft = read(pdf(ilacs(ILACS_2018, FOUR, "17 to 28 June 2019", told="outstanding")))

    assert "help_and_protection" not in grades(draft)
    assert grades(draft) == {k: v for k, v in KEYS_2019.items() if k != "help_and_protection"}
    assert draft.problems[1] == (
        "“The experiences and progress of children who need help and protection” is given as "
        "Requires improvement to be good on page 1 and as Outstanding on page 2. Check the report."
    )


def test_a_grade_beside_two_headings_is_nobodys() -> None:
    body = OF_2019.replace("<td>Inadequate", "<td>").replace(
        f"<tr><td>{ILACS_2018[2]}<td>", f"<br>{ILACS_2018[2]}<td>"
    )
    found = grades(read(pdf(body, "td { padding: 0 }")))

    assert "in_care_and_care_leavers" not in found


def test_what_the_text_says_of_an_earlier_inspection_is_no_grade() -> None:
    earlier = (
        "<h3>Progress since the last inspection</h3><p>The Local Safeguarding Children Board "
        "was outstanding. Children’s services in Merrowdale were judged inadequate. Adoption "
        "performance was good.</p>"
    )
    assert grades(read(pdf(sif(SIF_GRADES, more=earlier)))) == SIF_KEYS


def test_numbers_that_leave_one_out_are_named() -> None:
    gap = numbered(WISHES[:2]) + numbered(WISHES[2:], 4)
    problems = read(pdf(sif(SIF_GRADES, wishes=f"<h2>Recommendations</h2>{gap}"))).problems

    assert "Recommendation 4 comes after 2: one between them may be missing. Check the report." in (
        problems
    )


def test_a_report_without_a_list_says_so() -> None:
    draft = read(pdf(ilacs(ILACS_2018, FOUR, "17 to 28 June 2019", f"<p>{PROSE}</p>")))

    assert draft.recommendations == ()
    assert any(problem.startswith("No recommendations were found") for problem in draft.problems)


def test_paragraphs_without_a_mark_are_taken_as_items_and_named() -> None:
    plain = "".join(f"<p>{wish}</p>" for wish in WISHES)
    draft = read(pdf(sif(SIF_GRADES, wishes=f"<h2>Recommendations</h2>{plain}")))

    assert texts(draft, COUNCIL) == [letters(wish) for wish in WISHES]
    assert any("have no numbers or bullets" in problem for problem in draft.problems)


def test_items_marked_by_letters_are_items() -> None:
    listed = "".join(f"<li>{wish}</li>" for wish in WISHES)
    wishes = f"<h2>Recommendations</h2><ol style='list-style-type: lower-alpha'>{listed}</ol>"

    assert texts(read(pdf(sif(SIF_GRADES, wishes=wishes))), COUNCIL) == [*map(letters, WISHES)]


def test_a_number_set_beside_the_middle_of_its_words_is_doubted_aloud() -> None:
    cells = "".join(
        f"<tr><td style='width: 10mm'>{number}.<td>{wish}" for number, wish in enumerate(WISHES, 1)
    )
    wishes = f"<h2>Recommendations</h2><table>{cells}</table>"

    assert any("may go on" in said for said in read(pdf(sif(SIF_GRADES, wishes=wishes))).problems)


def test_subheadings_as_large_as_the_lists_heading_do_not_end_it_but_are_named() -> None:
    parts = f"<h2>Training</h2>{bullets(WISHES[:2])}<h2>Transport</h2>{bullets(WISHES[2:])}"
    draft = read(pdf(sif(SIF_GRADES, wishes=f"<h2>Recommendations</h2>{parts}")))

    assert texts(draft, COUNCIL) == [letters(wish) for wish in WISHES]
    assert any("after “Transport”" in problem for problem in draft.problems)


# Letters, and reports without grades

ABOUT = "<p>This letter summarises the findings of the {} to Merrowdale on {}.</p>"
FOCUSED = letter(
    "Focused visit to Merrowdale children’s services",
    ABOUT.format("focused visit", "7 and 8 November 2023")
    + f"<h3>Headline findings</h3><p>{PROSE}</p><h3>Areas for priority action</h3>"
    + bullets(WISHES[:1])
    + "<h3>What needs to improve in this area of social work practice?</h3>"
    + bullets(WISHES[1:])
    + f"<h3>Main findings</h3><p>{PROSE * 5}</p>",
)
MONITORING = letter(
    "Monitoring visit to Merrowdale children’s services",
    ABOUT.format("monitoring visit", "14 and 15 June 2023")
    + f"<p>Services were judged inadequate in May 2022.</p><p>{PROSE * 9}</p>",
)
JOINT = letter(
    "Joint targeted area inspection of Merrowdale",
    "<p>This inspection took place from 20 to 24 March 2023.</p><h2>What needs to improve?</h2>"
    + bullets(WISHES)
    + f"<h2>Strengths</h2>{bullets([PROSE] * 2)}",
)
SEND = f"""<h1>Area SEND inspection of Merrowdale Local Area Partnership</h1>
<p>Inspection dates: 5 to 9 February 2024</p><p>Lead inspector: Robin Ashgrove, HMI</p>
<h2>Inspection outcome</h2><p>The arrangements lead to inconsistent experiences and outcomes for
children and young people.</p><h2>What is it like to be a child?</h2><p>{PROSE * 6}</p>
<h2>Areas for improvement</h2>{bullets(WISHES)}<h2>Local area partnership details</h2><p>Ofsted"""
LETTERS = {
    "focused-visit": (FOCUSED, "2023-11-07", "2023-11-08", COUNCIL, WISHES),
    "monitoring-visit": (MONITORING, "2023-06-14", "2023-06-15", COUNCIL, ()),
    "jtai-2016": (JOINT, "2023-03-20", "2023-03-24", PARTNERSHIP, WISHES),
    "area-send-2023": (SEND, "2024-02-05", "2024-02-09", PARTNERSHIP, WISHES),
}


@pytest.mark.parametrize("framework", LETTERS)
def test_a_visit_or_a_joint_inspection_is_read_without_grades_of_services(framework: str) -> None:
    body, start, end, to, wishes = LETTERS[framework]
    draft = read(pdf(body))

    assert draft.framework == framework
    assert (str(draft.inspection_start), str(draft.inspection_end)) == (start, end)
    assert draft.lead_inspector == "Robin Ashgrove"
    assert texts(draft, to) == [letters(wish) for wish in wishes]
    assert grades(draft) == (
        {"inspection_outcome": "inconsistent_experiences"} if framework.startswith("area") else {}
    )


def test_an_older_report_keeps_its_two_halves_its_bands_and_its_own_scale() -> None:
    draft = read(pdf(safeguarding_2010()))

    assert draft.framework == "slac-2009"
    assert grades(draft) == {
        "safeguarding_overall_effectiveness": "adequate",
        "safeguarding_capacity_for_improvement": "good",
        "looked_after_overall_effectiveness": "good",
        "looked_after_being_healthy": "outstanding",
    }
    assert texts(draft, COUNCIL) == [letters(wish) for wish in WISHES]
    assert [item.priority for item in draft.recommendations] == [
        "Immediately",
        "Immediately",
        "Within 3 months",
        "Immediately",
    ]
    assert any("of an older kind" in problem for problem in draft.problems)
    assert set(grades(draft)) <= {area.key for area in FRAMEWORKS["slac-2009"].areas}
