"""A file's tables in, a plan's rows out: every row kept, every word in its row."""

import datetime
import json
from dataclasses import replace

from actionplans.importing.as_json import as_json
from actionplans.importing.tables import Cell, Document
from actionplans.importing.understanding import understand
from actionplans.importing.understood import (
    Corrections,
    Field,
    Known,
    KnownLabel,
    KnownOfficer,
    KnownRecommendation,
    ReadRow,
    Understood,
)
from tests.actionplans.importing.building import Said, band, document, table

AGREED = datetime.date(2017, 4, 26)
KNOWN = Known(
    AGREED,
    officers=(KnownOfficer(1, "Ann Poe"), KnownOfficer(2, "Heads of Service")),
    recommendations=(
        KnownRecommendation(11, "1", "Make sure that managers look at every case file monthly."),
        KnownRecommendation(12, "2", "Give members a clearer view of what the front line does."),
    ),
)
HEADINGS = ("Ref", "Recommendation", "Action", "By when", "Lead", "Progress")


def read(*rows: tuple[Said, ...], corrections: Corrections | None = None) -> Understood:
    return understand(document(table(HEADINGS, *rows)), KNOWN, corrections)


def doubts(row: ReadRow) -> list[str]:
    return [doubt.text for doubt in row.doubts]


# Recommendations


def test_a_recommendation_merged_over_its_actions_is_each_ones() -> None:
    found = read(
        ("1a", "Recommendation 1", "Audit ten files", "May 2017", "Ann Poe", "Begun"),
        ("1b", "^", "Report to the board", "June 2017", "Ann Poe", ""),
        ("2a", "Recommendation 2", "Visit the front line", "July 2017", "Ann Poe", ""),
    )

    assert [(row.reference, row.recommendation, row.recommendations) for row in found.rows] == [
        ("1a", "Recommendation 1", (11,)),
        ("1b", "Recommendation 1", (11,)),
        ("2a", "Recommendation 2", (12,)),
    ]
    assert found.problems == ()


def test_a_recommendation_left_empty_is_the_one_above_and_a_doubt() -> None:
    rows = [(str(at), "Recommendation 1", "Audit", "May 2017", "Ann Poe", "") for at in range(5)]
    found = read(*rows, ("5", "", "Report", "June 2017", "Ann Poe", ""))

    assert [row.recommendations for row in found.rows] == [(11,)] * 6
    assert [problem.text for problem in found.problems] == [
        "Nothing stands in this column here. We took what stands above, in row 6: "
        "choose another, or leave it open, if that is not meant."
    ]


def test_where_a_plan_leaves_out_what_is_as_above_that_is_no_doubt() -> None:
    found = read(
        ("1a", "Recommendation 1", "Audit ten files", "May 2017", "Ann Poe", "Begun"),
        ("1b", "", "Report to the board", "June 2017", "Ann Poe", ""),
        ("1c", "", "Audit again", "July 2017", "Ann Poe", ""),
    )

    assert [row.recommendations for row in found.rows] == [(11,), (11,), (11,)]
    assert found.problems == ()


def test_a_recommendation_named_below_the_action_is_not_the_actions_words() -> None:
    found = understand(
        document(
            table(
                ("Action", "Lead", "By when", "Progress"),
                ("Audit ten files\n(RECOMMENDATION 2)", "Ann Poe", "May 2017", "Begun"),
                ("Report to the board", "Ann Poe", "May 2017", "Begun"),
            )
        ),
        KNOWN,
    )

    first, second = found.rows
    assert (first.action, first.recommendation) == ("Audit ten files", "RECOMMENDATION 2")
    assert (first.recommendations, second.recommendations) == ((12,), ())


def test_a_person_says_what_an_action_answers() -> None:
    told = Corrections(recommendations={(0, 2): (12,), (0, 3): ()})
    found = read(
        ("1", "Mend the roof", "Audit ten files", "May 2017", "Ann Poe", "Begun"),
        ("2", "Recommendation 1", "Report", "May 2017", "Ann Poe", "Begun"),
        corrections=told,
    )

    assert [row.recommendations for row in found.rows] == [(12,), ()]
    assert found.problems == ()


# Rows


def test_an_action_of_its_own_number_is_a_row_of_its_own() -> None:
    found = read(
        ("1", "Recommendation 1", "Audit ten files", "May 2017", "Ann Poe", "Begun"),
        ("2", "^", "^", "June 2017", "Ann Poe", "Not begun"),
        ("3", "Recommendation 2", "", "June 2017", "Ann Poe", "Not begun"),
    )

    assert [(row.reference, row.action) for row in found.rows] == [
        ("1", "Audit ten files"),
        ("2", "Audit ten files"),
        ("3", ""),
    ]


def test_a_row_left_out_takes_the_rows_of_its_action_with_it() -> None:
    rows = (
        ("1", "Recommendation 1", "Audit ten files", "May 2017", "Ann Poe", "Begun"),
        ("2", "Recommendation 2", "Visit the front line", "May 2017", "Ann Poe", "Begun"),
        ("^", "^", "^", "June 2017", "Ann Poe", "Not begun"),
    )
    found = read(*rows, corrections=Corrections(left_out=frozenset({(0, 3)})))

    assert [row.numbers for row in found.rows] == [(2,)]
    assert [skipped.number for skipped in found.skipped] == [1, 3, 4]


def test_a_heading_over_rows_is_their_theme_or_stands_among_the_rest() -> None:
    rows = (
        (band("Within 3 months", 5),),
        ("1", "Audit ten files", "May 2017", "Ann Poe", "Begun"),
        ("2", "Report to the board", "May 2017", "Ann Poe", "Begun"),
    )
    plain = understand(
        document(table(("Ref", "Action", "By when", "Lead", "Progress"), *rows)), KNOWN
    )
    themed = understand(
        document(table(("Ref", "Action", "By when", "Lead", "Theme"), *rows)), KNOWN
    )

    assert [row.theme for row in plain.rows] == ["Within 3 months"] * 2
    assert [(row.theme, row.other) for row in themed.rows] == [
        ("Begun", (("Heading above", "Within 3 months"),))
    ] * 2


def test_what_fits_no_field_is_kept_with_its_heading() -> None:
    found = understand(
        document(
            table(
                ("Action", "Lead", "Lead agency", "By when", "Cost", "Progress"),
                ("Audit ten files", "Ann Poe", "Police", "May 2017", "£200", "Begun"),
            )
        ),
        KNOWN,
    )

    (row,) = found.rows
    assert row.printed_leads == "Ann Poe\nPolice"
    assert row.other == (("Cost", "£200"),)


def test_two_columns_of_who_leads_are_told_together_each_beside_its_step() -> None:
    found = understand(
        document(
            table(
                ("Action", "Milestones", "By when", "Lead agency", "Accountable person"),
                ("Audit", "Choose files\nRead them", "May 2017\nJune 2017", "Police\nHealth",
                 "Ann Poe\nBea Roe"),
            )
        ),
        KNOWN,
    )  # fmt: skip

    (row,) = found.rows
    assert [step.printed_leads for step in row.steps] == ["Police\nAnn Poe", "Health\nBea Roe"]
    assert row.leads == row.other == ()
    assert [column.field for column in found.columns][3:] == [Field.LEADS, Field.LEADS]


def test_a_second_column_of_a_field_is_said_to_fit_none_as_its_words_do() -> None:
    found = understand(
        document(
            table(
                ("Action", "Lead", "Success measures", "KPI"),
                ("Audit ten files", "Ann Poe", "All are read", "100 of 100"),
            )
        ),
        KNOWN,
    )

    assert [column.field for column in found.columns][2:] == [Field.SUCCESS_MEASURE, Field.OTHER]
    assert found.rows[0].other == (("KPI", "100 of 100"),)


def test_a_row_with_its_own_date_lead_and_rating_is_a_row_whatever_it_leaves_out() -> None:
    found = understand(
        document(
            table(
                ("Objective", "Lead", "By when", "Progress", "Impact", "RAG"),
                ("Better plans", "Ann Poe", "May 2017", "Begun", "Few seen", "On track"),
                ("", "Heads of Service", "June 2017", "", "", "Not started"),
                ("", "Ann Poe", "July 2017", "Begun", "None yet", "On track"),
            )
        ),
        KNOWN,
    )

    assert [row.numbers for row in found.rows] == [(2,), (3,), (4,)]
    assert [row.rating for row in found.rows] == ["On track", "Not started", "On track"]


def test_a_new_date_is_read_too() -> None:
    found = understand(
        document(
            table(
                ("Action", "Lead", "By when", "Revised date", "Progress"),
                ("Audit ten files", "Ann Poe", "May 2017", "30 June 2017", "Begun"),
            )
        ),
        KNOWN,
    )

    (row,) = found.rows
    assert row.revised_date == "30 June 2017"
    assert row.revised_reading
    assert row.revised_reading.due == datetime.date(2017, 6, 30)


def test_a_file_without_a_plan_gives_no_rows_and_says_so() -> None:
    found = understand(Document("x.docx", "docx", ()), KNOWN)

    assert found.rows == ()
    assert len(found.problems) == 1


# Leads


def test_leads_are_the_councils_officers_and_the_rest_stays_as_printed() -> None:
    found = read(
        ("1", "1", "Audit ten files", "May 2017", "All Heads of Service Ann Poe", "Begun"),
        ("2", "2", "Visit the front line", "May 2017", "Joan Lund / Ann Poe", "Begun"),
        ("3", "2", "Visit again", "May 2017", "TBC", "Begun"),
    )

    assert [[(lead.words, lead.officer) for lead in row.leads] for row in found.rows] == [
        [("All Heads of Service", 2), ("Ann Poe", 1)],
        [("Joan Lund", None), ("Ann Poe", 1)],
        [],
    ]
    assert [row.printed_leads for row in found.rows][2] == "TBC"


def test_a_doubtful_lead_is_a_doubt_on_its_row_and_column() -> None:
    found = read(("1", "1", "Audit ten files", "May 2017", "Anne Poe", "Begun"))

    (problem,) = found.problems
    assert (problem.row, problem.column) == (2, "Lead")
    assert problem.text == "We took “Anne Poe” for Ann Poe. Say if it is another."


# Ratings

RATED = ("Ref", "Action", "Milestones", "By when", "RAG")


def rated(*rows: tuple[Said, ...], told: Corrections | None = None) -> Understood:
    labels = (KnownLabel("Green", "#00aa00", "on_track"), KnownLabel("Red", "#ff0000", "off_track"))
    return understand(document(table(RATED, *rows)), replace(KNOWN, labels=labels), told)


def test_a_rating_is_the_rows_in_words_or_in_colour() -> None:
    found = rated(
        ("1", "Audit", "Audit ten files\nReport", "May 2017", "Green"),
        ("2", "Visit", "Visit the front line", "May 2017", Cell(colour="#ff0000")),
    )

    assert [(row.rating, row.rating_meaning) for row in found.rows] == [
        ("Green", "on_track"),
        ("Red (colour of the cell)", "off_track"),
    ]
    assert [step.rating for row in found.rows for step in row.steps] == ["", "", ""]
    assert found.problems == ()


def test_as_many_ratings_as_steps_are_one_each() -> None:
    (stacked,) = rated(("1", "Audit", "Audit ten files\nReport", "May 2017", "Green\nRed")).rows
    (in_rows,) = rated(
        ("1", "Audit", "Audit ten files", "May 2017", "Green"),
        ("^", "^", "Report", "June 2017", "Red"),
        ("^", "^", "Audit again", "July 2017", "^"),
    ).rows

    assert [step.rating_meaning for step in stacked.steps] == ["on_track", "off_track"]
    assert [step.rating for step in in_rows.steps] == ["Green", "Red", "Red"]
    assert (in_rows.rating, in_rows.rating_meaning) == ("Green\nRed", "")


def test_a_rating_nobody_defined_is_a_doubt_until_a_person_says() -> None:
    row = ("1", "Audit", "Audit ten files", "May 2017", "Amber")
    (doubt,) = rated(row).problems
    (told,) = rated(row, told=Corrections(ratings={"Amber": "at_risk"})).rows

    assert (doubt.row, doubt.column) == (2, "RAG")
    assert doubt.text == (
        "We do not know what “Amber” means here. Say which of the meanings it has."
    )
    assert (told.rating, told.rating_meaning, told.doubts) == ("Amber", "at_risk", ())


def test_a_category_in_figures_is_the_rating_itself() -> None:
    found = rated(
        ("1", "Audit", "Audit ten files", "May 2017", "1"),
        told=Corrections(ratings={"1": "complete"}),
    )

    assert [(row.rating, row.rating_meaning) for row in found.rows] == [("1", "complete")]


def test_of_columns_to_tick_the_ticked_heading_is_the_rating() -> None:
    found = understand(
        document(
            table(
                ("Ref", "Recommendation", "Update", "Achieved (tick)", "On Target (tick)"),
                ("1", "Audit ten files", "All are audited.", "✓", ""),
                ("2", "Visit the front line", "Two were visited.", "", "✓"),
            )
        ),
        KNOWN,
    )

    assert [(row.rating, row.rating_meaning) for row in found.rows] == [
        ("Achieved", "complete"),
        ("On Target", "on_track"),
    ]


# JSON


def test_the_json_has_the_names_that_the_command_prints() -> None:
    found = as_json(
        understand(
            document(
                table(
                    ("Ref", "Action", "Milestones", "By when", "Lead", "Cost", "Cost"),
                    (
                        "1",
                        "Audit",
                        "Audit ten files\nReport",
                        "May 2017\nJune 2017",
                        "Ann Poe",
                        "£2",
                        "£3",
                    ),
                    ("2", "Report", "Report to the board", "soon", "TBC", "", ""),
                )
            ),
            KNOWN,
        )
    )

    assert found["columns"] == {
        "Ref": "reference",
        "Action": "action",
        "Milestones": "milestones",
        "By when": "timescale",
        "Lead": "leads",
        "Cost": "other",
        "Cost (2)": "other",
    }
    assert found["rows"][0] == {
        "reference": "1",
        "recommendation": "",
        "action": "Audit",
        "milestones": [
            {"text": "Audit ten files", "timescale": "May 2017", "leads": []},
            {"text": "Report", "timescale": "June 2017", "leads": []},
        ],
        "timescale": "",
        "leads": ["Ann Poe"],
        "progress": "",
        "rating": "",
        "success_measure": "",
        "revised_date": "",
        "next_steps": "",
        "paragraph_reference": "",
        "theme": "",
        "other": {"Cost": "£2", "Cost (2)": "£3"},
    }
    assert found["rows"][1]["leads"] == ["TBC"]
    assert found["problems"] == [
        {
            "row": 3,
            "column": "By when",
            "text": "We could not find a date in 'soon'. "
            "It will print as written and not count as late until you give one.",
        }
    ]
    assert json.loads(json.dumps(found)) == found


def test_a_step_without_words_date_or_lead_is_not_printed() -> None:
    found = as_json(read(("1", "1", "Audit ten files", "May 2017", "Ann Poe", "Begun")))

    assert found["rows"][0]["milestones"] == []


def test_the_json_has_the_words_of_both_columns_of_leads() -> None:
    found = as_json(
        understand(
            document(
                table(
                    ("Action", "Lead agency", "Accountable person", "By when"),
                    ("Audit ten files", "To be confirmed", "Ann Poe", "May 2017"),
                    ("Read them", "A. Poe", "Ann Poe", "May 2017"),
                    ("Visit", "Ann Poe", "Ann Poe", "May 2017"),
                    ("Report", "Health Services", "Heads of Health; Services Board", "May 2017"),
                )
            ),
            KNOWN,
        )
    )

    assert [row["leads"] for row in found["rows"]] == [
        ["Ann Poe", "To be confirmed"],
        ["A. Poe", "Ann Poe"],
        ["Ann Poe", "Ann Poe"],
        ["Health Services", "Heads of Health", "Services Board"],
    ]
